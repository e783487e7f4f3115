// A dashed lever can be taken hold of, and springs back: nothing but the layer before can set an activation.

import { smooth } from "../draw/run.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */

const SPRING_MS = 900;
const CLICK_MS = 80;
const KEYBOARD_PULL = 40; // px, when it is pulled by key

/**
 * @typedef {object} Pull the one lever in hand, or on its way back
 * @property {(paper: Paper, sender: number, event: PointerEvent|null) => void} take event null: by key
 * @property {(sender: number) => number} offset pixels this lever is away from where it belongs
 * @property {() => boolean} moving
 * @property {() => number|null} refused the sender whose lever was pulled in vain
 * @property {() => void} forget
 */

/** @returns {Pull} */
export function makePull() {
  /** @type {{sender: number, by: number, released: number|null}|null} */
  let pulled = null;
  /** @type {number|null} */
  let refused = null;

  /** @param {Paper} paper @param {number} sender */
  function letGo({ redraw }, sender) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (pulled) pulled.released = performance.now() - (calm ? SPRING_MS : 0);
    refused = sender;
    redraw();
  }
  /** @param {Paper} paper @param {number} sender @param {PointerEvent} event */
  function follow(paper, sender, event) {
    const along = (/** @type {PointerEvent} */ at) => (paper.layout.turned ? at.clientY : at.clientX);
    const over = new AbortController();
    const move = (/** @type {PointerEvent} */ moved) => {
      if (pulled) pulled.by = along(moved) - along(event);
      paper.redraw();
    };
    addEventListener("pointermove", move, { signal: over.signal });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (over.abort(), letGo(paper, sender)), { signal: over.signal });
  }
  return {
    take(paper, sender, event) {
      if (!event && pulled && since(pulled.released) < CLICK_MS) return; // the click that ends a pull
      pulled = { sender, by: event ? 0 : KEYBOARD_PULL, released: null };
      if (event) follow(paper, sender, event);
      else letGo(paper, sender);
    },
    offset: (sender) => (pulled?.sender === sender ? pulled.by * swing(since(pulled.released)) : 0),
    moving: () => pulled !== null && pulled.released !== null && since(pulled.released) < SPRING_MS,
    refused: () => refused,
    forget: () => void (refused = null),
  };
}

/** @param {number|null} time @returns {number} milliseconds ago; null: never, it is still held */
const since = (time) => (time === null ? -1 : performance.now() - time);

/** How far out a spring is, so long after it was let go. @param {number} ms @returns {number} 1 while held, 0 at rest */
export function swing(ms) {
  if (ms < 0) return 1;
  const left = smooth(Math.max(0, 1 - ms / SPRING_MS));
  return left * Math.exp(-0.004 * ms) * Math.cos(0.022 * ms);
}
