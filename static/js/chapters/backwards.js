// Chapter 7: one layer back, and again. The same sum for hidden 2, for hidden 1, and for the 784 squares of the picture.

import { compact, compactSigned, decimalsFor, fromUnitsSigned, significant, significantSigned } from "../core/format.js";
import { roundToAgree } from "../core/sums.js";
import { number, operator, subsup, sumOver, term, toneOf } from "../draw/equation.js";
import { makeRun, smooth } from "../draw/run.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkSwitch, drawPadTools, whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawFigures, drawHeads } from "../ui/labels.js";
import { neuron } from "../ui/neurons.js";
import { beside } from "../ui/output-table.js";
import { drawLayer, drawSizes, drawWish, paintWish } from "./backwards-columns.js";
import { attendedIn, layerOf, sumOf, wayBack } from "./backwards-facts.js";
import { GROW_MS, paintPulse, RUN_MS } from "./backwards-pulse.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */

/** @returns {Chapter} */
export function makeBackwards() {
  const clock = makeClock();
  return {
    id: "backwards",
    number: 7,
    name: "Backwards",
    steps: 4,
    station: () => "backwards",
    bar: drawBarNotes(clock),
    scene: (state) => ({ output: null, rings: [neuron(3, state.reading?.label ?? 2)].filter(() => state.reading?.label != null) }),
    enter: (state) => clock.start(state.step),
    paint: (paper) => {
      const way = wayBack(paper.state);
      if (!way) return;
      const { run, grown } = clock.at(paper);
      paintPulse(paper, way, layerOf(paper.state.step), run);
      if (layerOf(paper.state.step) === 0 && grown > 0) paintWish(paper, way, grown);
    },
    draw: (paper) => drawBackwards(paper, clock.at(paper).grown),
    sentence,
    equation,
    press: (mark, _, actions) => (mark.layer === 3 && actions.setLabel(mark.index), true),
    describe,
    lower: beside,
  };
}

/** @typedef {ReturnType<typeof makeClock>} Clock how far the pulse has run, and the arrows after it have grown */

function makeClock() {
  const motion = makeRun(RUN_MS + GROW_MS);
  return {
    /** @param {number} step the first has nothing to run along */
    start: (step) => (step === 0 ? motion.stop() : motion.start()),
    /** @param {{redraw: () => void}} paper */
    at({ redraw }) {
      const past = motion.share() * (RUN_MS + GROW_MS);
      if (past < RUN_MS + GROW_MS) redraw();
      return { run: Math.min(1, past / RUN_MS), grown: smooth(Math.max(0, (past - RUN_MS) / GROW_MS)) };
    },
  };
}

/** @param {Clock} clock @returns {NonNullable<Chapter["bar"]>} */
const drawBarNotes = (clock) => (state, html, actions) => {
  drawNetworkSwitch(state, html, actions);
  html.element("button", {}, state.step < 3 ? "one layer back" : "again", {
    press: () => {
      clock.start(1);
      actions.setStep(state.step < 3 ? state.step + 1 : 0);
    },
  });
};

/** @param {Paper} paper @param {number} grown */
function drawBackwards(paper, grown) {
  const { pen, layout, state } = paper;
  const way = wayBack(state);
  drawHeads(paper, { output: "above" });
  drawPadTools(paper);
  drawFigures(paper);
  drawDigits(paper, { attended: way?.label ?? null });
  if (!way) {
    if (!isEmpty(state)) pen.text(layout.turned ? layout.width / 2 : layout.x(640), layout.turned ? layout.at(3, 0).y + 130 : layout.row(7), "not computed yet", "faint halo", "middle");
    return;
  }
  const reached = layerOf(state.step);
  const first = layout.turned ? reached : 3; // a phone has room for one layer
  for (let layer = first; layer >= Math.max(1, reached); layer -= 1) drawLayer(paper, way, layer, layer === reached ? grown : 1);
  if (reached === 0 && grown > 0) drawWish(paper, way);
  drawSizes(paper, way, grown > 0 ? reached : reached + 1);
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (isEmpty(state)) return ["Draw a digit first. Then what is wished will travel back through the layers."];
  const way = wayBack(state);
  if (!way) return whichDigit(state);
  if (state.step === 0) return ["It begins at the outputs: ten nudges, filled as far as the slope lets them through."];
  if (state.step === 1) return ["One layer back. Each of the sixteen adds up what ten outputs ask of it; its own slope lets a part through."];
  if (state.step === 2) return ["And again. Now hidden 2 asks, and each neuron of hidden 1 adds up sixteen wishes. The very same sum."];
  const share = way.sizes[0].mean / way.sizes[3].mean;
  return ["Last, the 784 squares: where the picture should be ", { text: "brighter", tone: "plus" }, " or ", { text: "darker", tone: "minus" }, `. A nudge is now ${compact(share)} times one at the outputs.`];
}

/** nudge = Σ w(−δ), for the layer the story has come to. @param {State} state @returns {import("../draw/equation.js").Term[]} */
function equation(state) {
  const way = wayBack(state);
  if (!way || state.step === 0) return way ? deltaEquation(way) : [];
  const layer = layerOf(state.step);
  const index = attendedIn(state, way, layer);
  const { receiver, own, others, total, decimals } = sumOf(way, layer, index);
  const text = (/** @type {number} */ units) => fromUnitsSigned(units, decimals);
  const of = (/** @type {string} */ symbol, /** @type {(string|number)[]} */ place, /** @type {number} */ at) => subsup(symbol, place, [operator("("), number(at), operator(")")]);
  return [
    term(of("nudge", [index], layer), text(total), toneOf(total)),
    term("="),
    term([of("w", [receiver, ",", index], layer + 1), "(", "−", of("δ", [receiver], layer + 1), ")"], text(own), "eye"),
    term("+"),
    term([sumOver("j", "≠", receiver), "⋯"], text(others), toneOf(others)),
  ];
}

/** @param {import("./backwards-facts.js").WayBack} way @returns {import("../draw/equation.js").Term[]} */
function deltaEquation({ label, nudges, pushes }) {
  const push = pushes[3]?.[label] ?? 0;
  const nudge = nudges[3][label];
  const decimals = Math.max(3, decimalsFor(push, 3, 9));
  const { inputs, figures, result } = roundToAgree([nudge, push / nudge], (wish, slope) => wish * slope, decimals);
  return [
    term(["−", subsup("δ", [label], [operator("("), number(3), operator(")")])], fromUnitsSigned(result, decimals), toneOf(result)),
    term("="),
    term(subsup("nudge", [label], [operator("("), number(3), operator(")")]), significantSigned(inputs[0], figures), toneOf(nudge)),
    term("·"),
    term([{ tag: "msup", of: [operator("σ"), operator("′")] }, "(", subsup("z", [label], [operator("("), number(3), operator(")")]), ")"], significant(inputs[1], figures)),
  ];
}

/** @param {State} state */
function describe(state) {
  const way = wayBack(state);
  if (!way) return "Nothing has gone back yet.";
  const reached = layerOf(state.step);
  return `Gone back to ${["the picture", "hidden 1", "hidden 2", "the outputs"][reached]}. Mean size of a nudge: ${way.sizes.slice(reached).map(({ mean }) => compactSigned(mean).replace("+", "")).reverse().join(", ")}.`;
}
