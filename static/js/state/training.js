// What is known of a training run: where it stands, how cost and accuracy went, and what the visitor has set.

/**
 * @typedef {object} History columns of the charts, in the order of the steps
 * @property {number[]} steps
 * @property {number[]} costs of the mini-batches, mean since the point before
 * @property {number[]} measured steps at which accuracy was measured
 * @property {number[]} test share of the test examples read right
 * @property {number[]} train share of training examples read right
 */

/** @typedef {{step: number, train: number, test: number}} Accuracy shares read right, and the step at which they were measured */

/**
 * @typedef {object} Status what the server says of the run; null fields are not known yet
 * @property {"queued"|"running"|"paused"|"finished"|"stopped"|"diverged"|"failed"} state
 * @property {number} step
 * @property {number|null} epoch null: not known after an undo
 * @property {number|null} cost
 * @property {Accuracy|null} [accuracy] the newest
 * @property {number|null} [examples_per_second]
 * @property {number|null} [share_done] 0 to 1; null when it has no end
 * @property {number|null} [seconds_left]
 * @property {number} [queue_position] from 1; 0 when it is not waiting
 * @property {number} [learning_rate]
 * @property {number|null} [only] the label of the one example that is listened to
 * @property {{index: number, label: number, digit: number, confidence: number}[]} [ten] what ten fixed test digits are read as
 * @property {string|null} [message] why it diverged or failed
 */

/**
 * @typedef {object} Training
 * @property {Status|null} status null: nothing has been trained yet
 * @property {History} history
 * @property {History|null} before the run before this one, to compare with
 * @property {Float32Array[]|null} start the weights into hidden 1 before the first step; null when not known
 * @property {{learning_rate: number, batch_size: number, steps_per_second: number, dataset: string}} set steps_per_second 0: flat out
 */

const MOST = 4000; // points of a chart: finer than any screen

/** @returns {History} */
export const emptyHistory = () => ({ steps: [], costs: [], measured: [], test: [], train: [] });

/** Learning rates that suit mini-batches of 100, found by trying: ReLU with 1 loses half of its neurons for good. */
export const SUITING = { sigmoid: 2, relu: 0.3 };

/** @returns {Training} */
export const noTraining = () => ({
  status: null,
  history: emptyHistory(),
  before: null,
  start: null,
  set: { learning_rate: SUITING.sigmoid, batch_size: 100, steps_per_second: 0, dataset: "" },
});

/**
 * A run is under way: it takes the weights away from every other change.
 * @param {Training} training
 */
export const isTraining = ({ status }) => status?.state === "running" || status?.state === "queued";

/**
 * The history with one more report; a step that comes again begins it anew.
 * @param {History} history @param {Status} status
 * @returns {History}
 */
export function append(history, status) {
  const { step, cost, accuracy } = status;
  const kept = step < (history.steps.at(-1) ?? 0) ? cut(history, step) : history;
  if (cost !== null && Number.isFinite(cost) && step > (kept.steps.at(-1) ?? 0)) kept.steps.push(step), kept.costs.push(cost);
  if (accuracy && accuracy.step > (kept.measured.at(-1) ?? -1)) {
    kept.measured.push(accuracy.step);
    kept.test.push(accuracy.test);
    kept.train.push(accuracy.train);
  }
  return kept.steps.length > MOST ? { ...kept, ...halved(kept) } : kept;
}

/** What happened up to a step: an undo takes the rest away. @param {History} history @param {number} step @returns {History} */
export function cut(history, step) {
  const costs = history.steps.filter((at) => at <= step).length;
  const measured = history.measured.filter((at) => at <= step).length;
  return {
    steps: history.steps.slice(0, costs),
    costs: history.costs.slice(0, costs),
    measured: history.measured.slice(0, measured),
    test: history.test.slice(0, measured),
    train: history.train.slice(0, measured),
  };
}

/** Every two points become their mean, at the later step. @param {History} history */
function halved({ steps, costs }) {
  const pairs = Array.from({ length: steps.length >> 1 }, (_, i) => 2 * i);
  return { steps: pairs.map((i) => steps[i + 1]), costs: pairs.map((i) => (costs[i] + costs[i + 1]) / 2) };
}

/** How the datasets are called on the page. @type {Record<string, string>} */
export const DATASETS = { mnist: "MNIST", "fashion-mnist": "Fashion-MNIST", "built-in": "built-in digits", examples: "our examples" };

const ENOUGH = 1000; // examples: of fewer there is little to learn
const BEST = ["mnist", "built-in"];

/** Datasets that can be learned from, the best first. @param {import("./state.js").State} state @returns {{name: string, count: number}[]} */
export function lessonsOf({ answers }) {
  const found = (answers.datasets?.data?.datasets ?? []).map((/** @type {any} */ { name, splits }) => ({ name, count: splits.train.count }));
  const rank = (/** @type {{name: string}} */ { name }) => (BEST.includes(name) ? BEST.indexOf(name) : BEST.length);
  return found.filter((/** @type {{count: number}} */ { count }) => count >= ENOUGH).sort((/** @type {any} */ a, /** @type {any} */ b) => rank(a) - rank(b));
}
