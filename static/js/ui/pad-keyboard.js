// Drawing without a pointer: arrow keys move the pen, space puts it down and lifts it.

/** @typedef {import("../state/state.js").State} State */
/** @typedef {{begin: (at: [number, number]) => void, extend: (places: [number, number][]) => void, end: () => void, redraw: () => void}} Hands */

const STEP = 1 / 28; // one square
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {HTMLCanvasElement} canvas @param {State} state @param {import("../state/actions.js").Actions} actions @param {Hands} hands */
export function padKeyboard(canvas, state, actions, hands) {
  const over = new AbortController();
  /** @type {[number, number]} */
  let at = [0.5, 0.5];
  let shown = false;
  let down = false;
  /** @param {[number, number]} direction @param {boolean} far */
  const move = ([dx, dy], far) => {
    const length = STEP * (far ? 4 : 1);
    at = [clamp(at[0] + dx * length), clamp(at[1] + dy * length)];
    shown = true;
    if (down) hands.extend([at]);
    hands.redraw();
  };
  const toggle = () => {
    down = !down;
    shown = true;
    if (down) hands.begin(at);
    else hands.end();
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) move(ARROWS[event.key], event.shiftKey);
    else if (event.key === " ") toggle();
    else if (event.key === "Backspace") undoStroke(state, actions);
    else if (event.key === "Delete") actions.setSource({ kind: "empty" });
    else return;
    event.preventDefault();
    event.stopPropagation(); // arrows mean the pen here, not the next chapter
  }, { signal: over.signal });
  canvas.addEventListener("blur", () => {
    if (down) toggle();
    shown = false;
    hands.redraw();
  }, { signal: over.signal });
  return {
    unbind: () => over.abort(),
    /** A cross hair where the pen is. @param {CanvasRenderingContext2D} pen @param {number} side @param {import("../draw/palette.js").Inks} inks */
    paint(pen, side, inks) {
      if (!shown) return;
      const [x, y] = [at[0] * side, at[1] * side];
      pen.strokeStyle = inks.palette.eye;
      pen.lineWidth = down ? 3 : 1.5;
      pen.beginPath();
      for (const [dx, dy] of Object.values(ARROWS)) {
        pen.moveTo(x + dx * 4, y + dy * 4);
        pen.lineTo(x + dx * 12, y + dy * 12);
      }
      pen.stroke();
    },
  };
}

/** @param {State} state @param {import("../state/actions.js").Actions} actions */
export function undoStroke({ source }, actions) {
  if (source.kind !== "strokes") return;
  const strokes = source.strokes.slice(0, -1);
  actions.setSource(strokes.length ? { kind: "strokes", strokes } : { kind: "empty" });
}

/** @param {number} value */
const clamp = (value) => Math.max(0.02, Math.min(0.98, value));
