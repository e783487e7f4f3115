// Two pinned weights or biases: how many times as sensitive the cost is to one as to the other, and what it really does
// when each is moved by the same small amount.

import { entry, keyOf, mostSensitive, nearestInSize, shortName, whereabouts } from "../core/gradient.js";
import { significant, significantSigned } from "../core/format.js";
import { handValues } from "../core/series.js";
import { ruler } from "../draw/charts-ruler.js";
import { bar, slab, tone, zeroLine } from "../draw/marks.js";
import { sameMark } from "../state/state.js";
import { imageOf } from "../wire/session.js";
import { badge } from "./edge-path.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../core/gradient.js").Component} Component */
/** @typedef {import("../core/gradient.js").Gradient} Gradient */
/** @typedef {{parameter: {name: string}, gradient: number, predicted: number, change: number}} Wiggle */

const APART = 32; // how many times as sensitive the second is chosen to be, while nobody has pinned one
const EPSILONS = handValues(0.001, 1);

/** @type {WeakMap<Gradient, Component[]>} */
const proposed = new WeakMap();

/** The two that are compared: those pinned last, else the most sensitive of all and one that is much less so. @param {State} state @param {Gradient} gradient @returns {Component[]} */
export function pairOf(state, gradient) {
  const pinned = state.attention.pinned.filter(({ kind }) => kind !== "neuron").slice(-2);
  const chosen = pinned.map((mark) => {
    const parameter = /** @type {import("../core/gradient.js").Parameter} */ (mark);
    return { parameter, gradient: entry(gradient, parameter) };
  });
  const known = proposed.get(gradient) ?? proposal(gradient);
  proposed.set(gradient, known);
  const others = known.filter(({ parameter }) => !pinned.some((mark) => sameMark(mark, parameter)));
  return [...chosen, ...others].slice(0, 2);
}

/** @param {Gradient} gradient */
function proposal(gradient) {
  const [first, second] = mostSensitive(gradient, 2, ({ kind }) => kind === "weight");
  const weaker = nearestInSize(gradient, Math.abs(first.gradient) / APART);
  return weaker ? [first, weaker, second] : [first, second];
}

/** How much each is wiggled. @param {State} state */
export const epsilonOf = ({ choices }) => (typeof choices.epsilon === "number" && choices.epsilon > 0 && choices.epsilon <= 1 ? choices.epsilon : 0.1);

/** A small round number as it is. @param {number} value */
export const plain = (value) => String(Number(value.toPrecision(2)));

/** @param {Component[]} pair @returns {number|null} null where the second has no influence at all */
export const ratioOf = ([first, second]) => (second.gradient === 0 ? null : Math.abs(first.gradient / second.gradient));

/** A ratio as one says it: 32, 3.2, 0.031. @param {number} ratio */
export const sayRatio = (ratio) => significant(ratio, ratio >= 10 && ratio < 100 ? 2 : 3);

/** @param {State} state @param {Component[]} pair @param {string} key @returns {import("../wire/questions.js").Question[]} */
export function wiggleQuestion(state, pair, key) {
  const { network, label, source } = state;
  if (!network || label === null) return [];
  const parameters = pair.map(({ parameter }) => keyOf(parameter));
  const body = { examples: [{ image: imageOf(source), label }], parameters, epsilon: epsilonOf(state) };
  return [{ name: "wiggle", key: wiggleKey(state, pair, key), ask: (api) => api.askNetwork("POST", network.id, "insight/wiggle", body) }];
}

/** @param {State} state @param {Component[]} pair @param {string} key of drawing, label and weights */
const wiggleKey = (state, pair, key) => [key, ...pair.map(({ parameter }) => keyOf(parameter)), epsilonOf(state)].join(" ");

/** The real changes, if they are those of what is shown now. @param {State} state @param {Component[]} pair @param {string} key @returns {Wiggle[]|null} */
export function wigglesOf(state, pair, key) {
  const answer = state.answers.wiggle;
  return answer?.answered === wiggleKey(state, pair, key) ? answer.data.wiggles : null;
}

