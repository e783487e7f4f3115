// Keeps the page and its network together: comes back to the network of last time or creates the one that is wanted,
// holds the live line, fetches weights when their version has changed, and sends what is drawn.

import { isTraining } from "../state/training.js";
import { ApiError } from "./api.js";
import { noMemory } from "./memory.js";
import { openLine } from "./socket.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/actions.js").Actions} Actions */

const WEIGHTS_MS = 120; // while training, weights are fetched at most so often

/**
 * @typedef {object} Session
 * @property {() => void} begin creates the network and opens the line
 * @property {(what: string) => void} follow is told every action's name
 * @property {() => import("./socket.js").Line|null} line
 */

/** @param {State} state @param {Actions} actions @param {import("./api.js").Api} api @param {import("./memory.js").Memory} [memory] @returns {Session} */
export function makeSession(state, actions, api, memory = noMemory) {
  /** @type {import("./socket.js").Line|null} */
  let line = null;
  let attempt = 0;
  /** @type {import("../state/state.js").Reading|null} of the network that is being adopted */
  let newest = null;
  /** @type {any} where its run stands, if it has one */
  let run = null;
  let behind = false; // the line is new, and what was told before it is not known
  let adopted = false; // the new network is what the page shows
  const weights = weightsKeeper(state, actions, api);

  async function begin() {
    const mine = (attempt += 1);
    line?.close();
    line = null;
    try {
      const network = (await lastTimes()) ?? (await api.createNetwork(state.wanted));
      const [found] = await Promise.all([api.weights(network.id), connect(network.id, mine)]);
      if (mine !== attempt || !newest) return;
      actions.setTrouble(null);
      actions.setNetwork(network, found, newest);
      adopted = true;
      memory.keep({ id: network.id, wanted: state.wanted });
      if (run) catchUp(run);
      weights.seen(newest.version);
    } catch (error) {
      if (mine !== attempt) return;
      if (error instanceof ApiError && error.status < 500) return actions.setTrouble(error.message);
      actions.setConnection({ status: "offline", retry: 2 });
      setTimeout(() => mine === attempt && begin(), 2000);
    }
  }
  /** The network that this browser had last, if it is still there and the one that is wanted. @returns {Promise<import("../state/state.js").Network|null>} */
  async function lastTimes() {
    const known = memory.recall();
    if (!known || !sameWish(known.wanted, state.wanted)) return null;
    try {
      return await api.network(known.id);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      memory.forget();
      return null;
    }
  }
  /** All that was told of a run, also to whoever was not there. @param {any} told */
  function catchUp(told) {
    actions.setStatus(told);
    if (told.history) actions.setHistory(columns(told.history));
  }
  /** A run ends with its server, and nobody is left to say so. */
  async function missRun() {
    const { network, training } = state;
    if (!adopted || !network || !(isTraining(training) || training.status?.state === "paused")) return;
    try {
      await api.askNetwork("GET", network.id, "training");
    } catch (error) {
      if (error instanceof ApiError && error.status === 404 && state.network === network) actions.setStatus({ state: "stopped", message: "the server was restarted, and the run ended with it" });
    }
  }
  /** Resolves when the first reading has come. @param {string} id @param {number} mine @returns {Promise<void>} */
  function connect(id, mine) {
    adopted = false;
    newest = run = null;
    return new Promise((resolve) => openTo(id, mine, resolve));
  }
  /** @param {string} id @param {number} mine @param {() => void} ready */
  function openTo(id, mine, ready) {
    line = openLine(api.liveUrl(id), {
      heard(message) {
        if (mine !== attempt) return; // of a network that is no longer wanted
        if (adopted) return heard(message);
        if (message.type === "reading") newest = message.data; // and what is drawn meanwhile is not lost
        else if (message.type === "state") run = message.data;
        else if (message.type === "error") startEmpty(message.data);
        if (newest) ready();
      },
      changed: (status, retry) => {
        if (status === "live") lookAgain(), missRun();
        behind = status === "live"; // what a run did meanwhile comes with its state
        actions.setConnection({ status, retry });
      },
      refused: begin, // forgotten by the server, after a long sleep perhaps: begin with a new one
    });
  }
  /** A new line knows neither picture nor label: they go together, so that its first reading is of both. */
  function lookAgain() {
    told = state.label;
    line?.draw({ image: imageOf(state.source), label: state.label });
  }
  /** A link may name an example that this server does not have. @param {any} refusal */
  function startEmpty(refusal) {
    actions.setSource({ kind: "empty" });
    actions.notice(refusal.error?.message ?? "the link's drawing is not here");
  }
  /** @param {import("./socket.js").Message} message */
  function heard({ type, data }) {
    if (type === "reading") {
      actions.setReading(data);
      weights.seen(data.version);
    } else if (type === "frame") {
      actions.setStatus(data);
      actions.setReading({ ...data, cost: data.example_cost }); // a frame's own cost is that of training
      weights.seen(data.version);
    } else if (type === "state") {
      if (behind) catchUp(data);
      else actions.setStatus(data);
      behind = false;
    } else if (type === "error") actions.setTrouble(data.error?.message ?? data.message ?? "the server refused that");
  }
  let told = state.label; // the label that the server knows
  const tellLabel = () => void (line?.send("label", { label: state.label }), (told = state.label));
  return {
    begin,
    line: () => line,
    follow(what) {
      if (what === "want") memory.forget(), begin();
      else if (what === "setSource") {
        if (state.label !== told) tellLabel();
        line?.draw({ image: imageOf(state.source) });
      } else if (what === "setLabel") tellLabel();
    },
  };
}

/** @param {State["wanted"]} one @param {State["wanted"]} other */
const sameWish = (one, other) => one.start === other.start && one.hidden_activation === other.hidden_activation && one.seed === other.seed;

/** The server's history as the columns of our charts. @param {any} told @returns {import("../state/training.js").History} */
export const columns = (told) => ({ steps: told.steps, costs: told.costs, measured: told.test_steps, test: told.test_accuracies, train: told.train_accuracies });

/** What is on the pad, as the server takes it. @param {State["source"]} source */
export function imageOf(source) {
  if (source.kind === "example") return { dataset: source.dataset, split: source.split, index: source.index };
  if (source.kind === "pixels") return source.pixels;
  const strokes = source.kind === "strokes" ? source.strokes : [];
  return { strokes: strokes.map((stroke) => stroke.map(([x, y]) => [round(x), round(y)])) };
}

/** A hundredth of a square is finer than any pen. @param {number} value */
const round = (value) => Math.round(value * 5000) / 5000;

/** One request at a time; while it runs, only the wish for a newer one is kept. @param {State} state @param {Actions} actions @param {import("./api.js").Api} api */
function weightsKeeper(state, actions, api) {
  let busy = false;
  let again = false;
  async function fetch() {
    const { network } = state;
    if (!network) return;
    if (busy) return void (again = true);
    busy = true;
    try {
      const found = await api.weights(network.id);
      if (state.network === network) actions.setWeights(found);
    } catch (error) {
      if (!(error instanceof ApiError)) again = true; // the line is broken: try again with the next turn
    }
    setTimeout(() => {
      busy = false;
      if (again) (again = false), fetch();
    }, WEIGHTS_MS);
  }
  return {
    fetch,
    /** @param {number} version */
    seen: (version) => void (state.weights?.version !== version && fetch()),
  };
}
