// The picture in words, for those who hear the page: told when the pen rests, not at every movement.

import { spoken } from "../core/format.js";
import { isEmpty } from "../state/state.js";
import { firstTwo } from "./prediction.js";
import { nameOf } from "./neurons.js";

/** @typedef {import("../state/state.js").State} State */

const REST_MS = 700;

/** "reads as 2, 0.93; next 7, 0.11" @param {State} state */
export function describeReading(state) {
  if (isEmpty(state) || !state.reading) return "the pad is empty";
  const outputs = state.reading.layers[3].activations;
  const [first, next] = firstTwo(outputs);
  return `reads as ${first}, ${spoken(outputs[first])}; next ${next}, ${spoken(outputs[next])}`;
}

/** @param {State} state @param {import("./chapter.js").Chapter} chapter */
export function describe(state, chapter) {
  const { opened } = state.attention;
  const neuron = opened && state.reading ? `${nameOf(opened)} opened, activation ${spoken(state.reading.layers[opened.layer].activations[opened.index])}` : "";
  return [describeReading(state), neuron, chapter.describe?.(state)].filter(Boolean).join("; ");
}

/** @param {HTMLElement} host @param {(words: string) => void} [said] */
export function makeAnnouncer(host, said = (words) => void (host.textContent = words)) {
  let waiting = 0;
  let last = "";
  /** @param {string} words */
  return (words) => {
    if (words === last) return;
    last = words;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => said(words), REST_MS);
  };
}
