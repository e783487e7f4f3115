// The training panel: accuracy and cost as charts, three rulers, and what can be done.

import { count, fixed, significant } from "../core/format.js";
import { handValues } from "../core/series.js";
import { TALL } from "../draw/camera.js";
import { lineChart } from "../draw/charts.js";
import { ruler } from "../draw/charts-ruler.js";
import { SUITING, isTraining, lessonsOf } from "../state/training.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../draw/layout.js").Layout} Layout */
/** @typedef {import("../draw/curve.js").Box} Box */

const RATES = handValues(0.01, 1000); // far beyond what learns, to see what happens
const SIZES = handValues(1, 60_000, { whole: true });
const RULER = 69; // px from one ruler to the next
const FLAT_OUT = 10_000; // the right end of the speed ruler: as fast as it goes
const SPEEDS = [...handValues(1, 1000, { whole: true }), FLAT_OUT];

/** @typedef {{accuracy: Box, cost: Box, rulers: {left: number, width: number, tops: number[]}, buttons: {left: number, width: number, top: number, line: number, note: number}, tabs?: number}} Places tabs: their top, where there is room for one thing at a time */

/** @param {Layout} layout @returns {Places} */
function placesOf(layout) {
  if (layout.turned) return turnedPlaces(layout);
  const { x, rows } = layout;
  const left = x(1128);
  const line = Math.max(46, 50 * (rows.pitch / 44));
  return stacked(layout, { left, width: x(1408) - left, top: layout.output(0) - 1.2 * rows.pitch, bottom: rows.bottom - 8, line, beside: false });
}

/** From below: buttons, a line of facts, three rulers; what is left belongs to the charts. @param {Layout} layout @param {{left: number, width: number, top: number, bottom: number, line: number, beside: boolean}} room @returns {Places} */
function stacked(layout, { left, width, top, bottom, line, beside }) {
  const buttons = bottom - 2 * line + 4;
  const rulers = buttons - 22 - 3 * RULER;
  const height = beside ? rulers - 4 - top : (rulers - 8 - top) / 2;
  const half = beside ? (width - 12) / 2 : width;
  return {
    accuracy: { x: left, y: top, width: half, height },
    cost: { x: beside ? left + half + 12 : left, y: beside ? top : top + height + 4, width: half, height },
    rulers: { left, width, tops: [rulers, rulers + RULER, rulers + 2 * RULER] },
    buttons: { left, width, top: buttons, line, note: buttons - 10 },
  };
}

/** @param {Layout} layout @returns {Places} */
function turnedPlaces(layout) {
  if (layout.height < TALL) return lowPlaces(layout);
  return stacked(layout, { left: 14, width: layout.width - 28, top: layout.at(3, 0).y + 50, bottom: layout.height - 66, line: 46, beside: true });
}

/** A low phone has room for the charts or for one ruler. @param {Layout} layout @returns {Places} */
function lowPlaces(layout) {
  const tabs = layout.at(3, 0).y + 38;
  const room = stacked(layout, { left: 14, width: layout.width - 28, top: tabs + 42, bottom: layout.height - 62, line: 44, beside: true });
  const height = room.buttons.note - 20 - (tabs + 42);
  const [accuracy, cost] = [room.accuracy, room.cost].map((box) => ({ ...box, height }));
  return { ...room, accuracy, cost, rulers: { ...room.rulers, tops: [tabs + 40, tabs + 40, tabs + 40] }, tabs };
}

const TABS = ["charts", "rate", "batch size", "speed"];

/** @param {Paper} paper */
export function drawTrainPanel(paper) {
  const places = placesOf(paper.layout);
  const tab = places.tabs === undefined ? null : Math.max(0, TABS.indexOf(String(paper.state.choices.panel)));
  if (places.tabs !== undefined) drawTabs(paper, places.tabs, tab ?? 0);
  if (!tab) {
    drawAccuracy(paper, places.accuracy);
    drawCost(paper, places.cost);
  }
  drawRulers(paper, places.rulers, tab);
  drawButtons(paper, places.buttons);
}

/** @param {Paper} paper @param {number} top @param {number} shown */
function drawTabs({ html, layout, actions }, top, shown) {
  html.group("div", { class: "tools", "style.left": "14px", "style.top": `${top}px`, "style.width": `${layout.width - 28}px` }, (row) => {
    TABS.forEach((name, at) => row.element("button", { "aria-pressed": String(at === shown) }, name, { press: () => actions.choose("panel", name) }));
  });
}

/** @param {Paper["state"]} state */
const chosenOf = ({ choices }) => (typeof choices.at === "number" && choices.at >= 0 ? choices.at : null);

/** @param {Paper} paper @param {Box} box */
function drawAccuracy({ pen, state, actions }, box) {
  const { history, before } = state.training;
  const percent = (/** @type {number} */ share) => `${fixed(100 * share, 1)} %`;
  lineChart(pen, box, {
    title: "read right",
    unit: "steps",
    series: [
      { name: "test", xs: history.measured, ys: history.test },
      { name: "training", xs: history.measured, ys: history.train, style: "other" },
      ...(before ? [{ name: "before", xs: before.measured, ys: before.test, style: /** @type {const} */ ("before") }] : []),
    ],
    text: percent,
    place: count,
    figures: state.depth !== "picture",
    chosen: chosenOf(state),
    choose: (at) => actions.choose("at", at ?? -1),
  });
}

