// Gradient descent itself: the true mean cost along −∇C, a slider for the step, and the step taken.

import { decimalsFor, fixed, significant } from "../core/format.js";
import { crisp, polyPath } from "../core/geometry.js";
import { entry, shortName, whereabouts } from "../core/gradient.js";
import { linearScale, ticks } from "../core/scale.js";
import { term } from "../draw/equation.js";
import { examplesKey, examplesOf, rowsOf } from "./average-data.js";
import { sayCount } from "./average-table.js";
import { undo } from "./weight-setter.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./average-data.js").Column} Column */

/**
 * @typedef {object} Slice
 * @property {number} cost
 * @property {number} length of the gradient
 * @property {number[]} learning_rates
 * @property {number[]} costs
 * @property {string[]} verdicts
 * @property {{learning_rate: number, cost: number}} best
 */

/** @param {State} state @returns {{slice: Slice, columns: Column[], chosen: number, current: boolean}|null} chosen: index of the step on the curve */
export function sliceOf(state) {
  const answer = state.answers.slice;
  if (!answer?.data) return null;
  const { slice, columns } = /** @type {{slice: Slice, columns: Column[]}} */ (answer.data);
  const last = slice.costs.length - 1;
  const wanted = typeof state.choices.stride === "number" ? Math.round(state.choices.stride) : 3;
  return { slice, columns, chosen: Math.max(1, Math.min(last, wanted)), current: answer.answered === examplesKey(state) };
}

/** @param {import("../draw/layout.js").Layout} layout */
function boxOf({ x, rows, turned, width, lower, at }) {
  if (turned) {
    const top = at(3, 0).y + 82;
    return { x: 46, y: top, width: width - 66, height: lower - top - 138 };
  }
  return { x: x(620), y: rows.top + rows.pitch * 0.4, width: x(1360) - x(620), height: rows.pitch * 10.4 };
}

/** @param {Paper} paper */
export function drawDescent(paper) {
  const { pen, layout, state } = paper;
  const found = sliceOf(state);
  const box = boxOf(layout);
  pen.text(layout.turned ? 14 : box.x - 38, box.y - (layout.turned ? 21 : 16), `mean cost of the ${found ? sayCount(found) : "examples"} after a step along −∇C`, "ink", "start", 14 * layout.unit);
  if (!found) {
    const answer = state.answers.slice;
    return void pen.text(box.x, box.y + 40, answer?.status === "failed" ? `the curve did not come: ${answer.message}` : "not computed yet", "faint", "start", 14);
  }
  drawCurve(paper, box, found.slice, found.chosen);
  drawZones(paper, box, found.slice, found.chosen);
  drawControls(paper, box, found);
  drawMoved(paper, box);
}

/** @param {import("../draw/curve.js").Box} box @param {Slice} slice */
function scales(box, { learning_rates, costs }) {
  const most = Math.max(...costs) * 1.06;
  return { x: linearScale([0, learning_rates[learning_rates.length - 1]], [box.x, box.x + box.width]), y: linearScale([0, most], [box.y + box.height, box.y]), most };
}

