// a = σ(Σ w·a + b) = σ(z), with the figures of one neuron. The displayed sum and bias add up to the displayed z.

import { fromUnitsSigned, reading as figure } from "../core/format.js";
import { roundTogether } from "../core/sums.js";
import { letter, sub, sumOver, term, toneOf } from "../draw/equation.js";

/** @typedef {import("../state/state.js").State} State */

const SENDERS = ["", "i", "j", "k"];

/**
 * The sum of a neuron's terms, its bias and its z, rounded so that they add up as displayed.
 * @param {State} state @param {number} layer @param {number} index @param {number} [decimals]
 */
export function neuronSum(state, layer, index, decimals) {
  if (!state.steady) return null;
  const { weights, reading } = state.steady;
  if (!reading.layers[layer].z) return null;
  const z = /** @type {number[]} */ (reading.layers[layer].z)[index];
  const bias = weights.biases[layer - 1][index];
  if (!Number.isFinite(z)) return null;
  const places = decimals ?? (Math.abs(z) < 100 ? 3 : 1);
  const { units, total } = roundTogether([z - bias, bias], places, { total: z, pinned: [1] });
  return { z, bias, terms: z - bias, activation: reading.layers[layer].activations[index], decimals: places, shown: { terms: units[0], bias: units[1], z: total } };
}

/** How the curve of a layer is written. @param {State} state @param {number} layer */
export const curveName = (state, layer) => (layer < 3 && state.network?.hidden_activation === "relu" ? "ReLU" : "σ");

/**
 * @param {State} state @param {number} layer @param {number} index @param {"eye"|""} [own] of the neuron's own value
 * @returns {import("../draw/equation.js").Term[]}
 */
export function sumEquation(state, layer, index, own = "") {
  const sum = neuronSum(state, layer, index);
  if (!sum) return [];
  const { shown, decimals } = sum;
  const curve = curveName(state, layer);
  const sender = SENDERS[layer];
  const tone = (/** @type {number} */ units) => (units === 0 ? "" : toneOf(units));
  const signed = (/** @type {number} */ units) => fromUnitsSigned(units, decimals);
  return [
    term(sub("a", index), figure(sum.activation), own),
    term(["=", letter(curve), "("]),
    term([sumOver(sender), sub("w", index, sender), sub("a", sender)], signed(shown.terms), tone(shown.terms)),
    term("+"),
    term(sub("b", index), signed(shown.bias), tone(shown.bias)),
    term([")", "=", letter(curve), "("]),
    term(sub("z", index), signed(shown.z), tone(shown.z)),
    term(")"),
  ];
}
