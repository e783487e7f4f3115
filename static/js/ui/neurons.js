// Places to point at and to press: every neuron of the two hidden columns and of the outputs. One tab stop a column;
// arrow keys go on from there.

import { sameMark } from "../state/state.js";

/** @typedef {import("../state/state.js").Mark} Mark */
/** @typedef {import("./chapter.js").Paper} Paper */

const SIZES = [784, 16, 16, 10];
const COLUMNS = ["", "hidden 1", "hidden 2", "output"];

/** @param {number} layer @param {number} index @returns {Mark} */
export const neuron = (layer, index) => ({ kind: "neuron", layer, index });

/** In words, as it stands on the page. @param {Mark} mark */
export const nameOf = ({ layer, index }) => (layer === 3 ? `output ${index}` : layer === 0 ? `square ${index}` : `${COLUMNS[layer]}, neuron ${index}`);

/** @param {Paper} paper @param {(mark: Mark) => void} press */
export function drawNeurons({ pen, layout, state, actions }, press) {
  for (const layer of [1, 2, 3]) {
    const { opened } = state.attention;
    const stop = opened?.layer === layer ? opened.index : 0;
    pen.group("g", { role: "group", "aria-label": COLUMNS[layer] + (layer === 3 ? "s" : "") }, (group) => {
      for (let index = 0; index < SIZES[layer]; index += 1) {
        const mark = neuron(layer, index);
        const box = place(layout, layer, index);
        const value = state.reading && state.depth !== "picture" ? `, activation ${state.reading.layers[layer].activations[index]?.toPrecision(3)}` : "";
        const events = {
          press: (/** @type {Event} */ event) => {
            if (event instanceof PointerEvent && event.pointerType === "touch") return; // lifting the finger has done it
            if (/** @type {MouseEvent} */ (event).shiftKey) actions.pin(mark);
            else press(mark);
          },
          move: (/** @type {PointerEvent} */ event) => void (event.pointerType === "touch" && point(state, actions, nearest(layout, layer, event))),
          up: (/** @type {PointerEvent} */ event) => void (event.pointerType === "touch" && press(nearest(layout, layer, event))),
          hover: (/** @type {boolean} */ inside) => hover(state, actions, mark, inside),
          key: (/** @type {KeyboardEvent} */ event) => (event.key === "p" ? actions.pin(mark) : step(event, layer, index)),
        };
        const more = { tabindex: index === stop ? 0 : -1, "data-layer": layer, "data-index": index, "aria-pressed": String(sameMark(opened, mark)) };
        group.hit(box.x, box.y, box.width, box.height, nameOf(mark) + value, events, more);
      }
    });
  }
}

/** @param {import("../state/state.js").State} state @param {import("../state/actions.js").Actions} actions @param {Mark} mark @param {boolean} inside */
function hover(state, actions, mark, inside) {
  if (inside) actions.hover(mark);
  else if (sameMark(state.attention.hovered, mark)) actions.hover(null);
}

/** A finger is broader than a column: it picks the nearest, and may slide on. @param {import("../draw/layout.js").Layout} layout @param {number} layer @param {PointerEvent} event @returns {Mark} */
function nearest(layout, layer, event) {
  const at = layout.turned ? event.clientX : event.clientY;
  const across = (/** @type {number} */ index) => (layout.turned ? layout.at(layer, index).x : layout.at(layer, index).y);
  const order = Array.from({ length: SIZES[layer] }, (_, index) => index).sort((a, b) => Math.abs(across(a) - at) - Math.abs(across(b) - at));
  return neuron(layer, order[0]);
}

/** @param {import("../state/state.js").State} state @param {import("../state/actions.js").Actions} actions @param {Mark} mark */
const point = (state, actions, mark) => void (sameMark(state.attention.hovered, mark) || actions.hover(mark));

/** @param {import("../draw/layout.js").Layout} layout @param {number} layer @param {number} index */
function place(layout, layer, index) {
  const { x, y } = layout.at(layer, index);
  const radius = layout.radius(layer);
  if (layout.turned) {
    const half = layer === 3 ? (layout.width - 28) / 20 : layout.rows.pitch / 2;
    const top = layer === 1 ? layout.tile(index).y : y - radius - 10;
    return { x: x - half, y: top, width: 2 * half, height: y + radius + (layer === 3 ? 34 : 6) - top };
  }
  const half = layout.rows.pitch / 2;
  const shownTile = layer === 1 && layout.shot.tileShow > 0.5;
  const left = shownTile ? layout.tile(index).x - 2 : x - radius - 4;
  const right = x + radius + (layer === 3 ? 34 : 4) * layout.unit;
  return { x: left, y: y - half, width: right - left, height: 2 * half };
}

/** Arrow keys within and between columns. @param {KeyboardEvent} event @param {number} layer @param {number} index */
function step(event, layer, index) {
  const [dLayer, dIndex] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key] ?? [0, 0];
  if (dLayer === 0 && dIndex === 0) return;
  const to = Math.max(1, Math.min(3, layer + dLayer));
  const row = layer === 3 && to < 3 ? index + 3 : to === 3 && layer < 3 ? index - 3 : index + dIndex;
  const last = SIZES[to] - 1;
  const wanted = document.querySelector(`[data-layer="${to}"][data-index="${Math.max(0, Math.min(last, row))}"]`);
  if (wanted instanceof SVGElement) wanted.focus();
  event.preventDefault();
  event.stopPropagation(); // else the story would turn a page
}
