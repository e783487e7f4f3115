// The reading: the digit, large, with its activation and the runner-up. It stands in the free rows above the outputs.

import { reading as figure } from "../core/format.js";
import { isEmpty } from "../state/state.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../draw/layout.js").Layout} Layout */

/** Sizes in px on 1440×900: the digit, its left edge from the outputs' centre, its baseline, the words beside it. */
const KINDS = {
  large: { digit: 172, left: -15, words: 85, says: 92, confidence: 126, next: 150, figure: 27, base: 182 },
  opened: { digit: 118, left: -38, words: 30, says: null, confidence: 126, next: 150, figure: 27, base: 182 },
  small: { digit: 92, left: -15, words: 41, says: 88, confidence: 113, next: null, figure: 22, base: 122 },
};

/** The two largest outputs. @param {ArrayLike<number>} outputs */
export function firstTwo(outputs) {
  const order = Array.from(outputs, (_, digit) => digit).sort((a, b) => outputs[b] - outputs[a]);
  return [order[0], order[1]];
}

/** @param {HTMLElement} host @param {import("../draw/pen.js").Pen} html its pen @param {State} state @param {Layout} layout @param {keyof typeof KINDS} kind */
export function drawPrediction(host, html, state, layout, kind) {
  const empty = isEmpty(state);
  const outputs = state.reading?.layers[3].activations ?? [];
  const [digit, next] = empty ? [null, null] : firstTwo(outputs);
  host.dataset.digit = digit === null ? "" : String(state.reading?.prediction.digit);
  host.dataset.confidence = digit === null ? "" : String(state.reading?.prediction.confidence);
  const place = layout.turned ? phonePlaces(layout, kind) : widePlaces(layout, kind);
  const numbers = state.depth !== "picture" && !empty;
  if (!place) return;
  if (digit === null) put(html, "prediction__none", "–", { ...place.digit, base: place.digit.base - 0.2 * place.digit.size, size: place.digit.size * 0.45 });
  else put(html, "prediction__digit", String(digit), place.digit);
  if (place.says) put(html, "prediction__says", "reads as", place.says);
  if (numbers && digit !== null) put(html, "prediction__confidence", figure(outputs[digit]), place.confidence);
  if (numbers && next !== null && place.next) put(html, "prediction__next", `next ${next}, ${figure(outputs[next])}`, place.next);
}

/** @typedef {{x: number, base: number, size: number}} Place base: of the line of type */

/** @param {import("../draw/pen.js").Pen} html @param {string} style @param {string} words @param {Place} place */
function put(html, style, words, { x, base, size }) {
  const top = base - size * 0.83; // with a line height of 1, type stands about here
  html.element("span", { class: style, "style.left": `${x.toFixed(1)}px`, "style.top": `${top.toFixed(1)}px`, "style.font-size": `${size.toFixed(1)}px` }, words);
}

/** @param {Layout} layout @param {keyof typeof KINDS} kind @returns {Record<"digit"|"says"|"confidence"|"next", Place|null> & {digit: Place, confidence: Place}} */
function widePlaces(layout, kind) {
  const measures = KINDS[kind];
  const { unit } = layout;
  const left = layout.at(3, 0).x;
  const y = (/** @type {number} */ design) => layout.rows.top + ((design - 60) / 132) * 3 * layout.rows.pitch;
  const fit = Math.min(unit, layout.rows.pitch / 44, (1.25 * layout.width) / 1440);
  const least = Math.max(fit, 0.93);
  const over = Math.max(0, left + measures.words * fit + 84 * least - (layout.width - 0.5 * layout.margin));
  const words = left + measures.words * fit - over;
  return {
    digit: { x: left + measures.left * fit - over, base: y(measures.base), size: measures.digit * fit },
    says: measures.says === null || fit < 0.5 ? null : { x: words, base: y(measures.says), size: Math.max(12, 17 * fit) },
    confidence: { x: words, base: y(measures.confidence), size: Math.max(12, measures.figure * fit) },
    next: measures.next === null || fit < 0.5 ? null : { x: words, base: y(measures.next), size: Math.max(12, 13 * fit) },
  };
}

/** @param {Layout} layout @param {keyof typeof KINDS} kind @returns {ReturnType<typeof widePlaces>|null} null: it is not read out here */
function phonePlaces({ height, shot }, kind) {
  if (kind !== "large") return null;
  const base = height - 73;
  const above = shot.along3 + shot.radius3 + 34; // where the names of the outputs end
  return {
    digit: { x: 12, base, size: Math.min(122, 1.2 * (base - above)) },
    says: base - 63 - 17 < above ? null : { x: 86, base: base - 63, size: 17 },
    confidence: { x: 86, base: base - 33, size: 27 },
    next: { x: 86, base: base - 9, size: 14 },
  };
}
