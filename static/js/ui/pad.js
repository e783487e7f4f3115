// The pad is the first layer: strokes are drawn over the framed squares, kept as points, and glide into their frame when
// the pen is lifted. A later stroke is drawn in the frame that is seen, so it lands where the eye wants it.

import { MOST_POINTS, MOST_STROKES } from "../state/strokes.js";
import { padKeyboard } from "./pad-keyboard.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/state.js").Stroke} Stroke */
/** @typedef {import("../state/actions.js").Actions} Actions */
/** @typedef {{scale: number, x: number, y: number}} View where a drawing lies on the pad: fraction of its side = point × scale + (x, y) */

const GLIDE_MS = 350;
const NEAREST = 1 / 110; // of the pad's side: points lie no closer
const PLAIN = Object.freeze({ scale: 1, x: 0, y: 0 });

/** @param {import("../state/state.js").Framing|null|undefined} framing @returns {View} */
export const viewOf = (framing) => (framing ? { scale: framing.scale / 28, x: framing.offset[0] / 28, y: framing.offset[1] / 28 } : PLAIN);

/** @param {View} view @param {[number, number]} at fractions of the pad @returns {[number, number]} a point of the drawing */
export const intoDrawing = (view, [x, y]) => [(x - view.x) / view.scale, (y - view.y) / view.scale];

/**
 * @param {HTMLCanvasElement} canvas @param {State} state @param {Actions} actions @param {() => void} redraw
 */
export function makePad(canvas, state, actions, redraw) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {View} */
  let view = PLAIN;
  let lifted = -Infinity;
  let side = 0;

  const strokes = () => (state.source.kind === "strokes" ? state.source.strokes : []);
  const kept = () => (state.source.kind === "strokes" && (state.source.opening !== undefined || state.source.written) ? [] : strokes()); // a visitor's first stroke begins a new drawing
  const begin = (/** @type {[number, number]} */ at) => {
    const before = kept();
    view = before.length ? viewOf(state.reading?.framing) : PLAIN;
    actions.setSource({ kind: "strokes", strokes: [...before, [intoDrawing(view, at)]].slice(-MOST_STROKES) }, true);
  };
  const extend = (/** @type {[number, number][]} */ places) => {
    const all = strokes();
    const last = all[all.length - 1] ?? [];
    const room = MOST_POINTS - all.reduce((sum, stroke) => sum + stroke.length, 0);
    const added = spaced(last, places.map((at) => intoDrawing(view, at)), NEAREST / view.scale).slice(0, room);
    if (added.length) actions.setSource({ kind: "strokes", strokes: [...all.slice(0, -1), [...last, ...added]] });
  };
  const show = (/** @type {Stroke[]} */ drawn) => {
    view = PLAIN;
    actions.setSource({ kind: "strokes", strokes: drawn }, true);
  };
  const end = () => {
    lifted = performance.now();
    actions.endDrawing();
    redraw();
  };
  const keyboard = padKeyboard(canvas, state, actions, { begin, extend, end, redraw });
  const unbind = bindPointer(canvas, state, actions, { begin, extend, end });
  return {
    unbind: () => (unbind(), keyboard.unbind()),
    /** For who draws by itself: everything that is drawn so far, then the end. */
    hands: { show, end },
    /** @param {{x: number, y: number, side: number}} plate */
    place(plate) {
      Object.assign(canvas.style, { left: `${plate.x}px`, top: `${plate.y}px`, width: `${plate.side}px`, height: `${plate.side}px` });
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(plate.side * ratio)) canvas.width = canvas.height = Math.round(plate.side * ratio);
      side = plate.side;
    },
    /** @param {number} now @param {import("../draw/palette.js").Inks} inks @param {boolean} still @returns {boolean} whether the ink still moves */
    paint(now, inks, still) {
      const ratio = canvas.width / (side || 1);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, side, side);
      if (state.drawing) {
        paintInk(pen, strokes(), view, side, inks, 1);
      }
      keyboard.paint(pen, side, inks);
      const t = still ? 1 : (now - lifted) / GLIDE_MS;
      if (state.drawing || t >= 1 || t < 0 || !strokes().length) return false;
      const smooth = t * t * (3 - 2 * t);
      paintInk(pen, strokes(), mix(view, viewOf(state.reading?.framing), smooth), side, inks, 1 - smooth);
      return true;
    },
  };
}

