// The workbench: draw, and it reads.

import { sumEquation } from "./sum-equation.js";
import { makeOpened, openedLower, openedNote, openedSentence, openedStation } from "./opened-words.js";
import { drawDigits, drawFigures, drawFraming, drawHeads, drawOutputBars } from "../ui/labels.js";
import { firstTwo } from "../ui/prediction.js";
import { drawTools } from "../ui/tools.js";
import { isEmpty } from "../state/state.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */

/** @param {State} state */
export const winner = (state) => (isEmpty(state) || !state.reading ? null : firstTwo(state.reading.layers[3].activations)[0]);

/** @param {import("../ui/examples.js").Examples} examples @returns {Chapter} */
export function makeWorkbench(examples) {
  const opened = makeOpened();
  return {
    id: "workbench",
    number: 0,
    name: "Workbench",
    station: (state) => openedStation(state) ?? "read",
    reading: (state) => (openedStation(state) ? "opened" : "large"),
    bar: openedNote,
    paint: opened.paint,
    draw(paper) {
      if (openedStation(paper.state)) opened.draw(paper);
      else drawRead(paper);
      if (!(paper.layout.turned && openedStation(paper.state))) drawTools(paper, examples);
    },
    sentence: (state) => openedSentence(state) ?? invitation(state),
    equation: (state) => {
      const { opened: mark } = state.attention;
      const digit = winner(state);
      return mark ? sumEquation(state, mark.layer, mark.index, "eye") : digit === null ? [] : sumEquation(state, 3, digit);
    },
    lower: openedLower,
  };
}

/** @param {State} state @returns {import("../ui/chapter.js").Phrase[]} */
function invitation(state) {
  const shown = state.source.kind === "strokes" && state.source.opening;
  if (state.size.width < 700) return shown ? ["Now you: draw a digit. It reads as you move."] : [isEmpty(state) ? "Draw a digit. It reads as you move." : "Draw. It reads as you move. Press a neuron to see why."];
  if (shown) return ["That was us. Now you: draw a digit there. It is read while you move the pen."];
  if (isEmpty(state)) return ["Draw a digit, from 0 to 9. It is read while you move the pen."];
  return [state.depth === "picture" ? "Draw. It reads as you move the pen." : "Draw. It reads as you move the pen. Press a neuron to see why."];
}

/** The network as it reads. @param {Paper} paper */
export function drawRead(paper) {
  const { pen, layout, state } = paper;
  const digit = winner(state);
  drawHeads(paper);
  drawFraming(paper);
  drawFigures(paper);
  drawDigits(paper, { forward: digit, x: layout.turned ? undefined : layout.at(3, 0).x + 34 * layout.unit });
  if (!layout.turned) drawOutputBars(paper, layout.at(3, 0).x + 62 * layout.unit, layout.x(100), digit);
  if (!isEmpty(state)) return;
  const { plate } = layout;
  const words = layout.turned ? "draw with a finger" : "draw a digit";
  pen.text(plate.x + plate.side / 2, plate.y + plate.side / 2 + 6, words, "faint serif i halo", "middle", 22 * layout.unit);
}
