// What every chapter of the way back offers beside its story: which network, and a clean pad.

import { isEmpty } from "../state/state.js";
import { undoStroke } from "./pad-keyboard.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/actions.js").Actions} Actions */

/**
 * Trained or untrained, in the top line: an untrained network has more to wish.
 * @param {State} state @param {import("../draw/pen.js").Pen} html @param {Actions} actions
 */
export function drawNetworkSwitch({ wanted, size }, html, actions) {
  for (const start of /** @type {const} */ (["trained", "untrained"])) {
    const on = wanted.start === start;
    html.element("button", { "aria-pressed": String(on) }, start, { press: () => void (on || actions.want({ start })) });
  }
  const facts = [wanted.hidden_activation === "relu" ? "ReLU" : "", wanted.start === "untrained" ? `seed ${wanted.seed}` : ""].filter(Boolean);
  if (facts.length && size.width >= 1240) html.element("span", { class: "bar__note" }, facts.join(", "));
}

/** Nobody has said yet what the drawing should be read as. @param {State} state @returns {import("./chapter.js").Phrase[]} */
export function whichDigit({ reading }) {
  const digit = reading?.prediction.digit ?? null;
  const guess = digit === null ? "Which digit did you mean? Press its" : `Did you mean a ${digit}? Press it, or another`;
  return [`${guess} output: it should say 1, the others 0.`];
}

/** Clear and undo below the plate; on the phone above its words, in the top line. @param {import("./chapter.js").Paper} paper */
export function drawPadTools({ html, layout, state, actions }) {
  if (isEmpty(state) && state.source.kind === "empty") return;
  const { plate, turned } = layout;
  const [left, top] = turned ? [plate.side + 28, 4] : [plate.x, plate.y + plate.side + 8];
  html.group("div", { class: turned ? "tools tools--top" : "tools", "style.left": `${left}px`, "style.top": `${top}px` }, (row) => {
    row.element("button", { class: "tools__act", "aria-label": "Clear" }, "clear", { press: () => actions.setSource({ kind: "empty" }) });
    if (state.source.kind === "strokes" && !turned) row.element("button", { class: "tools__act", "aria-label": "Undo stroke" }, "undo", { press: () => undoStroke(state, actions) });
  });
}
