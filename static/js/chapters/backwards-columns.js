// The same picture for every layer: who asks, laid end to end, and what is left as an arrow; for the picture, a picture.

import { pictureScale } from "../core/colour.js";
import { compact, compactSigned, significant } from "../core/format.js";
import { arrow, segments, slab, zeroLine } from "../draw/marks.js";
import { squareUnder } from "../draw/square-under.js";
import { head } from "../ui/labels.js";
import { below } from "../ui/output-table.js";
import { attendedIn } from "./backwards-facts.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./backwards-facts.js").WayBack} WayBack */

const NAMES = ["the picture", "hidden 1", "hidden 2", "outputs"];

/** Zero of a layer's arrows along the signal, and how far they may reach. @param {import("../draw/layout.js").Layout} layout @param {number} layer */
function zeroOf(layout, layer) {
  if (layout.turned) {
    const y = below(layout);
    return { zero: y(480), reach: y(480) - y(416) }; // one layer at a time
  }
  return { zero: layout.at(layer, 0).x + layout.radius(layer) + layout.x(layer === 3 ? 112 : 116), reach: layout.x(layer === 3 ? 56 : 60) };
}

/** @param {Paper} paper @param {WayBack} way @param {number} layer 1 to 3 @param {number} grown 0 … 1 */
export function drawLayer(paper, way, layer, grown) {
  const { pen, layout, state } = paper;
  const { unit, turned } = layout;
  const { zero, reach } = zeroOf(layout, layer);
  const lists = way.lists[layer];
  const scale = reach / Math.max(reachOf(way, layer), 1e-12);
  const across = (/** @type {number} */ index) => (layer === 3 ? layout.output(index) : layout.row(index));
  const last = way.nudges[layer].length - 1;
  if (turned) zeroLine(pen, zero, 14, layout.width - 14, true);
  else zeroLine(pen, zero, across(0) - 20 * unit, across(last) + 20 * unit);
  const attended = attendedIn(state, way, layer);
  way.nudges[layer].forEach((nudge, index) => {
    const at = turned ? { x: across(index), y: zero, turned: true } : { x: zero, y: across(index) };
    const lift = lists && !turned ? 9 * unit : 0;
    if (lists && !turned) segments(pen, { ...at, y: at.y - lift }, { values: lists.map((list) => list[index] * grown), scale, thickness: 10 * unit });
    const shape = turned ? { shaft: 2.5, head: 5, point: 5 } : lists ? { shaft: 4 * unit, head: 8 * unit, point: 9 * unit } : { shaft: 7 * unit, head: 13 * unit, point: 13 * unit };
    arrow(pen, { ...at, y: at.y + lift }, { value: nudge * grown, foot: (way.pushes[layer]?.[index] ?? 0) * grown, scale, shape });
    if (turned || state.depth === "picture" || grown < 1) return;
    const side = nudge < 0 ? 1 : -1;
    const style = `layer-figure layer-figure--${layer} ${nudge < 0 ? "minus" : "plus"} halo${index === attended ? " b" : ""}`;
    pen.text(zero + side * 8 * unit, at.y + lift + 4.5 * unit, compactSigned(nudge), style, side > 0 ? "start" : "end", (lists ? 12.5 : 15) * unit);
  });
  heading(paper, zero, layer);
}

/** The longest side of any arrow or stack of a layer. @param {WayBack} way @param {number} layer */
function reachOf({ nudges, lists }, layer) {
  const own = lists[layer];
  if (!own) return Math.max(...nudges[layer].map(Math.abs));
  return Math.max(...nudges[layer].map((_, index) => own.reduce(([more, less], list) => (list[index] > 0 ? [more + list[index], less] : [more, less - list[index]]), [0, 0]).reduce((a, b) => Math.max(a, b))));
}

/** @param {Paper} paper @param {number} zero @param {number} layer */
function heading(paper, zero, layer) {
  const { pen, layout } = paper;
  if (layout.turned) pen.text(14, below(layout)(400), `nudges of ${NAMES[layer]}`, "ink halo", "start", 13);
  else head(paper, zero, layer === 3 ? layout.output(0) - 0.75 * layout.rows.pitch : 53, "nudge", layer === 3 ? "−∂C/∂a" : undefined);
}

/** On a phone: the sizes of the signal stand over the formula. @param {import("../draw/layout.js").Layout} layout */
const sizesTop = (layout) => below(layout)(698) - 96;

