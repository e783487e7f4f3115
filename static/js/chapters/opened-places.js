// Where the parts of an opened neuron stand: pictures, bars, curve. Measured on 1440×900, scaled to the screen.

import { TALL } from "../draw/camera.js";

/** @typedef {import("../draw/layout.js").Layout} Layout */

/**
 * @typedef {object} Places
 * @property {number} cell of the two pictures
 * @property {{x: number, y: number}} weights upper left corner of the picture of weights
 * @property {{x: number, y: number}} terms and of the terms
 * @property {number} left of the axis that terms, bias, z and curve share
 * @property {number} right
 * @property {{top: number, height: number}} curve
 * @property {{z: number, bias: number, terms: number}} bars their upper edges
 * @property {{top: number, pitch: number}} climb the rows that are added one to the last
 */

/** @param {Layout} layout @param {number} senders how many terms are added row by row: 28 rows of squares or 16 neurons @returns {Places} */
export function openedPlaces(layout, senders) {
  return layout.turned ? phonePlaces(layout, senders) : widePlaces(layout, senders);
}

/** @param {Layout} layout @param {number} senders @returns {Places} */
function widePlaces(layout, senders) {
  const { rows, x } = layout;
  const y = (/** @type {number} */ design) => rows.top + ((design - 60) / 44) * rows.pitch;
  const cell = Math.max(3, Math.floor(Math.min((9 * layout.width) / 1440, (9 * rows.pitch) / 44)));
  const below = y(446);
  return {
    cell,
    weights: { x: x(412), y: y(118) },
    terms: { x: x(412), y: below },
    left: x(686),
    right: Math.min(x(878), layout.tile(0).x - 12),
    curve: { top: y(130), height: y(272) - y(130) },
    bars: { z: y(332), bias: y(370), terms: y(408) },
    climb: { top: below, pitch: (28 * cell) / senders },
  };
}

/** @param {Layout} layout @param {number} senders @returns {Places} */
function phonePlaces({ width, height, plate, shot }, senders) {
  const cell = plate.cell;
  const gap = (width - 2 * plate.x - 3 * plate.side) / 2;
  const top = shot.along3 + shot.radius3 + 56;
  const room = height - (height < TALL ? 168 : 232) - top;
  const y = (/** @type {number} */ share) => top + share * room;
  const low = room < 190; // then the rows are not added one by one
  return {
    cell,
    weights: { x: plate.x + plate.side + gap, y: plate.y },
    terms: { x: plate.x + 2 * (plate.side + gap), y: plate.y },
    left: 24,
    right: width - 24,
    curve: { top: y(0), height: 0.28 * room },
    bars: low ? { z: y(0.62), bias: y(0.8), terms: y(0.98) } : { z: y(0.5), bias: y(0.6), terms: y(0.7) },
    climb: low ? { top: y(1) + 8, pitch: 0 } : { top: y(0.76), pitch: (0.24 * room) / senders },
  };
}