/** @param {Paper} paper @param {import("../draw/curve.js").Box} box @param {Slice} slice @param {number} chosen */
function drawCurve({ pen, layout, state }, box, slice, chosen) {
  const { x, y, most } = scales(box, slice);
  const { learning_rates: rates, costs, cost, length, best } = slice;
  const figures = state.depth !== "picture";
  for (const value of ticks([0, most], 4)) {
    pen.line(box.x, crisp(y(value)), box.x + box.width, crisp(y(value)), value === 0 ? "mark-axis" : "mark-hair");
    if (figures) pen.text(box.x - 8, y(value) + 4, String(value), "faint", "end", 12);
  }
  const end = Math.min(rates[rates.length - 1], cost / length ** 2 || 0); // where the slope alone would reach no cost at all
  pen.path(polyPath([[x(0), y(cost)], [x(end), y(cost - end * length ** 2)]]), "chart-line chart-line--other");
  pen.path(polyPath(rates.map((rate, i) => [x(rate), y(costs[i])])), "chart-line chart-line--now");
  if (!layout.turned) pen.text(x(end) + 10, Math.min(y(cost - end * length ** 2), y(0)) - 10, "what the slope alone foretells", "faint halo", "start", 12);
  pen.circle(x(best.learning_rate), y(best.cost), 5, "mark-point");
  const under = y(best.cost) + 22 < box.y + box.height - 28; // else it would meet the axis, or the words above it
  const over = Math.abs(x(best.learning_rate) - x(rates[chosen])) < 110 ? -33 : -13; // clear of the chosen step's figure
  if (figures) pen.text(x(best.learning_rate), y(best.cost) + (under ? 22 : over), `lowest ${significant(best.cost, 3)}`, "soft halo", "middle", 12);
  pen.line(crisp(x(rates[chosen])), y(costs[chosen]), crisp(x(rates[chosen])), box.y + box.height, "stroke-eye", { "stroke-width": 1.5 });
  pen.circle(x(0), y(cost), 5, "mark-full tone-ink");
  pen.circle(x(rates[chosen]), y(costs[chosen]), 7, "mark-full tone-eye");
  if (!figures) return;
  const { before, after } = shownCosts(slice, chosen);
  pen.text(x(0) + 12, y(cost) - 8, before, "ink b halo", "start", 15);
  pen.text(x(rates[chosen]) + 12, y(costs[chosen]) - 10, after, "eye b halo descent-after", "start", 15);
}

/** With as many decimals as tell them apart. @param {Slice} slice @param {number} chosen */
export function shownCosts({ cost, costs }, chosen) {
  const decimals = Math.max(3, decimalsFor(cost - costs[chosen], 2, 7));
  return { before: fixed(cost, decimals), after: fixed(costs[chosen], decimals) };
}

/** What the steps of each stretch are called. @param {Paper} paper @param {import("../draw/curve.js").Box} box @param {Slice} slice @param {number} chosen */
function drawZones({ pen, layout }, box, slice, chosen) {
  const { x } = scales(box, slice);
  const { verdicts, learning_rates: rates } = slice;
  const foot = box.y + box.height + 12;
  for (let from = 1; from < verdicts.length; ) {
    let to = from;
    while (to + 1 < verdicts.length && verdicts[to + 1] === verdicts[from]) to += 1;
    const here = chosen >= from && chosen <= to;
    const [left, right] = [x(rates[from - 1]) + 1.5, x(rates[to]) - 1.5];
    pen.rect(left, foot, right - left, 4, here ? "mark-full tone-eye" : "mark-full tone-faint");
    if (here || right - left > 90) pen.text(Math.max(box.x, Math.min(box.x + box.width, (left + right) / 2)), foot + 22, verdicts[from], here ? "eye b halo descent-verdict" : "soft", left === box.x + 1.5 && right - left < 90 ? "start" : "middle", 14 * layout.unit);
    from = to + 1;
  }
}

/** @param {Paper} paper @param {import("../draw/curve.js").Box} box @param {{slice: Slice, columns: Column[], chosen: number, current: boolean}} found */
function drawControls(paper, box, { slice, columns, chosen, current }) {
  const { pen, html, layout, state, actions } = paper;
  const rate = slice.learning_rates[chosen];
  const top = box.y + box.height + (layout.turned ? 36 : 44 * layout.unit);
  const place = { "style.left": `${box.x - 8}px`, "style.top": `${top}px`, "style.width": `${box.width + 16}px` };
  html.group("div", { class: "placed descent", ...place }, (row) => {
    row.element("label", { class: "unseen", for: "stride" }, "learning rate of the step");
    row.element("input", { id: "stride", class: "descent__slider", type: "range", min: 0, max: slice.costs.length - 1, step: 1, value: String(chosen), "aria-valuetext": `${significant(rate, 2)}, ${slice.verdicts[chosen]}` }, null, {
      input: (event) => actions.choose("stride", Math.max(1, Number(/** @type {HTMLInputElement} */ (event.target).value))),
      key: (event) => event.stopPropagation(), // the arrows move the slider, not the story
    });
    row.group("div", { class: "descent__acts" }, (acts) => {
      if (!layout.turned) acts.element("span", { class: "descent__rate" }, state.depth === "picture" ? "" : `learning rate η ${significant(rate, 3)}`);
      else if (state.depth !== "picture") pen.text(box.x + box.width, box.y - 2, `learning rate η ${significant(rate, 3)}`, "ink halo", "end", 13);
      acts.element("button", { class: "btn btn--solid", disabled: !current }, "take this step", { press: () => takeStep(paper, columns, rate) });
      acts.element("button", { class: "btn" }, "undo", { press: () => undo(paper) });
      acts.element("span", { class: "descent__taken" }, sayTaken(state));
    });
  });
}

