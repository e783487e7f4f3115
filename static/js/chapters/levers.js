// Chapter 5: three levers move an output: its bias, its weights, and the activations that come in, which can only be wished for.

import { compact, decimalsFor, fromUnitsSigned, reading, significant } from "../core/format.js";
import { roundToAgree } from "../core/sums.js";
import { slopeOfCost, sub, sup, term, toneOf } from "../draw/equation.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkSwitch, drawPadTools, whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawFigures, drawHeads } from "../ui/labels.js";
import { neuron } from "../ui/neurons.js";
import { beside } from "../ui/output-table.js";
import { drawAside } from "./levers-aside.js";
import { drawBelow } from "./levers-below.js";
import { drawColumns, drawGrips, drawWires, needsOf, rowOf } from "./levers-columns.js";
import { ALONE, BUDGET, byBrightness, CHANGE, GRID, leverFacts, leverOutput, leverQuestions, WISHES } from "./levers-facts.js";
import { drawGrid } from "./levers-grid.js";
import { makePull } from "./levers-pull.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./levers-facts.js").LeverFacts} LeverFacts */

/** @returns {Chapter} */
export function makeLevers() {
  const pull = makePull();
  return {
    id: "levers",
    number: 5,
    name: "Levers",
    steps: 4,
    station: () => "levers",
    bar: drawBarNotes,
    scene,
    draw: (paper) => {
      drawLevers(paper, pull);
      if (pull.moving()) paper.redraw();
    },
    sentence: (state) => refusal(pull.refused()) ?? sentence(state),
    equation,
    needs: leverQuestions,
    press(mark, state, actions) {
      if (mark.layer === 3 && state.reading?.label === null) actions.setLabel(mark.index);
      else if (mark.layer === 3) actions.choose("output", mark.index);
      return true;
    },
    enter: pull.forget,
    describe,
    lower: beside,
  };
}

/** @param {State} state @param {import("../draw/pen.js").Pen} html @param {import("../state/actions.js").Actions} actions */
function drawBarNotes(state, html, actions) {
  drawNetworkSwitch(state, html, actions);
  if (state.step === GRID) return;
  html.element("span", { class: "bar__note" }, "senders");
  for (const [value, words] of [["order", "in order"], ["brightness", "by brightness"]]) {
    const on = byBrightness(state) === (value === "brightness");
    html.element("button", { "aria-pressed": String(on) }, words, { press: () => actions.choose("senders", value) });
  }
}

/** @param {State} state @returns {Partial<import("../draw/stage.js").Scene>} */
function scene(state) {
  const output = leverOutput(state);
  const facts = byBrightness(state) ? leverFacts(state) : null;
  return { output, rings: [neuron(3, output)], order: facts && rowOf(state, facts) };
}

/** @param {Paper} paper @param {import("./levers-pull.js").Pull} pull */
function drawLevers(paper, pull) {
  const { pen, layout, state } = paper;
  const facts = leverFacts(state);
  drawHeads(paper, { output: null });
  drawPadTools(paper);
  drawFigures(paper);
  drawDigits(paper, { attended: leverOutput(state) });
  if (!facts) {
    if (!isEmpty(state)) pen.text(layout.turned ? layout.width / 2 : layout.x(700), layout.turned ? layout.at(3, 0).y + 130 : layout.row(7), "not computed yet", "faint halo", "middle");
    return;
  }
  if (!layout.turned) drawWires(paper, facts);
  if (state.step === GRID) drawGrid(paper, facts);
  else {
    drawColumns(paper, facts, pull);
    drawGrips(paper, facts, (sender, event) => pull.take(paper, sender, event));
  }
  if (!layout.turned || state.step === WISHES) drawAside(paper, facts);
  else if (state.step !== GRID) drawBelow(paper, facts);
}

/** @param {number|null} sender @returns {Phrase[]|null} */
const refusal = (sender) => sender === null ? null : [`Activation ${sender} springs back: no hand can set it. It is made by the layer before, so the wish is passed on.`];

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (isEmpty(state)) return ["Draw a digit first. Then three levers will move an output."];
  const facts = leverFacts(state);
  if (!facts) return whichDigit(state);
  const name = { text: String(facts.output), tone: /** @type {const} */ ("eye") };
  if (state.step === ALONE) return aloneSentence(state, facts);
  if (state.step === GRID) return ["Where a bright sender meets an output that wants more, the weight is to grow most: fire together, wire together."];
  if (state.step === BUDGET) return ["The same small change, spent three ways. Most decrease per unit of change lies downhill, along −∇C."];
  return ["Three levers move output ", name, ". Bright senders’ weights count most; the dashed can only be wished."];
}

/** @param {State} state @param {LeverFacts} facts @returns {Phrase[]} */
function aloneSentence(state, { output, label, activation }) {
  const name = { text: String(output), tone: /** @type {const} */ ("eye") };
  const needs = needsOf(state);
  const raise = output === label;
  if (raise ? activation + CHANGE >= 1 : activation - CHANGE <= 0) return ["Output ", name, ` says ${reading(activation)}: no lever brings it ${CHANGE} ${raise ? "higher; 1 is the most" : "lower; 0 is the least"} it can say.`];
  const aim = `To ${raise ? "raise" : "lower"} output `;
  if (!needs) return [aim, name, ` by ${CHANGE}, each lever alone would have to move.`];
  return [aim, name, ` by ${CHANGE}, move the bias by ${compact(Math.abs(needs.bias))} alone, or sixteen weights, bright ones more.`];
}

/** −∂C/∂w = a · σ′(z) · 2(y − a). @param {State} state @returns {import("../draw/equation.js").Term[]} */
function equation(state) {
  const facts = leverFacts(state);
  if (!facts) return [];
  const { hovered } = state.attention;
  const sender = hovered?.layer === 2 ? hovered.index : facts.order[0];
  const { output, slope, nudge, senders } = facts;
  const wish = senders[sender] * slope * nudge;
  const decimals = Math.max(3, decimalsFor(wish, 3, 9));
  const { inputs, figures, result } = roundToAgree([senders[sender], slope, nudge], (a, s, n) => a * s * n, decimals);
  return [
    term(["−", slopeOfCost(sub("w", output, ",", sender))], fromUnitsSigned(result, decimals), toneOf(result)),
    term("="),
    term(sub("a", sender), significant(inputs[0], figures)),
    term("·"),
    term([sup("σ", "′"), "(", sub("z", output), ")"], significant(inputs[1], figures)),
    term("·"),
    term([2, "(", sub("y", output), "−", sub("a", output), ")"], (inputs[2] > 0 ? "+" : "") + significant(inputs[2], figures), toneOf(inputs[2])),
  ];
}

/** @param {State} state */
function describe(state) {
  const facts = leverFacts(state);
  if (!facts) return "Levers not computed yet.";
  const strongest = facts.order[0];
  return `Output ${facts.output}: bias wished ${compact(facts.push)}; brightest sender ${strongest}, its weight wished ${compact(facts.weightWishes[strongest])}.`;
}
