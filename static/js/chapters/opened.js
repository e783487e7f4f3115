// One neuron, unfolded in place: its weights, × what it hears, = its terms; the terms added, the bias, z, the curve.

import { pictureScale } from "../core/colour.js";
import { significant, significantSigned } from "../core/format.js";
import { squareUnder } from "../draw/square-under.js";
import { bandSums, incoming, largest, termsOf } from "../draw/terms.js";
import { curve as bend } from "../draw/weave.js";
import { drawDigits, drawFigures, drawHeads, drawOutputFigures, head, whose } from "../ui/labels.js";
import { isEmpty } from "../state/state.js";
import { openedPlaces } from "./opened-places.js";
import { drawSenders } from "./opened-senders.js";
import { drawSum } from "./opened-sum.js";
import { drawCard } from "./sum-card.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./opened-places.js").Places} Places */

/** @typedef {{layer: number, index: number, row: Float32Array, senders: number[], terms: Float64Array, bands: Float64Array}} Neuron */

/** @type {WeakMap<object, Map<string, Neuron>>} terms are multiplied once for each reading, so that their picture is found again */
const known = new WeakMap();

/** @param {State} state @returns {Neuron|null} null while there is nothing to show, or weights and reading do not belong together */
export function openedNeuron(state) {
  const { opened } = state.attention;
  if (!opened || opened.layer === 0 || !state.steady) return null;
  const { weights, reading } = state.steady;
  const { layer, index } = opened;
  let named = known.get(reading);
  if (!named) known.set(reading, (named = new Map()));
  const key = `${layer}.${index}`;
  let neuron = named.get(key);
  if (!neuron) {
    const row = incoming(weights, layer, index);
    const senders = reading.layers[layer - 1].activations;
    const terms = termsOf(row, senders);
    neuron = { layer, index, row, senders, terms, bands: layer === 1 ? bandSums(row, senders, false) : terms };
    named.set(key, neuron);
  }
  return neuron;
}

/** The pictures of a neuron of hidden 1, and the bands of the plate that lead to them. @param {Paper} paper */
export function paintOpened({ stage, layout, state, settled }) {
  const neuron = openedNeuron(state);
  if (!neuron || neuron.layer !== 1 || isEmpty(state)) return;
  const places = openedPlaces(layout, 28);
  const { pen, bitmaps } = stage;
  const from = layout.tile(neuron.index);
  const grown = (/** @type {{x: number, y: number}} */ { x, y }) => {
    const side = from.side + (28 * places.cell - from.side) * settled;
    return /** @type {const} */ ([from.x + (x - from.x) * settled, from.y + (y - from.y) * settled, side, side]);
  };
  if (settled === 1 && !layout.turned) paintBands(stage, layout, neuron, places);
  pen.imageSmoothingEnabled = settled < 1;
  pen.drawImage(bitmaps.signed(neuron.row, places.cell, pictureScale(neuron.row)), ...grown(places.weights));
  pen.drawImage(bitmaps.signed(neuron.terms, places.cell, Math.max(pictureScale(neuron.terms), 0.25 * largest(neuron.terms))), ...grown(places.terms));
}

/** Plate to weights: the same 28 rows. @param {Paper["stage"]} stage @param {Paper["layout"]} layout @param {Neuron} neuron @param {Places} places */
function paintBands({ pen, inks }, { plate }, { bands }, { weights, cell }) {
  const most = largest(bands) || 1;
  const start = plate.x + plate.side + 3;
  bands.forEach((sum, band) => {
    const share = Math.abs(sum) / most;
    if (share < 0.1) return;
    pen.strokeStyle = inks.strand(sum, 0.5 * Math.min(1, 0.35 + share));
    pen.lineWidth = Math.max(1, 2.2 * share);
    pen.beginPath();
    bend(pen, false, start, plate.y + (band + 0.5) * plate.cell, (weights.x - start) / 2, weights.x - 3, weights.y + (band + 0.5) * cell);
    pen.stroke();
  });
}

