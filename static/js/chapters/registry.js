// The chapters there are, in the order of the story. A chapter that is not in this list does not exist on the page.
// The workbench comes with the page; the others are fetched when they are wanted, or are next.

import { makeWorkbench } from "./workbench.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/examples.js").Examples} Examples */

/** @type {[id: string, number: number, name: string, load: (examples: Examples) => Promise<Chapter>][]} */
const LATER = [
  ["network", 1, "Network", async (examples) => (await import("./network.js")).makeNetwork(examples)],
  ["cost", 2, "Cost", async () => (await import("./cost.js")).makeCost()],
  ["sensitivity", 3, "Sensitivity", async () => (await import("./sensitivity.js")).makeSensitivity()],
  ["nudges", 4, "Nudges", async () => (await import("./nudges.js")).makeNudges()],
  ["levers", 5, "Levers", async () => (await import("./levers.js")).makeLevers()],
  ["sum", 6, "The sum", async () => (await import("./sum.js")).makeSum()],
  ["backwards", 7, "Backwards", async () => (await import("./backwards.js")).makeBackwards()],
  ["only", 8, "Only this one", async () => (await import("./only.js")).makeOnly()],
  ["average", 9, "Average", async () => (await import("./average.js")).makeAverage()],
  ["batches", 10, "Batches", async () => (await import("./batches.js")).makeBatches()],
  ["strangers", 11, "Not a digit", async () => (await import("./strangers.js")).makeStrangers()],
];

/**
 * @param {Examples} examples
 * @returns {Chapter[]}
 */
export const makeChapters = (examples) => [makeWorkbench(examples), ...LATER.map(([id, number, name, load]) => later(id, number, name, () => load(examples)))];

/**
 * A chapter's place in the story, filled when it has come.
 * @param {string} id @param {number} number @param {string} name @param {() => Promise<Chapter>} load @returns {Chapter}
 */
function later(id, number, name, load) {
  /** @type {Promise<void>|null} */
  let coming = null;
  /** @type {Chapter} */
  const chapter = {
    id,
    number,
    name,
    station: () => (number === 1 ? "read" : "nudges"),
    draw: () => undefined,
    sentence: () => [],
    load: () => (coming ??= load().then((loaded) => void Object.assign(chapter, loaded, { load: undefined }))),
  };
  return chapter;
}
