// The signal on its way back: dashes run from right to left along the edges that carry most, then the arrows grow.

import { strand } from "../core/geometry.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./backwards-facts.js").WayBack} WayBack */

export const RUN_MS = 700;
export const GROW_MS = 450;
const EDGES = 64; // the strongest; more would be a hairball, and slow

/**
 * The strongest edges of one crossing, as the signal takes them.
 * @param {number[][]} lists who asks what, one list a receiver
 * @returns {{receiver: number, sender: number, value: number}[]}
 */
export function strongest(lists, most = EDGES) {
  const edges = lists.flatMap((list, receiver) => list.map((value, sender) => ({ receiver, sender, value })));
  return edges.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, most);
}

/** @param {Paper} paper @param {WayBack} way @param {number} layer that is being reached @param {number} share 0 … 1 of the way */
export function paintPulse({ layout, stage }, way, layer, share) {
  const lists = way.lists[layer];
  if (!lists || share <= 0 || share >= 1) return;
  const { pen, inks } = stage;
  const edges = strongest(lists);
  const largest = Math.abs(edges[0]?.value) || 1;
  pen.save();
  pen.lineCap = "round";
  pen.setLineDash([26, 4000]);
  for (const { receiver, sender, value } of edges) {
    const cubic = strand(place(layout, layer + 1, receiver, -1), place(layout, layer, sender, 1), layout.turned);
    const length = Math.hypot(cubic[3][0] - cubic[0][0], cubic[3][1] - cubic[0][1]) * 1.06 + 26;
    pen.lineDashOffset = 26 - share * length;
    pen.strokeStyle = inks.strand(Math.sign(value), 0.9);
    pen.lineWidth = 1 + (3 * Math.abs(value)) / largest;
    pen.beginPath();
    pen.moveTo(cubic[0][0], cubic[0][1]);
    pen.bezierCurveTo(cubic[1][0], cubic[1][1], cubic[2][0], cubic[2][1], cubic[3][0], cubic[3][1]);
    pen.stroke();
  }
  pen.restore();
}

/** The side of a neuron that looks at the other layer. @param {import("../draw/layout.js").Layout} layout @param {number} layer @param {number} index @param {1|-1} side 1: towards the outputs @returns {[number, number]} */
function place(layout, layer, index, side) {
  const { x, y } = layout.at(layer, index);
  const off = side * (layer === 0 ? layout.plate.cell / 2 : layout.radius(layer) + 2);
  return layout.turned ? [x, y + off] : [x + off, y];
}
