// Terms: weight × activation, products of the server's numbers. What an edge shows is its term.

/** @typedef {import("../state/state.js").Weights} Weights */

/**
 * The incoming weights of one neuron, the same array each time, so that its picture is found again.
 * @param {Weights} weights
 * @param {number} layer of the receiver, 1 to 3
 * @param {number} index of the receiver
 * @returns {Float32Array}
 */
export const incoming = ({ rows }, layer, index) => rows[layer - 1][index];

/**
 * @param {ArrayLike<number>} row incoming weights of one neuron
 * @param {ArrayLike<number>} activations of its senders
 * @returns {Float64Array}
 */
export function termsOf(row, activations) {
  return Float64Array.from(row, (weight, i) => weight * activations[i]);
}

/**
 * Sums of a picture's terms by row of the plate, or by column on the turned grid.
 * @param {ArrayLike<number>} row
 * @param {ArrayLike<number>} pixels
 * @param {boolean} byColumn
 * @returns {Float64Array} 28 of them
 */
export function bandSums(row, pixels, byColumn) {
  const sums = new Float64Array(28);
  for (let i = 0; i < 784; i += 1) if (pixels[i] !== 0) sums[byColumn ? i % 28 : Math.floor(i / 28)] += row[i] * pixels[i];
  return sums;
}

/** @param {ArrayLike<number>} values */
export function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, Math.abs(values[i]));
  return most;
}
