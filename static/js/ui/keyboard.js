// Keys of the whole page: → and ← turn the story, Escape closes, 1 to 3 choose the depth.

import { turn } from "./story.js";

/** @typedef {import("../state/state.js").State} State */

/** @param {State} state @param {import("../state/actions.js").Actions} actions @param {import("./chapter.js").Chapter[]} chapters @returns {() => void} undoes it */
export function bindKeyboard(state, actions, chapters) {
  const over = new AbortController();
  const go = (/** @type {1|-1} */ direction) => {
    const to = turn(chapters, state, direction);
    if (to?.chapter === state.chapter) actions.setStep(to.step);
    else if (to) actions.goTo(to.chapter, "", to.step);
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => go(1),
    PageDown: () => go(1),
    ArrowLeft: () => go(-1),
    PageUp: () => go(-1),
    Escape: () => (state.present ? actions.setPresent(false) : actions.open(null)),
    1: () => actions.setDepth("picture"),
    2: () => actions.setDepth("numbers"),
    3: () => actions.setDepth("symbols"),
  };
  document.addEventListener(
    "keydown",
    (event) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLTextAreaElement;
      if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    },
    { signal: over.signal },
  );
  return () => over.abort();
}
