// Beside the small plate: what is watched, what is learned from, and the curve of the hidden neurons.

import { preparingNote } from "./digits-offer.js";
import { DATASETS, lessonsOf } from "../state/training.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../draw/pen.js").Pen} Pen */

/** @param {State} state @returns {import("../wire/questions.js").Question[]} */
export const trainNeeds = ({ answers }) => [{ name: "datasets", key: answers.download?.data?.state ?? "", ask: (api) => api.ask("GET", "datasets") }];

/** @param {Paper} paper @param {import("../ui/examples.js").Examples} examples */
export function drawTrainChoices(paper, examples) {
  const { html, layout, state, actions, trainer } = paper;
  const note = preparingNote(paper);
  const { plate, turned, unit } = layout;
  const left = turned ? plate.x + plate.side + 14 : plate.x;
  const top = turned ? plate.y + plate.side - 38 : plate.y + plate.side + 10;
  const line = 30 * unit;
  const room = layout.x(166) - left; // there the pictures begin
  const row = (/** @type {number} */ at, /** @type {(row: Pen) => void} */ draw) => html.group("div", { class: "tools tools--tight", "style.left": `${left}px`, "style.top": `${top + at * line}px`, "style.max-width": turned ? null : `${room}px` }, draw);
  row(0, (tools) => {
    if (turned) {
      drawCurve(tools, state, trainer);
      return drawLessons(tools, state, trainer, note);
    }
    tools.element("button", { class: "tools__act", "aria-label": "Clear" }, "clear", { press: () => actions.setSource({ kind: "empty" }) });
    tools.element("button", { "aria-label": "watch any example" }, "any digit", { press: () => examples.any() });
  });
  if (turned) return;
  row(1, (tools) => drawCurve(tools, state, trainer));
  row(2, (tools) => drawLessons(tools, state, trainer, note));
}

/** @param {Pen} tools @param {State} state @param {Paper["trainer"]} trainer */
function drawCurve(tools, { wanted }, trainer) {
  for (const [curve, name] of /** @type {const} */ ([["sigmoid", "sigmoid"], ["relu", "ReLU"]])) {
    const on = wanted.hidden_activation === curve;
    tools.element("button", { "aria-pressed": String(on), "data-tip": `curve of the hidden neurons: ${name}, with a learning rate that suits it` }, name, { press: () => void (on || trainer.bend(curve)) });
  }
}

/** @param {Pen} tools @param {State} state @param {Paper["trainer"]} trainer @param {string} note */
function drawLessons(tools, state, trainer, note) {
  const lessons = lessonsOf(state);
  if (!lessons.length) return void tools.element("span", { class: "tools__note" }, note);
  const chosen = state.training.set.dataset || lessons[0].name;
  const events = { input: (/** @type {Event} */ event) => trainer.set({ dataset: /** @type {HTMLSelectElement} */ (event.target).value }) };
  tools.group("select", { class: "bar__choice", "aria-label": "learns from", "data-tip": "the examples that it learns from" }, (list) => {
    for (const { name } of lessons) list.element("option", { value: name, selected: name === chosen }, DATASETS[name] ?? name);
  }, events);
}
