// What a square of the plate is, while it is pointed at: which neuron, and what it says.

import { significant } from "../core/format.js";

/** @param {HTMLElement} tip @param {import("./chapter.js").Paper} paper */
export function drawTip(tip, { layout, state }) {
  const { pixel } = state.attention;
  const shown = tip.dataset.square !== undefined;
  if (pixel === null || !state.reading) {
    if (shown) tip.hidden = true;
    delete tip.dataset.square;
    return;
  }
  const { x, y } = layout.at(0, pixel);
  const value = state.reading.layers[0].activations[pixel];
  tip.dataset.square = String(pixel);
  tip.textContent = `neuron ${pixel} of 784: row ${Math.floor(pixel / 28)}, column ${pixel % 28}\nactivation ${significant(value, 3)}`;
  tip.hidden = false;
  const left = x + layout.plate.cell + 14 + tip.offsetWidth < layout.plate.x + layout.plate.side ? x + layout.plate.cell : x - layout.plate.cell - tip.offsetWidth;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${Math.max(8, y - tip.offsetHeight - layout.plate.cell)}px`;
}
