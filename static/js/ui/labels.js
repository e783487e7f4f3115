// What is written beside the picture in every view: heads of columns, the figure of each neuron, names of the outputs.

import { compact, reading as outputFigure, significant } from "../core/format.js";
import { centreOfMass } from "../draw/plate.js";
import { isEmpty, sameMark } from "../state/state.js";
import { meaningOf } from "./glossary.js";
import { neuron } from "./neurons.js";

/** @typedef {import("./chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */

/**
 * The head of a column, with its letter at depth "symbols".
 * @param {Paper} paper @param {number} x @param {number} y @param {string} words @param {string} [symbol] @param {"start"|"middle"|"end"} [anchor]
 */
export function head({ pen, layout, state }, x, y, words, symbol, anchor = "middle") {
  const shown = symbol && state.depth === "symbols" && !layout.turned;
  const tip = meaningOf(words);
  pen.group("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor, class: tip && "tipped", "data-tip": tip }, (text) => {
    text.element("tspan", { class: "ink" }, words);
    if (shown) text.element("tspan", { class: "serif i soft", "font-size": 15 * layout.unit, dx: 7 }, symbol);
  });
}

/**
 * Heads of the four columns.
 * @param {Paper} paper @param {{plate?: string, output?: "above"|"below"|null, tilesShown?: boolean}} [options]
 */
export function drawHeads(paper, { plate, output = "below", tilesShown = true } = {}) {
  const { layout } = paper;
  if (layout.turned) return;
  const top = 53;
  const tile = tilesShown ? layout.tile(0) : null;
  const first = layout.at(1, 0).x;
  const picture = plate ?? `${whose(paper.state.source)}, 784 neurons`;
  const width = layout.plate.side;
  const square = describeSquare(paper.state);
  head(paper, layout.plate.x, layout.plate.y - 12, square ?? (width < 90 ? "784" : width < 180 ? "784 neurons" : picture), square ? undefined : "a⁰", "start");
  head(paper, tile ? (tile.x + first + layout.radius(1)) / 2 : first, top, "hidden 1", "a¹");
  head(paper, layout.at(2, 0).x, top, "hidden 2", "a²");
  const [above, below] = [layout.output(0) - 0.64 * layout.rows.pitch, layout.output(9) + 0.86 * layout.rows.pitch];
  if (output) head(paper, layout.at(3, 0).x, output === "above" ? above : below, "output", "a³");
}

/** @param {State["source"]} source */
export function whose(source) {
  if (source.kind === "example") return "an example";
  if (source.kind === "pixels") return "a picture";
  return source.kind === "strokes" && (source.opening !== undefined || source.written) ? "a drawing" : "your drawing";
}

/** What the square pointed at is, in words. @param {State} state */
function describeSquare({ attention: { pixel, opened }, reading, depth }) {
  if (pixel === null || opened || !reading) return null;
  const place = `neuron ${pixel} of 784, row ${Math.floor(pixel / 28)}, column ${pixel % 28}`;
  return depth === "picture" ? place : `${place}: ${significant(reading.layers[0].activations[pixel], 3)}`;
}

/** The activation of each hidden neuron beside its disc. @param {Paper} paper */
export function drawFigures({ pen, layout, state }) {
  if (state.depth === "picture" || isEmpty(state) || layout.turned) return;
  const { hovered, opened, pinned } = state.attention;
  for (const layer of [1, 2]) {
    const { activations } = /** @type {import("../state/state.js").Reading} */ (state.reading).layers[layer];
    if (layout.radius(layer) < 12 * layout.unit && !layout.narrow) continue;
    activations.forEach((value, index) => {
      const mark = neuron(layer, index);
      const attended = sameMark(hovered, mark) || sameMark(opened, mark) || pinned.some((other) => sameMark(other, mark));
      if (layout.narrow && !attended) return;
      const { x, y } = layout.at(layer, index);
      const style = attended ? "ink b halo" : value > 0.5 ? "ink" : "";
      pen.text(x + layout.radius(layer) + 6, y + 4.5 * layout.unit, compact(value), style);
    });
  }
}

/**
 * The outputs' names.
 * @param {Paper} paper @param {{forward?: number|null, attended?: number|null, x?: number}} [options] forward: brighter and larger
 */
