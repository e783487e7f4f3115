// The top line: what is looked at, how deeply, and ways to take it along.

import { fixed } from "../core/format.js";
import { isTurned } from "../draw/camera.js";
import { drawGetMnist } from "./get-mnist.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/actions.js").Actions} Actions */
/** @typedef {import("../draw/pen.js").Pen} Pen */

/** @type {State["depth"][]} */
const DEPTHS = ["picture", "numbers", "symbols"];

/**
 * @param {Pen} html @param {State} state @param {Actions} actions
 * @param {import("./chapter.js").Chapter} chapter
 * @param {{share: () => void, embed: () => void, present: () => void, getMnist: () => void}} acts
 */
export function drawBar(html, state, actions, chapter, acts) {
  html.element("h1", { class: "bar__name" }, "Nudge");
  const phone = isTurned(state.size);
  if (!phone || chapter.number === 0) chapter.bar?.(state, html, actions);
  if (!phone && chapter.number === 0) drawGetMnist(html, state, acts.getMnist);
  if (state.connection.status === "offline") html.element("span", { class: "bar__trouble", role: "status" }, `offline, trying again in ${state.connection.retry} s`);
  else if (state.trouble) html.element("span", { class: "bar__trouble", role: "status" }, state.trouble);
  else if (state.notice) html.element("span", { class: "bar__notice", role: "status" }, state.notice);
  html.element("span", { class: "bar__space" });
  if (phone) return drawPhoneDepth(html, state, actions);
  for (const depth of DEPTHS) {
    html.element("button", { "aria-pressed": String(state.depth === depth), "data-tip": TIPS[depth] }, depth, { press: () => actions.setDepth(depth) });
  }
  html.element("span", { class: "bar__rule bar__extra", "aria-hidden": "true" });
  html.element("button", { class: "bar__extra", "data-tip": "copy a link to what you see" }, "share", { press: acts.share });
  html.element("button", { class: "bar__extra", "data-tip": "copy a frame for a slide or a course page" }, "embed", { press: acts.embed });
  html.element("button", { "aria-pressed": String(state.present), "data-tip": "full screen, larger words, no tools" }, "present", { press: acts.present });
  drawTheme(html, state, actions);
}

/** @type {Record<State["depth"], string>} */
const TIPS = { picture: "the picture alone", numbers: "with the value of every mark", symbols: "with values, letters and the formula" };

/** @param {Pen} html @param {State} state @param {Actions} actions */
function drawPhoneDepth(html, state, actions) {
  const next = DEPTHS[(DEPTHS.indexOf(state.depth) + 1) % DEPTHS.length];
  drawTheme(html, state, actions);
  html.element("button", { "aria-label": `depth: ${state.depth}; change to ${next}` }, `${state.depth} ▾`, { press: () => actions.setDepth(next) });
}

/** @param {Pen} html @param {State} state @param {Actions} actions */
function drawTheme(html, state, actions) {
  const light = isLight(state);
  html.element("button", { class: "bar__extra", "aria-label": light ? "dark theme" : "light theme", "data-tip": light ? "dark theme" : "light theme, for a bright room" }, light ? "☾" : "☀", {
    press: () => actions.setTheme(light ? "dark" : "light"),
  });
}

/** @param {State} state */
export function isLight({ theme }) {
  return theme === "light";
}

/** A phone's way to choose the network: the system's own list. @param {Pen} html @param {State} state @param {Actions} actions */
export function drawNetworkChoice(html, { wanted }, actions) {
  const now = `${wanted.start} ${wanted.hidden_activation}`;
  const kinds = { "trained sigmoid": "trained", "trained relu": "trained ReLU", "untrained sigmoid": "untrained", "untrained relu": "untrained ReLU" };
  const events = {
    input: (/** @type {Event} */ event) => {
      const [start, hidden] = /** @type {HTMLSelectElement} */ (event.target).value.split(" ");
      actions.want(/** @type {Partial<State["wanted"]>} */ ({ start, hidden_activation: hidden }));
    },
  };
  html.group("select", { class: "bar__choice", "aria-label": "network" }, (list) => {
    for (const [kind, name] of Object.entries(kinds)) list.element("option", { value: kind, selected: kind === now }, name);
  }, events);
}

/** What the network is, in words; what it learned from is one hover away. @param {State} state @param {Pen} html */
export function drawNetworkNote(state, html) {
  const training = state.wanted.start === "trained" ? state.shipped[state.wanted.hidden_activation] : undefined;
  const tip = training && `It learned from ${training.data}.${typeof training.accuracy === "number" ? " The share is of MNIST’s 10,000 test images, which it has not learned from." : ""}`;
  html.element("span", { class: "bar__note", "data-tip": tip }, networkNote(state));
}

/** @param {State} state */
export function networkNote({ wanted, shipped, reading }) {
  const curve = wanted.hidden_activation === "relu" ? ", ReLU" : "";
  const changed = (reading?.version ?? 1) > 1;
  if (wanted.start === "untrained") return `${changed ? "begun " : ""}untrained${curve}, seed ${wanted.seed}`;
  const accuracy = shipped[wanted.hidden_activation]?.accuracy;
  if (changed) return `trained${curve}, then changed here`;
  return `trained${curve}${typeof accuracy === "number" ? `, reads ${fixed(100 * accuracy, 1)} % of MNIST right` : ""}`;
}
