// The camera: from a station and the size of the screen to a shot (measures in CSS pixels), and from one shot to the next.

import { STATIONS, TURNED } from "./stations.js";

/** @typedef {{width: number, height: number}} Size */

/**
 * @typedef {object} Shot
 * @property {number} cell
 * @property {number} plateAlong near edge of the plate
 * @property {number} plateAcross
 * @property {number} tile
 * @property {number} tiles
 * @property {number} tileShow
 * @property {number} along1
 * @property {number} along2
 * @property {number} along3
 * @property {number} radius1
 * @property {number} radius2
 * @property {number} radius3
 * @property {number} beams
 * @property {number} weave1
 * @property {number} weave2
 * @property {number} weaveFrom
 */

export const PHONE = 700; // CSS px: narrower screens turn the grid a quarter
export const UPRIGHT = 1000; // CSS px: so do screens that are higher than wide
export const TALL = 780; // CSS px: on a lower phone a chapter is still so tall, and scrolls…
export const OPENED = 640; // …and so tall is an opened neuron, without its formula
export const NARROW = 1100; // CSS px: hidden discs shrink, their numbers show on attention only
export const CLOSE = 1240; // CSS px: words stand close
export const MOVE_MS = 700;

const TOP = 60; // head room above the rows
const LOWER = 136; // sentence and story bar below them
const TOOLS = 200; // what the pad's tools need above and below the plate

/** @param {Size} size */
export const isTurned = ({ width, height }) => width < PHONE || (width < UPRIGHT && height > width);

/** What is drawn on: the screen; or on a phone that is lower than the figure must be, more, which scrolls. @param {Size} size @param {number} least px @returns {Size} */
export const figureSize = (size, least) => (isTurned(size) ? { ...size, height: Math.max(size.height, least) } : size);

/** Height of a row: 44 px on 1440×900. On a larger screen the words below grow too. @param {Size} size */
export const rowHeight = ({ height }) => clamp(9, Math.min((height - TOP - LOWER) / 16, (height - TOP) / (16 + LOWER / 44)), 60);

/** How large type and marks are drawn, 1 on 1440×900. @param {Size} size */
export const unitOf = (size) => (isTurned(size) ? 1 : clamp(0.93, Math.min(size.width / 1440, rowHeight(size) / 44), 1.6));

/** @param {string} name @param {Size} size @returns {Shot} */
export function shotOf(name, size) {
  return isTurned(size) ? turnedShot(name, size) : wideShot(name, size);
}

/** @param {string} name @param {Size} size @returns {Shot} */
function wideShot(name, size) {
  const station = STATIONS[name] ?? STATIONS.nudges;
  const stretch = size.width / 1440;
  const row = rowHeight(size);
  const fit = Math.min(1, (row * 0.68) / 30) * Math.max(1, unitOf(size)); // a disc never touches its neighbour
  const hidden = size.width < NARROW ? Math.min(10, row * 0.3) : Infinity;
  const cell = Math.max(2, Math.floor(Math.min(station.cell * stretch, ((16 * row - Math.min(TOOLS, 4.8 * row)) / 28) * (station.cell / 18))));
  const tile = Math.min(station.tile * Math.max(1, unitOf(size)), row - 2);
  const disc1 = Math.min(station.radius[0] * fit, hidden);
  const radius2 = Math.min(station.radius[1] * fit, hidden);
  const along1 = station.along[0] * stretch;
  const along2 = station.along[1] * stretch;
  return {
    cell,
    plateAlong: Math.round(32 * stretch),
    plateAcross: Math.round(TOP + 8 * row - 14 * cell),
    tile,
    tiles: Math.min(station.tiles * stretch, along1 - disc1 - tile - 6),
    tileShow: station.tileShow,
    along1,
    along2,
    along3: station.along[2] * stretch,
    radius1: disc1,
    radius2,
    radius3: station.radius[2] * fit,
    beams: station.beams,
    weave1: station.weave[0],
    weave2: station.weave[1],
    weaveFrom: station.weaveFrom ? station.weaveFrom * stretch : along2 + radius2 + 4,
  };
}

/** @param {string} name @param {Size} size @returns {Shot} */
function turnedShot(name, { width, height }) {
  const drawing = name === "read";
  const station = drawing ? TURNED.read : TURNED.chapter;
  const plate = drawing ? 48 : 52;
  const room = (height - plate - 350) / 28;
  const cell = Math.max(3, Math.floor(drawing ? Math.min((width - 24) / 28, room) : Math.min(station.cell, width / 90)));
  const bottom = plate + 28 * cell;
  const planned = plate + 28 * station.cell;
  const squeeze = drawing ? clamp(0.75, (height - bottom) / (844 - planned), 1.2) : clamp(0.8, height / 844, 1.2);
  /** @param {number} along */
  const place = (along) => bottom + (along - planned) * squeeze;
  const pitch = (width - 32) / 16;
  const along2 = place(station.along[1]);
  return {
    cell,
    plateAlong: plate,
    plateAcross: drawing ? Math.round((width - 28 * cell) / 2) : 13,
    tile: Math.min(station.tile, pitch - 2),
    tiles: place(station.tiles),
    tileShow: station.tileShow,
    along1: place(station.along[0]),
    along2,
    along3: place(station.along[2]),
    radius1: Math.min(station.radius[0], pitch * 0.4),
    radius2: Math.min(station.radius[1], pitch * 0.4),
    radius3: Math.min(station.radius[2], width * 0.036),
    beams: station.beams,
    weave1: station.weave[0],
    weave2: station.weave[1],
    weaveFrom: along2 + station.radius[1] + 2,
  };
}

/** The shot between two, t from 0 to 1. @param {Shot} from @param {Shot} to @param {number} t @returns {Shot} */
export function between(from, to, t) {
  const smooth = t * t * (3 - 2 * t);
  /** @type {any} */
  const shot = {};
  for (const name of /** @type {(keyof Shot)[]} */ (Object.keys(to))) shot[name] = from[name] + (to[name] - from[name]) * smooth;
  return shot;
}

/** @param {number} low @param {number} value @param {number} high */
function clamp(low, value, high) {
  return Math.min(high, Math.max(low, value));
}

/**
 * A camera that moves from station to station. A new size is a cut.
 * @returns {(name: string, size: Size, now: number, still: boolean) => {shot: Shot, moving: boolean, settled: number}} settled: how far it has come, 0 to 1
 */
export function makeCamera() {
  /** @type {{name: string, key: string, from: Shot, to: Shot, since: number}|null} */
  let move = null;
  return (name, size, now, still) => {
    const key = `${size.width}×${size.height}`;
    if (!move || move.key !== key || still) {
      if (!move || move.key !== key || move.name !== name) {
        const shot = shotOf(name, size);
        move = { name, key, from: shot, to: shot, since: -Infinity };
      }
    } else if (move.name !== name) {
      const from = between(move.from, move.to, clamp(0, (now - move.since) / MOVE_MS, 1));
      move = { name, key, from, to: shotOf(name, size), since: now };
    }
    const t = clamp(0, (now - move.since) / MOVE_MS, 1);
    return { shot: t >= 1 ? move.to : between(move.from, move.to, t), moving: t < 1, settled: t * t * (3 - 2 * t) };
  };
}
