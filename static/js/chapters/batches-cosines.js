// A gauge: where mini-batches of several sizes point, against where all examples point together.

import { count, fixed } from "../core/format.js";
import { crisp } from "../core/geometry.js";
import { sum } from "../core/sums.js";
import { roomOf } from "./batches-room.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{version: number, full: number, magnitude: number, spreads: {batch_size: number, cosines: number[]}[]}} Spread */

const LOWEST = -0.2; // left end of the gauge, unless a mini-batch points further away

/** @param {State} state */
const timesOf = ({ choices }) => (typeof choices.cosines === "number" ? choices.cosines : 0);

/** Asked once, and again when somebody wants it: while a network learns, its age is told. @param {State} state @returns {import("../wire/questions.js").Question[]} */
export function cosineNeeds(state) {
  const { network } = state;
  if (!network) return [];
  const seed = timesOf(state);
  return [{ name: "cosines", key: `${network.id} ${seed}`, ask: (api) => api.askNetwork("POST", network.id, "cosines", { seed }) }];
}

/** @param {State} state @returns {Spread|null} */
const spreadOf = ({ answers }) => answers.cosines?.data ?? null;

/** @param {State} state */
export const meanCosines = (state) => spreadOf(state)?.spreads.map(({ batch_size: size, cosines }) => ({ size, mean: sum(cosines) / cosines.length })) ?? null;

/** @param {Paper} paper */
export function drawCosines(paper) {
  const { pen, html, layout, state, actions } = paper;
  const { unit } = layout;
  const room = roomOf(layout);
  const found = spreadOf(state);
  pen.text(room.x, room.y + 14 * unit, layout.turned ? "cosine of a mini-batch’s gradient and the full one" : "cosine between a mini-batch’s gradient and the full one", "ink", "start", 14 * unit);
  html.group("div", { class: "tools placed", "style.left": `${room.x}px`, "style.top": `${room.y + 26 * unit}px` }, (tools) => {
    tools.element("button", { class: "btn" }, "draw 20 others", { press: () => actions.choose("cosines", timesOf(state) + 1) });
    tools.element("span", { class: "tools__note cosines-age" }, sayAge(state, found));
  });
  if (!found) return void pen.text(room.x, room.y + 100 * unit, "not computed yet", "faint", "start", 14 * unit);
  const low = Math.min(LOWEST, Math.floor(10 * Math.min(...found.spreads.flatMap(({ cosines }) => cosines))) / 10);
  const x = (/** @type {number} */ cosine) => room.x + 90 * unit + ((cosine - low) / (1 - low)) * (room.width - 160 * unit);
  const above = 110 * unit;
  const top = room.y + above;
  const row = Math.min(110 * unit, (room.height - above - 40 * unit) / found.spreads.length);
  for (const tick of [low, 0, 0.5, 1]) {
    pen.line(crisp(x(tick)), top, crisp(x(tick)), top + row * found.spreads.length, tick === 0 ? "mark-axis" : "mark-hair");
    const words = layout.turned ? plain(tick) : { 0: "0, at right angles", 1: "1, the same way" }[tick] ?? plain(tick);
    pen.text(x(tick), top + row * found.spreads.length + 20 * unit, words, "faint", tick > 0.5 || tick === low ? "end" : "middle", 12 * unit);
  }
  found.spreads.forEach(({ batch_size: size, cosines }, i) => drawRow(paper, { x, y: top + (i + 0.5) * row, half: Math.min(12 * unit, 0.3 * row), left: room.x, right: room.x + room.width }, size, cosines));
}

/** A tick as one writes it. @param {number} tick */
const plain = (tick) => fixed(tick, Number.isInteger(tick) ? 0 : 1);

/** @param {Paper} paper @param {{x: (cosine: number) => number, y: number, half: number, left: number, right: number}} place @param {number} size @param {number[]} cosines */
function drawRow({ pen, layout, state }, { x, y, half, left, right }, size, cosines) {
  const { unit } = layout;
  const mean = sum(cosines) / cosines.length;
  pen.text(left, y + 5, count(size), "ink", "start", 15 * unit);
  for (const cosine of cosines) pen.line(x(cosine), y - half, x(cosine), y + half, "stroke-soft", { "stroke-width": 1.5, opacity: 0.6 });
  pen.path(`M${x(mean) - 7} ${y - half - 14}h14l-7 12z`, "mark-full tone-ink");
  if (state.depth !== "picture") pen.text(right, y + 5, fixed(mean, 2), "ink b cosine-mean", "end", 15 * unit);
}

/** @param {State} state @param {Spread|null} found */
function sayAge({ reading }, found) {
  if (!found) return "";
  const words = `20 of each size, against the mean of ${count(found.full)} examples`;
  return reading && reading.version !== found.version ? `${words}; taken ${count(reading.version - found.version)} changes of the weights ago` : words;
}
