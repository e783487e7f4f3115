/** Rows of numbers made ready for a chart. */

/**
 * @param {ArrayLike<number>} sorted rising
 * @param {number} value
 * @returns {number} index of the entry nearest to the value; -1 if there is none
 */
export function nearest(sorted, value) {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low > 0 && value - sorted[low - 1] <= sorted[low] - value ? low - 1 : high;
}

/**
 * @param {Iterable<ArrayLike<number>>} rows
 * @returns {[number, number]} lowest and highest finite value of all rows; [0, 1] if there is none
 */
export function extent(rows) {
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    for (let i = 0; i < row.length; i += 1) {
      if (row[i] < low) low = row[i];
      if (row[i] > high && row[i] < Infinity) high = row[i];
    }
  }
  return low <= high && low > -Infinity ? [low, high] : [0, 1];
}

/**
 * Fewer points for the same line: of each column of pixels its first, lowest, highest and last, in order.
 * @param {ArrayLike<number>} xs rising
 * @param {ArrayLike<number>} ys
 * @param {(x: number) => number} toPixel
 * @returns {number[]} the indices to draw
 */
export function thin(xs, ys, toPixel) {
  /** @type {number[]} */
  const kept = [];
  for (let start = 0, end = 0; start < xs.length; start = end) {
    const column = Math.round(toPixel(xs[start]));
    let [low, high] = [start, start];
    for (end = start; end < xs.length && Math.round(toPixel(xs[end])) === column; end += 1) {
      if (ys[end] < ys[low]) low = end;
      if (ys[end] > ys[high]) high = end;
    }
    kept.push(...[...new Set([start, low, high, end - 1])].sort((a, b) => a - b));
  }
  return kept;
}

/** @typedef {{ from: number, to: number, count: number }} Bin sizes from ≤ size < to */

/**
 * How many values there are of each size, the sizes in steps of equal ratio; exact zeros have no place on such an axis.
 * @param {ArrayLike<number>} values
 * @param {number} [perDecade] bins for each factor of ten
 * @returns {{ bins: Bin[], zeros: number }}
 */
export function logBins(values, perDecade = 4) {
  const index = (/** @type {number} */ size) => Math.floor(Math.log10(size) * perDecade + 1e-9);
  /** @type {Map<number, number>} */
  const counts = new Map();
  let zeros = 0;
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i]);
    if (size === 0) zeros += 1;
    else if (Number.isFinite(size)) counts.set(index(size), (counts.get(index(size)) ?? 0) + 1);
  }
  if (!counts.size) return { bins: [], zeros };
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  const bins = Array.from({ length: last - first + 1 }, (_, k) => ({
    from: 10 ** ((first + k) / perDecade),
    to: 10 ** ((first + k + 1) / perDecade),
    count: counts.get(first + k) ?? 0,
  }));
  return { bins, zeros };
}

/**
 * Values that a hand would choose, about ten for each factor of ten: 0.01, 0.012, 0.015, 0.02 …
 * @param {number} low above zero
 * @param {number} high
 * @param {{ whole?: boolean }} [options] whole numbers only
 * @returns {number[]} rising, from low to high
 */
export function handValues(low, high, { whole = false } = {}) {
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
  const values = new Set([low]);
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power += 1) {
    for (const step of steps) {
      const value = Number((step * 10 ** power).toPrecision(2));
      if (value > low && value < high && !(whole && !Number.isInteger(value))) values.add(value);
    }
  }
  return [...values.add(high)];
}

/**
 * Places for labels that would overlap: as near to where they belong as a distance between them allows.
 * @param {readonly number[]} wanted
 * @param {number} distance
 * @returns {number[]} in the order of `wanted`
 */
export function spread(wanted, distance) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  for (let pass = 0; pass < 20; pass += 1) {
    for (let k = 1; k < order.length; k += 1) {
      const missing = distance - (placed[order[k]] - placed[order[k - 1]]);
      if (missing <= 0) continue;
      placed[order[k - 1]] -= missing / 2;
      placed[order[k]] += missing / 2;
    }
  }
  return placed;
}
