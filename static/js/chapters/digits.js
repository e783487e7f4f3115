// The workbench's third face: all the digits there are, those read wrong just now, those most in doubt, and which are mixed up.

import { count, fixed } from "../core/format.js";
import { PAGE, makePages } from "../core/digit-pages.js";
import { imageOf } from "../wire/session.js";
import { DATASETS, isTraining } from "../state/training.js";
import { digitGrid } from "../ui/digit-grid.js";
import { drawDigits, drawHeads } from "../ui/labels.js";
import { drawConfusion } from "./digits-confusion.js";
import { preparingNote } from "./digits-offer.js";
import { trainNeeds } from "./train-choices.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{index: number, label: number, digit: number, confidence: number, second: number, doubt: number}} Read */
/** @typedef {{accuracy: number, cost: number, examples: number, confusion: number[][], mistake_count: number, mistakes: Read[], doubtful: Read[]}} Evaluation */
/** @typedef {"all"|"wrong"|"doubtful"|"variants"} Kind */

const MOST = 1000; // mistakes and doubtful ones that are listed
const ROOM = 430; // px that the filters' full names take

/** @param {State} state */
const datasetsOf = ({ answers }) => /** @type {{name: string, splits: Record<string, {count: number}>}[]} */ (answers.datasets?.data?.datasets ?? []);

/** The dataset that is browsed, the best by default. @param {State} state @returns {string|null} */
function datasetOf(state) {
  const names = datasetsOf(state).map(({ name }) => name);
  const chosen = String(state.choices.digits ?? "");
  return names.includes(chosen) ? chosen : (["mnist", "built-in"].find((name) => names.includes(name)) ?? names[0] ?? null);
}

/** @param {State} state @returns {Kind} */
const kindOf = ({ choices }) => (choices.which === "wrong" || choices.which === "doubtful" || choices.which === "variants" ? choices.which : "all");

/** @param {State} state @returns {number|null} */
const labelOf = ({ choices }) => (typeof choices.digit === "number" && choices.digit >= 0 && choices.digit <= 9 ? choices.digit : null);

/** @param {State} state */
const evaluationKey = (state) => `${state.network?.id} ${state.reading?.version} ${datasetOf(state)}`;

/** Of these weights and this dataset; of others it would be a false number. @param {State} state @returns {Evaluation|null} */
const evaluationOf = (state) => (state.answers.evaluation?.answered === evaluationKey(state) ? state.answers.evaluation.data : null);

/** @param {State} state @returns {import("../wire/questions.js").Question[]} */
function digitsNeeds(state) {
  const { network } = state;
  const dataset = datasetOf(state);
  const questions = trainNeeds(state);
  if (!network || !dataset || isTraining(state.training)) return questions;
  const order = { dataset, split: "test", most: MOST };
  return [...questions, { name: "evaluation", key: evaluationKey(state), ask: (api) => api.askNetwork("POST", network.id, "evaluation", order) }];
}

/** The face. */
export const makeDigits = () => ({ draw: makeDrawing(), needs: digitsNeeds, sentence: digitsSentence });

/** Draws, and remembers the list that is shown. @returns {(paper: Paper) => void} */
function makeDrawing() {
  /** @type {{key: string, list: import("../core/digit-pages.js").Pages}|null} */
  let shown = null;
  /** What was on the pad before a variant of it was chosen. @type {State["source"]} */
  let varied = { kind: "empty" };
  return (paper) => {
    const { layout, state, html } = paper;
    if (state.source.kind !== "pixels" || state.source.name !== VARIANT) varied = state.source;
    drawHeads(paper, { output: null });
    drawDigits(paper, {});
    const places = placesOf(layout);
    drawFilters(paper, places);
    const dataset = datasetOf(state);
    if (!dataset) return;
    const key = [dataset, kindOf(state), labelOf(state), state.choices.mixed ?? "", kindOf(state) === "all" ? "" : kindOf(state) === "variants" ? variantsKey(state, varied) : state.answers.evaluation?.answered].join();
    if (shown?.key !== key) shown = { key, list: listOf(paper, dataset, varied) };
    const reads = readsByIndex(state);
    digitGrid(html, places.grid, {
      name: `${DATASETS[dataset] ?? dataset}: ${count(shown.list.total ?? 0)} digits; arrow keys load one`,
      list: shown.list,
      chosen: state.source.kind === "example" && state.source.dataset === dataset ? state.source.index : null,
      note: ({ index, label, read }) => (read !== undefined ? (read === state.reading?.prediction.digit ? null : String(read)) : reads.has(index) && reads.get(index) !== label ? String(reads.get(index)) : null),
      choose: ({ index, label, image, read }) => read === undefined ? paper.actions.setSource({ kind: "example", dataset, split: "test", index, label }) : paper.actions.setSource({ kind: "pixels", pixels: Array.from(image, (value) => value / 255), name: VARIANT }),
      inks: paper.stage.inks,
    });
    const found = evaluationOf(state);
    if (found && places.confusion) drawConfusion(paper, places.confusion, found);
    paper.pen.text(places.offer.left, places.offer.top, preparingNote(paper), "faint", "start", 12);
  };
}

const VARIANT = "a variant";

/** @param {State} state @param {State["source"]} varied */
const variantsKey = ({ network, reading }, varied) => `${network?.id} ${reading?.version} ${JSON.stringify(imageOf(varied))}`;

