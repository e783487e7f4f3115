// Chapter 8: only listening to this one. Ten fixed digits and the share read right, while one example alone is learned from;
// then all are listened to again. What is said is counted, never assumed.

import { count, fixed, reading as figure } from "../core/format.js";
import { lineChart } from "../draw/charts.js";
import { fraction, letter, sub, term } from "../draw/equation.js";
import { isEmpty } from "../state/state.js";
import { isTraining } from "../state/training.js";
import { drawNetworkNote } from "../ui/bar.js";
import { whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawFigures, drawHeads, head } from "../ui/labels.js";
import { chooseLabel } from "./sensitivity.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{index: number, label: number, digit: number, confidence: number}} Read one of the ten */
/** @typedef {{pixels: number[][], indices: number[], dataset: string}} Ten the fixed digits */

const PREFERRED = ["mnist", "built-in", "examples"];
const LEARNED = 0.01; // a cost below it leaves next to nothing to learn
const WORDS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "All"];

/** @returns {Chapter} */
export function makeOnly() {
  return {
    id: "only",
    number: 8,
    name: "Only this one",
    station: () => "nudges",
    bar: (state, html, actions) => drawStarts(state, html, actions),
    scene: () => ({ output: null }),
    paint: paintTen,
    draw,
    sentence,
    equation,
    enter: chooseLabel,
    press: (mark, state, actions) => (mark.layer === 3 && !isTraining(state.training) && actions.setLabel(mark.index), true),
    needs: (state) => (state.network ? [{ name: "ten", key: "first of each", ask: askTen }, ...readQuestion(state)] : []),
    describe(state) {
      const reads = readsOf(state);
      return reads && state.label !== null ? `${countAs(reads, state.label)} of ten fixed digits are read as ${state.label}.` : "";
    },
  };
}

/** Trained or not: both can be told to listen to one alone. @param {State} state @param {import("../draw/pen.js").Pen} html @param {import("../state/actions.js").Actions} actions */
function drawStarts(state, html, actions) {
  drawNetworkNote(state, html);
  for (const start of /** @type {const} */ (["trained", "untrained"])) {
    html.element("button", { "aria-pressed": String(state.wanted.start === start), "data-tip": "begin again from these weights" }, start, { press: () => actions.want({ start }) });
  }
}

/** @param {import("../wire/api.js").Api} api @returns {Promise<Ten>} */
async function askTen(api) {
  const { datasets } = await api.ask("GET", "datasets");
  const names = datasets.map((/** @type {{name: string}} */ { name }) => name);
  const dataset = PREFERRED.find((name) => names.includes(name)) ?? names[0];
  const found = await Promise.all(WORDS.slice(0, 10).map((_, label) => api.examples(dataset, { split: "test", label, limit: 1 })));
  const firsts = found.map(({ examples }) => examples[0]);
  return { dataset, pixels: firsts.map(({ image }) => image), indices: firsts.map(({ index }) => index) };
}

/** What the network makes of the ten while nothing trains; frames bring it otherwise. @param {State} state @returns {import("../wire/questions.js").Question[]} */
function readQuestion({ network, reading, answers, training }) {
  const ten = /** @type {Ten|null} */ (answers.ten?.data ?? null);
  if (!ten || !network || isTraining(training)) return [];
  const examples = ten.indices.map((index, label) => ({ image: { dataset: ten.dataset, split: "test", index }, label }));
  const ask = async (/** @type {import("../wire/api.js").Api} */ api) => {
    const answer = await api.askNetwork("POST", network.id, "backprop", { examples, detail: "summary" });
    return answer.examples.map((/** @type {any} */ { label, prediction }, /** @type {number} */ at) => ({ index: ten.indices[at], label, ...prediction }));
  };
  return [{ name: "ten reads", key: `${network.id} ${reading?.version}`, ask }];
}

/** @param {State} state @returns {Read[]|null} */
function readsOf({ training, answers }) {
  const { status } = training;
  return (isTraining(training) ? status?.ten : null) ?? answers["ten reads"]?.data ?? status?.ten ?? null;
}

/** @param {Read[]} reads @param {number} digit */
const countAs = (reads, digit) => reads.filter((read) => read.digit === digit).length;

/** Where the ten stand: a row each on the outputs' rows; on the phone a column each. @param {import("../draw/layout.js").Layout} layout */
function placesOf(layout) {
  const { x, rows, turned, unit, narrow } = layout;
  if (turned) {
    const top = layout.at(3, 0).y + 66;
    const side = Math.min(30, (layout.width - 28) / 10 - 5);
    const chart = { x: 14, y: top + side + 66, width: layout.width - 28, height: Math.max(110, layout.height - top - side - 250) };
    return { side, chart, at: (/** @type {number} */ d) => ({ x: layout.output(d) - side / 2, y: top }), buttons: { left: 14, width: layout.width - 28, top: layout.height - 176 } };
  }
  const side = Math.min(36 * unit, rows.pitch - 6);
  const chart = { x: x(1128), y: layout.output(0) - rows.pitch * 1.2, width: x(1408) - x(1128), height: rows.pitch * 5 };
  return { side, chart, at: (/** @type {number} */ d) => ({ x: x(narrow ? 806 : 838), y: layout.output(d) - side / 2 }), buttons: { left: x(1128), width: x(1408) - x(1128), top: layout.output(6) - 10 } };
}

/** @param {Paper} paper */
function paintTen({ stage, layout, state }) {
  const ten = /** @type {Ten|null} */ (state.answers.ten?.data ?? null);
  if (!ten) return;
  const { side, at } = placesOf(layout);
  stage.pen.imageSmoothingEnabled = true;
  ten.pixels.forEach((pixels, digit) => stage.pen.drawImage(stage.bitmaps.plate(pixels, 3), at(digit).x, at(digit).y, side, side));
}

