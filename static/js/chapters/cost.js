// Chapter 2: how wrong it is. What each output says beside what it should say, ten misses squared, and the mean over many examples.

import { missesOf } from "../core/backward.js";
import { compact, compactSigned, decimalsFor, fixed, fromUnits, fromUnitsSigned, toUnits } from "../core/format.js";
import { strip } from "../draw/charts-strip.js";
import { number, sub, sumOver, sup, term } from "../draw/equation.js";
import { slab, tone } from "../draw/marks.js";
import { backwardOf } from "../state/backward.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkSwitch, drawPadTools, whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawFigures, drawHeads, head } from "../ui/labels.js";
import { attendedScene, below, drawAttended, drawChoices, drawSays, drawSquares, drawWanted, headLine, lookedAt, spot, squareFigures } from "../ui/output-table.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/backward.js").Backward} Backward */
/** @typedef {import("../ui/output-table.js").Table & {gap: number, strip: {x: number, y: number, width: number, height: number}}} CostTable gap: where the gaps' figures end */

/**
 * @typedef {object} Many the costs of many examples
 * @property {string} dataset
 * @property {string} split
 * @property {number} cost their mean
 * @property {{index: number, label: number, cost: number, digit: number|null}[]} examples
 */

const MANY = 60; // bars that can still be told apart and pressed
const PREFERRED = ["mnist", "built-in", "examples"];

/** @returns {Chapter} */
export function makeCost() {
  const pointed = { bar: /** @type {number|null} */ (null) };
  return {
    id: "cost",
    number: 2,
    name: "Cost",
    steps: 2,
    station: () => "nudges",
    bar: drawNetworkSwitch,
    scene: attendedScene,
    draw: (paper) => draw(paper, pointed),
    sentence,
    equation: (state) => (state.step === 0 ? costEquation(state) : meanEquation(state)),
    press: (mark, _, actions) => (mark.layer === 3 && actions.setLabel(mark.index), true),
    needs: (state) => (state.network ? [{ name: "many costs", key: manyKey(state), ask: (api) => askMany(api, state) }] : []),
    describe: (state) => {
      const back = backwardOf(state);
      return back ? `Wanted ${back.label}. Cost ${squareFigures(back).total}.` : "No label chosen: cost not computed yet.";
    },
  };
}

/** @param {State} state */
const manyKey = ({ network, reading }) => `${network?.id} ${reading?.version ?? ""}`;

/** @param {import("../wire/api.js").Api} api @param {State} state @returns {Promise<Many>} */
async function askMany(api, { network }) {
  const { datasets } = await api.ask("GET", "datasets");
  const names = datasets.map((/** @type {{name: string}} */ one) => one.name);
  const dataset = PREFERRED.find((name) => names.includes(name)) ?? names[0];
  if (!dataset) throw new Error("no test digits are here yet");
  const list = await api.examples(dataset, { split: "test", limit: MANY, images: "none" });
  const examples = list.examples.map((/** @type {{index: number, label: number}} */ { index, label }) => ({ image: { dataset, split: "test", index }, label }));
  const answer = await api.askNetwork("POST", network?.id ?? "", "backprop", { examples, detail: "summary" });
  const found = answer.examples.map((/** @type {any} */ one, /** @type {number} */ i) => ({ index: list.examples[i].index, label: one.label, cost: one.cost, digit: one.prediction.digit }));
  return { dataset, split: "test", cost: answer.cost, examples: found };
}

/** @param {import("../draw/layout.js").Layout} layout @returns {CostTable} */
function tableOf(layout) {
  if (layout.turned) {
    const y = below(layout);
    const bars = { x: 14, y: y(696), width: layout.width - 28, height: y(756) - y(696) };
    return { zero: y(442), length: y(442) - y(398), wanted: y(490), square: y(556), figure: 0, side: 34 * Math.min(1, (y(434) - y(334)) / 100), from: layout.at(3, 0).y - 19, to: y(562), total: y(584), gap: 0, strip: bars };
  }
  const { x, rows, output, unit, close } = layout;
  const side = Math.min(40 * unit, rows.pitch - 4);
  const [zero, length] = close ? [928, 172] : [900, 200]; // the figures before it do not shrink with the screen
  const top = rows.top + 0.42 * rows.pitch;
  const bars = { x: x(900), y: top, width: x(1348) - x(900), height: headLine(layout) - 26 * unit - top };
  return { wanted: x(806), zero: x(zero), length: x(length), gap: x(1196), square: x(1316), figure: x(1398), side, from: layout.at(3, 0).x - 22 * unit, to: x(1407), total: output(9) + 0.78 * rows.pitch, strip: bars };
}

