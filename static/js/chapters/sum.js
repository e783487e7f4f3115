// Chapter 6: all ten lists of wishes, added. What is left for each neuron of the second hidden layer is its nudge.

import { compactSigned, fromUnitsSigned, significantSigned } from "../core/format.js";
import { cubicPath, strand } from "../core/geometry.js";
import { roundToAgree } from "../core/sums.js";
import { isTurned } from "../draw/camera.js";
import { number, sub, sumOver, term, toneOf } from "../draw/equation.js";
import { arrow, zeroLine } from "../draw/marks.js";
import { makeRun, smooth } from "../draw/run.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkSwitch, drawPadTools, whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawHeads, head } from "../ui/labels.js";
import { neuron } from "../ui/neurons.js";
import { beside } from "../ui/output-table.js";
import { rowFigures, sumFacts, switchedOff } from "./sum-facts.js";
import { drawLists, drawNudgesLeft, drawSumHeads, listsOf } from "./sum-lists.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./sum-facts.js").SumFacts} SumFacts */

const SLIDE_MS = 800;
const ADDED = 1; // the step of the story in which the lists are laid end to end

/** @returns {Chapter} */
export function makeSum() {
  const slide = makeRun(SLIDE_MS);
  let shown = ADDED;
  /** @param {Paper} paper @returns {number} 0 … 1, how far they have slid */
  const slid = ({ state, redraw }) => {
    if (state.step !== shown) state.step === ADDED ? slide.start() : slide.stop();
    shown = state.step;
    if (state.step < ADDED) return 0;
    const share = slide.share();
    if (share < 1) redraw();
    return smooth(share);
  };
  return {
    id: "sum",
    number: 6,
    name: "The sum",
    steps: 2,
    station: () => "sum",
    bar: drawBarNotes,
    scene: (state) => ({ output: null, rings: [neuron(3, sumFacts(state)?.attended ?? state.reading?.label ?? 2)] }),
    draw: (paper) => drawSum(paper, slid(paper)),
    sentence,
    equation,
    press(mark, state, actions) {
      if (mark.layer === 3 && state.reading?.label === null) actions.setLabel(mark.index);
      else if (mark.layer === 3) actions.choose("list", mark.index);
      if (mark.layer === 2) actions.choose("row", mark.index);
      return true;
    },
    describe,
    lower: beside,
  };
}

/** @param {State} state @param {import("../draw/pen.js").Pen} html @param {import("../state/actions.js").Actions} actions */
function drawBarNotes(state, html, actions) {
  drawNetworkSwitch(state, html, actions);
  const off = switchedOff(state);
  const attended = sumFacts(state)?.attended ?? 2;
  const alone = "0123456789".replace(String(attended), "");
  html.element("span", { class: "bar__note" }, "asking");
  html.element("button", { "aria-pressed": String(off.length === 0) }, "all ten", { press: () => actions.choose("off", "") });
  html.element("button", { "aria-pressed": String(off.join("") === alone) }, `only ${attended}`, { press: () => actions.choose("off", alone) });
}

/** @param {Paper} paper @param {number} slid */
function drawSum(paper, slid) {
  const { pen, layout, state } = paper;
  const facts = sumFacts(state);
  drawHeads(paper, { output: null });
  drawPadTools(paper);
  drawDigits(paper, { attended: facts?.attended ?? null });
  if (!facts) {
    if (!isEmpty(state)) pen.text(layout.turned ? layout.width / 2 : layout.x(760), layout.turned ? layout.at(3, 0).y + 130 : layout.row(7), "not computed yet", "faint halo", "middle");
    return;
  }
  const places = listsOf(layout, facts);
  if (!layout.turned) {
    drawEdgesBack(paper, facts, places);
    drawOutputNudges(paper, facts);
    drawRowNames(paper, facts);
  }
  drawSumHeads(paper, places, slid);
  drawLists(paper, facts, places, slid);
  if (slid > 0) drawNudgesLeft(paper, facts, places, slid);
}

/** The attended list travels back along its edges. @param {Paper} paper @param {SumFacts} facts @param {import("./sum-lists.js").Lists} places */
function drawEdgesBack({ pen, layout }, { lists, attended }, places) {
  const list = lists[attended];
  const largest = Math.max(...list.map(Math.abs), 1e-12);
  const from = layout.at(3, attended).x - layout.radius(3) - 2;
  const to = places.list(9) + places.pitch / 2 + 8;
  list.forEach((value, row) => {
    const d = `${cubicPath(strand([from, layout.output(attended)], [to, layout.row(row)]))}H${(places.list(attended) + places.pitch / 2 + 2).toFixed(1)}`;
    pen.path(d, `sum-edge ${value < 0 ? "tone-minus" : "tone-plus"}`, { "stroke-width": (0.6 + (2.6 * Math.abs(value)) / largest).toFixed(2) });
  });
}

