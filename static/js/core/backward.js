/** What the page makes of the server's numbers on the way back: products and sums, nothing else. */

/** A neuron whose slope is smaller is called saturated: hardly anything of its nudge gets through. */
export const SATURATED = 0.01;

/**
 * σ′(z) of one neuron.
 * @param {"sigmoid" | "relu"} curve
 * @param {number} z
 * @returns {number}
 */
export function slopeAt(curve, z) {
  if (curve === "relu") return z > 0 ? 1 : 0;
  const e = Math.exp(-Math.abs(z)); // the curve is symmetric, and this side of it never overflows
  return e / (1 + e) ** 2;
}

/**
 * What each output misses, and its square. The gap is taken as half the nudge: of an output like 0.99999 only five
 * digits travel, and wanted − said would have one left.
 * @param {ArrayLike<number>} nudges of the outputs
 * @param {number} label
 * @returns {{ wanted: 0 | 1, gap: number, said: number, square: number }[]} gap: y − a; said: a, as exact as the gap
 */
export function missesOf(nudges, label) {
  return Array.from(nudges, (nudge, digit) => {
    const wanted = digit === label ? 1 : 0;
    return { wanted, gap: nudge / 2, said: wanted - nudge / 2, square: (nudge / 2) ** 2 };
  });
}

/**
 * The lists of wishes: what receiver j asks of sender i, −w·delta.
 * @param {readonly ArrayLike<number>[]} rows incoming weights, one row a receiver
 * @param {ArrayLike<number>} deltas of the receivers
 * @returns {number[][]} one list a receiver
 */
export function wishLists(rows, deltas) {
  return rows.map((row, j) => Array.from(row, (weight) => -weight * deltas[j] + 0));
}

/**
 * Add lists, entry by entry.
 * @param {readonly (readonly number[])[]} lists
 * @param {(list: number) => boolean} [asks] lists that are left out ask nothing
 * @returns {number[]}
 */
export function addLists(lists, asks = () => true) {
  return (lists[0] ?? []).map((_, i) => lists.reduce((total, list, j) => total + (asks(j) ? list[i] : 0), 0));
}

/**
 * @param {ArrayLike<number>} values
 * @returns {{ mean: number, max: number }} of their sizes
 */
export function sizeOf(values) {
  let [total, max] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    total += Math.abs(values[i]);
    max = Math.max(max, Math.abs(values[i]));
  }
  return { mean: values.length ? total / values.length : 0, max };
}
