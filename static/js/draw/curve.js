// The squishing curve with a neuron's point on it, and the tangent whose slope lets its nudge through.

import { polyPath } from "../core/geometry.js";
import { linearScale } from "../core/scale.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {{x: number, y: number, width: number, height: number}} Box left, top, in CSS pixels */

/** The curves by the network's own word for them. @type {Record<string, (z: number) => number>} */
export const CURVES = { sigmoid: (z) => 1 / (1 + Math.exp(-z)), relu: (z) => Math.max(0, z) };

const SPAN = 6; // of z on either side of zero

/**
 * Which z the axis shows: −6 to 6, or, for a z far out, as wide a window with z in it; so the slope is never squeezed into a step.
 * @param {number} z
 * @returns {[number, number]}
 */
export function curveDomain(z) {
  if (!Number.isFinite(z) || Math.abs(z) <= SPAN) return [-SPAN, SPAN];
  const far = Math.sign(z) * (Math.ceil(Math.abs(z)) + 2);
  return z > 0 ? [far - 2 * SPAN, far] : [far, far + 2 * SPAN];
}

/**
 * @param {Pen} pen @param {Box} box
 * @param {{squish: "sigmoid"|"relu", z: number, slope?: number|null, figures?: boolean, attended?: boolean}} neuron slope null: no tangent
 * @returns {{point: [number, number], zero: number, domain: [number, number]}} where its point and the axis's zero lie, for what hangs on them
 */
export function curve(pen, box, { squish, z, slope = null, figures = true, attended = true }) {
  const domain = curveDomain(z);
  const value = CURVES[squish];
  const top = squish === "relu" ? Math.max(1, value(domain[1])) : 1;
  const x = linearScale(domain, [box.x, box.x + box.width]);
  const y = linearScale([0, top], [box.y + box.height, box.y]);
  pen.line(box.x, y(0), box.x + box.width, y(0), "mark-axis");
  pen.line(box.x, y(top), box.x + box.width, y(top), "mark-line");
  pen.path(polyPath(samples(domain, squish).map((at) => [x(at), y(value(at))])), "mark-curve");
  if (figures) labels(pen, domain, top, x, y);
  const point = /** @type {[number, number]} */ ([x(z), y(value(z))]);
  if (slope !== null) tangent(pen, point, slope, x(1) - x(0), y(0) - y(1));
  pen.circle(point[0], point[1], 6, `mark-point${attended ? " mark-attended" : ""}`);
  return { point, zero: x(0), domain };
}

/** @param {[number, number]} domain @param {"sigmoid"|"relu"} squish @returns {number[]} where the curve bends, a point every twelfth */
function samples([low, high], squish) {
  if (squish === "relu") return low < 0 && high > 0 ? [low, 0, high] : [low, high];
  return Array.from({ length: 12 * (high - low) + 1 }, (_, i) => low + i / 12);
}

/** @param {Pen} pen @param {[number, number]} domain @param {number} top @param {(z: number) => number} x @param {(a: number) => number} y */
function labels(pen, domain, top, x, y) {
  for (const z of [domain[0], (domain[0] + domain[1]) / 2, domain[1]]) pen.text(x(z), y(0) + 17, String(z).replace("-", "−"), "faint", "middle", 12);
  pen.text(x(domain[0]), y(0) - 5, "0", "faint", "start", 12);
  pen.text(x(domain[0]), y(top) - 5, String(top), "faint", "start", 12);
}

/** A straight piece 88 pixels long. @param {Pen} pen @param {[number, number]} point @param {number} slope @param {number} unitX @param {number} unitY pixels for 1 */
function tangent(pen, [x, y], slope, unitX, unitY) {
  const rise = slope * unitY;
  const reach = 44 / Math.hypot(unitX, rise);
  pen.path(polyPath([[x - unitX * reach, y + rise * reach], [x + unitX * reach, y - rise * reach]]), "mark-tangent");
}
