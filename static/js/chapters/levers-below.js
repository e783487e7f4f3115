// On a phone, below the levers: what each lever alone would need, or what one budget does in three ways, a line each.

import { compact, decimalsFor, fixed, signed } from "../core/format.js";
import { slab } from "../draw/marks.js";
import { columnsOf } from "./levers-columns.js";
import { ALONE, CHANGE, EPSILON, leverAnswer } from "./levers-facts.js";
import { NAMES, wayName } from "./levers-aside.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./levers-facts.js").LeverFacts} LeverFacts */

const [LEFT, LINE] = [14, 25]; // px

/** @param {Paper} paper @param {LeverFacts} facts */
export function drawBelow(paper, facts) {
  const { layout, state } = paper;
  const { data, stale, message } = leverAnswer(state);
  const columns = columnsOf(layout, state.step);
  const top = columns.weights + columns.reach + 22;
  paper.pen.group("g", { class: stale ? "mark-stale" : "" }, (pen) => {
    const alone = state.step === ALONE;
    const raise = facts.output === facts.label ? "raise" : "lower";
    pen.text(LEFT, top, alone ? `to ${raise} output ${facts.output} by ${CHANGE}, alone` : `length ${EPSILON}, spent three ways`, "ink halo", "start", 13);
    pen.text(layout.width - LEFT, top, alone ? "done, it says" : "tick: foretold; cost changes by", "faint halo", "end", 12);
    if (!data) pen.text(LEFT, top + LINE, message, "faint halo", "start", 13);
    else if (alone) data.levers.forEach((/** @type {any} */ lever, /** @type {number} */ k) => drawLever({ ...paper, pen }, facts, lever, top + (k + 1) * LINE));
    else drawSpendings({ ...paper, pen }, data.budget, top);
  });
}

/** @param {Paper} paper @param {LeverFacts} facts @param {any} lever @param {number} y */
function drawLever({ pen, layout, state }, { activation }, lever, y) {
  const name = NAMES[/** @type {"bias"} */ (lever.name)];
  pen.text(LEFT, y, lever.settable ? name : `${name}, only wished`, "ink halo", "start", 13);
  if (state.depth === "picture") return;
  pen.text(layout.width - 128, y, lever.length === null ? "cannot" : compact(lever.length), "ink b halo needed-figure", "end", 14);
  pen.text(layout.width - LEFT, y, lever.reached === null ? "–" : `${fixed(activation, 3)} → ${fixed(lever.reached, 3)}`, "halo reached-figure", "end", 13);
}

/** @param {Paper} paper @param {any} budget @param {number} top */
function drawSpendings({ pen, layout, state }, budget, top) {
  const [from, to] = [layout.width * 0.37, layout.width - 100];
  const most = Math.max(...budget.spendings.map((/** @type {any} */ way) => Math.max(way.drop, way.predicted)), 1e-12);
  const decimals = Math.max(3, decimalsFor(budget.cost, 3, 8));
  budget.spendings.forEach((/** @type {any} */ way, /** @type {number} */ k) => {
    const y = top + (k + 1) * LINE;
    const scale = (to - from) / most;
    pen.text(LEFT, y, wayName(way, budget).split(":")[0], "ink halo", "start", 13);
    slab(pen, { x: from, y: y - 5 }, 0, Math.max(1, way.drop * scale), 5, "mark-full tone-soft");
    slab(pen, { x: from, y: y - 5 }, way.predicted * scale - 1, way.predicted * scale + 1, 9, "mark-full tone-ink");
    if (state.depth !== "picture") pen.text(layout.width - LEFT, y, signed(-way.drop, decimals), "ink b halo drop-figure", "end", 14);
  });
}