/** @typedef {{bar: number|null}} Pointed the bar of the strip that is pointed at */

/** @param {Paper} paper @param {Pointed} pointed */
function draw(paper, pointed) {
  const { layout, state } = paper;
  const back = backwardOf(state);
  const table = tableOf(layout);
  const label = back?.label ?? null;
  drawHeads(paper, { output: null });
  drawPadTools(paper);
  drawAttended(paper, table, label);
  drawFigures(paper);
  drawDigits(paper, { attended: label });
  drawColumnHeads(paper, table, back);
  drawSays(paper, table, back);
  drawWanted(paper, table, label);
  if (back) {
    drawGaps(paper, table, back);
    drawSquares(paper, table, back);
  } else if (!isEmpty(state) && !layout.turned) paper.pen.text(table.square, layout.row(8) - layout.rows.pitch / 2 + 4, "not computed yet", "faint", "middle");
  drawChoices(paper, table, label);
  drawStrip(paper, table, pointed);
}

/** @param {Paper} paper @param {CostTable} table @param {Backward|null} back */
function drawColumnHeads(paper, table, back) {
  const { pen, layout, state } = paper;
  const { unit } = layout;
  if (layout.turned) {
    pen.text(14, table.zero - table.length - 5, "says", "ink halo", "start", 13);
    pen.text(14, table.wanted - 17, back ? "should say" : "should say: press to choose", "ink halo", "start", 13);
    pen.text(14, table.square + 22, "gap, squared", "ink halo", "start", 13);
    return;
  }
  const y = headLine(layout);
  head(paper, table.wanted, y, "wanted", "y");
  pen.text(table.wanted, layout.output(9) + 0.86 * layout.rows.pitch, "press to choose", back ? "faint" : "ink", "middle", 12 * unit);
  head(paper, table.zero - 10 * unit, y, "says", "a", "end");
  if (state.depth !== "picture") for (const end of [0, 1]) pen.text(table.zero + end * table.length, y, String(end), "faint", "middle", 12 * unit);
  head(paper, table.gap, y, "gap", "y − a", "end");
  head(paper, table.figure, y, "gap, squared", undefined, "end");
}

/** The gap lies on the scale, from what is said to what is wanted. @param {Paper} paper @param {CostTable} table @param {Backward} back */
function drawGaps({ pen, layout, state }, table, back) {
  missesOf(back.nudges[3], back.label).forEach(({ wanted, gap }, digit) => {
    const bar = spot(layout, table.zero, digit);
    const at = layout.turned ? { ...bar, x: bar.x + 9 } : { ...bar, y: bar.y + 10 * layout.unit }; // beside the bar, or one hides the other
    slab(pen, at, back.outputs[digit] * table.length, wanted * table.length, 1.5, `mark-full ${tone(gap)}`);
    if (state.depth === "picture" || layout.turned) return;
    const text = Math.abs(gap) < 0.0005 ? compactSigned(gap) : fromUnitsSigned(toUnits(wanted, 3) - toUnits(back.outputs[digit], 3), 3); // wanted − said, as both are displayed
    pen.text(table.gap, bar.y + 4.5 * layout.unit, text, `${gap < 0 ? "minus" : "plus"} gap-figure`, "end");
  });
}

