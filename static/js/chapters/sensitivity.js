// Chapter 3: sensitivity. All 13,002 components of the gradient on the network and as a histogram, the ten largest, two
// compared, and a weight set by hand.

import { gradientOf, keyOf, mostSensitive, shortName } from "../core/gradient.js";
import { count, significant, significantSigned } from "../core/format.js";
import { logBins } from "../core/series.js";
import { histogram } from "../draw/charts-histogram.js";
import { slopeOfCost, sub, term, toneOf } from "../draw/equation.js";
import { bar } from "../draw/marks.js";
import { isEmpty, sameMark } from "../state/state.js";
import { drawNetworkNote } from "../ui/bar.js";
import { whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawHeads } from "../ui/labels.js";
import { nameOf } from "../ui/neurons.js";
import { questionKey } from "../wire/question-key.js";
import { numberedEdges } from "./edge-path.js";
import { paintGradient } from "./sensitivity-edges.js";
import { drawPair, drawWiggles, epsilonOf, isTight, pairOf, plain, ratioOf, sayRatio, wiggleQuestion, wigglesOf } from "./sensitivity-pair.js";
import { makeWeightSetter } from "./weight-setter.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../core/gradient.js").Gradient} Gradient */
/** @typedef {import("../core/gradient.js").Component} Component */

const [COMPARED, WIGGLED, SET] = [1, 2, 3]; // steps of the story

/** @returns {Chapter} */
export function makeSensitivity() {
  const drawSetter = makeWeightSetter();
  return {
    id: "sensitivity",
    number: 3,
    name: "Sensitivity",
    steps: 4,
    station: () => "nudges",
    scene: () => ({ weights: null, wired: null }), // the edges show the gradient instead
    bar: drawNetworkNote,
    paint(paper) {
      const gradient = shownGradient(paper.state);
      if (gradient) paintGradient(paper, gradient);
    },
    draw: (paper) => draw(paper, drawSetter),
    sentence,
    equation,
    enter: chooseLabel,
    press(mark, state, actions) {
      if (state.label === null && mark.layer === 3) actions.setLabel(mark.index);
      else actions.open(sameMark(state.attention.opened, mark) ? null : mark);
      return true;
    },
    needs(state) {
      const gradient = shownGradient(state);
      return gradient && state.step >= WIGGLED ? wiggleQuestion(state, pairOf(state, gradient), questionKey(state)) : [];
    },
    describe,
  };
}

/** @param {State} state @returns {Gradient|null} null while there is nothing to differentiate */
export function shownGradient(state) {
  return state.reading && !isEmpty(state) ? gradientOf(state.reading.layers) : null;
}

/** Whoever comes without a label wants what was written, or what was read. @param {State} state @param {import("../state/actions.js").Actions} actions */
export function chooseLabel({ label, source, reading }, actions) {
  const digit = source.kind === "example" && source.label !== null ? source.label : (reading?.prediction.digit ?? null);
  if (label === null && digit !== null) actions.setLabel(digit);
}

/** @param {import("../draw/layout.js").Layout} layout */
function placesOf(layout) {
  const { x, rows, turned, unit } = layout;
  if (turned) {
    const top = layout.at(3, 0).y + 62;
    const chart = { x: 14, y: top, width: layout.width - 28, height: 130 };
    const low = { x: 14, y: top + 142, width: layout.width - 28 };
    const shown = Math.min(10, Math.floor((layout.lower - 26 - low.y) / 24));
    return { chart, list: { ...low, line: 24, shown }, pair: { ...low, y: top - 16 }, wiggle: { ...low, y: top + 92 }, setter: { ...low, y: top + 110 } };
  }
  const y = (/** @type {number} */ design) => rows.top + ((design - 60) / 44) * rows.pitch;
  const chart = { x: x(892), y: y(50), width: x(1408) - x(892), height: y(262) - y(50) };
  const column = { x: x(1130), width: x(1408) - x(1130) };
  const list = { x: x(812), y: y(296), width: x(1082) - x(812), line: Math.min(30 * unit, (y(764) - y(330)) / 12), shown: 10 };
  const pair = { ...column, y: y(296) };
  if (isTight(layout)) return { chart, list, pair, wiggle: { ...column, y: pair.y + 120 * unit }, setter: { ...column, y: pair.y + 134 * unit } };
  return { chart, list, pair, wiggle: { ...column, y: y(444) }, setter: { ...column, y: y(656) } };
}

