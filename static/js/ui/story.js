// The story bar: every chapter there is, how far this one has been told, and the way on.

import { isTurned } from "../draw/camera.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/actions.js").Actions} Actions */
/** @typedef {import("./chapter.js").Chapter} Chapter */

/**
 * Where next and back lead: through a chapter's steps, then to the next chapter.
 * @param {Chapter[]} chapters @param {State} state @param {1|-1} direction
 * @returns {{chapter: string, step: number}|null} null at either end
 */
export function turn(chapters, { chapter, step }, direction) {
  const at = chapters.findIndex(({ id }) => id === chapter);
  const steps = chapters[at]?.steps ?? 1;
  if (step + direction >= 0 && step + direction < steps) return { chapter, step: step + direction };
  const next = chapters[at + direction];
  if (!next) return null;
  return { chapter: next.id, step: direction > 0 ? 0 : (next.steps ?? 1) - 1 };
}

/** @param {import("../draw/pen.js").Pen} html @param {State} state @param {Actions} actions @param {Chapter[]} chapters */
export function drawStory(html, state, actions, chapters) {
  const at = chapters.findIndex(({ id }) => id === state.chapter);
  const phone = isTurned(state.size);
  const go = (/** @type {1|-1} */ direction) => {
    const to = turn(chapters, state, direction);
    if (to?.chapter === state.chapter) actions.setStep(to.step);
    else if (to) actions.goTo(to.chapter, "", to.step);
  };
  turnButton(html, "‹ back", "story__turn", turn(chapters, state, -1) !== null, () => go(-1));
  if (phone) html.element("span", { class: "story__here", "aria-hidden": "true" }, title(chapters[at]));
  html.group("ol", { class: "story__list" }, (list) => {
    chapters.forEach((chapter, place) => item(list, chapter, place - at, state, actions));
  });
  turnButton(html, "next ›", "story__turn story__turn--next", turn(chapters, state, 1) !== null, () => go(1));
}

/** @param {import("../draw/pen.js").Pen} html @param {string} words @param {string} style @param {boolean} able @param {() => void} press */
function turnButton(html, words, style, able, press) {
  html.element("button", { class: style, disabled: !able }, words, { press });
}

/** @param {import("../draw/pen.js").Pen} list @param {Chapter} chapter @param {number} ahead 0: this one @param {State} state @param {Actions} actions */
function item(list, chapter, ahead, state, actions) {
  const style = ahead === 0 ? " story__item--now" : ahead < 0 ? " story__item--done" : "";
  const told = `${Math.round((100 * (state.step + 1)) / (chapter.steps ?? 1))}%`;
  const short = state.size.width < 1240 && ahead !== 0 && chapter.number > 0;
  list.group("li", { class: `story__item${style}` }, (inner) => {
    inner.element(
      "button",
      { "style.--told": ahead === 0 ? told : null, "aria-current": ahead === 0 ? "step" : null, "aria-label": title(chapter), "data-tip": short ? chapter.name : null },
      short ? String(chapter.number) : title(chapter),
      { press: () => actions.goTo(chapter.id) },
    );
  });
}

/** @param {Chapter|undefined} chapter */
const title = (chapter) => (chapter ? (chapter.number ? `${chapter.number}\u2002${chapter.name}` : chapter.name) : "");
