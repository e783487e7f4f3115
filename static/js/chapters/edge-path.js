// One edge of the network as a line that can be numbered: how a row of a table finds its weight in the picture.

import { cubicPath, cubicPoint, strand } from "../core/geometry.js";

/** @typedef {import("../draw/pen.js").Pen} Pen */
/** @typedef {import("../draw/layout.js").Layout} Layout */
/** @typedef {import("../core/gradient.js").Parameter} Parameter */

/** From the rim of the sender to the rim of the receiver; a bias comes out of nothing, from aside. @param {Layout} layout @param {Parameter} parameter @returns {ReturnType<typeof strand>} */
export function edgeOf(layout, { kind, layer, index, from = 0 }) {
  const to = layout.at(layer, index);
  const [dx, dy] = layout.turned ? [0, 1] : [1, 0];
  const rim = layout.radius(layer) + 1;
  const end = /** @type {const} */ ([to.x - dx * rim, to.y - dy * rim]);
  if (kind === "bias") {
    const reach = layout.rows.pitch * 0.42;
    return strand([end[0] - dx * 1.6 * reach - dy * reach, end[1] - dy * 1.6 * reach - dx * reach], end, layout.turned);
  }
  const start = layout.at(layer - 1, from);
  const out = layer === 1 ? layout.plate.cell / 2 : layout.radius(layer - 1) + 1;
  return strand([start.x + dx * out, start.y + dy * out], end, layout.turned);
}

/**
 * The edges with their numbers; the attended one is yellow. No number stands on another, where there is room.
 * @param {Pen} pen @param {Layout} layout @param {Parameter[]} parameters @param {number} attended which of them
 */
export function numberedEdges(pen, layout, parameters, attended) {
  const edges = parameters.map((parameter) => edgeOf(layout, parameter));
  edges.forEach((edge, i) => pen.path(cubicPath(edge), i === attended ? "stroke-eye" : "stroke-ink", { "stroke-width": i === attended ? 2.5 : 1.5 }));
  /** @type {[number, number][]} */
  const taken = [];
  edges.forEach((edge, i) => {
    const points = places(parameters[i], i).map((t) => cubicPoint(edge, t));
    const room = points.map((point) => Math.min(...taken.map((other) => Math.hypot(point[0] - other[0], point[1] - other[1]))) / layout.unit);
    const best = room.findIndex((free) => free >= APART);
    taken.push(points[best < 0 ? room.indexOf(Math.max(...room)) : best]);
  });
  taken.forEach(([x, y], i) => badge(pen, x, y, i + 1, i === attended, layout.unit));
}

const APART = 22; // from the middle of one number to the next

/** Where along its edge a number may stand, the best first. @param {Parameter} parameter @param {number} i */
const places = ({ kind }, i) => (kind === "bias" ? [0.15, 0.02, 0.3] : [0.4 + 0.09 * ((2 * i + 2) % 5), 0.3, 0.45, 0.6, 0.72, 0.2, 0.84]);

/** @param {Pen} pen @param {number} x @param {number} y @param {number} number @param {boolean} attended @param {number} unit */
export function badge(pen, x, y, number, attended, unit) {
  pen.circle(x, y, 10 * unit, attended ? "edge-badge edge-badge--attended" : "edge-badge");
  pen.text(x, y + 4.3 * unit, String(number), attended ? "ground b" : "ink b", "middle", 12 * unit);
}
