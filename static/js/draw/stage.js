// The moving parts on one canvas: plate, strands, weight pictures, crossings, discs. A function of a layout and a scene.

import { pictureScale } from "../core/colour.js";
import { paintBeams, paintEdgesFrom, paintEdgesOf } from "./beams.js";
import { makeBitmaps } from "./bitmaps.js";
import { readInks } from "./palette.js";
import { centreOfMass, paintBox, paintCentre, paintPlate } from "./plate.js";
import { incoming } from "./terms.js";
import { paintWeave } from "./weave.js";

/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("../state/state.js").Mark} Mark */
/** @typedef {import("../state/state.js").Weights} Weights */

/**
 * @typedef {object} Scene what the stage shows
 * @property {ArrayLike<number>} pixels
 * @property {ArrayLike<number>[]|null} activations of the four layers; null: nothing read, discs are rings
 * @property {Weights|null} weights
 * @property {{weights: Weights, activations: ArrayLike<number>[]}|null} wired weights and the activations that they made: what edges are drawn from
 * @property {boolean} empty nothing drawn: no strands
 * @property {[number, number, number, number]|null} box where the 20-pixel box lies, in squares; null: in the middle
 * @property {Mark|null} hovered
 * @property {Mark|null} opened
 * @property {number|null} pixel a square attended to
 * @property {number|null} output whose terms are forward at rest
 * @property {Mark[]} rings neurons with a yellow ring
 * @property {((sender: number) => number)|null} order rows of hidden 2 as senders, if not their own
 * @property {boolean} sharedScale one scale for all weight pictures and strands, instead of each its own
 * @property {number|null} reach how far a forward sweep has come, 0 to 3; null: all is there
 */

/**
 * @typedef {object} Stage
 * @property {(width: number, height: number) => void} resize
 * @property {() => void} retheme
 * @property {(layout: Layout, scene: Scene) => void} paint
 * @property {CanvasRenderingContext2D} pen
 * @property {import("./palette.js").Inks} inks
 * @property {import("./bitmaps.js").Bitmaps} bitmaps
 */

const TILE = 28; // px of the smaller tiles, one a weight
const LARGE = 10; // px a square: from here on a neuron's edges are drawn each from its own square

/** @param {HTMLCanvasElement} canvas @returns {Stage} */
export function makeStage(canvas) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  let ratio = window.devicePixelRatio || 1;
  const inks = readInks();
  const stage = { pen, inks, bitmaps: makeBitmaps(inks, ratio), resize, retheme, paint };
  return stage;

  function retheme() {
    stage.inks = readInks();
    stage.bitmaps = makeBitmaps(stage.inks, ratio);
  }
  /** @param {number} width @param {number} height */
  function resize(width, height) {
    ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    retheme();
  }
  /** @param {Layout} layout @param {Scene} scene */
  function paint(layout, scene) {
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = stage.inks.palette.ground;
    pen.fillRect(0, 0, layout.width, layout.height);
    paintEdges(stage, layout, scene);
    paintPicture(stage, layout, scene);
    if (scene.weights) paintTiles(stage, layout, scene.weights, scene.sharedScale);
    paintAttendedSquare(stage, layout, scene);
    paintDiscs(stage, layout, scene);
  }
}

/** @param {Stage} stage @param {Layout} layout @param {Scene} scene */
function paintEdges({ pen, inks }, layout, scene) {
  const { wired } = scene;
  if (!wired || scene.empty) return;
  const { weights, activations } = wired;
  const { shot } = layout;
  const pixels = activations[0];
  const [first, second, third] = attended(scene);
  const shared = { shared: scene.sharedScale };
  if (shot.beams > 0.02) swept(pen, layout, scene.reach, 1, () => paintBeams(pen, layout, weights, pixels, shot.beams * (first ? 0.4 : 1), inks, shared));
  const pick = scene.hovered?.layer === 1 ? scene.hovered.index : null;
  if (pick !== null && scene.opened === null && layout.plate.cell < LARGE) paintBeams(pen, layout, weights, pixels, 0.9, inks, { only: pick });
  for (const [layer, level, forward] of /** @type {const} */ ([[2, shot.weave1, second], [3, shot.weave2, third]])) {
    if (level <= 0.02) continue;
    const crossing = { weights, layer, senders: activations[layer - 1], level, forward, dimmed: forward !== null, order: layer === 3 ? scene.order : null };
    swept(pen, layout, scene.reach, layer, () => paintWeave(pen, layout, crossing, inks));
  }
}

/**
 * Which terms are forward in the three crossings; null: nothing is attended to there.
 * @param {Scene} scene
 * @returns {[boolean, ((j: number, i: number) => boolean)|null, ((j: number, i: number) => boolean)|null]}
 */
