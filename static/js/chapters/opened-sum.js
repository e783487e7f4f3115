// One axis for everything: the terms added band by band, then terms, bias and z laid end to end, then the curve above:
// z ends exactly under its point.

import { compact, fromUnitsSigned, reading as figure } from "../core/format.js";
import { linearScale } from "../core/scale.js";
import { CURVES } from "../draw/curve.js";
import { head } from "../ui/labels.js";
import { neuronSum } from "./sum-equation.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./opened.js").Neuron} Neuron */
/** @typedef {import("./opened-places.js").Places} Places */

const CLIMB_MS = 600;
const CURVE_MS = 350;

/** Band after band, from the lowest up: where each begins and ends. @param {ArrayLike<number>} bands @returns {[number, number][]} */
export function climb(bands) {
  /** @type {[number, number][]} */
  const ends = [];
  let sum = 0;
  for (let band = bands.length - 1; band >= 0; band -= 1) ends[band] = [sum, (sum += bands[band])];
  return ends;
}

/** @param {Paper} paper @param {Neuron} neuron @param {Places} places */
export function drawSum(paper, neuron, places) {
  const { pen, layout, state, since } = paper;
  const sum = neuronSum(state, neuron.layer, neuron.index);
  if (!sum) return;
  const ends = climb(neuron.bands);
  const far = Math.max(...ends.flat().map(Math.abs), 1.12 * Math.abs(sum.z), 1.12 * Math.abs(sum.terms));
  const limit = Math.max(6, 2 * Math.ceil(far / 2));
  const x = linearScale([-limit, limit], [places.left, places.right]);
  if (since < CLIMB_MS + CURVE_MS) paper.redraw();
  pen.line(x(0), places.curve.top - 12, x(0), places.climb.top + places.climb.pitch * ends.length, "stroke-line");
  if (state.choices.card !== true || layout.turned) drawClimb(paper, ends, places, x, Math.min(1, since / CLIMB_MS));
  if (since < CLIMB_MS) return;
  drawBars(paper, sum, places, x, limit);
  drawCurve(paper, neuron, sum, places, x, limit);
}

/** @param {Paper} paper @param {[number, number][]} ends @param {Places} places @param {(value: number) => number} x @param {number} part how much has been added */
function drawClimb({ pen, layout }, ends, { climb: { top, pitch }, left }, x, part) {
  if (pitch === 0) return;
  const thick = Math.min(pitch - Math.max(1, pitch * 0.3), 14);
  ends.forEach(([from, to], band) => {
    if ((ends.length - band) / ends.length > part) return;
    const y = top + pitch * band + (pitch - thick) / 2;
    const empty = Math.abs(to - from) < 1e-6;
    if (from !== to || to !== 0) pen.line(x(to), y - (pitch - thick), x(to), y + (empty ? thick : 0), "stroke-faint");
    if (!empty) pen.rect(Math.min(x(from), x(to)), y, Math.max(0.8, Math.abs(x(to) - x(from))), thick, to > from ? "plus" : "minus");
  });
  const words = ends.length === 28 ? "rows added, bottom to top" : "terms added, bottom to top";
  pen.text(left, top + pitch * ends.length + 18, words, "faint", "start", 12 * layout.unit);
}

/** @param {Paper} paper @param {NonNullable<ReturnType<typeof neuronSum>>} sum @param {Places} places @param {(value: number) => number} x @param {number} limit */
function drawBars({ pen, layout, state }, { z, terms, shown, decimals }, { bars, left, right, climb: { top } }, x, limit) {
  const thick = layout.turned ? 7 : 8 * layout.unit;
  const crowded = Math.min(z, terms) < -limit / 6; // the words would stand on the bars
  const written = state.depth !== "picture";
  pen.line(x(terms), bars.terms + thick, x(terms), top, "stroke-faint");
  for (const [y, from, to, name, value] of /** @type {const} */ ([
    [bars.terms, 0, terms, "terms", shown.terms],
    [bars.bias, terms, z, "+ bias", shown.bias],
    [bars.z, 0, z, "= z", shown.z],
  ])) {
    pen.text(crowded ? x(0) + 10 : left, y - 6, name, `halo ${name === "= z" ? "ink" : ""}`);
    if (written) pen.text(right, y - 6, fromUnitsSigned(value, decimals), "ink b halo", "end");
    pen.rect(Math.min(x(from), x(to)), y, Math.max(1.5, Math.abs(x(to) - x(from))), thick, to >= from ? "plus" : "minus");
  }
  pen.line(x(terms), bars.bias, x(terms), bars.terms + thick, "stroke-faint");
  pen.line(x(z), bars.z, x(z), bars.bias + thick, "stroke-faint");
}

