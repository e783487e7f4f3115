// The chapters there are, in the order of the story. A chapter that is not in this list does not exist on the page.

import { makeCost } from "./cost.js";
import { makeLevers } from "./levers.js";
import { makeNetwork } from "./network.js";
import { makeNudges } from "./nudges.js";
import { makeSum } from "./sum.js";
import { makeWorkbench } from "./workbench.js";

/**
 * @param {import("../ui/examples.js").Examples} examples
 * @returns {import("../ui/chapter.js").Chapter[]}
 */
export const makeChapters = (examples) => [
  makeWorkbench(examples),
  makeNetwork(examples),
  makeCost(),
  makeNudges(),
  makeLevers(),
  makeSum(),
];