/** @typedef {{x: number, y: number, width: number}} Column */

/** Too little room for wiggling and setting one below the other. @param {import("../draw/layout.js").Layout} layout */
export const isTight = ({ turned, rows, width }) => turned || rows.pitch < 40 || width < 1200;

/** @param {Paper} paper @param {Column} column @param {Component[]} pair */
export function drawPair({ pen, layout, state }, { x, y, width }, pair) {
  const { unit } = layout;
  const tight = isTight(layout);
  const figures = state.depth !== "picture";
  pair.forEach(({ parameter, gradient }, at) => {
    const line = y + (26 + 40 * at) * unit;
    badge(pen, x + 10 * unit, line - 4 * unit, at + 1, at === 0, unit);
    pen.text(x + 30 * unit, line, shortName(parameter), "ink b", "start", 15 * unit);
    pen.text(x + 30 * unit, line + 15 * unit, whereabouts(parameter), "faint", "start", 12 * unit);
    if (figures) pen.text(x + width, line, significant(Math.abs(gradient), 3), "ink b pair-gradient", "end", 15 * unit);
  });
  const ratio = ratioOf(pair);
  const line = y + (layout.turned ? 102 : tight ? 111 : 126) * unit;
  const words = ratio === null ? "② changes nothing here" : "times as sensitive";
  const [at, anchor] = tight ? /** @type {const} */ ([x + width - 132 * unit, "end"]) : /** @type {const} */ ([x + 30 * unit, "start"]);
  if (ratio !== null && figures) pen.text(at, line, sayRatio(ratio), "ink serif sensitivity-ratio", anchor, (tight ? 28 : 34) * unit);
  pen.text(x + width, line, words, "soft", "end", 14 * unit);
}

/** @param {Paper} paper @param {Column} column @param {Component[]} pair @param {Wiggle[]|null} wiggles */
export function drawWiggles(paper, { x, y, width }, pair, wiggles) {
  const { pen, html, layout, state, actions } = paper;
  const { unit } = layout;
  ruler(html, x, y, width, { id: "wiggle", name: "raise each by ε", values: EPSILONS, value: epsilonOf(state), text: plain, figures: state.depth !== "picture", change: (value) => actions.choose("epsilon", value) });
  const top = y + 84 * unit;
  pen.text(x, top + 4 * unit, "the cost changes by", "ink", "start", 14 * unit);
  if (width > 250 * unit) pen.text(x + width, top + 4 * unit, "hollow foretold, filled real", "faint", "end", 12 * unit);
  const foretold = pair.map(({ gradient }) => gradient * epsilonOf(state));
  const real = wiggles?.map(({ change }) => change) ?? [];
  const zero = x + width * 0.36;
  const scale = (width * 0.28) / Math.max(...[...foretold, ...real].map(Math.abs), 1e-30);
  zeroLine(pen, zero, top + 14 * unit, top + 92 * unit);
  pair.forEach((_, at) => {
    const line = top + (34 + 40 * at) * unit;
    badge(pen, x + 10 * unit, line, at + 1, at === 0, unit);
    slab(pen, { x: zero, y: line - 7 * unit }, 0, foretold[at] * scale, 6 * unit, `mark-hollow ${tone(foretold[at])}`);
    if (wiggles) bar(pen, { x: zero, y: line + 8 * unit }, { value: real[at], scale, thickness: 12 * unit });
    if (state.depth === "picture") return;
    pen.text(x + width, line - 3 * unit, significantSigned(foretold[at], 3), "soft wiggle-foretold", "end", 13 * unit);
    pen.text(x + width, line + 13 * unit, wiggles ? significantSigned(real[at], 3) : "…", "ink b wiggle-real", "end", 13 * unit);
  });
}
