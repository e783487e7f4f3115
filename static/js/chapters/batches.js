// Chapter 10: mini-batches and the walkers. Shuffle, deal, step; where a mini-batch's gradient points; full batch, mini-batch
// and single example race from the same weights; their paths over the true cost; and one recipe from several seeds.

import { count, fixed, significant } from "../core/format.js";
import { fraction, letter, slopeOfCost, sub, sumOver, term } from "../draw/equation.js";
import { drawNetworkNote } from "../ui/bar.js";
import { drawDigits, drawHeads } from "../ui/labels.js";
import { cosineNeeds, drawCosines, meanCosines } from "./batches-cosines.js";
import { dealNeeds, dealOf, drawDeal, paintDeal } from "./batches-deal.js";
import { drawLand, landNumbers } from "./batches-land.js";
import { drawRace, raceNeeds, raceOf } from "./batches-race.js";
import { drawSeeds, seedNumbers } from "./batches-seeds.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */

const [DEAL, COSINES, RACE, LAND] = [0, 1, 2, 3]; // steps of the story; then the seeds
const DRAW = [drawDeal, drawCosines, drawRace, drawLand, drawSeeds];

/** @returns {Chapter} */
export function makeBatches() {
  return {
    id: "batches",
    number: 10,
    name: "Batches",
    steps: DRAW.length,
    station: () => "average",
    bar: drawNetworkNote,
    paint(paper) {
      if (paper.state.step === DEAL) paintDeal(paper);
    },
    draw(paper) {
      drawHeads(paper);
      drawDigits(paper, {});
      (DRAW[paper.state.step] ?? drawDeal)(paper);
    },
    sentence,
    equation: (state) => (state.step === DEAL || state.step === COSINES ? meanGradient(state) : []),
    needs(state) {
      if (state.step === DEAL) return dealNeeds(state);
      return state.step === COSINES ? cosineNeeds(state) : raceNeeds(state);
    },
    describe,
  };
}

/** @param {State} state @returns {import("../draw/equation.js").Term[]} */
function meanGradient(state) {
  const steps = dealOf(state)?.steps;
  const size = state.step === DEAL && steps ? String(steps[0].batch_size) : undefined;
  return [term(slopeOfCost(letter("W"))), term("≈"), term(fraction(["1"], ["n"]), size), term([sumOver("x"), fraction(["∂", sub("C", "x")], ["∂", "W"])])];
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (state.step === DEAL) return dealSentence(state);
  if (state.step === COSINES) return cosineSentence(state);
  if (state.step === RACE) return raceSentence(state);
  return state.step === LAND ? landSentence(state) : seedSentence(state);
}

/** @param {State} state @returns {Phrase[]} */
function dealSentence(state) {
  const deal = dealOf(state);
  if (!deal) return ["Shuffle the examples, deal them into mini-batches, take a step for each."];
  const lower = deal.steps.filter((step) => step.cost_after < step.cost_before).length;
  return [`Shuffle, deal, step. ${["None", "One", "Two", "All three"][lower]} of these three steps lowered the cost of the very mini-batch that asked for it.`];
}

/** @param {State} state @returns {Phrase[]} */
function cosineSentence(state) {
  const means = meanCosines(state);
  if (!means) return ["Does a mini-batch point where all examples point together?"];
  const [first, last] = [means[0], means[means.length - 1]];
  if (state.depth === "picture") return ["One example points almost anywhere; many together point the right way."];
  return [`A cosine of 1 is the same direction. Mini-batches of ${count(first.size)}: ${fixed(first.mean, 2)} on average; of ${count(last.size)}: ${fixed(last.mean, 2)}.`];
}

/** @param {State} state @returns {Phrase[]} */
function raceSentence(state) {
  const race = raceOf(state);
  if (race?.state !== "finished") return ["The careful man looks at every example before a step; the drunk man stumbles at once. Who is down first?"];
  const paths = [...race.paths].sort((a, b) => (a.costs.at(-1) ?? 9) - (b.costs.at(-1) ?? 9));
  const [best, worst] = [paths[0], paths[paths.length - 1]];
  const ends = (/** @type {typeof best} */ path) => `${path.name}, ${count(path.steps.at(-1) ?? 0)} steps, cost ${significant(path.costs.at(-1) ?? 0, 3)}`;
  return [`Same start, same ${significant(race.seconds, 2)} seconds: ${ends(best)}; ${ends(worst)}.`];
}

/** @param {State} state @returns {Phrase[]} */
function landSentence(state) {
  const found = landNumbers(state);
  if (!found) return ["Hold the race first: then their paths lie here, over the true cost."];
  return [`Shadows of the paths on the plane they spread in most, which keeps ${fixed(100 * found.kept, 0)} % of their spread. Cost of ${count(found.examples)} images.`];
}

/** @param {State} state @returns {Phrase[]} */
function seedSentence(state) {
  const found = seedNumbers(state);
  if (!found) return ["Different random weights, the same recipe: do they all come to the same place?"];
  const { low, high, spread } = found;
  const words = spread < 1.5 ? "Different networks, similar costs: no seed is stuck in a much worse valley here." : "Not all come down equally far in this time: whether slow or stuck, the cost alone does not tell.";
  return [`Costs from ${significant(low, 3)} to ${significant(high, 3)}. ${words}`];
}

/** @param {State} state */
function describe(state) {
  const race = raceOf(state);
  if (!race || state.step < RACE) return "";
  return race.paths.map((path) => `${path.name}: cost ${significant(path.costs.at(-1) ?? 0, 3)} after ${count(path.steps.at(-1) ?? 0)} steps.`).join(" ");
}