/** Where the wish for the picture stands. @param {import("../draw/layout.js").Layout} layout */
export function wishBox(layout) {
  const { plate, turned } = layout;
  if (turned) {
    const y = below(layout);
    const cell = Math.floor((sizesTop(layout) - 34 - y(396)) / 28);
    return { x: Math.round(layout.width / 2) - 14 * cell, y: y(396), side: 28 * cell, cell };
  }
  const y = Math.round(plate.y + plate.side + 62 * layout.unit);
  const cell = Math.min(plate.cell, Math.floor((layout.lower - 16 - y) / 28)); // clear of the sentence
  return { x: plate.x, y, side: 28 * cell, cell };
}

/** @param {Paper} paper @param {WayBack} way @param {number} grown */
export function paintWish({ layout, stage }, way, grown) {
  const { x, y, side, cell } = wishBox(layout);
  stage.pen.globalAlpha = grown;
  stage.pen.imageSmoothingEnabled = false;
  stage.pen.drawImage(stage.bitmaps.liveSigned(way.nudges[0], cell, pictureScale(way.nudges[0])), x, y, side, side);
  stage.pen.globalAlpha = 1;
}

/** @param {Paper} paper @param {WayBack} way */
export function drawWish(paper, way) {
  const { pen, layout, state, actions } = paper;
  const { unit } = layout;
  const { x, y, side, cell } = wishBox(layout);
  pen.rect(x - 0.5, y - 0.5, side + 1, side + 1, "stroke-ring");
  if (!layout.turned) head(paper, x, y - 9 * unit, "its nudges", undefined, "start");
  const pixel = attendedIn(state, way, 0);
  const [px, py] = [x + (pixel % 28) * cell, y + Math.floor(pixel / 28) * cell];
  pen.rect(px - 1.5, py - 1.5, cell + 3, cell + 3, "stroke-eye", { "stroke-width": 1.5 });
  const small = !layout.turned && side < 100;
  const under = layout.turned || side < 190 * unit; // beside the name there is no room for it
  if (state.depth !== "picture") pen.text(small ? x : x + side, under ? y + side + 17 * unit : y - 9 * unit, `square ${pixel}: ${compactSigned(way.nudges[0][pixel])}`, way.nudges[0][pixel] < 0 ? "minus" : "plus", small ? "start" : "end");
  pen.rect(x, y, side, side, "hit", { role: "img", "aria-label": "what the picture should have been like: blue squares brighter, orange ones darker" }, {
    move: (event) => actions.point(squareUnder(event)),
    hover: (inside) => inside || actions.point(null),
  });
}

/** How large the signal still is, layer by layer. @param {Paper} paper @param {WayBack} way @param {number} reached the layer the story has come to */
export function drawSizes({ pen, layout, state }, { sizes }, reached) {
  const { unit } = layout;
  const turned = layout.turned;
  const left = turned ? 14 : layout.x(1116);
  const top = turned ? sizesTop(layout) : layout.output(9) + 1.12 * layout.rows.pitch;
  const width = turned ? layout.width - 28 : layout.x(1408) - left;
  pen.text(left, top, width < 270 * unit ? "mean |nudge| of a neuron" : "size of the signal: mean |nudge| of a neuron", "ink", "start", 13 * unit);
  const line = turned ? 21 : Math.min(21 * unit, (layout.lower - 4 - top - 19 * unit) / 3);
  const bar = { from: left + 66 * unit, length: width - 66 * unit - 112 * unit };
  const most = Math.max(...sizes.map(({ mean }) => mean), 1e-12);
  [3, 2, 1, 0].forEach((layer, k) => {
    const y = top + 19 * unit + k * line;
    const here = layer >= reached;
    pen.text(left, y + 4.5 * unit, NAMES[layer].replace("the ", ""), here ? "ink" : "faint", "start", 13 * unit);
    if (!here) return void pen.text(bar.from, y + 4.5 * unit, "not yet", "faint", "start", 12 * unit);
    slab(pen, { x: bar.from, y }, 0, Math.max(1, (sizes[layer].mean / most) * bar.length), 5 * unit, "mark-full tone-soft");
    if (state.depth === "picture") return;
    pen.text(left + width - 52 * unit, y + 4.5 * unit, significant(sizes[layer].mean, 3), "ink size-figure", "end", 13 * unit);
    const ratio = layer < 3 ? sizes[layer].mean / sizes[layer + 1].mean : 1;
    if (layer < 3) pen.text(left + width, y + 4.5 * unit, `× ${compact(ratio)}`, "faint", "end", 12 * unit);
  });
}
