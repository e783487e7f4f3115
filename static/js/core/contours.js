// Lines of equal height through a grid of numbers: marching squares, one segment for each side of a crossing.

/**
 * @param {readonly number[]} xs of the columns
 * @param {readonly number[]} ys of the rows
 * @param {readonly (readonly number[])[]} heights rows of columns
 * @param {number} level
 * @returns {[number, number, number, number][]} segments x1, y1, x2, y2
 */
export function contour(xs, ys, heights, level) {
  /** @type {[number, number, number, number][]} */
  const segments = [];
  for (let row = 0; row + 1 < ys.length; row += 1) {
    for (let column = 0; column + 1 < xs.length; column += 1) {
      const found = crossings(xs, ys, heights, level, row, column);
      for (let i = 0; i + 1 < found.length; i += 2) segments.push([...found[i], ...found[i + 1]]);
    }
  }
  return segments;
}

/** Where the level crosses the four sides of a cell: none, two or four points. @param {readonly number[]} xs @param {readonly number[]} ys @param {readonly (readonly number[])[]} heights @param {number} level @param {number} row @param {number} column @returns {[number, number][]} */
function crossings(xs, ys, heights, level, row, column) {
  const [x0, x1, y0, y1] = [xs[column], xs[column + 1], ys[row], ys[row + 1]];
  const [a, b] = [heights[row][column], heights[row][column + 1]];
  const [d, c] = [heights[row + 1][column], heights[row + 1][column + 1]];
  const share = (/** @type {number} */ from, /** @type {number} */ to) => (level - from) / (to - from);
  const parted = (/** @type {number} */ from, /** @type {number} */ to) => from < level !== to < level;
  /** @type {[number, number][]} */
  const found = [];
  if (parted(a, b)) found.push([x0 + share(a, b) * (x1 - x0), y0]);
  if (parted(b, c)) found.push([x1, y0 + share(b, c) * (y1 - y0)]);
  if (parted(d, c)) found.push([x0 + share(d, c) * (x1 - x0), y1]);
  if (parted(a, d)) found.push([x0, y0 + share(a, d) * (y1 - y0)]);
  return found;
}

/** Levels between the lowest and the highest, closer where it is low: each is the same share higher. @param {readonly (readonly number[])[]} heights @param {number} count */
export function levels(heights, count) {
  const all = heights.flat().filter((height) => height > 0);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: count }, (_, i) => low * (high / low) ** ((i + 1) / (count + 1)));
}