export function attended({ hovered, opened, pixel, output }) {
  const mark = hovered ?? opened;
  const first = pixel !== null || mark?.layer === 1;
  if (!mark || mark.layer === 0) return [first, null, output === null ? null : (j) => j === output];
  const { layer, index } = mark;
  if (layer === 1) return [first, (_, i) => i === index, null];
  if (layer === 2) return [first, (j) => j === index, (_, i) => i === index];
  return [first, null, (j) => j === index];
}

/** Paint only as far as the forward sweep has come. @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {number|null} reach @param {number} layer @param {() => void} paint */
function swept(pen, { shot, turned, width, height }, reach, layer, paint) {
  if (reach === null || reach >= layer) return paint();
  const edges = [shot.plateAlong + 28 * shot.cell, shot.along1, shot.along2, shot.along3];
  const part = Math.max(0, Math.min(1, (reach - layer + 1) / 0.8)); // the last fifth belongs to the disc
  const until = edges[layer - 1] + (edges[layer] - edges[layer - 1]) * part;
  pen.save();
  pen.beginPath();
  if (turned) pen.rect(0, 0, width, until);
  else pen.rect(0, 0, until, height);
  pen.clip();
  if (part > 0) paint();
  pen.restore();
}

/** @param {Stage} stage @param {Layout} layout @param {Scene} scene */
function paintPicture({ pen, inks, bitmaps }, layout, scene) {
  const { cell } = layout.plate;
  paintPlate(pen, layout, bitmaps.live(scene.pixels, Number.isInteger(cell) ? cell : 12), inks);
  paintBox(pen, layout, scene.box ?? [4, 4, 24, 24], inks);
  const centre = centreOfMass(scene.pixels);
  if (centre) paintCentre(pen, layout, centre, inks);
  const { wired, hovered, pixel } = scene;
  if (!wired || scene.empty || scene.opened) return;
  if (hovered?.layer === 1 && cell >= LARGE) paintEdgesOf(pen, layout, wired.weights, wired.activations[0], hovered.index, inks);
  if (pixel !== null) paintEdgesFrom(pen, layout, wired.weights, wired.activations[0], pixel, inks);
}

/** The square attended to, on the plate and in every weight picture. @param {Stage} stage @param {Layout} layout @param {Scene} scene */
function paintAttendedSquare({ pen, inks }, layout, { pixel, opened }) {
  if (pixel === null || opened) return;
  const { cell } = layout.plate;
  const { x, y } = layout.at(0, pixel);
  frame(pen, x - cell / 2, y - cell / 2, cell, inks.palette);
  if (layout.shot.tileShow < 0.5) return;
  for (let j = 0; j < 16; j += 1) {
    const tile = layout.tile(j);
    const step = tile.side / 28;
    frame(pen, tile.x + (pixel % 28) * step - 1, tile.y + Math.floor(pixel / 28) * step - 1, step + 2, inks.palette);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} side @param {import("../core/colour.js").Palette} palette */
function frame(pen, x, y, side, palette) {
  for (const [style, width] of /** @type {const} */ ([[palette.ground, 4], [palette.eye, 1.75]])) {
    pen.strokeStyle = style;
    pen.lineWidth = width;
    pen.strokeRect(Math.round(x) - 1, Math.round(y) - 1, Math.round(side) + 1, Math.round(side) + 1);
  }
}

/** @param {Stage} stage @param {Layout} layout @param {Weights} weights @param {boolean} shared */
function paintTiles({ pen, bitmaps }, layout, weights, shared) {
  if (layout.shot.tileShow <= 0.02) return;
  pen.globalAlpha = layout.shot.tileShow;
  const made = layout.shot.tile > 34 ? 42 : TILE; // px: made once in a size near to the wanted one
  pen.imageSmoothingEnabled = made !== layout.shot.tile;
  const greatest = shared ? pictureScale(weights.weights[0]) : null;
  for (let j = 0; j < 16; j += 1) {
    const row = incoming(weights, 1, j);
    const { x, y, side } = layout.tile(j);
    pen.drawImage(bitmaps.tile(row, made, greatest ?? pictureScale(row)), x, y, side, side);
  }
  pen.globalAlpha = 1;
}

/** @param {Stage} stage @param {Layout} layout @param {Scene} scene */
function paintDiscs({ pen, inks }, layout, scene) {
  for (let layer = 1; layer <= 3; layer += 1) {
    const arrived = scene.reach === null ? 1 : Math.max(0, Math.min(1, (scene.reach - layer + 0.2) / 0.2));
    const radius = layout.radius(layer);
    for (let index = 0; index < (layer === 3 ? 10 : 16); index += 1) {
      const { x, y } = layout.at(layer, index);
      const ringed = scene.rings.some((mark) => mark.kind === "neuron" && mark.layer === layer && mark.index === index);
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.fillStyle = scene.activations && !scene.empty ? inks.brightness(scene.activations[layer][index] * arrived) : inks.palette.ground;
      pen.fill();
      pen.lineWidth = ringed ? 2.5 : 1;
      pen.strokeStyle = ringed ? inks.palette.eye : inks.palette.ring;
      pen.stroke();
    }
  }
}
