// The sixteen pictures of the weights into hidden 1, large; in the corner how they began; each wired to its neuron.

import { pictureScale } from "../core/colour.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../draw/layout.js").Layout} Layout */

const GAP = 5; // px between pictures
const ACROSS = 4;

/** @param {Layout} layout where picture `index` stands; cells are whole pixels */
function placesOf(layout) {
  const left = layout.x(172);
  const band = 4 * layout.rows.pitch; // four rows of neurons for four pictures
  const room = (layout.x(756) - left - 3 * GAP) / ACROSS;
  const cell = Math.max(2, Math.floor(Math.min(room, band - 36) / 28));
  const side = 28 * cell;
  return {
    cell,
    side,
    left,
    right: left + ACROSS * (side + GAP) - GAP,
    at: (/** @type {number} */ index) => ({ x: Math.round(left + (index % ACROSS) * (side + GAP)), y: Math.round(layout.rows.top + Math.floor(index / ACROSS) * band + (band - side) / 2) }),
    top: (/** @type {number} */ index) => layout.rows.top + Math.floor(index / ACROSS) * band,
  };
}

/** @param {Paper} paper */
export function paintPictures({ stage: { pen, bitmaps, inks }, layout, state }) {
  const { weights, training } = state;
  if (!weights || layout.turned) return;
  const places = placesOf(layout);
  pen.imageSmoothingEnabled = false;
  weights.rows[0].forEach((row, index) => {
    const { x, y } = places.at(index);
    const { side, cell } = places;
    pen.drawImage(bitmaps.signed(row, cell, pictureScale(row)), x, y, side, side);
    const start = training.start?.[index];
    if (!start) return;
    pen.fillStyle = inks.palette.ground;
    pen.fillRect(x, y + side - 32, 32, 32);
    pen.drawImage(bitmaps.signed(start, 1, pictureScale(start)), x, y + side - 28, 28, 28);
  });
}

/** Names and wires. @param {Paper} paper */
export function drawPictureLabels({ pen, layout, state }) {
  const places = placesOf(layout);
  const { unit, rows } = layout;
  const begun = state.training.start ? "; in the corner, at the start" : "";
  pen.text(places.left, rows.top - 7, `weights into hidden 1${begun}`, "ink", "start", 13 * unit);
  const { x, y, side } = layout.plate;
  pen.path(`M${x + side + 3} ${y}L${places.left - 6} ${places.at(0).y}M${x + side + 3} ${y + side}L${places.left - 6} ${places.at(12).y + places.side}`, "stroke-line", { fill: "none" });
  const activations = state.reading?.prediction.digit == null ? null : state.reading.layers[1].activations;
  for (let index = 0; index < 16; index += 1) {
    const at = places.at(index);
    pen.text(at.x + places.side - 6, at.y + places.side - 7, String(index), "soft halo", "end", 12 * unit);
    const lit = activations !== null && activations[index] > 0.5;
    pen.path(wire(layout, places, index), lit ? "stroke-ink" : "stroke-ring", { fill: "none", "stroke-width": lit ? 1.5 : 1 });
  }
}

/** From the top of a picture over its band to the neuron; the last of a band goes straight. @param {Layout} layout @param {ReturnType<typeof placesOf>} places @param {number} index */
function wire(layout, places, index) {
  const column = index % ACROSS;
  const { x, y } = places.at(index);
  const neuron = layout.at(1, index);
  const end = neuron.x - layout.radius(1) - 2;
  if (column === ACROSS - 1) return `M${places.right + 1} ${neuron.y}H${end}`;
  const room = (end - places.right) / 4;
  return `M${x + places.side / 2} ${y - 1}V${places.top(index) + 3 + column * 5}H${places.right + room * (3 - column)}V${neuron.y}H${end}`;
}
