// Beside the levers: the bias on its output's own row, and what the step of the story is about.

import { compact, compactSigned, decimalsFor, fixed, signed, significant } from "../core/format.js";
import { curve } from "../draw/curve.js";
import { arrow, bar, slab, zeroLine } from "../draw/marks.js";
import { head } from "../ui/labels.js";
import { ALONE, BUDGET, CHANGE, EPSILON, GRID, leverAnswer } from "./levers-facts.js";
import { columnsOf, leverScale, needsOf } from "./levers-columns.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./levers-facts.js").LeverFacts} LeverFacts */

/** @param {Paper} paper @param {LeverFacts} facts */
export function drawAside(paper, facts) {
  const { layout, state } = paper;
  drawBias(paper, facts);
  if (layout.turned) return;
  const first = facts.output < 5 ? layout.row(10) : layout.row(3); // above or below the bias, where there is room
  if (state.step === ALONE || state.step === BUDGET) drawAnswer(paper, facts, first);
  else if (state.step === GRID) drawAnalogy(paper, facts, first);
  else drawSlope(paper, facts, first);
}

/** What only the server could tell, quieter while it is of an older drawing. @param {Paper} paper @param {LeverFacts} facts @param {number} first */
function drawAnswer(paper, facts, first) {
  const { stale } = leverAnswer(paper.state);
  paper.pen.group("g", { class: stale ? "mark-stale" : "" }, (pen) => {
    if (paper.state.step === ALONE) drawAlone({ ...paper, pen }, facts, first);
    else drawBudget({ ...paper, pen }, first);
  });
}

/** @param {Paper} paper @param {LeverFacts} facts */
function drawBias(paper, facts) {
  const { pen, layout, state } = paper;
  const { unit, turned } = layout;
  const columns = columnsOf(layout, state.step);
  const needs = state.step === ALONE ? needsOf(state) : null;
  const value = needs?.bias ?? facts.push;
  const scale = needs ? (columns.reach * 1.15) / Math.abs(value || 1) : leverScale(facts, columns);
  const y = turned ? columns.weights + columns.reach + 34 : layout.output(facts.output);
  zeroLine(pen, columns.bias, y - 18, y + 18);
  bar(pen, { x: columns.bias, y }, { value, scale: turned ? scale * 0.8 : scale, thickness: 16 * unit });
  const side = value < 0 ? 1 : -1;
  if (state.depth !== "picture") pen.text(columns.bias + side * 8 * unit, y + 4.5 * unit, compactSigned(value), `${value < 0 ? "minus" : "plus"} b bias-figure`, side > 0 ? "start" : "end");
  if (turned) pen.text(14, y + 5, "bias", "ink", "start", 13);
  else head(paper, columns.bias, y - 30 * unit, state.step === ALONE ? "bias alone" : "bias", "× 1");
}

/** The nudge, and the slope that lets it through. @param {Paper} paper @param {LeverFacts} facts @param {number} top */
function drawSlope(paper, { nudge, push, slope, z }, top) {
  const { pen, layout, state } = paper;
  const { unit, x } = layout;
  const middle = x(1262);
  const zero = middle - Math.sign(nudge || 1) * x(59);
  head(paper, middle, top - 62 * unit, "its nudge × slope", "σ′(z)");
  zeroLine(pen, zero, top - 48 * unit, top - 12 * unit);
  const shape = { shaft: 7 * unit, head: 13 * unit, point: 13 * unit };
  arrow(pen, { x: zero, y: top - 30 * unit }, { value: nudge, foot: push, scale: x(59), shape });
  const numbers = state.depth !== "picture";
  if (numbers) pen.text(zero - Math.sign(nudge) * 10 * unit, top - 25 * unit, compactSigned(nudge), `${nudge < 0 ? "minus" : "plus"} b`, nudge > 0 ? "end" : "start", 15 * unit);
  const box = { x: middle - x(118), y: top + 8 * unit, width: x(236), height: 96 * unit };
  const { point } = curve(pen, box, { squish: "sigmoid", z, slope, figures: numbers });
  if (!numbers) return;
  const right = point[0] > middle;
  const [dx, dy] = right ? [-12, 22] : [14, 22];
  pen.text(point[0] + dx * unit * (right ? -1 : 1), point[1] + dy * unit, `slope ${significant(slope, 3)}`, "ink halo", right && point[0] > middle + x(40) ? "end" : "start", 14 * unit);
}

