// 784 → 16. Nothing chosen: one strand for each row of the plate and neuron, as thick as the sum of its 28 terms.
// A neuron or a square attended to: its own edges, each a term.

import { bandSums, incoming, largest, termsOf } from "./terms.js";
import { curve } from "./weave.js";

/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./palette.js").Inks} Inks */
/** @typedef {import("../state/state.js").Weights} Weights */

const FINEST = 0.1; // of a neuron's largest band: a thinner one is not drawn
const SMALL = 5; // px a square: from so small a plate a neuron's bands would mix to mud, so they go as one
const MOST_EDGES = 140; // of one neuron's 784 terms, the strongest

/**
 * @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {Weights} weights @param {ArrayLike<number>} pixels @param {number} opacity @param {Inks} inks
 * @param {{shared?: boolean, only?: number|null}} [options] shared: one scale for all neurons; only: the bands of this neuron alone
 */
export function paintBeams(pen, layout, weights, pixels, opacity, inks, { shared = false, only = null } = {}) {
  const all = Array.from({ length: 16 }, (_, j) => bandSums(incoming(weights, 1, j), pixels, layout.turned));
  if (layout.plate.cell <= SMALL && only === null) return paintBundles(pen, layout, all, opacity, inks);
  const greatest = shared ? Math.max(...all.map(largest)) : null;
  for (let j = 0; j < 16; j += 1) {
    if (only !== null && only !== j) continue;
    const sums = all[j];
    const most = greatest ?? largest(sums);
    for (let band = 0; band < 28; band += 1) {
      const share = most ? Math.abs(sums[band]) / most : 0;
      if (share < FINEST) continue;
      const style = inks.strand(sums[band], opacity * Math.min(1, 0.35 + share));
      strand(pen, layout, plateEdge(layout, band), tileEdge(layout, j, band), Math.max(1, 2.2 * share), style);
    }
  }
}

/** One strand a neuron: all its terms together. @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {Float64Array[]} all @param {number} opacity @param {Inks} inks */
function paintBundles(pen, layout, all, opacity, inks) {
  const sums = all.map((bands) => bands.reduce((total, value) => total + value, 0));
  const most = largest(sums) || 1;
  all.forEach((bands, j) => {
    const share = Math.abs(sums[j]) / most;
    const weight = bands.reduce((total, value) => total + Math.abs(value), 0) || 1;
    const middle = bands.reduce((total, value, band) => total + Math.abs(value) * band, 0) / weight;
    strand(pen, layout, plateEdge(layout, middle), tileEdge(layout, j, 13.5), 0.7 + 5 * share, inks.strand(sums[j], Math.min(1, opacity * 2.5)));
  });
}

/** The strongest terms of one neuron, each from its own square. @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {Weights} weights @param {ArrayLike<number>} pixels @param {number} index @param {Inks} inks */
export function paintEdgesOf(pen, layout, weights, pixels, index, inks) {
  const terms = termsOf(incoming(weights, 1, index), pixels);
  const most = largest(terms);
  const order = Array.from(terms.keys()).filter((i) => terms[i] !== 0).sort((a, b) => Math.abs(terms[a]) - Math.abs(terms[b]));
  for (const i of order.slice(-MOST_EDGES)) {
    const share = Math.abs(terms[i]) / most;
    strand(pen, layout, layout.at(0, i), tilePoint(layout, index, i), 0.5 + 1.9 * share, inks.strand(terms[i], 0.12 + 0.78 * share));
  }
}

/** The sixteen edges of one square. @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {Weights} weights @param {ArrayLike<number>} pixels @param {number} pixel @param {Inks} inks */
export function paintEdgesFrom(pen, layout, weights, pixels, pixel, inks) {
  const row = Array.from({ length: 16 }, (_, j) => incoming(weights, 1, j)[pixel]);
  const most = largest(row) || 1;
  for (let j = 0; j < 16; j += 1) {
    const share = (Math.abs(row[j]) / most) * pixels[pixel];
    if (share > 0.01) strand(pen, layout, layout.at(0, pixel), tilePoint(layout, j, pixel), 0.7 + 3 * share, inks.strand(row[j], 0.3 + 0.65 * share));
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {{x: number, y: number}} from @param {{x: number, y: number}} to @param {number} thick @param {string} style */
function strand(pen, layout, from, to, thick, style) {
  pen.strokeStyle = style;
  pen.lineWidth = thick;
  pen.beginPath();
  if (layout.turned) curve(pen, true, from.y, from.x, (to.y - from.y) * 0.55, to.y, to.x);
  else curve(pen, false, from.x, from.y, (to.x - from.x) * 0.55, to.x, to.y);
  pen.stroke();
}

/** @param {Layout} layout @param {number} band */
function plateEdge({ plate, turned }, band) {
  const across = (band + 0.5) * plate.cell;
  return turned ? { x: plate.x + across, y: plate.y + plate.side + 3 } : { x: plate.x + plate.side + 3, y: plate.y + across };
}

/** @param {Layout} layout @param {number} index @param {number} band */
function tileEdge(layout, index, band) {
  const { x, y, side } = layout.tile(index);
  const across = ((band + 0.5) / 28) * side;
  return layout.turned ? { x: x + across, y: y - 1 } : { x: x - 1, y: y + across };
}

/** @param {Layout} layout @param {number} index @param {number} pixel */
function tilePoint(layout, index, pixel) {
  return tileEdge(layout, index, layout.turned ? pixel % 28 : Math.floor(pixel / 28));
}