/** Points that lie far enough from the one before. @param {Stroke} before @param {[number, number][]} points @param {number} nearest @returns {Stroke} */
export function spaced(before, points, nearest) {
  let last = before[before.length - 1];
  return points.filter((point) => {
    if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < nearest) return false;
    last = point;
    return true;
  });
}

/** @param {View} a @param {View} b @param {number} t @returns {View} */
const mix = (a, b, t) => ({ scale: a.scale + (b.scale - a.scale) * t, x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

/** A smooth line through the points, with a rim of the ground so that it shows on bright squares. @param {CanvasRenderingContext2D} pen @param {Stroke[]} strokes @param {View} view @param {number} side @param {import("../draw/palette.js").Inks} inks @param {number} opacity */
function paintInk(pen, strokes, view, side, inks, opacity) {
  const place = (/** @type {[number, number]} */ [x, y]) => /** @type {[number, number]} */ ([(x * view.scale + view.x) * side, (y * view.scale + view.y) * side]);
  const width = Math.max(2, side * 0.012);
  pen.globalAlpha = opacity;
  pen.lineCap = pen.lineJoin = "round";
  for (const [style, thick] of /** @type {const} */ ([[inks.palette.ground, width + 4], [inks.palette.ink, width]])) {
    pen.strokeStyle = style;
    pen.lineWidth = thick;
    for (const stroke of strokes) {
      pen.beginPath();
      trace(pen, stroke.map(place));
      pen.stroke();
    }
  }
  pen.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number][]} points */
function trace(pen, points) {
  pen.moveTo(...points[0]);
  if (points.length === 1) pen.lineTo(points[0][0] + 0.01, points[0][1]);
  for (let i = 1; i < points.length - 1; i += 1) {
    const [[x, y], [nextX, nextY]] = [points[i], points[i + 1]];
    pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  if (points.length > 1) pen.lineTo(...points[points.length - 1]);
}

/**
 * @param {HTMLCanvasElement} canvas @param {State} state @param {Actions} actions
 * @param {{begin: (at: [number, number]) => void, extend: (places: [number, number][]) => void, end: () => void}} hands
 * @returns {() => void} undoes it
 */
function bindPointer(canvas, state, actions, hands) {
  const over = new AbortController();
  /** @type {number|null} the pointer that draws; a second finger does not */
  let active = null;
  const at = (/** @type {PointerEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    return /** @type {[number, number]} */ ([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  };
  /** @param {string} type @param {(event: any) => void} handler */
  const on = (type, handler) => canvas.addEventListener(type, handler, { signal: over.signal });
  on("pointerdown", (event) => {
    if (active !== null || event.button !== 0) return;
    active = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    hands.begin(at(event));
  });
  on("pointermove", (event) => {
    if (event.pointerId === active) return hands.extend((event.getCoalescedEvents?.() ?? []).concat(event).map(at));
    if (event.pointerType === "mouse" && !state.drawing) actions.point(pixelAt(at(event)));
  });
  const lift = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== active) return;
    active = null;
    hands.end();
  };
  on("pointerup", lift);
  on("pointercancel", lift);
  on("pointerleave", () => state.attention.pixel !== null && actions.point(null));
  on("mousedown", (event) => event.preventDefault()); // the pad is not focused by drawing: arrow keys go on turning the story
  on("touchmove", (event) => event.preventDefault());
  return () => over.abort();
}

/** @param {[number, number]} at @returns {number} the square there */
function pixelAt([x, y]) {
  const place = (/** @type {number} */ value) => Math.max(0, Math.min(27, Math.floor(value * 28)));
  return place(y) * 28 + place(x);
}
