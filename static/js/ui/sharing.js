// Taking the view along: the address follows what is seen, a link is copied, a frame for other pages, the whole screen.

import { toQuery } from "../state/url.js";

/** @typedef {import("../state/state.js").State} State */

const REST_MS = 300;
const SAID_MS = 2500;

/** @param {State} state @param {import("../state/actions.js").Actions} actions */
export function makeSharing(state, actions) {
  let waiting = 0;
  const address = (/** @type {Partial<State>} */ changes = {}) => {
    const query = toQuery({ ...state, ...changes });
    return new URL(query ? `?${query}` : ".", document.baseURI).href;
  };
  /** @param {string} text @param {string} said */
  const copy = async (text, said) => {
    try {
      await navigator.clipboard.writeText(text);
      say(said);
    } catch {
      window.prompt("Copy this:", text); // a browser that keeps the clipboard to itself
    }
  };
  /** @param {string} words */
  const say = (words) => {
    actions.notice(words);
    setTimeout(() => state.notice === words && actions.notice(null), SAID_MS);
  };
  return {
    share: () => copy(address(), state.weights && state.weights.version > 1 ? "link copied; it opens the network as it began" : "link copied"),
    embed: () => copy(`<iframe src="${address({ embed: true })}" width="960" height="600" title="Nudge: a network reads a digit"></iframe>`, "frame copied"),
    present() {
      actions.setPresent(!state.present);
      if (state.present) document.documentElement.requestFullscreen?.().catch(() => undefined); // without full screen it is still larger
      else if (document.fullscreenElement) document.exitFullscreen();
    },
    /** The address bar follows; a new chapter is a step that "back" goes back over. @param {string} what the action's name */
    follow(what) {
      if (what === "goTo" && location.href !== address()) history.pushState(null, "", address());
      if (!["goBack", "setSource", "endDrawing", "setLabel", "setStep", "setDepth", "setTheme", "setView", "want", "open", "pin", "choose"].includes(what)) return;
      clearTimeout(waiting);
      if (state.drawing) return; // half a drawing is nothing to take along
      waiting = window.setTimeout(() => history.replaceState(null, "", address()), REST_MS);
    },
  };
}