/** @param {Paper} paper @param {ReturnType<typeof makeWeightSetter>} drawSetter */
function draw(paper, drawSetter) {
  const { pen, layout, state } = paper;
  const { step } = state;
  const gradient = shownGradient(state);
  drawHeads(paper);
  drawDigits(paper, { attended: state.label });
  if (!gradient) return drawNothing(paper);
  const places = placesOf(layout);
  const pair = pairOf(state, gradient);
  const phone = layout.turned;
  const tight = isTight(layout);
  if (!phone || step < COMPARED) drawHistogram(paper, places.chart, gradient, step >= COMPARED ? pair : []);
  if (!phone || step < WIGGLED) drawList(paper, places.list, gradient, pair);
  if (step < COMPARED) return phone ? undefined : drawLayers(paper, places.pair, gradient);
  numberedEdges(pen, layout, pair.map(({ parameter }) => parameter), 0);
  drawPair(paper, places.pair, pair);
  if (step === WIGGLED || (!tight && step > WIGGLED)) drawWiggles(paper, places.wiggle, pair, wigglesOf(state, pair, questionKey(state)));
  if (step >= SET) drawSetter(paper, places.setter, pair[0].parameter);
}

/** @param {Paper} paper */
function drawNothing({ pen, layout, state }) {
  const { chart } = placesOf(layout);
  const words = isEmpty(state) || state.label !== null ? "not computed yet" : "not computed yet: press the output that it should have been";
  pen.text(chart.x, chart.y + 40, words, "faint", "start", 14 * layout.unit);
}

/** @type {WeakMap<Gradient, ReturnType<typeof logBins>>} */
const counted = new WeakMap();

/** @param {Gradient} gradient */
function binsOf(gradient) {
  const found = counted.get(gradient) ?? logBins(gradient.row);
  counted.set(gradient, found);
  return found;
}

/** @param {Paper} paper @param {import("../draw/curve.js").Box} box @param {Gradient} gradient @param {Component[]} pair */
function drawHistogram({ pen, state, actions }, box, gradient, pair) {
  const { bins, zeros } = binsOf(gradient);
  const chosen = typeof state.choices.bin === "number" && state.choices.bin >= 0 ? state.choices.bin : null;
  histogram(pen, box, {
    title: box.width < 440 ? `all ${count(13002)}: |∂C/∂w|, |∂C/∂b|` : `all ${count(13002)}: how many are how sensitive, |∂C/∂w| and |∂C/∂b|`,
    bins,
    zeros,
    pointed: pair.map(({ gradient: value }, at) => ({ value, name: "①②"[at], tone: at === 0 ? "tone-eye" : "tone-ink" })),
    chosen,
    figures: state.depth !== "picture",
    choose: (index) => actions.choose("bin", index ?? -1),
  });
}

/** @type {WeakMap<Gradient, Map<string, Component[]>>} */
const lists = new WeakMap();

/** The most sensitive of all, or of the neuron that was pressed. @param {Gradient} gradient @param {import("../state/state.js").Mark|null} neuron @param {number} shown */
function topOf(gradient, neuron, shown) {
  const found = lists.get(gradient) ?? new Map();
  lists.set(gradient, found);
  const name = `${neuron?.layer}.${neuron?.index} ${shown}`;
  if (!found.has(name)) found.set(name, mostSensitive(gradient, shown, neuron ? ({ layer, index }) => layer === neuron.layer && index === neuron.index : undefined));
  return /** @type {Component[]} */ (found.get(name));
}

