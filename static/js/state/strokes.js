// A drawing as text for a link: points thinned to what the eye sees, rounded to a tenth of a square of the plate, written as differences.

/** @typedef {import("./state.js").Stroke} Stroke */

const FINE = 280; // steps in the side of the pad, ten to a square
const TOLERANCE = 0.12 / 28; // of the side of the pad
export const MOST_STROKES = 64; // the server takes no more
export const MOST_POINTS = 2000;

/** @param {Stroke[]} strokes @returns {string} letters, digits, - and _ */
export function packStrokes(strokes) {
  /** @type {number[]} */
  const bytes = [];
  for (const stroke of strokes.map((points) => thin(points, TOLERANCE))) {
    number(bytes, stroke.length);
    let [x, y] = [0, 0];
    for (const point of stroke) {
      const [nextX, nextY] = [Math.round(point[0] * FINE), Math.round(point[1] * FINE)];
      number(bytes, zigzag(nextX - x));
      number(bytes, zigzag(nextY - y));
      [x, y] = [nextX, nextY];
    }
  }
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text @returns {Stroke[]} @throws {RangeError} if it is no drawing, or a larger one than may be */
export function unpackStrokes(text) {
  const bytes = Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const next = reader(bytes);
  /** @type {Stroke[]} */
  const strokes = [];
  let points = 0;
  while (next.more()) {
    const length = next.number();
    points += length;
    if (strokes.length >= MOST_STROKES || points > MOST_POINTS) throw new RangeError("drawing in the link is too large");
    let [x, y] = [0, 0];
    strokes.push(Array.from({ length }, () => [(x += unzigzag(next.number())) / FINE, (y += unzigzag(next.number())) / FINE]));
  }
  return strokes;
}

/**
 * Leave out what lies closer than `tolerance` to the line between its neighbours (Ramer, Douglas and Peucker).
 * @param {Stroke} points @param {number} tolerance @returns {Stroke}
 */
export function thin(points, tolerance) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points[points.length - 1]];
  let [farthest, at] = [0, 0];
  for (let i = 1; i < points.length - 1; i += 1) {
    const distance = distanceTo(points[i], first, last);
    if (distance > farthest) [farthest, at] = [distance, i];
  }
  if (farthest <= tolerance) return [first, last];
  return [...thin(points.slice(0, at + 1), tolerance).slice(0, -1), ...thin(points.slice(at), tolerance)];
}

/** @param {[number, number]} point @param {[number, number]} a @param {[number, number]} b */
function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** @param {number} value */
const zigzag = (value) => (value < 0 ? -2 * value - 1 : 2 * value);
/** @param {number} value */
const unzigzag = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

/** Seven bits a byte, the eighth says that more follow. @param {number[]} bytes @param {number} value */
function number(bytes, value) {
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
}

/** @param {number[]} bytes */
function reader(bytes) {
  let at = 0;
  return {
    more: () => at < bytes.length,
    number() {
      let [value, scale] = [0, 1];
      for (;;) {
        if (at >= bytes.length || scale > 128 ** 4) throw new RangeError("drawing in the link is broken");
        const byte = bytes[at++];
        value += (byte % 128) * scale;
        if (byte < 128) return value;
        scale *= 128;
      }
    },
  };
}
