// Chapter 1: what the network is. Squares are neurons, two columns of sixteen, ten outputs; and one neuron opened.

import { makeOpened, openedLower, openedNote, openedSentence, openedStation } from "./opened-words.js";
import { sumEquation } from "./sum-equation.js";
import { drawRead, winner } from "./workbench.js";
import { neuron } from "../ui/neurons.js";
import { drawTools } from "../ui/tools.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/state.js").Mark} Mark */

/** @param {import("../ui/examples.js").Examples} examples @returns {Chapter} */
export function makeNetwork(examples) {
  const opened = makeOpened();
  return {
    id: "network",
    number: 1,
    name: "Network",
    steps: 5,
    station: (state) => openedStation(state) ?? "read",
    reading: (state) => (openedStation(state) ? "opened" : "large"),
    bar: openedNote,
    enter: openForStep,
    paint: opened.paint,
    leave: opened.forget,
    draw(paper) {
      if (openedStation(paper.state)) opened.draw(paper);
      else drawRead(paper);
      if (!(paper.layout.turned && openedStation(paper.state))) drawTools(paper, examples);
    },
    sentence: (state) => openedSentence(state) ?? STORY[Math.min(state.step, 1)],
    equation: (state) => {
      const { opened: mark } = state.attention;
      const digit = winner(state);
      return mark ? sumEquation(state, mark.layer, mark.index, "eye") : digit === null ? [] : sumEquation(state, 3, digit);
    },
    lower: openedLower,
  };
}

/** @type {import("../ui/chapter.js").Phrase[][]} */
const STORY = [
  ["Each square is a neuron: 784 of them, from 0, dark, to 1, bright. Point at one to see who hears it."],
  ["Two columns of sixteen, then ten outputs, one for each digit. The brightest is what it reads."],
];

/** The step of the story chooses which neuron is opened. @param {State} state @param {import("../state/actions.js").Actions} actions */
function openForStep(state, actions) {
  const brightest = (/** @type {number} */ layer) => {
    const activations = state.reading?.layers[layer].activations ?? [0];
    return activations.indexOf(Math.max(...activations));
  };
  /** @type {(Mark|null)[]} */
  const opened = [null, null, neuron(1, telling(state)), neuron(2, brightest(2)), neuron(3, brightest(3))];
  actions.open(opened[state.step] ?? null);
}

/** The hidden neuron whose curve shows most: neither quite dark nor quite bright. @param {State} state */
function telling({ reading }) {
  const activations = reading?.layers[1].activations ?? [];
  const between = activations.map((a, i) => [Math.abs(a - 0.8), i]).sort((a, b) => a[0] - b[0]);
  return between[0]?.[1] ?? 7;
}
