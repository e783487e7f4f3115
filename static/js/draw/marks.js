// The marks of the look: what is wished is hollow, what acts is filled; right (turned: up) is more, left (down) is less.
// Each is drawn by a pen from plain numbers; lengths are values × a scale in pixels, so that every mark can be measured.

import { arrowCorners, arrowWidths, ARROW, polyPath, stack } from "../core/geometry.js";

/** @typedef {import("./pen.js").Pen} Pen */

/**
 * @typedef {object} Zero where a mark starts: the common zero of its column
 * @property {number} x
 * @property {number} y
 * @property {boolean} [turned] the phone: more is up
 */

/** The class that lends a mark its colour. @param {number} value */
export const tone = (value) => (value < 0 ? "tone-minus" : "tone-plus");

/** A neuron whose slope is below this is called saturated: hardly anything of its nudge gets through. */
export const SATURATED = 0.01;

/**
 * A rectangle along the mark's axis, its sides on whole pixels.
 * @param {Pen} pen @param {Zero} zero @param {number} from pixels along the axis, signed @param {number} to @param {number} half half its thickness
 * @param {string} style @param {import("./pen.js").Attributes} [more]
 */
export function slab(pen, { x, y, turned }, from, to, half, style, more) {
  const [low, high] = from < to ? [from, to] : [to, from];
  if (turned) pen.rect(Math.round(x - half), y - high, Math.round(2 * half), high - low, style, more);
  else pen.rect(x + low, Math.round(y - half), high - low, Math.round(2 * half), style, more);
}

/**
 * A nudge: a hollow arrow from zero, its filled foot what survives the slope.
 * @param {Pen} pen @param {Zero} zero
 * @param {object} nudge
 * @param {number} nudge.value a rate, more or less
 * @param {number|null} [nudge.foot] what survives, the negative delta; null: not known or not to be shown
 * @param {number} nudge.scale pixels for 1
 * @param {boolean} [nudge.saturated] a wall stands before the tip
 * @param {import("../core/geometry.js").ArrowShape} [nudge.shape]
 */
export function arrow(pen, zero, { value, foot = null, scale, saturated = false, shape = ARROW }) {
  const length = value * scale;
  const size = Math.abs(length);
  const { shaft } = arrowWidths(size, shape);
  const whole = foot !== null && Math.abs(foot) > 0.99 * Math.abs(value); // nothing is lost, so nothing is hollow
  if (size < 2) slab(pen, zero, 0, Math.sign(length) * Math.max(size, 1), shaft, `mark-full ${tone(value)}`);
  else pen.path(polyPath(arrowCorners(length, shape).map(turner(zero)), true), `${whole ? "mark-full" : "mark-hollow"} ${tone(value)}`);
  if (foot !== null && !whole && size >= 2) slab(pen, zero, 0, Math.sign(length) * Math.min(size, Math.abs(foot) * scale), shaft, `mark-full ${tone(value)}`);
  if (saturated) wall(pen, zero, length, shape);
}

/** What a saturated neuron's nudge runs against. @param {Pen} pen @param {Zero} zero @param {number} length @param {import("../core/geometry.js").ArrowShape} shape */
function wall(pen, zero, length, shape) {
  const side = Math.sign(length) || 1;
  const at = length + side * 6;
  slab(pen, zero, at, at + side * 2, shape.head, "mark-full tone-ink");
}

/** @param {Zero} zero @returns {(point: import("../core/geometry.js").Point) => [number, number]} along and across → x and y */
function turner({ x, y, turned }) {
  return turned ? ([along, across]) => [x + across, y - along] : ([along, across]) => [x + along, y + across];
}

/**
 * A lever, or anything signed with a common zero.
 * @param {Pen} pen @param {Zero} zero
 * @param {{value: number, scale: number, thickness?: number, wish?: boolean}} bar wish: dashed and hollow, no hand can set it
 */
export function bar(pen, zero, { value, scale, thickness = 16, wish = false }) {
  const length = value * scale;
  if (wish && Math.abs(length) >= 2) slab(pen, zero, 0, length, thickness / 2, `mark-hollow mark-dashed ${tone(value)}`);
  else slab(pen, zero, 0, Math.sign(length) * Math.max(Math.abs(length), value === 0 ? 0 : 1), thickness / 2, `mark-full ${tone(value)}`);
}

/**
 * Signed parts laid end to end on both sides of zero: their two heights are the sum.
 * @param {Pen} pen @param {Zero} zero
 * @param {{values: ArrayLike<number>, scale: number, thickness?: number, attended?: number|null, order?: readonly number[]}} stacked
 *   attended: the part at full strength, framed; order: which part lies nearest to zero
 */
export function segments(pen, zero, { values, scale, thickness = 13, attended = null, order = Array.from(values, (_, i) => i) }) {
  const parts = stack(order.map((i) => values[i]));
  order.forEach((index, k) => {
    const [from, to] = [parts[k].from * scale, parts[k].to * scale];
    if (to - from < 0.3) return;
    const on = index === attended;
    const quiet = attended === null || on ? "" : " mark-quiet";
    slab(pen, zero, from + Math.min(0.5, (to - from) / 4), to - Math.min(0.5, (to - from) / 4), thickness / 2, `mark-full ${tone(values[index])}${quiet}`);
    if (on) slab(pen, zero, from, to, thickness / 2 + 1, "mark-frame");
  });
}

/**
 * An output on its 0–1 scale, with a tick where it is wanted.
 * @param {Pen} pen @param {Zero} zero
 * @param {{value: number, length: number, wanted?: number|null, attended?: boolean, thickness?: number}} scale length: pixels for 1
 */
export function scaleBar(pen, zero, { value, length, wanted = null, attended = false, thickness = 10 }) {
  slab(pen, zero, 0, value * length, thickness / 2, "mark-full tone-soft");
  if (wanted === null) return;
  const at = wanted * length;
  slab(pen, zero, at - 2, at + 2, thickness / 2 + 7, `mark-full ${attended ? "tone-eye" : "tone-ink"}`);
}

/**
 * The wanted value as the neuron would look: brightness is activation.
 * @param {Pen} pen @param {number} x @param {number} y @param {number} radius @param {{wanted: 0|1, attended?: boolean, words?: boolean}} disc
 */
export function wantedDisc(pen, x, y, radius, { wanted, attended = false, words = true }) {
  pen.circle(x, y, radius, `mark-wanted ${wanted ? "mark-wanted--on" : ""} ${attended ? "mark-attended" : ""}`);
  if (words) pen.text(x, y + radius / 3, String(wanted), wanted ? "ground b" : "soft", "middle", radius < 13 ? 13 : 14);
}

/**
 * The common zero of a column of marks.
 * @param {Pen} pen @param {number} x @param {number} from @param {number} to @param {boolean} [turned]
 */
export function zeroLine(pen, x, from, to, turned = false) {
  const at = Math.round(x - 0.5) + 0.5;
  if (turned) pen.line(from, at, to, at, "mark-axis");
  else pen.line(at, from, at, to, "mark-axis");
}

/**
 * The yellow frame round the one thing that is attended to; in the light theme a band lies below it.
 * @param {Pen} pen @param {number} x @param {number} y @param {number} width @param {number} height
 */
export function frame(pen, x, y, width, height) {
  pen.rect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width) - 1, Math.round(height) - 1, "mark-frame");
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} width @param {number} height */
export function band(pen, x, y, width, height) {
  pen.rect(Math.round(x), Math.round(y), Math.round(width), Math.round(height), "mark-band");
}