/** @param {Paper} paper */
function draw(paper) {
  const { layout, state } = paper;
  drawHeads(paper, { output: null });
  drawFigures(paper);
  drawDigits(paper, { attended: state.label });
  drawReads(paper);
  drawAccuracy(paper);
  drawButtons(paper);
  if (!layout.turned) head(paper, placesOf(layout).at(0).x, layout.output(0) - 0.86 * layout.rows.pitch, layout.narrow ? "ten test digits, read as" : "ten test digits, and what they are read as", undefined, "start");
}

/** What each of the ten is read as. @param {Paper} paper */
function drawReads({ pen, layout, state }) {
  const reads = readsOf(state);
  if (!reads) return;
  const { side, at } = placesOf(layout);
  const { unit, turned, narrow } = layout;
  const bar = (narrow ? 56 : 80) * unit;
  for (const { label, digit, confidence } of reads) {
    const { x, y } = at(label);
    const right = digit === label;
    const style = `serif ${digit === state.label ? "eye" : right ? "ink" : "faint"}`;
    const figures = state.depth !== "picture";
    if (turned) {
      pen.text(x + side / 2, y + side + 24, String(digit), style, "middle", 22);
      pen.text(x + side / 2, y + side + 42, right ? "✓" : "✗", right ? "soft" : "minus", "middle", 13);
      continue;
    }
    const middle = y + side / 2;
    pen.text(x + side + 12 * unit, middle + 5 * unit, "→", "faint", "start", 15 * unit);
    pen.text(x + side + 46 * unit, middle + 8 * unit, String(digit), style, "middle", 26 * unit);
    pen.rect(x + side + 70 * unit, middle - 4 * unit, Math.max(1, Math.min(1, confidence) * bar), 8 * unit, "mark-full tone-soft");
    if (figures) pen.text(x + side + 78 * unit + bar, middle + 4.5 * unit, figure(confidence), "", "start", 13 * unit);
    pen.text(x + side + 124 * unit + bar, middle + 5 * unit, right ? "✓" : "✗", right ? "soft" : "minus", "start", 14 * unit);
  }
}

/** @param {Paper} paper */
function drawAccuracy({ pen, layout, state }) {
  const { history, before } = state.training;
  lineChart(pen, placesOf(layout).chart, {
    title: "of all test digits, read right",
    unit: "steps",
    series: [
      { name: "now", xs: history.measured, ys: history.test },
      ...(before ? [{ name: "before", xs: before.measured, ys: before.test, style: /** @type {const} */ ("before") }] : []),
    ],
    text: (share) => `${fixed(100 * share, 1)} %`,
    place: count,
    range: [0, 1],
    figures: state.depth !== "picture",
  });
}

/** @param {Paper} paper */
function drawButtons({ html, layout, state, trainer }) {
  const { left, width, top } = placesOf(layout).buttons;
  const { training, label } = state;
  const able = label !== null && !isEmpty(state);
  const one = listensToOne(state);
  /** @param {number} row @param {string} words @param {boolean} solid @param {boolean} disabled @param {() => void} press */
  const button = (row, words, solid, disabled, press) =>
    void html.element("button", { class: `btn btn--placed ${solid ? "btn--solid" : ""}`, disabled, "style.left": `${left}px`, "style.top": `${top + 50 * row}px`, "style.width": `${width}px` }, words, { press });
  if (isTraining(training)) button(0, "stop", true, false, trainer.stop);
  else button(0, able ? `listen only to this ${label}` : "draw a digit, press its output", !one, !able, () => label !== null && trainer.only(label));
  button(1, "listen to all of them", !isTraining(training) && one, isTraining(training) && !one, trainer.all);
}

/** The newest run heard one example alone. @param {State} state */
const listensToOne = ({ training: { status } }) => status?.only != null;

/** The step, of one example's cost or of the mean. @param {State} state @returns {import("../draw/equation.js").Term[]} */
function equation(state) {
  const { status } = state.training;
  const rate = status?.learning_rate;
  const cost = status && !listensToOne(state) ? letter("C") : sub("C", "this", state.label ?? "");
  return [term("W"), term("←"), term("W"), term("−"), term("η", rate === undefined ? undefined : String(rate)), term(fraction(["∂", cost], ["∂", letter("W")]))];
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  const { label, training } = state;
  if (isEmpty(state)) return ["Draw a digit. What if the network listened to it alone?"];
  if (label === null) return whichDigit(state);
  const reads = readsOf(state);
  const { status } = training;
  const eye = { text: String(label), tone: /** @type {const} */ ("eye") };
  if (!status || !reads) return ["What if it listened to this ", eye, " alone, and to nobody else?"];
  const [as, right] = [countAs(reads, label), reads.filter((read) => read.digit === read.label).length];
  if (!listensToOne(state)) return [`It listens to all of them again: ${WORDS[right].toLowerCase()} of ten are read right.`];
  const after = `After ${count(status.step)} steps with one example, `;
  if (as >= 9) return [after, `${WORDS[as].toLowerCase()} of ten are read as `, eye, ". It never heard of the others."];
  if (isTraining(training) && state.reading?.cost != null && state.reading.cost < LEARNED && as <= 2) return [after, `${WORDS[right].toLowerCase()} of ten are still right: it knew this `, eye, " already, so little is wished."];
  return [after, `${WORDS[as].toLowerCase()} of ten ${as === 1 ? "is" : "are"} read as `, eye, `, ${WORDS[right].toLowerCase()} right.`];
}
