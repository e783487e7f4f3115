// The levers on the wires of one output: wishes for its senders' activations (dashed: nobody can set them), and for its weights.

import { compact, compactSigned, decimalsFor, signed, toUnits } from "../core/format.js";
import { cubicPath, strand } from "../core/geometry.js";
import { bar, zeroLine } from "../draw/marks.js";
import { rove } from "../draw/radio.js";
import { head } from "../ui/labels.js";
import { neuron } from "../ui/neurons.js";
import { ALONE, BUDGET, byBrightness, GRID, leverAnswer } from "./levers-facts.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./levers-facts.js").LeverFacts} LeverFacts */

/**
 * @typedef {object} Columns where the levers lie, in CSS pixels along the signal
 * @property {number} activations zero of the dashed bars
 * @property {number} weights zero of the filled bars
 * @property {number} bias zero of the bias's bar
 * @property {number} reach how long the longest bar is
 */

/** @param {import("../draw/layout.js").Layout} layout @param {number} step on a phone some need lines below the levers @returns {Columns} */
export function columnsOf({ x, turned, at, height, width }, step) {
  if (!turned) return { activations: x(590), weights: x(836), bias: x(1262), reach: x(118) };
  const top = at(3, 0).y + 60;
  const room = height - 190 - top;
  if (step === ALONE || step === BUDGET) return { activations: top + room * 0.18, weights: top + room * 0.5, bias: width / 2, reach: room * 0.12 };
  return { activations: top + room * 0.27, weights: top + room * 0.74, bias: width / 2, reach: room * 0.19 };
}

/** Pixels for 1, the same for all three levers. @param {LeverFacts} facts @param {Columns} columns */
export function leverScale({ activationWishes, weightWishes, push }, { reach }) {
  const largest = Math.max(...activationWishes.map(Math.abs), ...weightWishes.map(Math.abs), Math.abs(push) / 1.15);
  return reach / Math.max(largest, 1e-12);
}

/** Row of a sender. @param {import("../state/state.js").State} state @param {LeverFacts} facts @returns {(sender: number) => number} */
export function rowOf(state, facts) {
  return byBrightness(state) ? (sender) => facts.order.indexOf(sender) : (sender) => sender;
}

/** Thin lines lead each sender to its row. @param {Paper} paper @param {LeverFacts} facts */
export function drawWires({ pen, layout, state, stage }, facts) {
  const { unit, x } = layout;
  const row = rowOf(state, facts);
  const sorted = byBrightness(state);
  const [start, turn, end] = [layout.at(2, 0).x + layout.radius(2) + 38 * unit, x(456), state.step === GRID ? x(504) : x(958)];
  facts.senders.forEach((_, sender) => {
    const to = layout.row(row(sender));
    pen.path(`${cubicPath(strand([start, layout.row(sender)], [turn, to]))}H${end}`, "stroke-line");
  });
  facts.senders.forEach((activation, sender) => {
    const y = layout.row(row(sender));
    if (sorted) pen.circle(turn, y, 10 * unit, "lever-sender", { fill: stage.inks.brightness(activation) });
    if (state.depth === "symbols") pen.text(sorted ? turn + 16 * unit : turn - 8 * unit, y + 4.5 * unit, String(sender), "faint halo", sorted ? "start" : "middle", 12 * unit);
  });
}

/** @param {Paper} paper @param {LeverFacts} facts @param {import("./levers-pull.js").Pull} pull */
export function drawColumns(paper, facts, pull) {
  const { layout, state } = paper;
  const columns = columnsOf(layout, state.step);
  const needs = state.step === ALONE ? needsOf(state) : null;
  const weights = needs?.weights ?? facts.weightWishes;
  const activations = needs?.activations ?? facts.activationWishes;
  const scale = needs ? columns.reach / Math.max(...weights.map(Math.abs), ...activations.map(Math.abs), 1e-12) : leverScale(facts, columns);
  const decimals = Math.max(2, decimalsFor(Math.max(...weights.map(Math.abs), ...activations.map(Math.abs)), 3, 6));
  drawAxes(paper, columns);
  const row = rowOf(state, facts);
  const stale = needs !== null && leverAnswer(state).stale;
  paper.pen.group("g", { class: stale ? "mark-stale" : "" }, (pen) => facts.senders.forEach((_, sender) => {
    const attended = state.attention.hovered ? state.attention.hovered.layer === 2 && state.attention.hovered.index === sender : sender === facts.order[0];
    const offset = pull.offset(sender);
    drawBar({ ...paper, pen }, columns.activations, row(sender), { value: activations[sender], scale, wish: true, attended, offset, decimals });
    drawBar({ ...paper, pen }, columns.weights, row(sender), { value: weights[sender], scale, wish: false, attended, offset: 0, decimals });
  }));
}