/** Which digits the list has. @param {Paper} paper @param {string} dataset @param {State["source"]} varied */
function listOf({ state, api, redraw }, dataset, varied) {
  const [kind, label] = [kindOf(state), labelOf(state)];
  if (kind === "variants") {
    return makePages(async () => {
      const order = { image: imageOf(varied), count: 100 };
      const { variants } = await api.askNetwork("POST", state.network?.id ?? "", "variants", order);
      const found = variants.map((/** @type {any} */ { image, prediction }, /** @type {number} */ index) => ({ index, label: -1, image, read: prediction.digit }));
      return { total: found.length, examples: found };
    }, redraw);
  }
  if (kind === "all") {
    const only = /** @type {Record<string, number>} */ (label === null ? {} : { label });
    return makePages((offset, limit) => api.examples(dataset, { split: "test", images: "base64", offset, limit, ...only }), redraw);
  }
  const chosen = chosenReads(state).map(({ index }) => index);
  return makePages(async (offset) => {
    const some = chosen.slice(offset, offset + PAGE);
    const found = some.length ? await api.examplesAt(dataset, "test", some) : [];
    return { total: chosen.length, examples: found };
  }, redraw);
}

/** Mistakes or doubtful ones, of one digit or one pair if that is asked. @param {State} state @returns {Read[]} */
function chosenReads(state) {
  const found = evaluationOf(state);
  if (!found) return [];
  const label = labelOf(state);
  const [is, as] = String(state.choices.mixed ?? "").split("-").map(Number);
  const all = kindOf(state) === "wrong" ? found.mistakes : found.doubtful;
  if (kindOf(state) === "wrong" && state.choices.mixed) return all.filter((read) => read.label === is && read.digit === as);
  return label === null ? all : all.filter((read) => read.label === label);
}

/** What is known of single digits. @param {State} state @returns {Map<number, number>} */
function readsByIndex(state) {
  const found = evaluationOf(state);
  return new Map([...(found?.mistakes ?? []), ...(found?.doubtful ?? [])].map(({ index, digit }) => [index, digit]));
}

/** @param {import("../draw/layout.js").Layout} layout */
function placesOf(layout) {
  if (layout.turned) {
    const top = layout.at(3, 0).y + 46;
    const [left, width] = [14, layout.width - 28];
    return { filters: { left, top: top - 8, width, line: 42 }, grid: { left, top: top + 84, width, height: Math.max(88, layout.height - top - 158) }, confusion: null, offer: { left, top: layout.height - 70, width } };
  }
  const { x, rows } = layout;
  const left = x(556);
  const top = rows.top + 76;
  const side = Math.min(x(1408) - x(1058), rows.pitch * 8.6);
  return {
    filters: { left, top: rows.top - 4, width: x(1040) - left, line: 32 },
    grid: { left, top, width: x(1032) - left, height: rows.bottom - top },
    confusion: { x: x(1408) - side, y: rows.top + 2.4 * rows.pitch, side },
    offer: { left: x(1408) - side, top: rows.bottom - 64, width: side },
  };
}

/** @param {Paper} paper @param {ReturnType<typeof placesOf>} places */
function drawFilters({ html, state, actions }, { filters: { left, top, width, line } }) {
  const row = (/** @type {number} */ at, /** @type {(tools: import("../draw/pen.js").Pen) => void} */ draw) =>
    html.group("div", { class: "tools tools--tight", "style.left": `${left}px`, "style.top": `${top + at * line}px`, "style.width": `${width}px` }, draw);
  row(0, (tools) => {
    const names = datasetsOf(state).map(({ name }) => name);
    const events = { input: (/** @type {Event} */ event) => actions.choose("digits", /** @type {HTMLSelectElement} */ (event.target).value) };
    tools.group("select", { class: "bar__choice", "aria-label": "dataset" }, (list) => {
      for (const name of names) list.element("option", { value: name, selected: name === datasetOf(state) }, DATASETS[name] ?? name);
    }, events);
    for (const [kind, name, tip] of [["all", "all", "every test digit"], ["wrong", "wrong now", "those that this network reads wrong, the boldest first"], ["doubtful", "most doubtful", "those whose two largest outputs come closest"], ["variants", "variants of mine", "your digit, shifted, turned, scaled and leaned a little, a hundred times"]]) {
      tools.element("button", { "aria-pressed": String(kindOf(state) === kind), "data-tip": tip }, width < ROOM ? kind : name, { press: () => (actions.choose("mixed", ""), actions.choose("which", kind)) });
    }
  });
  row(1, (tools) => {
    for (let digit = 0; digit < 10; digit += 1) {
      const on = labelOf(state) === digit;
      tools.element("button", { class: "tools__digit", "aria-pressed": String(on), "aria-label": on ? "every digit" : `only ${digit}s` }, String(digit), { press: () => (actions.choose("mixed", ""), actions.choose("digit", on ? -1 : digit)) });
    }
  });
}

/** @param {State} state @returns {Phrase[]} */
function digitsSentence(state) {
  const dataset = datasetOf(state);
  if (!dataset) return ["Looking for digits…"];
  const name = DATASETS[dataset] ?? dataset;
  if (isTraining(state.training)) return [`It is learning just now; when it rests, ${name} is read again.`];
  const found = evaluationOf(state);
  if (!found) return [state.answers.evaluation?.status === "failed" ? `${state.answers.evaluation.message}` : `Reading all of ${name}…`];
  return [`Of ${count(found.examples)} test digits it reads ${fixed(100 * found.accuracy, 2)} % right, ${count(found.mistake_count)} wrong. Press one to see why.`];
}
