// What moves one output: the numbers behind the three levers, made of one reading and its weights.

import { slopeAt } from "../core/backward.js";
import { matchedBackward } from "../state/backward.js";
import { imageOf } from "../wire/session.js";

/** @typedef {import("../state/state.js").State} State */

/**
 * @typedef {object} LeverFacts of one output
 * @property {number} output
 * @property {number} label
 * @property {number[]} senders their activations
 * @property {ArrayLike<number>} weights from them
 * @property {number[]} order the senders, brightest first
 * @property {number} activation
 * @property {number} z
 * @property {number} slope
 * @property {number} nudge
 * @property {number} push −δ: what survives the slope, and is the bias's wish
 * @property {number[]} weightWishes activation × push
 * @property {number[]} activationWishes weight × push
 * @property {number[]} pushes of all ten outputs
 */

/** The output whose levers are shown. @param {State} state */
export const leverOutput = ({ choices, reading }) => (typeof choices.output === "number" ? choices.output : (reading?.label ?? 2));

/** @param {State} state @returns {LeverFacts|null} */
export function leverFacts(state) {
  const pass = matchedBackward(state);
  if (!pass) return null;
  const { back, weights } = pass;
  const output = leverOutput(state);
  const senders = back.activations[2];
  const push = -back.deltas[3][output];
  const row = weights.rows[2][output];
  return {
    output,
    label: back.label,
    senders,
    weights: row,
    order: senders.map((_, i) => i).sort((i, j) => senders[j] - senders[i]),
    activation: back.outputs[output],
    z: back.z[3][output],
    slope: slopeAt("sigmoid", back.z[3][output]),
    nudge: back.nudges[3][output],
    push,
    weightWishes: senders.map((activation) => activation * push),
    activationWishes: Array.from(row, (weight) => weight * push),
    pushes: back.deltas[3].map((delta) => -delta),
  };
}

/** Senders stand by brightness: as chosen, and always beside the grid. @param {State} state */
export const byBrightness = (state) => state.choices.senders === "brightness" || state.step === GRID;

/** The steps of the chapter. */
export const [WISHES, ALONE, GRID, BUDGET] = [0, 1, 2, 3];

/** How far each lever alone is to move the output. */
export const CHANGE = 0.01;

/** The length of the change that is spent. */
export const EPSILON = 0.1;

/** What only the server can tell: each lever pulled alone, and one budget spent in three ways. @param {State} state @returns {import("../wire/questions.js").Question[]} */
export function leverQuestions(state) {
  const { network, reading, source, step } = state;
  if (!network || !reading || reading.label === null || reading.prediction.digit === null || (step !== ALONE && step !== BUDGET)) return [];
  const output = leverOutput(state);
  const change = output === reading.label ? CHANGE : -CHANGE;
  const order = { image: imageOf(source), label: reading.label, output, change, epsilon: EPSILON };
  return [{ name: "levers", key: JSON.stringify([network.id, reading.version, order]), ask: (api) => api.askNetwork("POST", network.id, "insight/levers", order) }];
}

/**
 * What the server said of these levers; stale while it is still being asked about the newest drawing.
 * @param {State} state
 * @returns {{data: any, stale: boolean, message: string}}
 */
export function leverAnswer(state) {
  const answer = state.answers.levers;
  const [question] = leverQuestions(state);
  return { data: answer?.data ?? null, stale: answer?.answered !== question?.key, message: answer?.message ?? "asking …" };
}
