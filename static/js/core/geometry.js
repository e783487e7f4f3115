/** Shapes as points and paths, in CSS pixels; no drawing here. */

/** @typedef {readonly [number, number]} Point x to the right, y down */

/**
 * A pixel position on which a line of odd width is sharp.
 * @param {number} at
 * @returns {number}
 */
export const crisp = (at) => Math.round(at - 0.5) + 0.5;

/**
 * The control points of a strand: a cubic that leaves and arrives flat. Turned, it leaves and arrives upright.
 * @param {Point} from
 * @param {Point} to
 * @param {boolean} [turned] for the phone, where layers lie below each other
 * @returns {[Point, Point, Point, Point]}
 */
export function strand(from, to, turned = false) {
  const [x0, y0] = from;
  const [x1, y1] = to;
  if (turned) return [from, [x0, (y0 + y1) / 2], [x1, (y0 + y1) / 2], to];
  return [from, [(x0 + x1) / 2, y0], [(x0 + x1) / 2, y1], to];
}

/**
 * @param {readonly [Point, Point, Point, Point]} cubic
 * @returns {string} the SVG path
 */
export function cubicPath([from, a, b, to]) {
  return `M${from[0]} ${from[1]}C${a[0]} ${a[1]} ${b[0]} ${b[1]} ${to[0]} ${to[1]}`;
}

/**
 * @param {readonly [Point, Point, Point, Point]} cubic
 * @param {number} t 0 … 1 along it
 * @returns {[number, number]}
 */
export function cubicPoint([p, a, b, q], t) {
  const u = 1 - t;
  const mix = (/** @type {0 | 1} */ k) => u ** 3 * p[k] + 3 * u * u * t * a[k] + 3 * u * t * t * b[k] + t ** 3 * q[k];
  return [mix(0), mix(1)];
}

/**
 * @typedef {object} ArrowShape measures of an arrow, in pixels
 * @property {number} shaft half the thickness of the shaft
 * @property {number} head half the width of the head
 * @property {number} point length of the head
 */

/** The arrow of a row of 44 pixels. @type {ArrowShape} */
export const ARROW = { shaft: 7, head: 13, point: 13 };

/**
 * The seven corners of an arrow lying along x from zero; a short one gets a short head, so that its tip is always true.
 * @param {number} length signed: right more, left less
 * @param {ArrowShape} [shape]
 * @returns {Point[]}
 */
export function arrowCorners(length, shape = ARROW) {
  const size = Math.abs(length);
  const side = Math.sign(length);
  const { shaft, head } = arrowWidths(size, shape);
  const neck = side * (size - Math.min(shape.point, size * 0.7));
  return [
    [0, -shaft],
    [neck, -shaft],
    [neck, -head],
    [length, 0],
    [neck, head],
    [neck, shaft],
    [0, shaft],
  ];
}

/**
 * Half-thickness of shaft and head: under 10 pixels of length an arrow is slimmer, or it would be a block.
 * @param {number} size length, not negative
 * @param {ArrowShape} [shape]
 * @returns {{ shaft: number, head: number }}
 */
export function arrowWidths(size, shape = ARROW) {
  const slim = size < 10;
  return { shaft: slim ? Math.min(shape.shaft, 4) : shape.shaft, head: slim ? Math.min(shape.head, 7) : shape.head };
}

/**
 * @param {readonly Point[]} points
 * @param {boolean} [closed]
 * @returns {string} the SVG path
 */
export function polyPath(points, closed = false) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("") + (closed ? "Z" : "");
}

/**
 * @param {number} value
 * @returns {number} to a hundredth of a pixel, so that paths stay short
 */
const round = (value) => Math.round(value * 100) / 100;

/**
 * Bars laid end to end, positive ones to the right of zero and negative ones to the left.
 * @param {ArrayLike<number>} values
 * @returns {{ from: number, to: number }[]} in the values' own unit, from ≤ to
 */
export function stack(values) {
  let above = 0;
  let below = 0;
  return Array.from(values, (value) => {
    if (value >= 0) return { from: above, to: (above += value) };
    const to = below;
    return { from: (below += value), to };
  });
}

/**
 * Divide a square into rectangles of given areas, row by row and in order, so that nothing jumps when they change.
 * @param {readonly number[]} areas
 * @param {number} side of the square, pixels
 * @param {readonly number[]} rows how many rectangles each row holds
 * @returns {{ x: number, y: number, width: number, height: number }[]} areas in proportion, filling the square
 */
export function shareOut(areas, side, rows) {
  const total = areas.reduce((a, b) => a + b, 0) || 1;
  /** @type {{ x: number, y: number, width: number, height: number }[]} */
  const parts = [];
  let y = 0;
  for (const length of rows) {
    const row = areas.slice(parts.length, parts.length + length);
    const share = row.reduce((a, b) => a + b, 0);
    const height = (side * share) / total;
    let x = 0;
    for (const area of row) {
      const width = share ? (side * area) / share : 0;
      parts.push({ x, y, width, height });
      x += width;
    }
    y += height;
  }
  return parts;
}
