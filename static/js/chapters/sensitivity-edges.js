// The gradient on the network itself: an edge is as thick as the cost is sensitive to it, blue where more of it would
// lower the cost, orange-red where less would. In place of the weight pictures stand those of their gradients.

import { largest } from "../draw/terms.js";
import { edgeOf } from "./edge-path.js";

/** @typedef {import("../core/gradient.js").Gradient} Gradient */
/** @typedef {import("../ui/chapter.js").Paper} Paper */

const THICKEST = 6; // px, of the most sensitive of all
const FINEST = 0.15; // px: a thinner one is not drawn
const FINE = 3; // px a weight of a picture, before it is scaled down

/** @type {WeakMap<ArrayLike<number>, {more: Float64Array, less: Float64Array}>} by the drawing's pixels */
const pictures = new WeakMap();

/** @param {Gradient} gradient */
const most = ({ weights, biases }) => Math.max(...weights.map(largest), ...biases.map(largest)) || 1;

/** @param {Paper} paper @param {Gradient} gradient */
export function paintGradient({ stage, layout, state }, gradient) {
  const thick = (THICKEST * layout.unit) / most(gradient);
  paintPictures(stage, layout, state.reading?.layers[0].activations ?? [], gradient);
  const { pen, inks } = stage;
  const about = state.attention.hovered ?? state.attention.opened;
  const strands = [...crossing(gradient, 2), ...crossing(gradient, 3), ...biases(gradient)].filter(({ value }) => Math.abs(value) * thick > FINEST);
  pen.lineCap = "butt";
  for (const { parameter, value } of strands.sort((a, b) => Math.abs(a.value) - Math.abs(b.value))) {
    const near = !about || (about.layer === parameter.layer && about.index === parameter.index) || (about.layer === parameter.layer - 1 && about.index === parameter.from);
    const width = Math.abs(value) * thick;
    const share = width / (THICKEST * layout.unit);
    pen.strokeStyle = inks.strand(-value, near ? 0.12 + 0.8 * share : 0.05 + 0.1 * share);
    pen.lineWidth = Math.max(0.7, width);
    trace(pen, edgeOf(layout, parameter));
  }
}

/** @param {CanvasRenderingContext2D} pen @param {ReturnType<typeof edgeOf>} edge */
function trace(pen, [from, a, b, to]) {
  pen.beginPath();
  pen.moveTo(...from);
  pen.bezierCurveTo(...a, ...b, ...to);
  pen.stroke();
}

/** @typedef {{parameter: import("../core/gradient.js").Parameter, value: number}} Strand */

/** @param {Gradient} gradient @param {number} layer @returns {Strand[]} */
function crossing({ weights }, layer) {
  return Array.from(weights[layer - 1], (value, k) => ({ parameter: { kind: "weight", layer, index: Math.floor(k / 16), from: k % 16 }, value }));
}

/** @param {Gradient} gradient @returns {Strand[]} */
function biases(gradient) {
  return gradient.biases.flatMap((row, at) => Array.from(row, (value, index) => /** @type {Strand} */ ({ parameter: { kind: "bias", layer: at + 1, index }, value })));
}

/**
 * One shared scale, so that sixteen pictures can be compared: each is the drawing itself, as strong as its neuron's delta.
 * @param {import("../draw/stage.js").Stage} stage @param {import("../draw/layout.js").Layout} layout @param {ArrayLike<number>} pixels @param {Gradient} gradient
 */
function paintPictures({ pen, bitmaps, inks }, layout, pixels, { biases: [deltas] }) {
  const { more, less } = tinted(pixels);
  const most = largest(deltas) || 1;
  pen.imageSmoothingEnabled = true;
  deltas.forEach((delta, j) => {
    const { x, y, side } = layout.tile(j);
    pen.globalAlpha = 1;
    pen.fillStyle = inks.palette["activation-0"];
    pen.fillRect(x, y, side, side);
    pen.globalAlpha = Math.abs(delta) / most;
    pen.drawImage(bitmaps.signed(delta < 0 ? more : less, FINE, 1), x, y, side, side);
  });
  pen.globalAlpha = 1;
}

/** The drawing as what is wished more of, and less. @param {ArrayLike<number>} pixels */
function tinted(pixels) {
  let found = pictures.get(pixels);
  if (!found) pictures.set(pixels, (found = { more: Float64Array.from(pixels), less: Float64Array.from(pixels, (value) => -value) }));
  return found;
}
