// Strokes as a pen goes along them.

/** @typedef {[number, number][]} Stroke */

const AIR = 0.4; // how far the pen counts as having gone between two strokes, in units of the drawing

/** Strokes of any unit, moved into the middle of a pad of side 1. @param {Stroke[]} strokes @returns {Stroke[]} */
export function fitted(strokes) {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = 0.62 / Math.max(right - left, bottom - top, 1e-9);
  return strokes.map((stroke) => stroke.map(([x, y]) => [0.5 + (x - (left + right) / 2) * scale, 0.5 + (y - (top + bottom) / 2) * scale]));
}

/**
 * What is on the pad when the pen has gone a share of its way.
 * @param {Stroke[]} strokes @param {number} share from 0 to 1 @returns {Stroke[]}
 */
export function upTo(strokes, share) {
  const whole = strokes.reduce((sum, stroke) => sum + length(stroke), 0) + AIR * (strokes.length - 1);
  let left = whole * Math.max(0, share);
  /** @type {Stroke[]} */
  const drawn = [];
  for (const stroke of strokes) {
    if (left < 0) break;
    drawn.push(begun(stroke, left));
    left -= length(stroke) + AIR;
  }
  return drawn;
}

/** The beginning of a stroke, so long. @param {Stroke} stroke @param {number} left @returns {Stroke} */
function begun(stroke, left) {
  const part = stroke.slice(0, 1);
  for (let i = 1; i < stroke.length && left > 0; i += 1) {
    const [[x, y], [nextX, nextY]] = [stroke[i - 1], stroke[i]];
    const far = Math.hypot(nextX - x, nextY - y);
    const t = far > left ? left / far : 1;
    part.push([x + (nextX - x) * t, y + (nextY - y) * t]);
    left -= far;
  }
  return part;
}

/** @param {Stroke} stroke */
const length = (stroke) => stroke.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - stroke[i][0], y - stroke[i][1]), 0);
