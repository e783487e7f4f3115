// The grid: sixteen rows (on a phone columns), a row is a neuron. Everything that is drawn asks here where it belongs.

import { CLOSE, NARROW, isTurned, rowHeight, unitOf } from "./camera.js";

/** @typedef {import("./camera.js").Shot} Shot */
/** @typedef {import("./camera.js").Size} Size */

/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {boolean} turned a phone: the signal runs down
 * @property {boolean} narrow numbers beside hidden neurons show on attention only
 * @property {boolean} close words, which do not shrink with the screen, have little room beside each other
 * @property {number} unit size of type and marks, 1 on 1440×900
 * @property {number} margin
 * @property {Shot} shot
 * @property {{x: number, y: number, cell: number, side: number}} plate
 * @property {{top: number, pitch: number, bottom: number}} rows
 * @property {(row: number) => number} row centre of a row (turned: of a column) across the signal
 * @property {(digit: number) => number} output centre of an output's row
 * @property {(layer: number, index: number) => {x: number, y: number}} at centre of a neuron; layer 0 is a square of the plate
 * @property {(layer: number) => number} radius
 * @property {(index: number) => {x: number, y: number, side: number}} tile a weight picture
 * @property {(designX: number) => number} x a measure of the 1440 px design, on this screen
 * @property {number} lower foot of the figure: of the sentence the top, or on a phone of the story bar
 */

const STORY = 66; // px at the foot of a phone that belong to the story bar

/** @param {Size} size @param {Shot} shot @returns {Layout} */
export function makeLayout(size, shot) {
  const turned = isTurned(size);
  const rows = turned ? turnedRows(size) : wideRows(size);
  const row = (/** @type {number} */ index) => rows.top + rows.pitch * (index + 0.5);
  const output = turned ? (/** @type {number} */ digit) => size.width / 2 + (digit - 4.5) * outputPitch(size) : (/** @type {number} */ digit) => row(digit + 3);
  const put = turned ? (/** @type {number} */ along, /** @type {number} */ across) => ({ x: across, y: along }) : (/** @type {number} */ along, /** @type {number} */ across) => ({ x: along, y: across });
  const corner = put(shot.plateAlong, shot.plateAcross);
  const plate = { ...corner, cell: shot.cell, side: 28 * shot.cell };
  const along = [0, shot.along1, shot.along2, shot.along3];
  const radii = [shot.cell / 2, shot.radius1, shot.radius2, shot.radius3];
  return {
    ...size,
    turned,
    narrow: size.width < NARROW,
    close: size.width < CLOSE,
    unit: unitOf(size),
    margin: turned ? 14 : (32 * size.width) / 1440,
    shot,
    plate,
    rows,
    row,
    output,
    at: (layer, index) => (layer === 0 ? square(plate, index) : put(along[layer], layer === 3 ? output(index) : row(index))),
    radius: (layer) => radii[layer],
    tile: (index) => ({ ...put(shot.tiles, row(index) - shot.tile / 2), side: shot.tile }),
    x: (designX) => (designX * size.width) / 1440,
    lower: turned ? size.height - STORY : rows.bottom + 8,
  };
}

/** @param {{x: number, y: number, cell: number}} plate @param {number} pixel */
function square({ x, y, cell }, pixel) {
  return { x: x + ((pixel % 28) + 0.5) * cell, y: y + (Math.floor(pixel / 28) + 0.5) * cell };
}

/** @param {Size} size */
function wideRows(size) {
  const pitch = rowHeight(size);
  return { top: 60, pitch, bottom: 60 + 16 * pitch };
}

/** @param {Size} size */
function turnedRows({ width }) {
  const pitch = (width - 32) / 16;
  return { top: 16, pitch, bottom: width - 16 };
}

/** @param {Size} size */
const outputPitch = ({ width }) => (width - 28) / 10;
