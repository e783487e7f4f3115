// The table's columns and rows, and what the server says of them: each example's wish for each parameter, and their mean.

import { keyOf } from "../core/gradient.js";
import { decimalsFor, toUnits } from "../core/format.js";
import { roundTogether, sum } from "../core/sums.js";
import { isEmpty, sameMark } from "../state/state.js";
import { questionKey } from "../wire/question-key.js";
import { imageOf } from "../wire/session.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../core/gradient.js").Parameter} Parameter */

/**
 * @typedef {object} Column
 * @property {number} label
 * @property {ArrayLike<number>} pixels
 * @property {import("../state/state.js").Source} source what a press puts on the pad
 * @property {boolean} own the visitor's drawing
 */

/** @typedef {{wishes: number[][], mean: number[], batch: number[], costs: number[], largest_difference: number}} Table */

/** @typedef {{columns: Column[], averages: Table}} Data */

const COLUMNS = 8;
const ROWS = 8;
const PREFERRED = ["mnist", "built-in", "examples"];

/** @param {number} layer @param {number} index @param {number} from @returns {Parameter} */
const weight = (layer, index, from) => ({ kind: "weight", layer, index, from });

/** Some of each crossing, where most drawings have ink. */
const USUAL = [weight(3, 2, 5), weight(3, 2, 11), weight(3, 7, 3), weight(2, 4, 9), weight(2, 12, 0), weight(1, 3, 406), weight(1, 9, 380), weight(3, 0, 14)];

/** What is pinned comes first. @param {State} state @returns {Parameter[]} */
export function rowsOf({ attention }) {
  const pinned = /** @type {Parameter[]} */ (attention.pinned.filter(({ kind }) => kind !== "neuron"));
  return [...pinned, ...USUAL.filter((usual) => !pinned.some((mark) => sameMark(mark, usual)))].slice(0, ROWS);
}

/** The visitor's own drawing is the first column, once they have said what it is. @param {State} state */
const hasOwn = (state) => state.source.kind === "strokes" && state.label !== null && !isEmpty(state);

/** What is said of all columns depends on this. @param {State} state */
export const examplesKey = (state) => (hasOwn(state) ? questionKey(state) : `${state.network?.id} ${state.reading?.version}`);

/** @param {State} state */
export const tableKey = (state) => `${examplesKey(state)} ${rowsOf(state).map(keyOf).join(" ")}`;

/**
 * Asks for the columns once, and for what is said of them whenever the weights have changed: the table, or the cost along −∇C.
 * @returns {(state: State, about: "averages"|"slice") => import("../wire/questions.js").Question[]}
 */
export function makeTableQuestion() {
  /** @type {Promise<Column[]>|null} */
  let digits = null;
  return (state, about) => {
    const { network } = state;
    if (!network || !state.reading) return [];
    const own = hasOwn(state) ? [{ label: state.label ?? 0, pixels: state.reading.layers[0].activations, source: state.source, own: true }] : [];
    const more = about === "averages" ? { parameters: rowsOf(state).map(keyOf) } : {};
    const ask = async (/** @type {import("../wire/api.js").Api} */ api) => {
      const others = await (digits ??= fetchDigits(api).catch((error) => ((digits = null), Promise.reject(error))));
      const columns = [...own, ...others].slice(0, COLUMNS);
      return { columns, [about]: await api.askNetwork("POST", network.id, `insight/${about}`, { examples: examplesOf(columns), ...more }) };
    };
    return [{ name: about, key: about === "averages" ? tableKey(state) : examplesKey(state), ask }];
  };
}

/** @param {import("../wire/api.js").Api} api @returns {Promise<Column[]>} */
async function fetchDigits(api) {
  const { datasets } = await api.ask("GET", "datasets");
  const names = datasets.map((/** @type {{name: string}} */ one) => one.name);
  const dataset = PREFERRED.find((name) => names.includes(name)) ?? names[0];
  const { examples } = await api.examples(dataset, { split: "test", limit: COLUMNS });
  return examples.map((/** @type {{index: number, label: number, image: number[]}} */ { index, label, image }) => ({ label, pixels: image, source: { kind: "example", dataset, split: "test", index, label }, own: false }));
}

/** As the server takes them. @param {Column[]} columns */
export const examplesOf = (columns) => columns.map(({ source, label }) => ({ image: imageOf(source), label }));

/** @param {State} state @returns {{data: Data, current: boolean}|null} current: of the weights and rows that are shown now */
export function tableOf(state) {
  const answer = state.answers.averages;
  return answer?.data ? { data: answer.data, current: answer.answered === tableKey(state) } : null;
}

const SMALL = 0.0995; // rows of smaller wishes are written in units of a power of ten, or they would not fit

/**
 * One row as displayed: its figures add up to a sum whose share, rounded, is the displayed mean.
 * @param {readonly number[]} wishes
 * @returns {{units: number[], mean: number, decimals: number, power: number}} a figure says units / 10^decimals · 10^power
 */
export function displayed(wishes) {
  const most = Math.max(...wishes.map(Math.abs));
  const power = most > 0 && most < SMALL ? Math.floor(Math.log10(most)) : 0;
  const decimals = power ? 2 : decimalsFor(most, 3);
  const scaled = wishes.map((wish) => wish / 10 ** power);
  const mean = toUnits(sum(scaled) / scaled.length, decimals);
  const slack = Math.ceil(scaled.length / 2) - 1; // half a unit more, and the share would be rounded otherwise
  const whole = scaled.length * mean;
  const total = Math.max(whole - slack, Math.min(whole + slack, toUnits(sum(scaled), decimals)));
  return { units: roundTogether(scaled, decimals, { total: total / 10 ** decimals }).units, mean, decimals, power };
}
