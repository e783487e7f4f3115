// Shuffle, deal, step: the first three mini-batches of a run, and what each step does to its own cost.

import { count, significant } from "../core/format.js";
import { roomOf } from "./batches-room.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{index: number, label: number, image: number[]}} DealtExample */
/** @typedef {{dataset: string, steps: {batch_size: number, examples: DealtExample[], cost_before: number, cost_after: number}[]}} Deal */

const SIZES = [1, 10, 100, 1000];
const DEALING_MS = 900; // from the first picture of a deal to the last

/** @param {State} state @returns {Deal|null} */
export const dealOf = ({ answers }) => answers.deal?.data ?? null;

/** @param {State} state */
const seedOf = ({ choices }) => (typeof choices.shuffle === "number" && choices.shuffle >= 0 ? Math.floor(choices.shuffle) : 0);

/** @param {State} state */
const sizeOf = ({ choices }) => (SIZES.includes(Number(choices.dealt)) ? Number(choices.dealt) : 10);

/** @param {State} state @returns {import("../wire/questions.js").Question[]} */
export function dealNeeds(state) {
  const { network, reading } = state;
  if (!network || !reading) return [];
  const order = { batch_size: sizeOf(state), seed: seedOf(state), learning_rate: 0.5 };
  return [{ name: "deal", key: `${network.id} ${reading.version} ${JSON.stringify(order)}`, ask: (api) => api.askNetwork("POST", network.id, "deal", order) }];
}

/** @param {import("../draw/layout.js").Layout} layout @param {number} shown how many pictures of a mini-batch */
function cellsOf(layout, shown) {
  const room = roomOf(layout);
  const top = room.y + (layout.turned ? 44 : 70 * layout.unit);
  const row = (room.height - (top - room.y)) / 3;
  const right = layout.turned ? 0 : 150 * layout.unit;
  const high = row - (layout.turned ? 44 : 100) * layout.unit;
  const sideOf = (/** @type {number} */ columns) => Math.min((room.width - right) / columns - 4, high / Math.ceil(12 / columns));
  const columns = layout.turned ? [6, 12].reduce((a, b) => (sideOf(b) > sideOf(a) ? b : a)) : Math.max(6, Math.min(12, shown));
  const pitch = (room.width - right) / columns;
  const side = layout.turned ? sideOf(columns) : Math.min(pitch - 4, high);
  return { room, row, side, at: (/** @type {number} */ step, /** @type {number} */ i) => ({ x: room.x + (i % columns) * pitch, y: top + step * row + 26 * layout.unit + Math.floor(i / columns) * (side + 3) }), head: (/** @type {number} */ step) => top + step * row + 14 * layout.unit };
}

/** @param {State} state */
const shownIn = (state) => dealOf(state)?.steps[0].examples.length ?? 12;

/** How many pictures of all three deals lie on the table by now. @param {Paper} paper */
const laid = ({ since }) => (since === Infinity ? Infinity : (since / DEALING_MS) * 36);

/** @param {Paper} paper */
export function paintDeal(paper) {
  const { stage, layout, state } = paper;
  const cells = cellsOf(layout, shownIn(state));
  stage.pen.imageSmoothingEnabled = false;
  dealOf(state)?.steps.forEach(({ examples }, step) => {
    examples.forEach(({ image }, i) => {
      if (step * 12 + i > laid(paper)) return;
      const { x, y } = cells.at(step, i);
      stage.pen.drawImage(stage.bitmaps.plate(image, 2), x, y, cells.side, cells.side);
    });
  });
}

/** @param {Paper} paper */
export function drawDeal(paper) {
  const { pen, html, layout, state, actions } = paper;
  const { unit } = layout;
  const cells = cellsOf(layout, shownIn(state));
  const { room } = cells;
  html.group("div", { class: "tools placed", "style.left": `${room.x}px`, "style.top": `${room.y - 4}px` }, (tools) => {
    tools.element("button", { class: "btn btn--solid", "data-tip": "another order of all examples" }, "shuffle", { press: () => actions.choose("shuffle", seedOf(state) + 1) });
    for (const size of SIZES) tools.element("button", { "aria-pressed": String(size === sizeOf(state)), "aria-label": `mini-batches of ${size}` }, `${count(size)}`, { press: () => actions.choose("dealt", size) });
    tools.element("span", { class: "tools__note" }, "examples a step");
  });
  const deal = dealOf(state);
  if (!deal) return void pen.text(room.x, cells.head(0), "not computed yet", "faint", "start", 14 * unit);
  deal.steps.forEach((one, step) => drawMiniBatch(paper, cells, one, step));
}

/** @param {Paper} paper @param {ReturnType<typeof cellsOf>} cells @param {Deal["steps"][number]} one @param {number} step */
function drawMiniBatch({ pen, layout, state, actions }, cells, one, step) {
  const { unit, turned } = layout;
  const dataset = dealOf(state)?.dataset ?? "";
  const rest = one.batch_size - one.examples.length;
  pen.text(cells.room.x, cells.head(step), `mini-batch ${step + 1}${rest > 0 ? `, and ${count(rest)} more` : ""}`, "ink", "start", 14 * unit);
  one.examples.forEach(({ index, label }, i) => {
    const { x, y } = cells.at(step, i);
    pen.hit(x, y, cells.side, cells.side, `a ${label}: put it on the pad`, { press: () => actions.setSource({ kind: "example", dataset, split: "train", index, label }) }, { "data-dealt": index });
  });
  if (!turned) drawCosts(pen, cells, step, one, Math.max(...(dealOf(state)?.steps ?? []).map((other) => Math.max(other.cost_before, other.cost_after))), unit);
  if (state.depth === "picture") return;
  const costs = `${significant(one.cost_before, 3)} → ${significant(one.cost_after, 3)}`;
  const tone = one.cost_after < one.cost_before ? "ink b" : "minus b";
  const right = cells.room.x + cells.room.width;
  if (turned) return void pen.text(right, cells.head(step), costs, `${tone} deal-cost`, "end", 13);
  pen.text(right, cells.head(step), "its cost, before → after the step", "faint", "end", 12 * unit);
  pen.text(right, cells.head(step) + 24 * unit, costs, `${tone} deal-cost`, "end", 16 * unit);
}

/** What the mini-batch cost before its step, hollow, and after it, filled: one scale for all three. @param {Paper["pen"]} pen @param {ReturnType<typeof cellsOf>} cells @param {number} step @param {Deal["steps"][number]} one @param {number} most @param {number} unit */
function drawCosts(pen, { room, at, side }, step, { cost_before: before, cost_after: after }, most, unit) {
  const y = at(step, 0).y + side + 16 * unit;
  const long = (/** @type {number} */ cost) => (cost / most) * (room.width - 160 * unit);
  pen.rect(room.x + 1, y, Math.max(2, long(before)), 9 * unit, "mark-hollow tone-soft");
  pen.rect(room.x, y + 15 * unit, Math.max(2, long(after)), 11 * unit, "mark-full tone-soft");
}