/** @param {Paper} paper @param {Box} box */
function drawCost({ pen, state, actions }, box) {
  const { history, before } = state.training;
  lineChart(pen, box, {
    title: "cost of the mini-batches",
    unit: "steps",
    series: [
      { name: "now", xs: history.steps, ys: history.costs },
      ...(before ? [{ name: "before", xs: before.steps, ys: before.costs, style: /** @type {const} */ ("before") }] : []),
    ],
    text: (value) => significant(value, 3),
    place: count,
    log: true,
    figures: state.depth !== "picture",
    chosen: chosenOf(state),
    choose: (at) => actions.choose("at", at ?? -1),
  });
}

/** @param {Paper} paper @param {Places["rulers"]} places @param {number|null} tab null: all three */
function drawRulers({ html, state, trainer }, { left, width, tops }, tab) {
  const { set } = state.training;
  const figures = state.depth !== "picture";
  const here = (/** @type {number} */ at) => tab === null || tab === at;
  if (here(1)) ruler(html, left, tops[0], width, { id: "rate", name: "learning rate η", values: RATES, value: set.learning_rate, text: (value) => (value < 1000 ? String(value) : count(value)), figures, change: (value) => trainer.set({ learning_rate: value }) });
  if (here(2)) ruler(html, left, tops[1], width, { id: "batch", name: "batch size", values: SIZES, value: set.batch_size, text: count, labels: [1, 10, 100, 1000, 10_000], figures, change: (value) => trainer.set({ batch_size: value }) });
  const speed = set.steps_per_second || FLAT_OUT;
  const text = (/** @type {number} */ value) => (value === FLAT_OUT ? "flat out" : count(value));
  if (here(3)) ruler(html, left, tops[2], width, { id: "speed", name: "speed, steps a second", values: SPEEDS, value: speed, text, labels: [1, 10, 100, FLAT_OUT], figures, change: (value) => trainer.set({ steps_per_second: value === FLAT_OUT ? 0 : value }) });
}

/** @param {Paper} paper @param {Places["buttons"]} places */
function drawButtons({ html, pen, state, trainer }, { left, width, top, line, note }) {
  const { training } = state;
  const running = isTraining(training);
  const nothing = !running && !lessonsOf(state).length; // to learn from, yet
  const broken = training.status?.state === "diverged";
  pen.text(left, note, progress(state), "faint", "start", 12);
  /** @param {number} row @param {number} from share of the width @param {number} to @param {string} words @param {() => void} press @param {{solid?: boolean, tip?: string, disabled?: boolean}} [more] */
  const button = (row, from, to, words, press, { solid = false, tip, disabled = false } = {}) => {
    const place = { "style.left": `${left + from * width}px`, "style.top": `${top + row * line}px`, "style.width": `${(to - from) * width}px` };
    html.element("button", { class: `btn btn--placed ${solid ? "btn--solid" : ""}`, "data-tip": tip, disabled, ...place }, words, { press });
  };
  button(0, 0, 0.28, running ? "pause" : "play", running ? trainer.pause : trainer.play, { solid: !broken, disabled: broken || nothing, tip: running ? "stop here for a while" : "take step after step" });
  button(0, 0.3, 0.5, "step", () => trainer.until("step"), { disabled: running || broken || nothing, tip: "one step: the wishes of one mini-batch, averaged" });
  button(0, 0.52, 0.77, "epoch", () => trainer.until("epoch"), { disabled: running || broken || nothing, tip: "on to the end of this epoch: every example once" });
  button(0, 0.79, 1, "undo", trainer.undo, { solid: broken, disabled: running || !training.status, tip: "take back the last step or run" });
  button(1, 0, 0.48, "same brain", trainer.sameBrain, { disabled: running, tip: `the random weights of seed ${state.wanted.seed} again` });
  button(1, 0.52, 1, "new brain", trainer.newBrain, { disabled: running, tip: "other random weights" });
}

/** Where the run stands, or why the rate is what it is, in a line. @param {Paper["state"]} state */
function progress({ training: { status, set }, wanted: { hidden_activation: curve } }) {
  if (!status) return set.learning_rate === SUITING[curve] ? `rate ${SUITING[curve]} suits ${curve === "relu" ? "ReLU" : "sigmoid"}` : "";
  const { step, epoch, examples_per_second: rate, seconds_left: left, state } = status;
  const parts = [`step ${count(step)}`];
  if (epoch !== null) parts.push(`epoch ${fixed(epoch, epoch < 10 ? 2 : 1)}`);
  if (state === "running" && rate) parts.push(`${count(Math.round(rate / 100) * 100)} examples/s`);
  if (state === "running" && left) parts.push(`${Math.ceil(left)} s left`);
  return parts.join(", ");
}
