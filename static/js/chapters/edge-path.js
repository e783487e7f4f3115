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
 * The edge with its number; the attended one is yellow.
 * @param {Pen} pen @param {Layout} layout @param {Parameter} parameter @param {number} number @param {boolean} attended
 */
export function numberedEdge(pen, layout, parameter, number, attended) {
  const edge = edgeOf(layout, parameter);
  pen.path(cubicPath(edge), attended ? "stroke-eye" : "stroke-ink", { "stroke-width": attended ? 2.5 : 1.5 });
  const t = parameter.kind === "bias" ? 0.15 : 0.4 + 0.09 * ((number * 2) % 5);
  badge(pen, ...cubicPoint(edge, t), number, attended, layout.unit);
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} number @param {boolean} attended @param {number} unit */
export function badge(pen, x, y, number, attended, unit) {
  pen.circle(x, y, 10 * unit, attended ? "edge-badge edge-badge--attended" : "edge-badge");
  pen.text(x, y + 4.3 * unit, String(number), attended ? "ground b" : "ink b", "middle", 12 * unit);
}