export function drawDigits({ pen, layout }, { forward = null, attended = null, x } = {}) {
  for (let digit = 0; digit < 10; digit += 1) {
    const at = layout.at(3, digit);
    const large = digit === forward || digit === attended;
    const style = `serif ${digit === attended ? "eye" : digit === forward ? "ink" : ""}`;
    const size = (large ? 26 : layout.turned ? 20 : 22) * layout.unit;
    if (layout.turned) pen.text(at.x, at.y + 36, String(digit), style, "middle", size);
    else pen.text(x ?? at.x + layout.radius(3) + 19 * layout.unit, at.y + 0.34 * Math.min(size, 22 * layout.unit), String(digit), style, "middle", Math.min(size, layout.rows.pitch));
  }
}

/** Outputs as figures, right-aligned. @param {Paper} paper @param {number} x @param {number|null} forward @param {"start"|"end"} [anchor] */
export function drawOutputFigures({ pen, layout, state }, x, forward, anchor = "end") {
  if (state.depth === "picture" || isEmpty(state) || !state.reading) return;
  state.reading.layers[3].activations.forEach((value, digit) => {
    const style = digit === forward ? "ink b" : value < 0.0005 ? "faint" : "";
    if (layout.rows.pitch < 14 && digit !== forward) return; // there is no room for every line
    pen.text(x, layout.output(digit) + 4.5 * layout.unit, outputFigure(value), style, anchor);
  });
}

/** The box and the centre of mass, named. @param {Paper} paper */
export function drawFraming({ pen, layout: { plate, unit, turned }, state }) {
  if (turned || isEmpty(state) || plate.cell < 16) return;
  const framing = state.reading?.framing;
  const [, , right, low] = framing?.box ?? [4, 4, 24, 24];
  const x = plate.x + Math.min(27.6, right) * plate.cell;
  const centre = framing?.centre ?? centreOfMass(state.reading?.layers[0].activations ?? []);
  const side = centre && emptySide(state.reading?.layers[0].activations ?? [], centre);
  if (centre && side) pen.text(plate.x + (centre[0] + 0.8 * side) * plate.cell, plate.y + centre[1] * plate.cell + 4, "centre of mass", "faint halo", side < 0 ? "end" : "start", 12 * unit);
  pen.text(x, plate.y + Math.min(27.5, low + 0.9) * plate.cell, "20-pixel box", "faint halo", "end", 12 * unit);
}

const WORDS = 6; // squares that "centre of mass" takes

/** On which side of the centre words stand on no ink: −1 left, 1 right, 0 neither. @param {ArrayLike<number>} pixels @param {[number, number]} centre */
function emptySide(pixels, [x, y]) {
  const row = 28 * Math.floor(y);
  const inked = (/** @type {number} */ from) => Array.from({ length: WORDS + 1 }, (_, i) => pixels[row + from + i] ?? 0).some((value) => value > 0.2);
  const column = Math.floor(x);
  return !inked(column - WORDS - 1) ? -1 : !inked(column + 1) ? 1 : 0;
}

/** How the outputs stand on a scale from 0 to 1. @param {Paper} paper @param {number} x @param {number} width @param {number|null} forward */
export function drawOutputBars(paper, x, width, forward) {
  const { pen, layout, state } = paper;
  const room = layout.width - layout.margin - 54 * layout.unit - x;
  if (room < 24) return drawOutputFigures(paper, layout.width - layout.margin, forward);
  width = Math.min(width, room);
  const outputs = isEmpty(state) ? [] : (state.reading?.layers[3].activations ?? []);
  const [top, bottom] = [layout.output(0) - 18, layout.output(9) + 18];
  outputs.forEach((value, digit) => {
    const thick = 10 * layout.unit;
    pen.rect(x, layout.output(digit) - thick / 2, Math.max(0.8, Math.min(1, value) * width), thick, digit === forward ? "mark-full tone-ink" : "mark-full tone-soft");
  });
  pen.line(x - 0.5, top, x - 0.5, bottom, "stroke-ring");
  pen.line(x + width + 0.5, top, x + width + 0.5, bottom, "stroke-line");
  if (state.depth !== "picture") {
    pen.text(x, bottom + 16 * layout.unit, "0", "faint", "middle", 12 * layout.unit);
    pen.text(x + width, bottom + 16 * layout.unit, "1", "faint", "middle", 12 * layout.unit);
  }
  drawOutputFigures(paper, x + width + 12, forward, "start");
}
