/** Figures that a reader can check: displayed lines add up exactly, displayed factors multiply to the displayed product. */

import { toUnits } from "./format.js";

/**
 * @param {ArrayLike<number>} values
 * @returns {number}
 */
export function sum(values) {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i];
  return total;
}

/**
 * Round values so that the rounded ones add exactly to the rounded total (the method of the largest remainder).
 * Each is its value rounded up or down, never further off; what is exactly zero stays zero.
 * @param {ArrayLike<number>} values unrounded
 * @param {number} decimals
 * @param {{ total?: number, pinned?: readonly number[] }} [options]
 *   total: what they add to, unrounded, when known better than by adding; pinned: indices that must be rounded to nearest,
 *   because the same figure stands elsewhere
 * @returns {{ units: number[], total: number }} whole numbers of the last decimal
 * @throws {RangeError} if the values do not add up to the total
 */
export function roundTogether(values, decimals, { total = sum(values), pinned = [] } = {}) {
  const nearest = Array.from(values, (value) => toUnits(value, decimals));
  const wanted = toUnits(total, decimals);
  const missing = wanted - sum(nearest);
  const step = Math.sign(missing);
  const scale = 10 ** decimals;
  const error = (/** @type {number} */ i) => (values[i] * scale - nearest[i]) * step;
  const byError = nearest
    .map((_, i) => i)
    .filter((i) => values[i] !== 0 && !pinned.includes(i))
    .sort((i, j) => error(j) - error(i));
  if (Math.abs(missing) > byError.length) {
    throw new RangeError(`values add up to ${sum(values)}, expected ${total} (to ${decimals} decimals)`);
  }
  for (const i of byError.slice(0, Math.abs(missing))) nearest[i] += step;
  return { units: nearest, total: wanted };
}

/**
 * @typedef {object} SumCard the lines of a sum as displayed, in whole units of the last decimal; lines + rest + bias = total
 * @property {number} decimals
 * @property {{ index: number, units: number }[]} lines the largest terms, in order of size
 * @property {{ count: number, units: number } | null} rest "the other 776 together"; null when every term has its line
 * @property {number} bias
 * @property {number} total z
 */

/**
 * The card of one neuron: its largest terms, all others together, bias and z, adding up exactly as displayed.
 * @param {ArrayLike<number>} terms weight × activation, one per sender
 * @param {number} bias
 * @param {{ shown?: number, decimals?: number, total?: number }} [options] total: z where it is known (the server's)
 * @returns {SumCard}
 */
export function sumCard(terms, bias, { shown = 8, decimals = 3, total = sum(terms) + bias } = {}) {
  const order = Array.from(terms, (_, i) => i).sort((i, j) => Math.abs(terms[j]) - Math.abs(terms[i]) || i - j);
  const named = order.slice(0, shown);
  const others = order.slice(shown);
  const together = total - bias - sum(named.map((i) => terms[i]));
  const values = [bias, ...named.map((i) => terms[i]), ...(others.length ? [together] : [])];
  const { units, total: z } = roundTogether(values, decimals, { total, pinned: [0] });
  return {
    decimals,
    lines: named.map((index, k) => ({ index, units: units[k + 1] })),
    rest: others.length ? { count: others.length, units: units[units.length - 1] } : null,
    bias: units[0],
    total: z,
  };
}

/**
 * Round what goes into a formula just as far as the reader may: from the rounded figures the formula gives the same
 * displayed result as from the true ones. With 3 figures 2 · (1 − 0.577) would be 0.846 where the truth is 0.845.
 * @param {readonly number[]} inputs
 * @param {(...inputs: number[]) => number} formula
 * @param {number} decimals of the displayed result
 * @param {number} [figures] significant figures to begin with
 * @returns {{ inputs: number[], figures: number, result: number }} the result is the true one, in units of its last decimal
 */
export function roundToAgree(inputs, formula, decimals, figures = 3) {
  const result = toUnits(formula(...inputs), decimals);
  for (let tried = figures; tried < 16; tried += 1) {
    const rounded = inputs.map((value) => Number(value.toPrecision(tried)));
    if (toUnits(formula(...rounded), decimals) === result) return { inputs: rounded, figures: tried, result };
  }
  return { inputs: [...inputs], figures: 17, result };
}
