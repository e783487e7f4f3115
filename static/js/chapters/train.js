// The workbench's other face: watch it learn. Sixteen weight pictures grow while cost falls and accuracy rises.

import { count } from "../core/format.js";
import { letter, slopeOfCost, term } from "../draw/equation.js";
import { isEmpty } from "../state/state.js";
import { isTraining } from "../state/training.js";
import { drawDigits, drawFigures, head } from "../ui/labels.js";
import { firstTwo } from "../ui/prediction.js";
import { drawTrainChoices, trainNeeds } from "./train-choices.js";
import { drawTrainPanel } from "./train-panel.js";
import { drawPictureLabels, paintPictures } from "./train-pictures.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */

/** The face. @param {import("../ui/examples.js").Examples} examples */
export const makeTrain = (examples) => ({ draw: (/** @type {Paper} */ paper) => drawTrain(paper, examples), paint: paintPictures, needs: trainNeeds, sentence: trainSentence, equation: trainEquation });

/** @param {Paper} paper @param {import("../ui/examples.js").Examples} examples */
function drawTrain(paper, examples) {
  const { layout, state } = paper;
  const { turned } = layout;
  if (!turned) {
    head(paper, layout.plate.x, layout.plate.y - 12, state.source.kind === "example" ? "an example" : "your drawing", "a⁰", "start");
    head(paper, layout.at(1, 0).x, 53, "hidden 1", "a¹");
    head(paper, layout.at(2, 0).x, 53, "hidden 2", "a²");
    head(paper, layout.at(3, 0).x + 6, layout.output(9) + 0.86 * layout.rows.pitch, "output", "a³");
    drawPictureLabels(paper);
  }
  drawFigures(paper);
  drawDigits(paper, { forward: isEmpty(state) || !state.reading ? null : firstTwo(state.reading.layers[3].activations)[0] });
  drawTrainChoices(paper, examples);
  drawTrainPanel(paper);
}

const FEW = 100; // steps after which there is still little to see

/** @param {State} state @returns {Phrase[]} */
function trainSentence({ training, wanted }) {
  const { status } = training;
  if (!status || (status.step === 0 && status.state === "stopped")) return [wanted.start === "trained" ? "It has learned already. Press “new brain” to watch one begin." : "Random weights, random answers. Press play."];
  const { state, step, queue_position: place, message } = status;
  if (state === "diverged" || state === "failed") return [{ text: message ?? "The cost has run away: the steps were too large.", tone: "minus" }, state === "diverged" ? " Undo goes back." : ""];
  if (state === "queued") return [place ? `Waiting for a turn: ${count(place)} before this one.` : "Waiting for a turn."];
  if (state === "finished") return [`${count(step)} small steps, and done. Nobody drew these sixteen pictures.`];
  if (isTraining(training)) return ["Each step averages the wishes of ", `${count(training.set.batch_size)} examples`, training.set.batch_size === 1 ? " (one)." : "."];
  if (step < FEW) return [`${count(step)} ${step === 1 ? "step" : "steps"} so far. Press play, and watch the sixteen pictures take shape.`];
  return ["Nobody drew these sixteen pictures. Small steps did."];
}

/** @param {State} state @returns {import("../draw/equation.js").Term[]} */
function trainEquation({ training }) {
  return [term("W"), term("←"), term("W"), term("−"), term("η", String(training.set.learning_rate)), term(slopeOfCost(letter("W")))];
}