/** @param {Paper} paper @param {Neuron} neuron @param {NonNullable<ReturnType<typeof neuronSum>>} sum @param {Places} places @param {(value: number) => number} x @param {number} limit */
function drawCurve(paper, { layer, index }, { z, activation }, places, x, limit) {
  const { pen, layout, state, since } = paper;
  const relu = layer < 3 && state.network?.hidden_activation === "relu";
  const squish = CURVES[relu ? "relu" : "sigmoid"];
  const high = relu ? limit : 1;
  const y = linearScale([0, high], [places.curve.top + places.curve.height, places.curve.top]);
  const { left, right } = places;
  pen.line(left, y(0), right, y(0), "stroke-ring");
  pen.line(left, y(high), right, y(high), "stroke-line");
  const path = Array.from({ length: 121 }, (_, i) => -limit + (i * limit) / 60).map((at, i) => `${i ? "L" : "M"}${x(at).toFixed(1)} ${y(squish(at)).toFixed(1)}`);
  pen.path(path.join(""), "stroke-ink", { "stroke-width": 2 });
  drawAxis(paper, places, x, limit, z, high);
  const run = Math.min(1, (since - CLIMB_MS) / CURVE_MS);
  const at = z * run;
  const point = { x: x(at), y: y(squish(at)) };
  pen.line(x(z), places.bars.z, x(z), run < 1 ? y(0) : point.y, "stroke-eye", { "stroke-width": 1.75 });
  if (run === 1 && !layout.turned) pen.path(wayHome(layout, layer, index, point, right), "stroke-eye", { "stroke-width": 1.75 });
  pen.circle(point.x, point.y, 6, "stroke-eye", { fill: paper.stage.inks.brightness(activation), "stroke-width": 2 });
  const above = activation <= 0.3 * high;
  const late = point.x > right - 60;
  if (state.depth !== "picture") pen.text(point.x + (late ? -10 : 10), point.y + (above ? -12 : 19), figure(activation), "eye b halo", late ? "end" : "start", 15 * layout.unit);
  if (state.depth === "symbols" && !layout.turned) drawSlope(paper, relu ? Number(z > 0) : activation * (1 - activation), places, z);
}

/** @param {Paper} paper @param {Places} places @param {(value: number) => number} x @param {number} limit @param {number} z @param {number} high */
function drawAxis(paper, { curve, left }, x, limit, z, high) {
  const { pen, layout, state } = paper;
  const bottom = curve.top + curve.height;
  const size = 12 * layout.unit;
  const relu = high > 1;
  if (!layout.turned) head(paper, left, curve.top - 24, "the squish", relu ? "a = max(0, z)" : "a = σ(z)", "start");
  if (state.depth === "picture") return;
  pen.text(left, curve.top - 6, String(high), "faint", "start", size);
  if (x(z) > left + 30) pen.text(left, bottom - 6, "0", "faint", "start", size);
  [-limit, 0, limit].forEach((value, i) => {
    pen.line(x(value), bottom, x(value), bottom + 5, "stroke-ring");
    const words = String(value).replace("-", "−");
    if (i === 1 || Math.abs(x(value) - x(z)) > 26) pen.text(x(value), bottom + 19, words, "faint halo", /** @type {const} */ (["start", "middle", "end"])[i], size);
  });
}

/** How steep the curve is at z: far out the eye cannot tell, and it is what lets a nudge through. @param {Paper} paper @param {number} slope @param {Places} places @param {number} z */
function drawSlope({ pen, layout }, slope, { curve, left, right }, z) {
  const y = curve.top + curve.height / 2;
  pen.text(z > 0 ? left : right, y, `slope ${compact(slope)}`, "faint halo", z > 0 ? "start" : "end", 12 * layout.unit);
}

/** From the point on the curve to the neuron itself, between the rows. @param {Paper["layout"]} layout @param {number} layer @param {number} index @param {{x: number, y: number}} point @param {number} right */
function wayHome(layout, layer, index, point, right) {
  const target = layout.at(layer, index);
  if (layer === 1) {
    const { x } = layout.tile(index);
    return `M${point.x} ${point.y}H${right + 6}C${x - 4} ${point.y} ${right + 2} ${target.y} ${x - 2} ${target.y}`;
  }
  const gap = target.y - layout.rows.pitch / 2;
  const [turn, end] = [layout.tile(0).x - 8, target.x - layout.radius(layer) - 18];
  return `M${point.x} ${point.y}H${right + 4}C${turn} ${point.y} ${right + 4} ${gap} ${turn + 8} ${gap}H${end}C${end + 10} ${gap} ${end + 10} ${gap} ${target.x - layout.radius(layer) * 0.75} ${target.y - layout.radius(layer) * 0.75}`;
}
