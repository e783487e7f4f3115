// Plays strokes on the pad as a pen goes, while the network reads along. Whoever wants no movement, or presses anything,
// sees the whole drawing at once.

import { upTo } from "../core/handwriting.js";

/** @typedef {import("../state/state.js").Stroke} Stroke */
/** @typedef {ReturnType<typeof makePlayer>} Player */

const DRAW_MS = 1100;

/** @param {{show: (strokes: Stroke[]) => void, end: () => void}} hands of the pad */
export function makePlayer(hands) {
  /** @type {{strokes: Stroke[], done: () => void}|null} */
  let playing = null;

  function finish() {
    if (!playing) return;
    const { strokes, done } = playing;
    playing = null;
    hands.show(strokes);
    hands.end();
    done();
  }
  return {
    skip: finish,
    /** @param {Stroke[]} strokes in units of the pad's side @param {() => void} done */
    play(strokes, done) {
      const mine = (playing = { strokes, done });
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return finish();
      const began = performance.now();
      const step = (/** @type {number} */ now) => {
        if (playing !== mine) return;
        if (now - began >= DRAW_MS) return finish();
        hands.show(upTo(strokes, (now - began) / DRAW_MS));
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    },
  };
}
