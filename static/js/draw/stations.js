// Where the camera stands in each view. Numbers are CSS pixels on a screen of 1440×900 (turned: 390×844) and are
// scaled to the real one by camera.js. 'along' is the way the signal runs: x on a wide screen, y on a phone.

/**
 * @typedef {object} Station
 * @property {number} cell side of a square of the plate
 * @property {number} tile side of a weight picture
 * @property {[number, number, number]} along centres of hidden 1, hidden 2, output
 * @property {[number, number, number]} radius of their discs
 * @property {number} tiles where the weight pictures begin
 * @property {number} tileShow opacity of the weight pictures
 * @property {number} beams opacity of the strands from the plate
 * @property {[number, number]} weave opacity of the two crossings
 * @property {number} [weaveFrom] where the second crossing begins, if not at hidden 2
 */

/** @type {Record<string, Station>} */
export const STATIONS = {
  read: { cell: 18, tile: 42, tiles: 652, along: [720, 948, 1176], radius: [15, 15, 15], tileShow: 1, beams: 0.24, weave: [1, 1] },
  opened: { cell: 12, tile: 42, tiles: 902, along: [968, 1132, 1296], radius: [15, 15, 15], tileShow: 1, beams: 0, weave: [1, 1] },
  nudges: { cell: 6, tile: 42, tiles: 262, along: [330, 526, 720], radius: [15, 15, 15], tileShow: 1, beams: 0.15, weave: [0.8, 1] },
  levers: { cell: 4, tile: 28, tiles: 172, along: [222, 350, 1056], radius: [10, 15, 15], tileShow: 1, beams: 0.13, weave: [0.7, 0.5], weaveFrom: 958 },
  sum: { cell: 4, tile: 28, tiles: 172, along: [222, 350, 1222], radius: [10, 15, 15], tileShow: 1, beams: 0.13, weave: [0.7, 0] },
  backwards: { cell: 7, tile: 28, tiles: 396, along: [452, 752, 1086], radius: [15, 15, 15], tileShow: 1, beams: 0.1, weave: [0.4, 0.4] },
  average: { cell: 4, tile: 28, tiles: 172, along: [220, 328, 436], radius: [10, 10, 10], tileShow: 1, beams: 0.13, weave: [0.55, 0.55] },
  train: { cell: 4, tile: 10, tiles: 560, along: [790, 918, 1046], radius: [15, 15, 15], tileShow: 0, beams: 0, weave: [1, 1] },
};

/** The phone: the picture runs down. @type {Record<string, Station>} */
export const TURNED = {
  read: { cell: 13, tile: 20, tiles: 452, along: [485, 552, 626], radius: [9, 9, 14], tileShow: 1, beams: 0.13, weave: [1, 1] },
  chapter: { cell: 4, tile: 20, tiles: 192, along: [225, 278, 334], radius: [9, 9, 14], tileShow: 1, beams: 0.13, weave: [1, 1] },
};
