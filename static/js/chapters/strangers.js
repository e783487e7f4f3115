// The honest moment: letters and noise, which are no digit at all, are read as boldly as one. And what an activation is not.

import { count, fixed, reading as figure } from "../core/format.js";
import { roundTogether, sum } from "../core/sums.js";
import { operator, sub, sumOver, term } from "../draw/equation.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkNote } from "../ui/bar.js";
import { drawDigits, drawFigures, drawHeads } from "../ui/labels.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{name: string, kind: "letter"|"noise", digit: number, confidence: number, seed: number, image: number[], count: number, bold: number}} Misread */

const COUNT = 100; // images of each noise that are tried; the boldest is shown
const PAD = { size: 0.62, left: 0.19, top: 0.19 }; // where a letter stands on the pad, as shares of its side

/** @returns {Chapter} */
export function makeStrangers() {
  return {
    id: "strangers",
    number: 11,
    name: "Not a digit",
    steps: 2,
    station: () => "nudges",
    bar: drawNetworkNote,
    paint(paper) {
      const found = misreadsOf(paper.state);
      if (found) paintGallery(paper, found);
    },
    draw,
    sentence,
    equation: (state) => (state.step === 1 ? sumOfOutputs(state) : []),
    needs: (state) => (state.network && state.reading ? [{ name: "strangers", key: `${state.network.id} ${state.reading.version} ${seedOf(state)}`, ask: askStrangers(state.network.id, seedOf(state)) }] : []),
    describe(state) {
      const found = misreadsOf(state);
      return found ? `${boldOnes(found).bold} of ${boldOnes(found).count} images of noise are read with an activation of 0.5 or more.` : "";
    },
  };
}

/** @param {State} state */
const seedOf = ({ choices }) => (typeof choices.noise === "number" && choices.noise >= 0 ? Math.floor(choices.noise) : 0);

/** @param {string} id @param {number} seed @returns {(api: import("../wire/api.js").Api) => Promise<Misread[]>} */
const askStrangers = (id, seed) => async (api) => (await api.askNetwork("POST", id, "insight/strangers", { seed: seed * COUNT, count: COUNT })).strangers;

/** @param {State} state @returns {Misread[]|null} */
const misreadsOf = ({ answers }) => answers.strangers?.data ?? null;

/** @param {Misread[]} found */
function boldOnes(found) {
  const noises = found.filter(({ kind }) => kind === "noise");
  return { bold: sum(noises.map(({ bold }) => bold)), count: sum(noises.map((one) => one.count)) };
}

/** @param {import("../draw/layout.js").Layout} layout @returns {(at: number) => {x: number, y: number, side: number, width: number, height: number}} */
function cellsOf({ x, rows, turned, width, lower, at, unit }) {
  const columns = turned ? 6 : 4;
  const [left, right] = turned ? [14, width - 14] : [x(826), x(1408)];
  const [top, bottom] = turned ? [at(3, 0).y + 84, lower - 12] : [rows.top + rows.pitch * 3.2, rows.bottom];
  const [w, h] = [(right - left) / columns, (bottom - top) / Math.ceil(16 / columns)];
  const side = Math.min(w - (turned ? 6 : 60 * unit), h - (turned ? 26 : 16 * unit));
  return (place) => ({ x: left + (place % columns) * w, y: top + Math.floor(place / columns) * h, side, width: w, height: h });
}

/** @param {Paper} paper @param {Misread[]} found */
function paintGallery({ stage, layout }, found) {
  const cell = cellsOf(layout);
  stage.pen.imageSmoothingEnabled = true;
  found.forEach(({ image }, at) => {
    const { x, y, side } = cell(at);
    stage.pen.drawImage(stage.bitmaps.plate(image, 3), x, y, side, side);
  });
}

/** @param {Paper} paper */
function draw(paper) {
  const { pen, layout, state } = paper;
  const digit = isEmpty(state) ? null : (state.reading?.prediction.digit ?? null);
  drawHeads(paper);
  drawFigures(paper);
  drawDigits(paper, { forward: digit });
  const found = misreadsOf(state);
  if (!found) return void pen.text(layout.turned ? 14 : layout.x(826), layout.row(4), "not computed yet", "faint", "start", 14 * layout.unit);
  drawSummary(paper, found);
  const cell = cellsOf(layout);
  found.forEach((one, at) => drawStranger(paper, one, cell(at)));
}