/** What each lever alone would need, once the server has pulled it. @param {import("../state/state.js").State} state */
export function needsOf(state) {
  const levers = leverAnswer(state).data?.levers;
  if (!levers) return null;
  const of = (/** @type {string} */ name) => levers.find((/** @type {{name: string}} */ lever) => lever.name === name)?.needs ?? null;
  const [weights, activations, bias] = [of("weights"), of("activations"), of("bias")];
  return weights && activations && bias ? { weights, activations, bias: bias[0] } : null;
}

/** @param {Paper} paper @param {Columns} columns */
function drawAxes(paper, columns) {
  const { pen, layout, state } = paper;
  const alone = state.step === ALONE;
  if (layout.turned) {
    for (const at of [columns.activations, columns.weights]) zeroLine(pen, at, 14, layout.width - 14, true);
    pen.text(14, columns.activations - columns.reach - 6, "activations, only wished", "ink halo", "start", 13);
    pen.text(14, columns.weights - columns.reach - 6, "weights", "ink halo", "start", 13);
    return;
  }
  for (const at of [columns.activations, columns.weights]) zeroLine(pen, at, layout.row(0) - 16, layout.row(15) + 16);
  head(paper, columns.activations, 53, alone ? "activations alone" : "activations", "∝ weight");
  head(paper, columns.weights, 53, alone ? "weights alone" : "weights", "∝ activation");
}

/** @param {Paper} paper @param {number} along zero @param {number} row @param {{value: number, scale: number, wish: boolean, attended: boolean, offset: number, decimals: number}} lever */
function drawBar({ pen, layout, state }, along, row, { value, scale, wish, attended, offset, decimals }) {
  const { turned, unit } = layout;
  const across = layout.row(row);
  const thickness = turned ? Math.min(14, layout.rows.pitch - 6) : Math.min(16 * unit, layout.rows.pitch * 0.5);
  const at = turned ? { x: across, y: along, turned } : { x: along, y: across };
  const shown = value + (turned ? -offset : offset) / scale;
  bar(pen, at, { value: shown, scale, thickness, wish });
  if (state.depth === "picture" || turned) return;
  const side = value < 0 ? 1 : -1;
  pen.text(along + side * 8 * unit, across + 4.5 * unit, figure(value, decimals), `${value < 0 ? "minus" : "plus"}${attended ? " b" : ""} ${wish ? "activation-figure" : "weight-figure"}`, side > 0 ? "start" : "end");
  if (attended && !wish) pen.line(along + side * 8 * unit, across + 10.5 * unit, along + side * 50 * unit, across + 10.5 * unit, "stroke-ink", { "stroke-width": 2 });
}

/** So many decimals for all of a column, unless they would write nothing for what is something. @param {number} value @param {number} decimals */
const figure = (value, decimals) => (toUnits(value, decimals) === 0 ? compactSigned(value) : signed(value, decimals));

/** Places to take hold of a dashed lever. @param {Paper} paper @param {LeverFacts} facts @param {(sender: number, event: PointerEvent|null) => void} take */
export function drawGrips({ pen, layout, state, actions }, facts, take) {
  const columns = columnsOf(layout, state.step);
  const row = rowOf(state, facts);
  const half = layout.rows.pitch / 2;
  pen.group("g", { role: "group", "aria-label": "wishes for activations" }, (grips) => {
    facts.senders.forEach((activation, sender) => {
      const across = layout.row(row(sender)) - half;
      const reach = columns.reach + 24;
      const box = layout.turned ? [across, columns.activations - reach, 2 * half, 2 * reach] : [columns.activations - reach, across, 2 * reach, 2 * half];
      const label = `activation of hidden 2, neuron ${sender}: ${compact(activation)}, wished ${compactSigned(facts.activationWishes[sender])}; nobody can set it`;
      grips.hit(box[0], box[1], box[2], box[3], label, {
        down: (event) => take(sender, event),
        press: () => take(sender, null),
        hover: (inside) => actions.hover(inside ? neuron(2, sender) : null),
        key: (event) => void rove(event, "grip", row(sender), facts.senders.length),
      }, { tabindex: sender === facts.order[0] ? 0 : -1, class: "hit hit--grip", "data-radio": `grip-${row(sender)}` });
    });
  });
}
