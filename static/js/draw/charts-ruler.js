// A ruler with a marker: a native slider on a logarithmic scale, so it works by pointer, keyboard and screen reader alike.

import { crisp } from "../core/geometry.js";
import { logScale, logTicks } from "../core/scale.js";
import { nearest } from "../core/series.js";
import { walk } from "./scrubber.js";

/** @typedef {import("./pen.js").Pen} Pen */

/**
 * @typedef {object} Ruler
 * @property {string} id unique on the page: joins label and slider
 * @property {string} name
 * @property {readonly number[]} values that can be chosen, rising, above zero
 * @property {number} value
 * @property {(value: number) => string} text
 * @property {readonly number[]} [labels] values written under the ruler; without: the powers of ten
 * @property {boolean} [figures]
 * @property {boolean} [disabled]
 * @property {(value: number) => void} change
 */

const INSET = 6; // the marker may stand over the very end
const STEPS = 1000; // positions of the slider underneath

/**
 * @param {Pen} pen of HTML @param {number} left @param {number} top @param {number} width
 * @param {Ruler} ruler
 */
export function ruler(pen, left, top, width, ruler) {
  const style = { class: "ruler", "style.left": `${left}px`, "style.top": `${top}px`, "style.width": `${width}px` };
  pen.group("div", style, (inside) => {
    inside.element("label", { class: "ruler__name", for: ruler.id }, ruler.name);
    inside.group("svg", { class: "ruler__scale", width, height: 52, "aria-hidden": "true" }, (svg) => drawScale(svg, width, ruler));
    inside.element("input", inputFacts(ruler), null, inputEvents(ruler));
  });
}

/** @param {Ruler} ruler @returns {import("./pen.js").Attributes} */
function inputFacts({ id, value, values, text, disabled = false }) {
  const place = logScale(ends(values), [0, STEPS]);
  return { id, class: "ruler__input", type: "range", min: 0, max: STEPS, step: "any", value: place(value), "aria-valuetext": text(value), disabled };
}

/** @param {Ruler} ruler @returns {import("./pen.js").Events} */
function inputEvents({ value, values, change }) {
  const place = logScale(ends(values), [0, STEPS]);
  const places = values.map((one) => place(one));
  return {
    input: (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      const chosen = nearest(places, Number(input.value));
      input.value = String(places[chosen]);
      change(values[chosen]);
    },
    key: (event) => {
      const next = walk(event.key, nearest(values, value), values.length);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      change(values[next]);
    },
  };
}

/** @param {readonly number[]} values @returns {[number, number]} */
const ends = (values) => [values[0], values[values.length - 1]];

/** @param {Pen} svg @param {number} width @param {Ruler} ruler */
function drawScale(svg, width, { values, value, text, labels, figures = true }) {
  const x = logScale(ends(values), [INSET, width - INSET]);
  const { major, minor } = logTicks(ends(values));
  const y = 24.5;
  svg.line(x(values[0]), y, x(values[values.length - 1]), y, "ruler__line");
  for (const at of minor) svg.line(crisp(x(at)), y, crisp(x(at)), y + 4, "mark-axis");
  for (const at of labels ?? major) {
    svg.line(crisp(x(at)), y - 3, crisp(x(at)), y + 6, "ruler__line");
    const anchor = x(at) < INSET + 4 ? "start" : x(at) > width - INSET - 4 ? "end" : "middle";
    if (figures) svg.text(anchor === "start" ? 0 : anchor === "end" ? width : x(at), y + 20, text(at), "faint", anchor, 12);
  }
  const at = Math.round(x(value));
  svg.path(`M${at - 7} ${y - 14.5}h14l-7 13z`, "mark-full tone-ink");
  const beside = at > width - 60;
  if (figures) svg.text(at + (beside ? -12 : 12), y - 4.5, text(value), "ink b halo", beside ? "end" : "start", 15);
}