/** What the ten outputs wish for themselves, beside them. @param {Paper} paper @param {SumFacts} facts */
function drawOutputNudges(paper, { outputNudges, outputPushes, asks }) {
  const { pen, layout } = paper;
  const { x, unit } = layout;
  const zero = x(1342);
  const y = layout.output(0) - 0.66 * layout.rows.pitch;
  head(paper, layout.at(3, 0).x + 4, y, "output");
  head(paper, zero, y, "its nudge");
  zeroLine(pen, zero, layout.output(0) - 20 * unit, layout.output(9) + 20 * unit);
  const shape = { shaft: 5.5 * unit, head: 10 * unit, point: 11 * unit };
  outputNudges.forEach((value, digit) => {
    pen.group("g", { class: asks[digit] ? "" : "mark-off" }, (inner) => arrow(inner, { x: zero, y: layout.output(digit) }, { value, foot: outputPushes[digit], scale: x(33), shape }));
  });
}

/** @param {Paper} paper @param {SumFacts} facts */
function drawRowNames({ pen, layout, state }, { row }) {
  if (state.depth !== "symbols") return;
  const x = layout.at(2, 0).x + layout.radius(2) + 7;
  for (let i = 0; i < 16; i += 1) pen.text(x, layout.row(i) + 4.5 * layout.unit, String(i), i === row ? "ink b halo" : "faint halo", "start", 12 * layout.unit);
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (isEmpty(state)) return ["Draw a digit first. Then ten outputs will hand out their lists of wishes."];
  const facts = sumFacts(state);
  if (!facts) return whichDigit(state);
  const name = { text: String(facts.attended), tone: /** @type {const} */ ("eye") };
  const asking = facts.asks.filter(Boolean).length;
  if (asking === 0) return ["Nobody asks, so nothing is left to wish. Press a digit above its list to let it ask again."];
  if (asking < 10) return [`${COUNTS[asking]} of ten ${asking === 1 ? "asks" : "ask"} now: what is left is what they agree on.`];
  if (state.step < ADDED) return ["Output ", name, " asks each of the sixteen for more or less: as much as the weight between them, and its own wish, are large."];
  return ["Ten lists of wishes for the same sixteen. ", name, " asks, nine others ask too: what is left is the nudge."];
}

const COUNTS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** nudge = Σ w(−δ) = what the attended output asks + what the others ask. @param {State} state @returns {import("../draw/equation.js").Term[]} */
function equation(state) {
  const facts = sumFacts(state);
  if (!facts) return [];
  const { attended, row, decimals } = facts;
  if (state.step < ADDED) return wishEquation(facts);
  const { units, total } = rowFigures(facts, row);
  const text = (/** @type {number} */ value) => fromUnitsSigned(value, decimals);
  const whole = [term("="), term([sumOver("j"), sub("w", "j", ",", row), "(", "−", sub("δ", "j"), ")"])];
  return [
    term(sub("nudge", row), text(total), toneOf(total)),
    ...(isTurned(state.size) ? [] : whole),
    term("="),
    term([sub("w", attended, ",", row), "(", "−", sub("δ", attended), ")"], text(units[attended]), "eye"),
    term("+"),
    term([sumOver("j", "≠", number(attended)), "⋯"], text(total - units[attended]), toneOf(total - units[attended])),
  ];
}

/** One entry of a list: the weight between the two × what survives of the output's own nudge. @param {SumFacts} facts @returns {import("../draw/equation.js").Term[]} */
function wishEquation({ attended, row, decimals, weight, outputPushes }) {
  const { inputs, figures, result } = roundToAgree([weight, outputPushes[attended]], (w, push) => w * push, decimals);
  const text = (/** @type {number} */ value) => significantSigned(value, figures);
  return [
    term(sub("wish", row, "←", attended), fromUnitsSigned(result, decimals), toneOf(result)),
    term("="),
    term(sub("w", attended, ",", row), text(inputs[0]), toneOf(inputs[0])),
    term("·"),
    term(["(", "−", sub("δ", attended), ")"], text(inputs[1]), toneOf(inputs[1])),
  ];
}

/** @param {State} state */
function describe(state) {
  const facts = sumFacts(state);
  if (!facts) return "Lists of wishes not computed yet.";
  return `Nudges of hidden 2: ${facts.nudges.map((value, row) => `${row} ${compactSigned(value)}`).join(", ")}.`;
}