/** @param {Paper} paper @param {{x: number, y: number, width: number, line: number, shown: number}} place @param {Gradient} gradient @param {Component[]} pair */
function drawList({ pen, layout, state, actions }, { x, y, width, line, shown }, gradient, pair) {
  const { unit } = layout;
  const { opened } = state.attention;
  const all = opened && !isTight(layout); // a neuron of the later layers has 17: each can be chosen
  const top = topOf(gradient, opened, all ? 17 : shown);
  pen.text(x, y, opened ? `of ${nameOf(opened)}` : "the most sensitive", "ink", "start", 14 * unit);
  pen.text(x + width, y, "wish −∂C/∂w", "faint", "end", 12 * unit);
  const placed = width > 240 * unit; // is there room to say where a weight leads
  const reach = Math.min(40 * unit, (width - (placed ? 236 : 162) * unit) / 2); // between names and figures
  const zero = x + width - 80 * unit - reach;
  const scale = reach / Math.abs(top[0].gradient || 1);
  top.forEach(({ parameter, gradient: value }, at) => {
    const middle = y + (at + 1) * (all ? line * 0.84 : line);
    const pinned = pair.findIndex((one) => sameMark(one.parameter, parameter));
    const style = state.step >= COMPARED && pinned === 0 ? "eye b" : state.step >= COMPARED && pinned > 0 ? "ink b" : "ink";
    pen.text(x, middle + 4.5 * unit, String(at + 1), "faint", "start", 12 * unit);
    pen.text(x + 24 * unit, middle + 4.5 * unit, shortName(parameter), style, "start", 14 * unit);
    if (placed) pen.text(x + 88 * unit, middle + 4.5 * unit, shortPlace(parameter), "faint", "start", 12 * unit);
    bar(pen, { x: zero, y: middle }, { value: -value, scale, thickness: 8 * unit });
    if (state.depth !== "picture") pen.text(x + width, middle + 4.5 * unit, significantSigned(-value, 3), value > 0 ? "minus" : "plus", "end", 13 * unit);
    const label = `${shortName(parameter)}, ${shortPlace(parameter)}, wish ${significantSigned(-value, 3)}`;
    pen.hit(x - 4, middle - line * 0.42, width + 8, line * 0.84, label, { press: () => actions.pin(parameter) }, { "aria-pressed": String(state.attention.pinned.some((mark) => sameMark(mark, parameter))), "data-parameter": keyOf(parameter) });
  });
}

/** How sensitive each layer is on average, and how the colours are meant. @param {Paper} paper @param {{x: number, y: number, width: number}} place @param {Gradient} gradient */
function drawLayers({ pen, layout, state }, { x, y, width }, { weights }) {
  const { unit } = layout;
  const means = weights.map((row) => row.reduce((total, value) => total + Math.abs(value), 0) / row.length);
  const from = Math.max(width * 0.5, 124 * unit); // right of the names
  const scale = (width - 72 * unit - from) / Math.max(...means, 1e-300);
  pen.text(x, y, "a weight's sensitivity, on average", "ink", "start", 14 * unit);
  means.forEach((mean, at) => {
    const line = y + (30 + 30 * at) * unit;
    pen.text(x, line + 4.5 * unit, ["pixel → hidden 1", "hidden 1 → hidden 2", "hidden 2 → output"][at], "soft", "start", 13 * unit);
    pen.rect(x + from, line - 4 * unit, mean * scale, 8 * unit, "mark-full tone-soft");
    if (state.depth !== "picture") pen.text(x + width, line + 4.5 * unit, significant(mean, 3), "ink", "end", 13 * unit);
  });
  if (isTight(layout)) return;
  pen.text(x, y + 140 * unit, "In the network: thick where the cost answers most;", "faint", "start", 12 * unit);
  pen.text(x, y + 157 * unit, "blue: more of it lowers the cost, orange: less.", "faint", "start", 12 * unit);
  pen.text(x, y + 174 * unit, "Beside hidden 1: what this drawing wishes of its", "faint", "start", 12 * unit);
  pen.text(x, y + 191 * unit, "weights; each is the drawing itself.", "faint", "start", 12 * unit);
}

