// The way back, layer by layer: who asks what of whom, what is left, and how large the signal still is.

import { sizeOf } from "../core/backward.js";
import { decimalsFor } from "../core/format.js";
import { roundTogether } from "../core/sums.js";
import { listsFor, matchedBackward } from "../state/backward.js";

/** @typedef {import("../state/state.js").State} State */

/** Which layer's nudges a step of the story adds: the outputs', hidden 2's, hidden 1's, the picture's. */
export const layerOf = (/** @type {number} */ step) => 3 - Math.min(3, step);

/**
 * @typedef {object} WayBack
 * @property {number} label
 * @property {number[][]} nudges of the four layers
 * @property {(number[]|null)[]} pushes what survives the slope; null for the picture, which has none
 * @property {(number[][]|null)[]} lists who asks what of a layer, one list a receiver; null for the outputs
 * @property {{mean: number, max: number}[]} sizes of the nudges of the four layers
 */

/** @type {WeakMap<object, WayBack>} */
const known = new WeakMap();

/** @param {State} state @returns {WayBack|null} */
export function wayBack(state) {
  const pass = matchedBackward(state);
  if (!pass) return null;
  const { back } = pass;
  const found = known.get(back.nudges[0]);
  if (found) return found;
  const made = {
    label: back.label,
    nudges: back.nudges,
    pushes: back.deltas.map((deltas, layer) => (layer === 0 ? null : deltas.map((delta) => -delta))),
    lists: [listsFor(pass, 0), listsFor(pass, 1), listsFor(pass, 2), null],
    sizes: back.nudges.map(sizeOf),
  };
  known.set(back.nudges[0], made);
  return made;
}

/** The neuron whose sum is written out: the one pointed at, else the one that wishes most. @param {State} state @param {WayBack} way @param {number} layer */
export function attendedIn({ attention: { hovered, pixel } }, way, layer) {
  if (layer === 0 && pixel !== null) return pixel;
  if (hovered?.layer === layer) return hovered.index;
  if (layer === 3) return way.label;
  const { nudges, sizes } = way;
  return Math.max(0, nudges[layer].findIndex((nudge) => Math.abs(nudge) === sizes[layer].max));
}

/**
 * One neuron's nudge as what its most demanding receiver asks, and what the others ask; the figures add up.
 * @param {WayBack} way @param {number} layer 0 to 2 @param {number} index
 * @returns {{receiver: number, own: number, others: number, total: number, decimals: number}} in units of the last decimal
 */
export function sumOf({ lists, nudges }, layer, index) {
  const asked = (lists[layer] ?? []).map((list) => list[index]);
  const receiver = asked.reduce((best, wish, j) => (Math.abs(wish) > Math.abs(asked[best]) ? j : best), 0);
  const decimals = Math.max(3, decimalsFor(Math.max(Math.abs(nudges[layer][index]), Math.abs(asked[receiver])), 3, 9));
  const others = asked.reduce((total, wish, j) => (j === receiver ? total : total + wish), 0);
  const { units, total } = roundTogether([asked[receiver], others], decimals, { total: nudges[layer][index] });
  return { receiver, own: units[0], others: units[1], total, decimals };
}