/** @typedef {{before: number, after: number, version: number, weights: number[]}} Taken weights: of the table's rows, before the step */

const MOVED = 4; // weights whose way is shown

/** Where the step has carried the first weights of the table. @param {Paper} paper @param {import("../draw/curve.js").Box} box */
function drawMoved({ pen, layout, state }, box) {
  const taken = /** @type {Taken|undefined} */ (state.answers.taken?.data);
  const { weights } = state;
  if (!taken || !weights || weights.version !== taken.version || layout.turned || state.depth === "picture") return;
  const { unit } = layout;
  const pitch = (box.width + 40) / MOVED;
  const y = Math.min(box.y + box.height + 150 * unit, layout.rows.bottom - 22 * unit);
  rowsOf(state).slice(0, MOVED).forEach((parameter, at) => {
    const x = box.x - 38 + at * pitch;
    const [from, to] = [taken.weights[at], entry(weights, parameter)];
    const decimals = Math.max(3, decimalsFor(to - from, 2, 6));
    pen.text(x, y, `${shortName(parameter)}, ${whereabouts(parameter)}`, "faint", "start", 12 * unit);
    pen.text(x, y + 19 * unit, `${fixed(from, decimals)} → ${fixed(to, decimals)}`, to < from ? "minus descent-moved" : to > from ? "plus descent-moved" : "soft descent-moved", "start", 14 * unit);
  });
}

/** @param {State} state */
function sayTaken({ answers, depth }) {
  const taken = /** @type {Taken|undefined} */ (answers.taken?.data);
  if (!taken || depth === "picture") return "";
  const decimals = Math.max(3, decimalsFor(taken.before - taken.after, 2, 6));
  return `last step: cost ${fixed(taken.before, decimals)} → ${fixed(taken.after, decimals)}`;
}

/** @param {Paper} paper @param {Column[]} columns @param {number} rate */
async function takeStep({ api, state, actions }, columns, rate) {
  try {
    const { weights } = state;
    const before = weights ? rowsOf(state).slice(0, MOVED).map((parameter) => entry(weights, parameter)) : [];
    const found = await api.askNetwork("POST", state.network?.id ?? "", "step", { examples: examplesOf(columns), learning_rate: rate });
    actions.setAnswer("taken", { key: String(found.version), status: "ready", data: { before: found.cost_before, after: found.cost_after, version: found.version, weights: before } });
  } catch (error) {
    actions.setTrouble(error instanceof Error ? error.message : String(error));
  }
}

/** @param {State} state @returns {Phrase[]} */
export function descentSentence(state) {
  const found = sliceOf(state);
  if (!found) return ["Along −∇C the cost falls steepest. How far should one step go?"];
  const { slice, chosen } = found;
  const verdict = { text: slice.verdicts[chosen], tone: /** @type {const} */ ("eye") };
  if (state.depth === "picture") return ["Steepest is not farthest: this step is ", verdict, "."];
  const { before, after } = shownCosts(slice, chosen);
  return ["This step is ", verdict, `: ${before} becomes ${after}. The slope is true only where you stand.`];
}

/** W ← W − η·∇C @param {State} state @returns {import("../draw/equation.js").Term[]} */
export function descentEquation(state) {
  const found = sliceOf(state);
  if (!found) return [];
  const { slice, chosen } = found;
  const { before, after } = shownCosts(slice, chosen);
  const relation = slice.costs[chosen] < slice.cost ? "<" : ">";
  return [term(["C", "(", "W", "−"], after, "eye"), term("η", significant(slice.learning_rates[chosen], 3)), term(["∇", "C", ")"]), term(relation), term(["C", "(", "W", ")"], before)];
}
