// Setting a weight or bias of one's own network: typed, or dragged; everything follows, and undo takes it back.

import { entry, keyOf, shortName } from "../core/gradient.js";
import { sameMark } from "../state/state.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../core/gradient.js").Parameter} Parameter */

const REACH = 8; // the slider goes from −8 to 8; typing goes further
const FINEST = 0.01;

/** @returns {(paper: Paper, column: {x: number, y: number, width: number}, parameter: Parameter) => void} draws the control */
export function makeWeightSetter() {
  /** What has been set but not come back in the weights yet. @type {{key: string, value: number}|null} */
  let pending = null;
  let busy = false;
  /** A drag is one change: only its first is kept for undo. */
  let fresh = true;

  /** @param {Paper} paper @param {string} key @param {number} value */
  async function set(paper, key, value) {
    pending = { key, value };
    if (busy) return;
    busy = true;
    while (pending) {
      const sent = /** @type {{key: string, value: number}} */ (pending);
      await send(paper, { changes: { [sent.key]: sent.value }, remember: fresh });
      fresh = false;
      if (pending === sent) pending = null;
    }
    busy = false;
  }

  return (paper, { x, y, width }, parameter) => {
    const { html, layout, state, actions } = paper;
    if (!state.weights) return;
    const key = keyOf(parameter);
    const hold = () => state.attention.pinned.some((mark) => sameMark(mark, parameter)) || actions.pin(parameter); // or another would take its place
    const value = pending?.key === key ? pending.value : entry(state.weights, parameter);
    html.group("div", { class: "placed setter", "style.left": `${x}px`, "style.top": `${y}px`, "style.width": `${width}px` }, (box) => {
      box.element("label", { for: "weight-slider", class: "setter__name" }, `set ${shortName(parameter)}`);
      box.element("input", { class: "setter__figure", type: "number", step: "any", value: String(Number(value.toPrecision(5))), "aria-label": `value of ${shortName(parameter)}`, "data-tip": "type a value and press Enter", "data-parameter": key }, null, {
        key: (event) => event.key === "Enter" && typed(event, (wanted) => (hold(), (fresh = true), set(paper, key, wanted))),
      });
      box.element("button", { class: "tools__act", "data-tip": "take the last change back" }, "undo", { press: () => undo(paper) });
      box.element("input", { id: "weight-slider", class: "setter__slider", type: "range", min: -REACH, max: REACH, step: FINEST, value: String(Math.max(-REACH, Math.min(REACH, value))), "aria-valuetext": value.toPrecision(3) }, null, {
        down: () => void (fresh = true),
        key: (event) => event.stopPropagation(), // the arrows move the slider, not the story
        input: (event) => (hold(), set(paper, key, Number(/** @type {HTMLInputElement} */ (event.target).value))),
      });
      if (!layout.turned) box.element("p", { class: "setter__note" }, "Your own copy: drag it, or type and press Enter.");
    });
  };
}

/** @param {KeyboardEvent} event @param {(value: number) => void} use */
function typed(event, use) {
  const { value, valueAsNumber } = /** @type {HTMLInputElement} */ (event.target);
  if (value !== "" && Number.isFinite(valueAsNumber)) use(valueAsNumber);
}

/** @param {Paper} paper @param {unknown} body */
async function send({ api, state, actions }, body) {
  try {
    await api.askNetwork("PATCH", state.network?.id ?? "", "weights", body);
  } catch (error) {
    actions.setTrouble(error instanceof Error ? error.message : String(error));
  }
}

/** @param {Paper} paper */
export async function undo({ api, state, actions }) {
  try {
    await api.askNetwork("POST", state.network?.id ?? "", "undo");
    actions.setTrouble(null);
  } catch (error) {
    actions.setTrouble(error instanceof Error ? error.message : String(error));
  }
}
