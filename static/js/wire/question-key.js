// What an answer about the picture on the pad depends on: its network, the weights' version, the drawing and the label.

import { imageOf } from "./session.js";

/** @typedef {import("../state/state.js").State} State */

/** @type {WeakMap<object, string>} sources are replaced, never changed: their text is made once */
const texts = new WeakMap();

/** @param {State["source"]} source */
function textOf(source) {
  const known = texts.get(source);
  if (known !== undefined) return known;
  const text = JSON.stringify(imageOf(source));
  texts.set(source, text);
  return text;
}

/** @param {State} state */
export const questionKey = ({ network, reading, source, label }) => `${network?.id} ${reading?.version} ${textOf(source)} ${label}`;
