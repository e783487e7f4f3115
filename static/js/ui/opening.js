// The first visit: within two seconds a digit is drawn and read by itself; then it is the visitor's turn. Whoever comes by a
// link with a drawing, or begins to draw at once, is not made to wait.

/** @typedef {import("../state/state.js").State} State */

const WAIT_MS = 350;
const DRAW_MS = 1100;

/**
 * @param {State} state @param {import("../state/actions.js").Actions} actions
 * @param {{begin: (at: [number, number]) => void, extend: (places: [number, number][]) => void, end: () => void}} hands of the pad
 * @param {[number, number][][]} drawing strokes of a digit, any unit
 */
export function makeOpening(state, actions, hands, drawing) {
  let skipped = state.source.kind !== "empty";
  let playing = false;
  return {
    begin() {
      if (skipped) actions.invite();
      else setTimeout(play, WAIT_MS, fitted(drawing));
    },
    skip() {
      skipped = true;
      if (!playing) return;
      playing = false;
      hands.end();
      finish();
    },
  };

  /** @param {[number, number][][]} strokes */
  function play(strokes) {
    if (skipped) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      actions.setSource({ kind: "strokes", strokes });
      return finish();
    }
    playing = true;
    const began = performance.now();
    const all = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    let drawn = 0;
    const step = (/** @type {number} */ now) => {
      if (!playing) return;
      const until = Math.min(all, Math.ceil(((now - began) / DRAW_MS) * all));
      for (; drawn < until; drawn += 1) place(strokes, drawn);
      if (drawn < all) return void requestAnimationFrame(step);
      playing = false;
      hands.end();
      finish();
    };
    requestAnimationFrame(step);
  }

  function finish() {
    if (state.source.kind === "strokes") actions.setSource({ ...state.source, opening: true });
    actions.invite();
  }

  /** The n-th point of all strokes. @param {[number, number][][]} strokes @param {number} n */
  function place(strokes, n) {
    for (const stroke of strokes) {
      if (n < stroke.length) {
        if (n === 0) hands.begin(stroke[0]);
        else hands.extend([stroke[n]]);
        return;
      }
      n -= stroke.length;
    }
  }
}

/** Strokes of any unit, moved into the middle of the pad. @param {[number, number][][]} strokes @returns {[number, number][][]} */
function fitted(strokes) {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = 0.62 / Math.max(right - left, bottom - top, 1e-9);
  return strokes.map((stroke) => stroke.map(([x, y]) => [0.5 + (x - (left + right) / 2) * scale, 0.5 + (y - (top + bottom) / 2) * scale]));
}
