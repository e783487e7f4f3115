// Lists of wishes and their sum: what each output asks of each of the sixteen, and what is left when all have asked.

import { addLists, slopeAt } from "../core/backward.js";
import { decimalsFor } from "../core/format.js";
import { roundTogether } from "../core/sums.js";
import { listsFor, matchedBackward } from "../state/backward.js";

/** @typedef {import("../state/state.js").State} State */

/**
 * @typedef {object} SumFacts
 * @property {number} label
 * @property {number[][]} lists one an output, sixteen entries each
 * @property {boolean[]} asks which outputs are switched on
 * @property {number[]} nudges their sum over those that ask
 * @property {number[]} pushes what survives the slope
 * @property {number} attended the output whose list is led back
 * @property {number} row the neuron whose sum is written out
 * @property {number} decimals of every figure
 * @property {number[]} outputNudges
 * @property {number[]} outputPushes
 * @property {number} weight between the attended output and the row's neuron
 */

/** @param {State} state @returns {SumFacts|null} */
export function sumFacts(state) {
  const pass = matchedBackward(state);
  if (!pass) return null;
  const { back } = pass;
  const lists = listsFor(pass, 2);
  const off = switchedOff(state);
  const asks = lists.map((_, digit) => !off.includes(digit));
  const nudges = off.length ? addLists(lists, (digit) => asks[digit]) : back.nudges[2];
  const curve = state.network?.hidden_activation ?? "sigmoid";
  const largest = Math.max(...nudges.map(Math.abs));
  const { hovered } = state.attention;
  const chosen = typeof state.choices.row === "number" ? state.choices.row : nudges.findIndex((nudge) => Math.abs(nudge) === largest);
  const attended = hovered?.layer === 3 ? hovered.index : typeof state.choices.list === "number" ? state.choices.list : back.label;
  const row = hovered?.layer === 2 ? hovered.index : Math.max(0, chosen);
  return {
    label: back.label,
    lists,
    asks,
    nudges,
    pushes: off.length ? nudges.map((nudge, i) => nudge * slopeAt(curve, back.z[2][i])) : back.deltas[2].map((delta) => -delta),
    attended,
    row,
    decimals: Math.max(3, decimalsFor(largest, 3, 8)),
    outputNudges: back.nudges[3],
    outputPushes: back.deltas[3].map((delta) => -delta),
    weight: pass.weights.rows[2][attended][row],
  };
}

/** The outputs that are switched off. @param {State} state @returns {number[]} */
export const switchedOff = ({ choices }) => (typeof choices.off === "string" && choices.off ? choices.off.split("").map(Number) : []);

/** @param {State} state @param {import("../state/actions.js").Actions} actions @param {number} digit */
export function toggle(state, actions, digit) {
  const off = switchedOff(state);
  const next = off.includes(digit) ? off.filter((other) => other !== digit) : [...off, digit].sort();
  actions.choose("off", next.join(""));
}

/**
 * The ten figures of one row, rounded so that they add up to its nudge; who does not ask, asks nothing.
 * @param {SumFacts} facts @param {number} row
 * @returns {{units: number[], total: number}}
 */
export function rowFigures({ lists, asks, nudges, decimals }, row) {
  const asked = lists.map((list, digit) => (asks[digit] ? list[row] : 0));
  return roundTogether(asked, decimals, { total: nudges[row] });
}
