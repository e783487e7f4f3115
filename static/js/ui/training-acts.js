// What can be done to a training run. The server answers with its state over the live line.

import { columns, imageOf } from "../wire/session.js";
import { SUITING, isTraining, lessonsOf } from "../state/training.js";

/** @typedef {import("../state/state.js").State} State */

/**
 * @typedef {object} TrainingActs
 * @property {() => void} play start, or go on
 * @property {() => void} pause
 * @property {(until: "step"|"epoch") => void} until one step, or to the end of this epoch
 * @property {() => void} stop for good; what was learned stays
 * @property {(label: number) => void} only learn from what is on the pad, and from nothing else
 * @property {() => void} all learn from every example again
 * @property {() => void} undo the last step, or back to before it diverged
 * @property {() => void} sameBrain the same weights as at the start
 * @property {() => void} newBrain another seed
 * @property {(curve: "sigmoid"|"relu") => void} bend another curve for the hidden neurons, with a rate that suits it
 * @property {(change: Partial<State["training"]["set"]>) => void} set also while it runs
 */

const ALONE = { learning_rate: 0.5, batch_size: 1, steps: 3000, steps_per_second: 60 }; // slow enough to watch
const SEEDS = 10_000; // short enough to read out in class

/**
 * @param {State} state @param {import("../state/actions.js").Actions} actions @param {import("../wire/api.js").Api} api
 * @param {() => number} [random] from 0 to 1
 * @returns {TrainingActs}
 */
export function makeTrainingActs(state, actions, api, random = Math.random) {
  /** @param {() => Promise<any>} send */
  const attempt = async (send) => {
    try {
      actions.setTrouble(null);
      const before = state.training.status;
      const answer = await send();
      const newest = state.training.status === before; // a frame that came meanwhile knows better
      if (answer?.state && newest) actions.setStatus({ state: answer.state, message: answer.message }); // steps come with the frames
      return answer;
    } catch (error) {
      actions.setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  /** @param {"POST"|"PATCH"|"DELETE"} method @param {string} path @param {unknown} [body] */
  const ask = (method, path, body) => attempt(() => (state.network ? api.askNetwork(method, state.network.id, path, body) : Promise.resolve(null)));
  /** @param {"step"|"epoch"|undefined} until */
  const run = (until) => {
    const { status, set } = state.training;
    if (status?.state === "paused") return ask("PATCH", "training", { state: "running", until });
    const dataset = set.dataset || lessonsOf(state)[0]?.name;
    return ask("POST", "training", { ...set, dataset, seed: state.wanted.seed, until });
  };
  /** A run in the place of the one under way. @param {object} order */
  const instead = async (order) => {
    if (isTraining(state.training) || state.training.status?.state === "paused") await ask("DELETE", "training");
    await ask("POST", "training", { dataset: lessonsOf(state)[0]?.name, seed: state.wanted.seed, ...order });
  };
  return {
    play: () => void run(undefined),
    pause: () => void ask("PATCH", "training", { state: "paused" }),
    until: (until) => void run(until),
    stop: () => void ask("DELETE", "training"),
    only: (label) => void instead({ only: { image: imageOf(state.source), label }, ...ALONE }),
    all: () => void instead({ learning_rate: SUITING[state.wanted.hidden_activation], batch_size: 100, epochs: 2 }),
    async undo() {
      const answer = await ask("POST", "undo");
      if (!answer) return;
      const run = await attempt(() => api.askNetwork("GET", answer.id, "training"));
      if (run?.state === "paused") actions.setStatus(run), actions.setHistory(columns(run.history));
      else actions.rewind(answer.step);
    },
    sameBrain: () => actions.want({ start: "untrained" }),
    newBrain: () => actions.want({ start: "untrained", seed: Math.floor(random() * SEEDS) }),
    bend(curve) {
      actions.setTraining({ learning_rate: SUITING[curve] });
      actions.want({ hidden_activation: curve });
    },
    set(change) {
      actions.setTraining(change);
      const { dataset, ...live } = change;
      const { status } = state.training;
      if (status && (isTraining(state.training) || status.state === "paused") && Object.keys(live).length) ask("PATCH", "training", live);
    },
  };
}