/** Each lever pulled alone by the server, as far as the output needs to move. @param {Paper} paper @param {LeverFacts} facts @param {number} top */
function drawAlone(paper, facts, top) {
  const { pen, layout, state } = paper;
  const { unit, x } = layout;
  const [left, right] = [x(1144), x(1400)];
  const raise = facts.output === facts.label;
  const tight = right - left < 250 * unit;
  pen.text(left, top - 40 * unit, `to ${raise ? "raise" : "lower"} output ${facts.output} by ${CHANGE}`, "ink", "start", 14 * unit);
  pen.text(left, top - 21 * unit, tight ? "each lever alone by" : "each lever alone must move by", "faint", "start", 12 * unit);
  pen.text(right, top - 21 * unit, tight ? "then" : "done, it says", "faint", "end", 12 * unit);
  const { data, message } = leverAnswer(state);
  if (!data) return void pen.text(left, top + 10 * unit, message, "faint");
  data.levers.forEach((/** @type {any} */ lever, /** @type {number} */ k) => {
    const y = top + (10 + 44 * k) * unit;
    pen.line(left, Math.round(y - 18 * unit) + 0.5, right, Math.round(y - 18 * unit) + 0.5, "mark-line");
    const name = NAMES[/** @type {"bias"} */ (lever.name)];
    pen.text(left, y, tight ? name.replace("16 act", "act") : name, "ink", "start", 14 * unit);
    pen.text(left, y + 17 * unit, lever.settable ? "" : lever.possible ? "but no hand can set them" : "beyond what a neuron can say", "faint", "start", 12 * unit);
    if (state.depth === "picture") return;
    pen.text(left + (tight ? Math.min(134 * unit, right - left - 62 * unit) : x(150)), y, lever.length === null ? "cannot" : compact(lever.length), "ink b needed-figure", "end", 15 * unit);
    pen.text(right, y, lever.reached === null ? "–" : `${tight ? "" : `${fixed(facts.activation, 3)} `}→ ${fixed(lever.reached, 3)}`, "reached-figure", "end", 14 * unit);
  });
}

export const NAMES = { bias: "bias", weights: "16 weights", activations: "16 activations" };

/** Words in lines of so many letters. @param {string} words @param {number} letters */
function folded(words, letters) {
  return words.split(" ").reduce((/** @type {string[]} */ lines, word) => {
    const line = `${lines.at(-1) ?? ""} ${word}`.trim();
    return line.length <= letters || !lines.length ? [...lines.slice(0, -1), line] : [...lines, word];
  }, []);
}

/** One budget, three ways: how far the cost really drops. @param {Paper} paper @param {number} top */
function drawBudget(paper, top) {
  const { pen, layout, state } = paper;
  const { unit, x } = layout;
  const [left, right] = [x(1144), x(1400)];
  const tight = right - left < 250 * unit;
  pen.text(left, top - 40 * unit, tight ? `length ${EPSILON}, spent three ways` : `a change of length ${EPSILON}, spent three ways`, "ink", "start", 14 * unit);
  pen.text(left, top - 21 * unit, tight ? "bar: the drop in cost; tick: foretold" : "bar: how far the cost drops; tick: foretold", "faint", "start", 12 * unit);
  const { data, message } = leverAnswer(state);
  if (!data) return void pen.text(left, top + 10 * unit, message, "faint");
  const { budget } = data;
  const most = Math.max(...budget.spendings.map((/** @type {any} */ way) => Math.max(way.drop, way.predicted)), 1e-12);
  const decimals = Math.max(3, decimalsFor(budget.cost, 3, 8));
  budget.spendings.forEach((/** @type {any} */ way, /** @type {number} */ k) => {
    const y = top + (8 + 46 * k) * unit;
    pen.text(left, y, wayName(way, budget), "ink", "start", 13 * unit);
    const at = { x: left, y: y + 13 * unit };
    const scale = (right - left - 80 * unit) / most;
    slab(pen, at, 0, Math.max(1, way.drop * scale), 5 * unit, "mark-full tone-soft");
    slab(pen, at, way.predicted * scale - 1, way.predicted * scale + 1, 9 * unit, "mark-full tone-ink");
    if (state.depth !== "picture") pen.text(right, y + 18 * unit, signed(-way.drop, decimals), "ink b drop-figure", "end", 14 * unit);
  });
  if (state.depth === "picture") return;
  const [now, after] = [`cost now ${fixed(budget.cost, decimals)};`, `downhill it is ${fixed(budget.spendings[0].cost_after, decimals)}`];
  (tight ? [now, after] : [`${now} ${after}`]).forEach((words, k) => pen.text(left, top + (158 + 17 * k) * unit, words, "faint", "start", 12 * unit));
}

/** @type {Record<string, string>} */
const WAYS = { downhill: "downhill: along −∇C", evenly: "evenly: the same for all with a slope" };

/** One way of spending, by name. @param {{way: string}} way @param {{best_weight: {sender: number, receiver: number}}} budget */
export const wayName = ({ way }, { best_weight: { sender, receiver } }) => (way === "one weight" ? `one weight, ${sender} → ${receiver}` : WAYS[way]);

const ANALOGY = ["Rows: senders, the brightest first.", "Columns: outputs, who wants most first.", "A square: brightness × what is wanted.", "“Fire together, wire together”: an analogy.", "Hebb’s rule sees who fires; this sees who should."];

/** What the grid likens itself to, and where that ends. @param {Paper} paper @param {LeverFacts} facts @param {number} top */
function drawAnalogy({ pen, layout }, { output, push }, top) {
  const { unit, x, width } = layout;
  const wide = (width - x(1144) - 8) / (6.3 * unit); // letters
  const lines = ANALOGY.flatMap((line, k) => folded(line, wide).map((text) => ({ text, style: k < 3 ? "" : "faint" })));
  lines.forEach(({ text, style }, k) => pen.text(x(1144), top - 30 * unit + k * 20 * unit, text, style, "start", 13 * unit));
  pen.text(x(1144), top - 30 * unit + (lines.length + 0.6) * 20 * unit, `column ${output}: ${significant(push, 3)} × ${wide < 38 ? "" : "each "}brightness`, "ink", "start", 13 * unit);
}