/** @param {Paper} paper @param {Misread[]} found */
function drawSummary({ pen, html, layout, state, actions }, found) {
  const { unit, turned } = layout;
  const { bold, count: all } = boldOnes(found);
  const [x, y] = turned ? [14, layout.at(3, 0).y + 66] : [layout.x(960), layout.rows.top + layout.rows.pitch * 0.5];
  const words = state.depth === "picture" ? "letters and noise: press one" : `${count(bold)} of ${count(all)} images of noise are read with 0.5 or more`;
  pen.text(x, y, words, "ink strangers-bold", "start", 14 * unit);
  if (turned) return;
  pen.text(x, y + 22 * unit, layout.close ? "the boldest of each noise; press one, or draw a letter" : "of each noise the boldest is shown; press one, or draw a letter yourself", "faint", "start", 12 * unit);
  const place = { "style.left": `${x}px`, "style.top": `${y + 36 * unit}px` };
  html.element("button", { class: "placed tools__act", ...place, "data-tip": "a hundred other images of each noise" }, "other noise", { press: () => actions.choose("noise", (seedOf(state) + 1) % 1000) });
}

/** @param {Paper} paper @param {Misread} one @param {{x: number, y: number, side: number, width: number, height: number}} cell */
function drawStranger(paper, one, { x, y, side, width, height }) {
  const { pen, layout, state } = paper;
  const { unit, turned } = layout;
  const shown = state.source.kind === "pixels" && state.source.name === nameOf(one);
  pen.rect(x - 1, y - 1, side + 2, side + 2, shown ? "stroke-ink" : "stroke-line", { "stroke-width": shown ? 2 : 1 });
  const bold = one.confidence >= 0.5;
  const [wordX, wordY] = turned ? [x + side / 2, y + side + 14] : [x + side + 10 * unit, y + side * 0.45];
  if (turned) pen.text(wordX, wordY, `${one.digit}`, `serif ${bold ? "ink" : "soft"}`, "middle", 15);
  else {
    pen.text(wordX, wordY, String(one.digit), `serif ${bold ? "ink" : "soft"}`, "start", 30 * unit);
    if (state.depth !== "picture") pen.text(wordX, wordY + 20 * unit, figure(one.confidence), bold ? "ink b" : "soft", "start", 13 * unit);
    pen.rect(wordX, wordY + 28 * unit, 42 * unit * Math.min(1, one.confidence), 5 * unit, `mark-full ${bold ? "tone-ink" : "tone-soft"}`);
  }
  const label = `${one.kind === "letter" ? `the letter ${one.name}` : `noise: ${one.name}`}, read as ${one.digit}, ${figure(one.confidence)}: put it on the pad`;
  pen.hit(x - 2, y - 2, width - 4, height - 4, label, { press: () => load(paper, one) }, { "data-stranger": one.name });
}

/** @param {Misread} one */
const nameOf = ({ name, seed }) => `${name} ${seed}`;

/** Letters as strokes, so that they can be drawn on; noise as it is. @param {Paper} paper @param {Misread} one */
async function load({ api, actions }, one) {
  actions.setLabel(null);
  if (one.kind === "noise") return actions.setSource({ kind: "pixels", pixels: one.image, name: nameOf(one) });
  try {
    const { strokes } = await api.ask("GET", `strangers/${one.name}`);
    const placed = strokes.map((/** @type {[number, number][]} */ stroke) => stroke.map(([x, y]) => [PAD.left + PAD.size * x, PAD.top + PAD.size * y]));
    actions.setSource({ kind: "strokes", strokes: placed });
  } catch (error) {
    actions.setTrouble(error instanceof Error ? error.message : String(error));
  }
}

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  const { reading } = state;
  if (isEmpty(state) || !reading) return ["Show it what is no digit: a letter, or noise. It answers all the same."];
  const { digit } = reading.prediction;
  const says = { text: `${digit}`, tone: /** @type {const} */ ("eye") };
  const boldness = reading.layers[3].activations[digit ?? 0];
  if (state.step === 0) return boldness >= 0.5 ? ["Digit or not, it says ", says, state.depth === "picture" ? "." : `, with ${figure(boldness)}. No output means “none of these”.`] : ["This one leaves it cool: no output reaches 0.5. Try another."];
  return ["No probability: the ten need not add up to 1, and nothing taught it to doubt."];
}

/** Σ aⱼ, which is not 1. @param {State} state @returns {import("../draw/equation.js").Term[]} */
function sumOfOutputs({ reading }) {
  const outputs = reading?.layers[3].activations;
  if (!outputs) return [];
  const { total } = roundTogether(outputs, 3);
  return [term([sumOver("j"), sub("a", "j")], fixed(total / 1000, 3), "eye"), term(operator(total === 1000 ? "=" : "≠")), term(1)];
}