/** @param {Paper} paper */
export function drawOpened(paper) {
  const { layout, state } = paper;
  const outputs = state.reading?.layers[3].activations ?? [];
  const winner = isEmpty(state) ? null : outputs.indexOf(Math.max(...outputs));
  const neuron = openedNeuron(state);
  drawHeads(paper, { plate: neuron?.layer === 1 ? `× ${whose(state.source)}` : undefined });
  drawFigures(paper);
  const { opened } = state.attention;
  drawDigits(paper, { forward: winner, attended: opened?.layer === 3 ? opened.index : null, x: layout.turned ? undefined : layout.at(3, 0).x + 34 * layout.unit });
  if (layout.width > 900) drawOutputFigures(paper, layout.width - layout.margin, winner);
  if (!neuron || isEmpty(state)) return drawWaiting(paper);
  const places = openedPlaces(layout, neuron.bands.length);
  if (neuron.layer === 1) drawPictures(paper, neuron, places);
  else drawSenders(paper, neuron);
  drawSum(paper, neuron, places);
  drawCard(paper, neuron, places);
}

/** Not computed yet: rings and words, no zeros. @param {Paper} paper */
function drawWaiting({ pen, layout, state }) {
  const places = openedPlaces(layout, 28);
  const words = isEmpty(state) ? "draw a digit first: an empty pad says nothing" : "not computed yet";
  pen.text(layout.turned ? layout.width / 2 : places.weights.x, places.curve.top + 20, words, "faint serif i", layout.turned ? "middle" : "start", 17 * layout.unit);
}

/** Frames, heads and the one square that is followed through the three pictures. @param {Paper} paper @param {Neuron} neuron @param {Places} places */
function drawPictures(paper, neuron, places) {
  const { pen, layout, state, actions } = paper;
  const { index, row, senders, terms } = neuron;
  const side = 28 * places.cell;
  const tile = layout.tile(index);
  pen.rect(places.weights.x - 1.5, places.weights.y - 1.5, side + 2, side + 2, "stroke-eye", { "stroke-width": 1.5 });
  pen.rect(places.terms.x - 1.5, places.terms.y - 1.5, side + 2, side + 2, "stroke-line");
  pen.rect(tile.x - 1.5, tile.y - 1.5, tile.side + 3, tile.side + 3, "stroke-eye", { "stroke-width": 1.5 });
  if (!layout.turned) {
    head(paper, places.weights.x, places.weights.y - 12, side < 180 ? "weights" : `weights of neuron ${index}`, "w", "start");
    head(paper, places.terms.x, places.terms.y - 12, side < 180 ? "terms" : "= 784 terms", side < 180 ? undefined : "w·a⁰", "start");
  }
  const square = state.attention.pixel ?? strongest(terms);
  const plate = { x: layout.plate.x, y: layout.plate.y };
  const shown = /** @type {const} */ ([
    [places.weights, places.cell, significantSigned(row[square], 3)],
    [plate, layout.plate.cell, `× ${significant(senders[square], 3)}`],
    [places.terms, places.cell, `= ${significantSigned(terms[square], 3)}`],
  ]);
  shown.forEach(([at, cell, words]) => {
    const [x, y] = [at.x + (square % 28) * cell, at.y + Math.floor(square / 28) * cell];
    pen.rect(x - 2.5, y - 2.5, cell + 4, cell + 4, "stroke-ground", { "stroke-width": 4 });
    pen.rect(x - 2, y - 2, cell + 3, cell + 3, "stroke-ink", { "stroke-width": 1.75 });
    if (state.depth === "picture") return;
    if (layout.turned) pen.text(at.x + 14 * cell, at.y + 28 * cell + 17, words, "ink", "middle");
    else pen.text(at.x + 28 * cell, at.y - 12, words, "ink b", "end");
  });
  for (const at of [places.weights, places.terms]) {
    const point = (/** @type {PointerEvent} */ event) => actions.point(squareUnder(event));
    pen.rect(at.x, at.y, side, side, "hit", {}, { move: point, down: point });
  }
}

/** @param {ArrayLike<number>} values @returns {number} where the largest is */
function strongest(values) {
  let at = 0;
  for (let i = 1; i < values.length; i += 1) if (Math.abs(values[i]) > Math.abs(values[at])) at = i;
  return at;
}
