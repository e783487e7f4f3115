// The workbench: draw, and it reads.

import { sumEquation } from "./sum-equation.js";
import { makeOpened, openedLower, openedNote, openedSentence, openedStation } from "./opened-words.js";
import { besidePlate } from "../ui/fitting.js";
import { drawDigits, drawFigures, drawFraming, drawHeads, drawOutputBars } from "../ui/labels.js";
import { firstTwo } from "../ui/prediction.js";
import { drawTools } from "../ui/tools.js";
import { isTurned } from "../draw/camera.js";
import { isEmpty } from "../state/state.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */

/** @param {State} state */
export const winner = (state) => (isEmpty(state) || !state.reading ? null : firstTwo(state.reading.layers[3].activations)[0]);

/** @param {import("../ui/examples.js").Examples} examples @returns {Chapter} */
export function makeWorkbench(examples) {
  const opened = makeOpened();
  const faces = {
    train: later("train", async () => (await import("./train.js")).makeTrain(examples)),
    digits: later("average", async () => (await import("./digits.js")).makeDigits()),
  };
  /** The face that is shown, if it is not the pad. @param {State} state @returns {Face|null} */
  const faceOf = ({ view, attention }) => (attention.opened ? null : (faces[/** @type {"train"|"digits"} */ (view)] ?? null));
  return {
    id: "workbench",
    number: 0,
    name: "Workbench",
    station: (state) => openedStation(state) ?? faceOf(state)?.station ?? "read",
    reading: (state) => (openedStation(state) || state.view === "train" ? "opened" : faceOf(state) ? "small" : "large"),
    bar: drawFaces,
    paint(paper) {
      const face = faceOf(paper.state);
      if (!face?.paint) return opened.paint(paper);
      opened.forget();
      face.paint(paper);
    },
    leave: opened.forget,
    draw(paper) {
      const face = faceOf(paper.state);
      if (face) return face.draw(paper);
      if (openedStation(paper.state)) opened.draw(paper);
      else drawRead(paper);
      if (!(paper.layout.turned && openedStation(paper.state))) drawTools(paper, examples);
    },
    needs: (state) => faceOf(state)?.needs?.(state) ?? [],
    sentence: (state) => openedSentence(state) ?? faceOf(state)?.sentence(state) ?? invitation(state),
    equation: (state) => {
      const face = faceOf(state);
      if (face) return face.equation?.(state) ?? [];
      const { opened: mark } = state.attention;
      const digit = winner(state);
      return mark ? sumEquation(state, mark.layer, mark.index, "eye") : digit === null ? [] : sumEquation(state, 3, digit);
    },
    lower: (layout, state) => (faceOf(state) ? besidePlate(layout) : openedLower(layout, state)),
  };
}

/** @typedef {Pick<Chapter, "draw"|"sentence"> & Partial<Pick<Chapter, "paint"|"equation"|"needs">> & {station: string}} Face */

/** A face that is fetched when it is first looked at. @param {string} station @param {() => Promise<Omit<Face, "station">>} load @returns {Face} */
function later(station, load) {
  /** @type {Promise<void>|null} */
  let coming = null;
  /** @type {Face} */
  const face = {
    station,
    draw: ({ actions, state }) => void (coming ??= load().then((loaded) => (Object.assign(face, loaded), actions.setView(state.view)))),
    sentence: () => [],
  };
  return face;
}

/** Its faces: read, train, digits. @param {State} state @param {import("../draw/pen.js").Pen} html @param {import("../state/actions.js").Actions} actions */
function drawFaces(state, html, actions) {
  const faces = [["", "read", "draw, and it reads"], ["train", "train", "watch it learn"], ["digits", "digits", "all the digits there are, and which it reads wrong"]];
  if (isTurned(state.size)) {
    const events = { input: (/** @type {Event} */ event) => actions.setView(/** @type {HTMLSelectElement} */ (event.target).value) };
    html.group("select", { class: "bar__choice bar__faces", "aria-label": "face of the workbench" }, (list) => {
      for (const [view, name] of faces) list.element("option", { value: view, selected: state.view === view }, name);
    }, events);
    if (state.view) return;
  } else for (const [view, name, tip] of faces) {
    html.element("button", { "aria-pressed": String(state.view === view), "data-tip": tip }, name, { press: () => actions.setView(view) });
  }
  openedNote(state, html, actions);
}

/** @param {State} state @returns {import("../ui/chapter.js").Phrase[]} */
function invitation(state) {
  const shown = state.source.kind === "strokes" && state.source.opening !== undefined;
  if (isTurned(state.size)) return shown ? ["Now you: draw a digit. It reads as you move."] : [isEmpty(state) ? "Draw a digit. It reads as you move." : "Draw. It reads as you move. Press a neuron to see why."];
  const written = state.source.kind === "strokes" && state.source.written;
  if (written) return [`That was a ${written.digit} as a hand might write it, ${written.style}. Press again for another hand.`];
  if (shown) return ["That was us. Now you: draw a digit there. It is read while you move the pen."];
  if (isEmpty(state)) return ["Draw a digit, from 0 to 9. It is read while you move the pen."];
  return [state.depth === "picture" ? "Draw. It reads as you move the pen." : "Draw. It reads as you move the pen. Press a neuron to see why, or “next” for the whole story."];
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
  if (!isEmpty(state)) return layout.turned ? undefined : drawLegend(paper);
  const { plate } = layout;
  const words = layout.turned ? "draw with a finger" : "draw a digit";
  pen.text(plate.x + plate.side / 2, plate.y + plate.side / 2 + 6, words, "faint serif i halo", "middle", 22 * layout.unit);
}

/** What a strand's colour and thickness mean, in the free rows below the outputs. @param {Paper} paper */
function drawLegend({ pen, layout }) {
  const { unit, rows } = layout;
  const [x, y] = [layout.at(3, 0).x - layout.radius(3), layout.output(9) + 1.75 * rows.pitch];
  if (rows.pitch < 24 || x + 150 * unit > layout.width) return;
  [["plus", "rouses a neuron"], ["minus", "holds it back"]].forEach(([tone, words], i) => {
    const at = y + 22 * i * unit;
    pen.line(x, at, x + 22 * unit, at, `stroke-${tone}`, { "stroke-width": 3 });
    pen.text(x + 31 * unit, at + 4.5 * unit, words, "", "start", 13 * unit);
  });
}
