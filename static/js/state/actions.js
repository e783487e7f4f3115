// The only place that changes the state. Every action ends by saying that something changed, and so asks for a redraw.

import { labelOf, sameMark } from "./state.js";
import { append, cut, noTraining } from "./training.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Mark} Mark */
/** @typedef {import("./state.js").Source} Source */
/** @typedef {import("./state.js").Network} Network */
/** @typedef {import("./state.js").Weights} Weights */
/** @typedef {import("./state.js").Reading} Reading */
/** @typedef {ReturnType<typeof makeActions>} Actions */

const MOST_PINNED = 4;
const MOST_RECENT = 60; // readings: a second of frames

/**
 * @param {State} state
 * @param {(what: string) => void} changed is told the action's name
 */
export function makeActions(state, changed) {
  /** @template {unknown[]} A @param {string} name @param {(...values: A) => void} change @returns {(...values: A) => void} */
  const action = (name, change) => (...values) => {
    change(...values);
    changed(name);
  };
  return {
    ...places(state, action),
    ...looks(state, action),
    ...news(state, action),
    ...attentions(state, action),
  };
}

/** @typedef {<A extends unknown[]>(name: string, change: (...values: A) => void) => (...values: A) => void} Action */

/** Where in the story. @param {State} state @param {Action} action */
function places(state, action) {
  const turn = (/** @type {string} */ chapter, /** @type {string} */ view = "", step = 0) => {
    Object.assign(state, { chapter, view, step });
    state.attention = { ...state.attention, opened: null, hovered: null, pixel: null };
  };
  return {
    goTo: action("goTo", turn),
    /** Where the browser's own "back" and "forward" lead: the place in the story changes, drawing and network stay. */
    goBack: action("goBack", turn),
    setView: action("setView", (/** @type {string} */ view) => {
      state.view = view;
      state.attention.opened = null;
    }),
    setStep: action("setStep", (/** @type {number} */ step) => void (state.step = step)),
    choose: action("choose", (/** @type {string} */ name, /** @type {string|number|boolean} */ value) => {
      state.choices = { ...state.choices, [name]: value };
    }),
  };
}

/** How it looks. @param {State} state @param {Action} action */
function looks(state, action) {
  return {
    setDepth: action("setDepth", (/** @type {State["depth"]} */ depth) => void (state.depth = depth)),
    setTheme: action("setTheme", (/** @type {State["theme"]} */ theme) => void (state.theme = theme)),
    setPresent: action("setPresent", (/** @type {boolean} */ present) => void (state.present = present)),
    resize: action("resize", (/** @type {State["size"]} */ size) => void (state.size = size)),
  };
}

/** What the visitor or the server brings. @param {State} state @param {Action} action */
function news(state, action) {
  /** @type {Reading[]} readings whose weights may still be on their way */
  const recent = [];
  /** @param {Reading} reading */
  const match = (reading) => {
    if (recent[recent.length - 1] !== reading) recent.push(reading);
    if (recent.length > MOST_RECENT) recent.shift();
    if (state.weights?.version === reading.version) state.steady = { weights: state.weights, reading };
  };
  return {
    /** What is on the pad; and whether a hand is drawing it, which then attends to no square. */
    setSource: action("setSource", (/** @type {Source} */ source, drawing = state.drawing) => {
      if (drawing) state.attention.pixel = null;
      Object.assign(state, { source, drawing });
      const label = labelOf(source);
      if (!state.labelFollows && (state.label !== null || label === null)) return; // it was chosen, or there is none to follow
      Object.assign(state, { label, labelFollows: label !== null });
    }),
    endDrawing: action("endDrawing", () => void (state.drawing = false)),
    setLabel: action("setLabel", (/** @type {number|null} */ label) => void Object.assign(state, { label, labelFollows: false })),
    want: action("want", (/** @type {Partial<State["wanted"]>} */ wanted) => {
      state.wanted = { ...state.wanted, ...wanted };
    }),
    /** A new network comes with its weights and first reading at once, so that nothing is mixed. */
    setNetwork: action("setNetwork", (/** @type {Network} */ network, /** @type {Weights} */ weights, /** @type {Reading} */ reading) => {
      Object.assign(state, { network, weights, reading, steady: null, training: freshTraining(state, weights, reading) });
      recent.length = 0;
      match(reading);
    }),
    setWeights: action("setWeights", (/** @type {Weights} */ weights) => {
      state.weights = weights;
      const made = recent.findLast(({ version }) => version === weights.version);
      if (made) match(made);
    }),
    setReading: action("setReading", (/** @type {Reading} */ reading) => {
      state.reading = reading;
      match(reading);
    }),
    setStatus: action("setStatus", (/** @type {Partial<import("./training.js").Status>} */ news) => {
      const { training } = state;
      const status = /** @type {import("./training.js").Status} */ ({ step: 0, epoch: 0, cost: null, ...training.status, ...news });
      state.training = { ...training, status, history: append(training.history, status) };
    }),
    setHistory: action("setHistory", (/** @type {import("./training.js").History} */ history) => void (state.training = { ...state.training, history })),
    /** A run that has ended was taken back: the next one begins anew. */
    rewind: action("rewind", (/** @type {number} */ step) => {
      const { training } = state;
      const status = training.status && { ...training.status, step, epoch: null, state: /** @type {const} */ ("stopped"), message: null };
      state.training = { ...training, status, history: cut(training.history, step) };
    }),
    setTraining: action("setTraining", (/** @type {Partial<import("./training.js").Training["set"]>} */ change) => {
      state.training = { ...state.training, set: { ...state.training.set, ...change } };
    }),
    setConnection: action("setConnection", (/** @type {State["connection"]} */ connection) => void (state.connection = connection)),
    setTrouble: action("setTrouble", (/** @type {string|null} */ trouble) => void (state.trouble = trouble)),
    setDownload: action("setDownload", (/** @type {import("./state.js").Download} */ download) => void (state.download = download)),
    notice: action("notice", (/** @type {string|null} */ notice) => void (state.notice = notice)),
    setAnswer: action("setAnswer", (/** @type {string} */ name, /** @type {import("./state.js").Answer} */ answer) => {
      state.answers = { ...state.answers, [name]: answer };
    }),
    invite: action("invite", () => void (state.invited = true)),
  };
}

/** A new network: its charts begin anew, beside what the last one did. @param {State} state @param {Weights} weights @param {Reading} reading @returns {State["training"]} */
function freshTraining({ training }, weights, reading) {
  const { history, before, set } = training;
  const untouched = reading.version === 1 && weights.version === 1;
  return {
    ...noTraining(),
    set,
    before: history.steps.length ? history : before,
    start: untouched ? (weights.rows[0]?.map((row) => row.slice()) ?? null) : null,
  };
}

/** What the visitor attends to. @param {State} state @param {Action} action */
function attentions(state, action) {
  /** @param {Partial<State["attention"]>} change */
  const attend = (change) => void (state.attention = { ...state.attention, ...change });
  return {
    hover: action("hover", (/** @type {Mark|null} */ hovered) => attend({ hovered })),
    point: action("point", (/** @type {number|null} */ pixel) => attend({ pixel })),
    open: action("open", (/** @type {Mark|null} */ opened) => attend({ opened, hovered: null, pixel: null })),
    pin: action("pin", (/** @type {Mark} */ mark) => {
      const pinned = state.attention.pinned.filter((other) => !sameMark(other, mark));
      const isNew = pinned.length === state.attention.pinned.length;
      attend({ pinned: isNew ? [...pinned, mark].slice(-MOST_PINNED) : pinned });
    }),
  };
}
