// Chapter 9: what every example wishes, averaged. The mean is −∇C; and what one step along it does.

import { fromUnitsSigned, significant, superscript } from "../core/format.js";
import { sum } from "../core/sums.js";
import { letter, number, slopeOfCost, sub, sumOver, term, toneOf } from "../draw/equation.js";
import { drawNetworkNote } from "../ui/bar.js";
import { drawDigits, drawHeads } from "../ui/labels.js";
import { displayed, makeTableQuestion, rowsOf, tableOf } from "./average-data.js";
import { NUMBERS, chosenRow, columnsIn, drawBatch, drawTable, paintThumbs, sayCount } from "./average-table.js";
import { descentEquation, descentSentence, drawDescent } from "./descent.js";
import { chooseLabel } from "./sensitivity.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */

const [EQUAL, DESCENT] = [1, 2]; // steps of the story

/** @returns {Chapter} */
export function makeAverage() {
  const question = makeTableQuestion();
  const filled = makeFilling();
  return {
    id: "average",
    number: 9,
    name: "Average",
    steps: 3,
    station: () => "average",
    bar: drawNetworkNote,
    paint(paper) {
      const found = tableOf(paper.state);
      if (found && paper.state.step < DESCENT) paintThumbs(paper, found.data);
    },
    scene: () => ({ output: null }),
    draw: (paper) => draw(paper, filled),
    sentence,
    equation: (state) => (state.step === DESCENT ? descentEquation(state) : meanEquation(state)),
    enter: chooseLabel,
    press: (mark, state, actions) => (mark.layer === 3 && state.source.kind !== "example" && actions.setLabel(mark.index), true),
    needs: (state) => question(state, state.step === DESCENT ? "slice" : "averages"),
    describe(state) {
      const found = tableOf(state);
      return found ? `The mean over ${sayCount(found.data)} examples and the gradient of all at once differ by ${found.data.averages.largest_difference.toExponential(0)} of its largest entry.` : "Averages not computed yet.";
    },
  };
}

/** Counts the columns in, one by one from the moment when the table has come. @returns {(paper: Paper, columns: number|null) => number} null: no table yet */
function makeFilling() {
  /** @type {number|null} ms after the view settled */
  let began = null;
  return ({ state, since, redraw }, columns) => {
    if (columns === null || since === 0) began = null;
    if (columns === null || state.step > 0 || since === Infinity) return columns ?? 0;
    began ??= since;
    const come = columnsIn(since - began, columns);
    if (come < columns) redraw();
    return come;
  };
}

/** @param {Paper} paper @param {ReturnType<typeof makeFilling>} filled */
function draw(paper, filled) {
  const { pen, layout, state } = paper;
  const found = tableOf(state);
  drawHeads(paper);
  drawDigits(paper, { attended: state.label });
  if (state.step === DESCENT) return drawDescent(paper);
  const come = filled(paper, found?.data.columns.length ?? null);
  if (!found) {
    const answer = state.answers.averages;
    const words = answer?.status === "failed" ? `the table did not come: ${answer.message}` : "not computed yet";
    return void pen.text(layout.turned ? 14 : layout.x(560), layout.turned ? layout.at(3, 0).y + 80 : layout.row(2), words, "faint", "start", 14 * layout.unit);
  }
  drawTable(paper, found.data, { current: found.current, come });
  if (state.step === EQUAL) drawBatch(paper, found.data);
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (state.step === DESCENT) return descentSentence(state);
  const found = tableOf(state);
  if (!found) return ["Eight examples, each sent back alone."];
  const { data } = found;
  if (state.step === EQUAL) {
    const share = data.averages.largest_difference;
    const words = share === 0 ? "not at all" : `by ${significant(share, 1)} of the largest`;
    return [`${capital(sayCount(data))} passes averaged, or one pass with all: over all 13,002 they differ ${words}.`];
  }
  const row = chosenRow(state);
  const wishes = data.averages.wishes[row] ?? [];
  const more = wishes.filter((wish) => wish > 0).length;
  const less = wishes.filter((wish) => wish < 0).length;
  const name = { text: String(row + 1), tone: /** @type {const} */ ("eye") };
  if (more + less === 0) return ["Weight ", name, ": its sender is dark in all of them, so none wishes anything."];
  return ["Weight ", name, `: ${NUMBERS[more]} of ${sayCount(data)} ${more === 1 ? "asks" : "ask"} for `, { text: "more", tone: "plus" }, `, ${NUMBERS[less]} for `, { text: "less", tone: "minus" }, ". One step obeys the mean."];
}

/** @param {string} word */
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** −∂C/∂w = 1/8 · Σ −∂Cₓ/∂w, of the attended row. @param {State} state @returns {import("../draw/equation.js").Term[]} */
function meanEquation(state) {
  const found = tableOf(state);
  const row = chosenRow(state);
  const wishes = found?.data.averages.wishes[row];
  if (!found || !wishes) return [];
  const { units, mean, decimals, power } = displayed(wishes);
  const times = power ? `·10${superscript(power)}` : "";
  const { kind, index, from = 0 } = rowsOf(state)[row];
  const symbol = kind === "bias" ? sub("b", index) : sub("w", index, ",", from);
  const of = { tag: "mfrac", of: [{ tag: "mrow", of: [letter("∂"), sub("C", "x")] }, { tag: "mrow", of: [letter("∂"), symbol] }] };
  return [
    term(["−", slopeOfCost(symbol)], fromUnitsSigned(mean, decimals) + times, toneOf(mean)),
    term("="),
    term({ tag: "mfrac", of: [number(1), number(wishes.length)] }),
    term([sumOver("x"), "−", of], fromUnitsSigned(sum(units), decimals) + times, toneOf(mean)),
  ];
}

