// The race: full batch, mini-batch and single example from the same weights, for the same seconds, on the server.

import { count, significant } from "../core/format.js";
import { lineChart } from "../draw/charts.js";
import { DATASETS } from "../state/training.js";
import { roomOf } from "./batches-room.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{name: string, batch_size: number, learning_rate: number, seconds: number[], steps: number[], costs: number[], shadow: [number, number][], shadow_costs: number[], accuracy: number|null, diverged: string|null}} Path */
/** @typedef {{id: string, state: string, message: string|null, queue_position: number, share_done: number, dataset: string, seconds: number, judged: number, paths: Path[], landscape: {s: number[], t: number[], costs: number[][], examples: number, kept: number}|null}} Race */

const POLL_MS = 200;
const SECONDS = 3;
const GENTLE = { sigmoid: 1, relu: 0.2 }; // the rate of the many; the single example takes a tenth of it
const UNDER_WAY = ["queued", "running"];
export const STYLES = /** @type {const} */ (["other", "now", "before"]);

/** @param {State} state @returns {Race|null} */
export const raceOf = ({ answers }) => answers.race?.data ?? null;

/** A race that a link names, and that is not here yet. @param {State} state @returns {import("../wire/questions.js").Question[]} */
export function raceNeeds({ choices, answers }) {
  const id = choices.race;
  if (typeof id !== "string" || answers.race?.data?.id === id) return [];
  return [{ name: "race", key: id, ask: (api) => api.ask("GET", `comparisons/${encodeURIComponent(id)}`) }];
}

/** Order a comparison, and show it as it goes. @param {Paper} paper @param {string} name of the answer @param {object} order */
export async function hold({ api, actions }, name, order) {
  const show = (/** @type {Race} */ race) => actions.setAnswer(name, { key: race.id, answered: race.id, status: "ready", data: race });
  try {
    let race = /** @type {Race} */ (await api.ask("POST", "comparisons", order));
    show(race);
    if (name === "race") actions.choose("race", race.id);
    while (UNDER_WAY.includes(race.state)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      race = await api.ask("GET", `comparisons/${encodeURIComponent(race.id)}`);
      show(race);
    }
    if (race.message) actions.setTrouble(race.message);
  } catch (error) {
    actions.setTrouble(error instanceof Error ? error.message : String(error));
  }
}

/** @param {State} state */
function orderOf({ wanted }) {
  const rate = GENTLE[wanted.hidden_activation];
  const walkers = [
    { name: "full batch", batch_size: 60_000, learning_rate: rate },
    { name: "mini-batch", batch_size: 100, learning_rate: rate },
    { name: "single example", batch_size: 1, learning_rate: rate / 10 },
  ];
  return { walkers, seconds: SECONDS, hidden_activation: wanted.hidden_activation, seed: wanted.seed };
}

/** A race can be looked at up to any moment of it: 0 to 1. @param {State} state */
export const momentOf = ({ choices }) => (typeof choices.moment === "number" && choices.moment >= 0 && choices.moment <= 1 ? choices.moment : 1);

/** How many of a path's notes were taken by then. @param {Path} path @param {Race} race @param {number} moment */
export const until = (path, race, moment) => Math.max(1, path.seconds.filter((second) => second <= moment * race.seconds * 1.02 + 1e-9).length);

/** @param {Paper} paper @param {import("../draw/curve.js").Box} room */
export function drawRaceTools(paper, room) {
  const { html, layout, state, actions } = paper;
  const race = raceOf(state);
  const finished = race?.state === "finished";
  const going = race !== null && UNDER_WAY.includes(race.state);
  html.group("div", { class: "tools placed", "style.left": `${room.x}px`, "style.top": `${room.y - 4}px` }, (tools) => {
    tools.element("button", { class: "btn btn--solid", disabled: going }, going ? "racing…" : race ? "race again" : "race", { press: () => hold(paper, "race", orderOf(state)) });
    tools.element("span", { class: "tools__note race-progress", role: "status" }, finished && layout.turned ? "" : sayProgress(race));
    if (!finished) return;
    tools.element("label", { class: "tools__note", for: "moment" }, "replay");
    tools.element("input", { id: "moment", class: "race__moment", type: "range", min: 0, max: 1, step: 0.01, value: String(momentOf(state)), "aria-label": "replay: up to which share of the race" }, null, {
      input: (event) => actions.choose("moment", Number(/** @type {HTMLInputElement} */ (event.target).value)),
      key: (event) => event.stopPropagation(), // the arrows move the slider, not the story
    });
  });
}

/** @param {Race|null} race */
function sayProgress(race) {
  if (!race) return `${SECONDS} seconds each, from the same untrained weights, on the server`;
  if (race.state === "queued") return `waiting: ${count(race.queue_position)} before it`;
  if (race.state === "running") return `${Math.round(100 * race.share_done)} %`;
  return `recorded: ${DATASETS[race.dataset] ?? race.dataset}, ${significant(race.seconds, 2)} s each`;
}

/** @param {Paper} paper */
export function drawRace(paper) {
  const { pen, html, layout, state, actions } = paper;
  const { unit } = layout;
  const room = roomOf(layout);
  const race = raceOf(state);
  drawRaceTools(paper, room);
  if (!race?.paths.length) return;
  const bySteps = state.choices.axis === "steps";
  html.group("div", { class: "tools placed", "style.left": `${room.x}px`, "style.top": `${room.y + 40 * unit}px` }, (tools) => {
    tools.element("span", { class: "tools__note" }, "cost against");
    for (const axis of ["seconds", "steps"]) tools.element("button", { "aria-pressed": String((axis === "steps") === bySteps) }, axis, { press: () => actions.choose("axis", axis) });
  });
  const top = room.y + 84 * unit;
  const height = Math.min(room.height - 84 * unit - (layout.turned ? 0 : 110 * unit), 470 * unit);
  const shown = race.paths.map((path, i) => {
    const notes = until(path, race, race.state === "finished" ? momentOf(state) : 1);
    const xs = bySteps ? path.steps.map((step) => Math.log10(step + 1)) : path.seconds;
    return { name: path.name, xs: xs.slice(0, notes), ys: path.costs.slice(0, notes), style: STYLES[i % STYLES.length] };
  });
  lineChart(pen, { x: room.x, y: top, width: room.width - 40 * unit, height }, {
    title: `mean cost of the same ${count(race.judged)} training examples`,
    unit: bySteps ? "steps, logarithmic" : "seconds of its own",
    series: shown,
    text: (cost) => significant(cost, 3),
    place: bySteps ? (power) => count(Math.round(10 ** power - 1)) : (second) => `${significant(second, 2)} s`,
    log: true,
    figures: state.depth !== "picture",
  });
  if (!layout.turned && state.depth !== "picture") drawTable(paper, race, top + height + 24 * unit);
}

/** @param {Paper} paper @param {Race} race @param {number} top */
function drawTable({ pen, layout }, race, top) {
  const { unit } = layout;
  const room = roomOf(layout);
  race.paths.forEach((path, i) => {
    const y = top + i * 24 * unit;
    const accuracy = path.accuracy === null ? "" : `, ${significant(100 * path.accuracy, 3)} % of the test digits`;
    const words = `${count(path.batch_size)} a step, rate ${significant(path.learning_rate, 2)}: ${count(path.steps.at(-1) ?? 0)} steps${accuracy}`;
    pen.text(room.x, y, path.name, "ink", "start", 14 * unit);
    pen.text(room.x + 130 * unit, y, path.diverged ?? words, path.diverged ? "minus race-facts" : "soft race-facts", "start", 14 * unit);
  });
}
