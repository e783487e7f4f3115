// One recipe from several seeds: different networks, and the costs that they come to.

import { fixed, significant } from "../core/format.js";
import { linearScale } from "../core/scale.js";
import { roomOf } from "./batches-room.js";
import { hold } from "./batches-race.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./batches-race.js").Race} Race */

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const SECONDS = 1;

/** @param {State} state @returns {Race|null} */
const seedsOf = ({ answers }) => answers.seeds?.data ?? null;

/** @param {Race} race */
const endsOf = (race) => race.paths.map(({ name, costs, accuracy }) => ({ name, cost: costs.at(-1) ?? 0, accuracy }));

/** @param {State} state */
export function seedNumbers(state) {
  const race = seedsOf(state);
  if (race?.state !== "finished") return null;
  const costs = endsOf(race).map(({ cost }) => cost);
  const [low, high] = [Math.min(...costs), Math.max(...costs)];
  return { low, high, spread: high / low };
}

/** @param {State} state */
function orderOf({ wanted }) {
  const rate = wanted.hidden_activation === "relu" ? 0.2 : 1;
  const walkers = SEEDS.map((seed) => ({ name: `seed ${seed}`, batch_size: 100, learning_rate: rate, seed, network_seed: seed }));
  return { walkers, seconds: SECONDS, hidden_activation: wanted.hidden_activation };
}

/** @param {Paper} paper */
export function drawSeeds(paper) {
  const { pen, html, layout, state } = paper;
  const { unit } = layout;
  const room = roomOf(layout);
  const race = seedsOf(state);
  const going = race !== null && (race.state === "running" || race.state === "queued");
  html.group("div", { class: "tools placed", "style.left": `${room.x}px`, "style.top": `${room.y - 4}px` }, (tools) => {
    tools.element("button", { class: "btn btn--solid", disabled: going }, going ? "learning…" : "train eight networks", { press: () => hold(paper, "seeds", orderOf(state)) });
    tools.element("span", { class: "tools__note", role: "status" }, going ? `${Math.round(100 * race.share_done)} %` : "mini-batches of 100, one second each");
  });
  if (!race?.paths.length) return;
  const ends = endsOf(race);
  const x = linearScale([0, Math.max(...ends.map(({ cost }) => cost)) * 1.05], [room.x + 80 * unit, room.x + room.width - 130 * unit]);
  const top = room.y + 70 * unit;
  const row = Math.min(58 * unit, (room.height - 80 * unit) / ends.length);
  pen.text(x(0), top - 8 * unit, "mean cost of the same training examples", "faint", "start", 12 * unit);
  ends.forEach(({ name, cost, accuracy }, i) => {
    const y = top + (i + 0.5) * row;
    pen.text(room.x, y + 5, name, "ink", "start", 14 * unit);
    pen.rect(x(0), y - 8 * unit, x(cost) - x(0), 16 * unit, "mark-full tone-soft");
    if (state.depth === "picture") return;
    pen.text(x(cost) + 8, y + 5, significant(cost, 3), "ink b seed-cost", "start", 14 * unit);
    if (accuracy !== null) pen.text(room.x + room.width, y + 5, `${fixed(100 * accuracy, 1)} % right`, "soft", "end", 13 * unit);
  });
}