/** @param {import("../core/gradient.js").Parameter} parameter */
const shortPlace = ({ layer }) => ["", "to hidden 1", "to hidden 2", "to output"][layer];

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (isEmpty(state)) return ["Draw a digit first. Then see to which weights its cost answers most."];
  const gradient = shownGradient(state);
  if (!gradient) return whichDigit(state);
  const pair = pairOf(state, gradient);
  const names = pair.map(({ parameter }) => shortName(parameter));
  const first = { text: names[0], tone: /** @type {const} */ ("eye") };
  if (state.step === 0) return ["Forget directions in 13,002 dimensions. Read off how much each weight matters: thick ones most."];
  const ratio = ratioOf(pair);
  if (state.step === COMPARED || ratio === null) {
    if (ratio === null) return ["Nothing that happens to ", names[1], " changes the cost here: its sender is dark."];
    return ["The cost is ", state.depth === "picture" ? "many" : sayRatio(ratio), " times as sensitive to ", first, " as to ", `${names[1]}. Press others in the list.`];
  }
  if (state.step === WIGGLED) return wiggleSentence(state, pair, first, names[1]);
  return ["Drag ", first, ", or type a value. Everything follows: reading, cost, gradient."];
}

/** @param {State} state @param {Component[]} pair @param {Phrase} first @param {string} second @returns {Phrase[]} */
function wiggleSentence(state, pair, first, second) {
  const wiggles = wigglesOf(state, pair, questionKey(state));
  if (!wiggles || state.depth === "picture") return ["Raise each by the same little bit: ", first, ` moves the cost, ${second} hardly.`];
  const [a, b] = wiggles.map(({ change }) => significantSigned(change, 2));
  return [`Raised by ${plain(epsilonOf(state))}, `, first, ` changes the cost by ${a}, ${second} by ${b}.`];
}

/** @param {State} state @returns {import("../draw/equation.js").Term[]} */
function equation(state) {
  const gradient = shownGradient(state);
  if (!gradient) return [];
  const [first, second] = pairOf(state, gradient);
  if (state.step === 0) return chainEquation(state, first);
  const of = (/** @type {Component} */ { parameter: { kind, index, from } }) => slopeOfCost(kind === "bias" ? sub("b", index) : sub("w", index, ",", from ?? 0));
  if (state.step >= WIGGLED) {
    const epsilon = epsilonOf(state);
    return [term("ΔC", significantSigned(first.gradient * epsilon, 3), toneOf(first.gradient)), term("≈"), term(of(first), significantSigned(first.gradient, 3), toneOf(first.gradient)), term("·"), term("ε", plain(epsilon))];
  }
  const ratio = ratioOf([first, second]);
  if (ratio === null) return [];
  const size = (/** @type {Component} */ one) => term(["|", of(one), "|"], significant(Math.abs(one.gradient), 3));
  return [size(first), term(":"), size(second), term("="), term(sayRatio(ratio))];
}

/** ∂C/∂w of the most sensitive: activation of the sender times delta of the receiver. @param {State} state @param {Component} component @returns {import("../draw/equation.js").Term[]} */
function chainEquation({ reading }, { parameter: { kind, layer, index, from = 0 }, gradient }) {
  const layers = reading?.layers;
  const delta = layers?.[layer].deltas?.[index] ?? 0;
  const result = term(slopeOfCost(kind === "bias" ? sub("b", index) : sub("w", index, ",", from)), significantSigned(gradient, 3), toneOf(gradient));
  const factor = term(sub("δ", index), significantSigned(delta, 4), toneOf(delta));
  if (kind === "bias") return [result, term("="), factor];
  return [result, term("="), term(sub("a", from), significant(layers?.[layer - 1].activations[from] ?? 0, 4)), term("·"), factor];
}

/** @param {State} state */
function describe(state) {
  const gradient = shownGradient(state);
  if (!gradient) return "Sensitivity not computed yet.";
  const [first] = topOf(gradient, null, 1);
  return `Most sensitive: ${shortName(first.parameter)}, ${shortPlace(first.parameter)}, gradient ${significantSigned(first.gradient, 3)}.`;
}