/** One bar an example; press one to load it. @param {Paper} paper @param {CostTable} table @param {Pointed} pointed */
function drawStrip(paper, { strip: box }, pointed) {
  const { pen, layout, state, actions, redraw } = paper;
  const answer = state.answers["many costs"];
  const many = /** @type {Many|null} */ (answer?.data ?? null);
  const heading = layout.turned ? box.y - 8 : box.y - 9 * layout.unit;
  if (!many) return void pen.text(box.x, heading, answer?.status === "failed" ? `the cost of many: ${answer.message}` : "", "faint", "start", 12 * layout.unit);
  const chosen = pointed.bar;
  const say = (/** @type {number} */ i) => sayExample(many, i);
  const { meanAt } = strip(pen, box, {
    label: `cost of ${many.examples.length} examples`,
    values: many.examples.map((one) => one.cost),
    mean: many.cost,
    chosen,
    loaded: loadedBar(state, many),
    say,
    choose: (index) => {
      pointed.bar = index;
      redraw();
    },
    open: (index) => load(many, index, actions),
  });
  pen.text(box.x, heading, chosen === null ? `${many.examples.length} test digits${layout.turned ? "" : ", a bar each"}: how much each costs` : say(chosen), chosen === null ? "soft" : "ink", "start", 12.5 * layout.unit);
  if (state.depth === "picture") return;
  if (layout.turned) pen.text(box.x + box.width, heading, `mean ${meanText(many)}`, "ink b halo", "end", 13);
  else {
    const line = Math.min(meanAt + 5 * layout.unit, box.y + box.height);
    pen.text(box.x + box.width + 8, line, meanText(many), "ink b mean-figure", "start", 15 * layout.unit);
    pen.text(box.x + box.width + 8, line - 17 * layout.unit, "mean", "faint", "start", 12 * layout.unit);
  }
}

/** @param {Many} many */
const meanText = ({ cost }) => fixed(cost, Math.max(3, decimalsFor(cost, 3, 6)));

/** @param {Many} many @param {number} index */
function sayExample({ examples }, index) {
  const { label, cost, digit } = examples[index];
  return `a ${label}, read as ${digit ?? "nothing"}: cost ${compact(cost)}; press to load it`;
}

/** @param {State} state @param {Many} many */
function loadedBar({ source }, many) {
  if (source.kind !== "example" || source.dataset !== many.dataset || source.split !== many.split) return null;
  const at = many.examples.findIndex(({ index }) => index === source.index);
  return at < 0 ? null : at;
}

/** @param {Many} many @param {number} at @param {import("../state/actions.js").Actions} actions */
function load({ dataset, split, examples }, at, actions) {
  const { index, label } = examples[at];
  actions.setSource({ kind: "example", dataset, split, index, label });
  actions.setLabel(label);
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (isEmpty(state)) return ["Draw a digit first. Then choose what the outputs should have said."];
  const back = backwardOf(state);
  if (!back) return whichDigit(state);
  const { total } = squareFigures(back);
  const many = /** @type {Many|null} */ (state.answers["many costs"]?.data ?? null);
  if (state.step === 0 || !many) return ["You want a ", { text: String(back.label), tone: "eye" }, `. Ten gaps, squared and added: this one costs ${total}.`];
  return [`One digit says little. What learning makes small is the mean over many: ${meanText(many)} for these ${many.examples.length}.`];
}

/** C = (y₂ − a₂)² + what the other nine miss. @param {State} state @returns {import("../draw/equation.js").Term[]} */
function costEquation(state) {
  const back = backwardOf(state);
  if (!back) return [];
  const digit = lookedAt(state, back);
  const { units, totalUnits, decimals, texts, total } = squareFigures(back);
  return [
    term("C", total),
    term("="),
    term([sumOver("j"), "(", sub("y", "j"), "−", sub("a", "j"), sup(")", 2)]),
    term("="),
    term(["(", sub("y", digit), "−", sub("a", digit), sup(")", 2)], texts[digit], digit === back.label ? "eye" : ""),
    term("+"),
    term([sumOver("j", "≠", digit), "⋯"], fromUnits(totalUnits - units[digit], decimals)),
  ];
}

/** @param {State} state @returns {import("../draw/equation.js").Term[]} */
function meanEquation(state) {
  const many = /** @type {Many|null} */ (state.answers["many costs"]?.data ?? null);
  if (!many) return [];
  return [term("C", meanText(many)), term("="), term({ tag: "mfrac", of: [number(1), number(many.examples.length)] }), term([sumOver("x"), sub("C", "x")])];
}
