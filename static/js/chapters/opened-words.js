// An opened neuron in words, and its picture, which is fetched when the first neuron is pointed at.

import { fromUnitsSigned, reading as figure } from "../core/format.js";
import { TALL, isTurned } from "../draw/camera.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkChoice, drawNetworkNote } from "../ui/bar.js";
import { neuronSum } from "./sum-equation.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {typeof import("./opened.js")} Parts */

/** On a phone the words stand beside the reading, or below the opened neuron. @param {import("../draw/layout.js").Layout} layout @param {State} state */
export function openedLower(layout, state) {
  if (!layout.turned) return { left: null, top: layout.lower };
  const tall = layout.height >= TALL;
  return openedStation(state) ? { left: null, top: layout.height - (tall ? 186 : 124), formula: tall } : { left: 184, top: Math.max(layout.height - 153, layout.shot.along3 + 44) }; // below the names of the outputs
}

/** What is opened, in the top line, and the way out. @param {State} state @param {import("../draw/pen.js").Pen} html @param {Paper["actions"]} actions */
export function openedNote(state, html, actions) {
  const { opened } = state.attention;
  if (!isTurned(state.size)) drawNetworkNote(state, html);
  else if (!opened) drawNetworkChoice(html, state, actions);
  if (!opened || opened.layer === 0) return;
  const name = opened.layer === 3 ? `output ${opened.index}` : `neuron ${opened.index} of hidden ${opened.layer}`;
  html.element("span", { class: "bar__wide" }, `${name}, opened`);
  html.element("button", { class: "ink", "aria-label": "close the neuron", "data-tip": "Escape closes too" }, "close ×", { press: () => actions.open(null) });
}

/** The camera's place while a neuron is opened. @param {State} state */
export const openedStation = ({ attention: { opened } }) => (opened && opened.layer > 0 ? "opened" : null);

/** What draws an opened neuron, once it has come. */
export function makeOpened() {
  /** @type {Parts|null} */
  let parts = null;
  /** @type {Promise<void>|null} */
  let coming = null;
  /** The neuron that is opened, or was until just now. @type {import("../state/state.js").Mark|null} */
  let last = null;
  /** @param {Paper} paper */
  const want = ({ state, redraw }) => {
    if (parts || (!state.attention.opened && !state.attention.hovered)) return;
    coming ??= fetchParts(redraw);
  };
  /** @param {() => void} redraw */
  const fetchParts = async (redraw) => {
    parts = await import("./opened.js");
    redraw();
  };
  return {
    /** @param {Paper} paper */
    paint(paper) {
      want(paper);
      const { state, settled } = paper;
      if (openedStation(state)) last = state.attention.opened;
      else if (settled === 1) last = null;
      else if (last) paper = { ...paper, state: { ...state, attention: { ...state.attention, opened: last } }, settled: 1 - settled }; // it closes as it opened
      parts?.paintOpened(paper);
    },
    /** It need not close: something else is looked at. */
    forget: () => void (last = null),
    /** @param {Paper} paper */
    draw: (paper) => parts?.drawOpened(paper),
  };
}

/** @param {State} state @returns {import("../ui/chapter.js").Phrase[]|null} */
export function openedSentence(state) {
  const { opened } = state.attention;
  if (!openedStation(state) || !opened) return null;
  const sum = isEmpty(state) ? null : neuronSum(state, opened.layer, opened.index);
  if (!sum) return ["Every neuron weighs what it hears, adds, and squishes the sum."];
  const says = { text: state.depth === "picture" ? (sum.activation > 0.5 ? "yes" : "no") : figure(sum.activation), tone: /** @type {const} */ ("eye") };
  if (opened.layer === 1) return [`It weighs every square, adds, squishes. Neuron ${opened.index} says `, says, "."];
  if (opened.layer === 2) return [`The same with sixteen numbers: it weighs the first column. Neuron ${opened.index} says `, says, "."];
  return [`Sixteen terms and a bias make ${fromUnitsSigned(sum.shown.z, sum.decimals)}; squished, output ${opened.index} says `, says, "."];
}
