// Line charts with their names and newest values written where the lines end; any point can be read off exactly.

import { crisp, polyPath } from "../core/geometry.js";
import { linearScale, logScale, logTicks, ticks } from "../core/scale.js";
import { extent, nearest, spread, thin } from "../core/series.js";
import { scrubber } from "./scrubber.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./curve.js").Box} Box */

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {ArrayLike<number>} xs rising
 * @property {ArrayLike<number>} ys
 * @property {"now"|"other"|"before"} [style] before: a former run, for comparison
 */

/**
 * @typedef {object} LineChart
 * @property {string} title
 * @property {string} unit name of the x axis: "steps"
 * @property {Series[]} series
 * @property {(y: number) => string} text how a value is written
 * @property {(x: number) => string} place how a position is written
 * @property {boolean} [log] logarithmic y
 * @property {[number, number]} [domain] of x, when wider than the data
 * @property {[number, number]} [range] of y, when it shall not follow the data
 * @property {number|null} [chosen] the x that is being read off
 * @property {boolean} [figures] false: the picture alone
 * @property {(x: number|null) => void} [choose]
 */

const LINE = 13; // px from one written tick to the next, at least
const LOW = 44; // px; in a lower chart the ticks would lie on each other
const RIGHT = 66; // room for the newest values
const LEFT = 46; // room for the ticks

/** @param {Pen} pen of an SVG @param {Box} box @param {LineChart} chart */
export function lineChart(pen, box, chart) {
  const area = plotArea(box, chart.figures !== false);
  pen.text(box.x, box.y + 12, chart.title, "ink", "start", 14);
  const shown = chart.series.filter((series) => series.xs.length > 0);
  if (!shown.length) return void pen.text(area.x, area.y + area.height / 2, "nothing measured yet", "faint", "start", 13);
  const scales = scalesOf(area, shown, chart);
  grid(pen, area, scales, chart);
  for (const series of shown) line(pen, series, scales);
  endings(pen, area, shown, scales, chart);
  readOff(pen, area, shown, scales, chart);
}

/** @typedef {{x: import("../core/scale.js").Scale, y: import("../core/scale.js").Scale, low: number, high: number, last: number}} Scales */

/** @param {Box} box @param {boolean} figures @returns {Box} where the lines are */
function plotArea({ x, y, width, height }, figures) {
  const [left, right] = figures ? [LEFT, RIGHT] : [0, 14];
  return { x: x + left, y: y + 28, width: width - left - right, height: height - 28 - 26 };
}

/** @param {Box} area @param {Series[]} shown @param {LineChart} chart @returns {Scales} */
function scalesOf(area, shown, { log = false, domain, range }) {
  const xs = domain ?? extent(shown.map((series) => series.xs));
  const [x0, x1] = xs[0] < xs[1] ? xs : [xs[0], xs[0] + 1];
  let [low, high] = extent(shown.map((series) => series.ys));
  if (range) [low, high] = range;
  else if (log && low > 0) {
    const margin = Math.max(1.02, (high / low) ** 0.06);
    [low, high] = [low / margin, high * margin];
  } else {
    const margin = (high - low || Math.abs(high) || 1) * 0.06;
    [low, high] = [low - margin, high + margin];
  }
  const make = log && low > 0 ? logScale : linearScale;
  return { x: linearScale([x0, x1], [area.x, area.x + area.width]), y: make([low, high], [area.y + area.height, area.y]), low, high, last: x1 };
}

/** @param {Pen} pen @param {Box} area @param {Scales} scales @param {LineChart} chart */
function grid(pen, area, { x, y, low, high, last }, { log, text, unit, place, chosen = null, figures = true }) {
  const powers = log && low > 0 ? logTicks([low, high]).major : [];
  let written = Infinity;
  for (const value of powers.length > 1 ? powers : ticks([low, high], 3)) {
    const at = crisp(y(value));
    pen.line(area.x, at, area.x + area.width, at, "mark-hair");
    if (!figures || area.height <= LOW || written - at < LINE) continue;
    written = at;
    pen.text(area.x - 8, at + 4, text(value), "faint", "end", 12);
  }
  const foot = crisp(area.y + area.height + 4);
  pen.line(area.x, foot, area.x + area.width, foot, "mark-axis");
  if (!figures) return;
  pen.text(area.x, foot + 17, place(x.invert(area.x)), "faint", "start", 12);
  if (chosen === null && area.width > 150) pen.text(area.x + area.width / 2, foot + 17, unit, "faint", "middle", 12);
  pen.text(area.x + area.width, foot + 17, place(last), "soft", "end", 12);
}

/** @param {Pen} pen @param {Series} series @param {Scales} scales */
function line(pen, { xs, ys, style = "now" }, { x, y }) {
  const kept = thin(xs, ys, x).filter((i) => Number.isFinite(ys[i]));
  pen.path(polyPath(kept.map((i) => [x(xs[i]), y(ys[i])])), `chart-line chart-line--${style}`);
}

/** The newest point of each line, its value and, where there are several, its name. @param {Pen} pen @param {Box} area @param {Series[]} shown @param {Scales} scales @param {LineChart} chart */
function endings(pen, area, shown, { x, y }, { text, figures = true }) {
  const ends = shown.map(({ xs, ys }) => ({ x: x(xs[xs.length - 1]), y: y(ys[ys.length - 1]), value: ys[ys.length - 1] }));
  const heights = spread(ends.map((end) => end.y), shown.length > 1 ? 30 : 16);
  shown.forEach(({ name, style = "now" }, i) => {
    const first = style === "now";
    pen.circle(ends[i].x, ends[i].y, first ? 4.5 : 3, `chart-end chart-end--${style}`);
    const at = area.x + area.width + 12;
    if (figures) pen.text(at, heights[i] + 5, text(ends[i].value), first ? "ink b" : "soft", "start", 15);
    if (shown.length > 1) pen.text(at, heights[i] + (figures ? 19 : 4), name, "faint", "start", 12);
  });
}

/** @param {Pen} pen @param {Box} area @param {Series[]} shown @param {Scales} scales @param {LineChart} chart */
function readOff(pen, area, shown, { x, y }, { title, text, place, unit, chosen = null, choose }) {
  const [main] = shown;
  if (chosen !== null) {
    const at = crisp(x(main.xs[nearest(main.xs, chosen)]));
    pen.line(at, area.y - 4, at, area.y + area.height + 4, "mark-axis");
    for (const { xs, ys } of shown) {
      const i = nearest(xs, chosen);
      pen.circle(x(xs[i]), y(ys[i]), 4, "chart-end chart-end--now");
      const left = x(xs[i]) > area.x + area.width * 0.6;
      pen.text(x(xs[i]) + (left ? -9 : 9), y(ys[i]) - 8, text(ys[i]), "ink b halo", left ? "end" : "start", 13);
    }
    pen.text(at, area.y + area.height + 21, `${place(main.xs[nearest(main.xs, chosen)])} ${unit}`, "ink halo", "middle", 12);
  }
  if (!choose) return;
  const value = (/** @type {number} */ i) => shown.map((one) => `${one.name} ${text(one.ys[nearest(one.xs, main.xs[i])])}`).join(", ");
  scrubber(pen, area, {
    label: title,
    count: main.xs.length,
    index: chosen === null ? null : nearest(main.xs, chosen),
    at: (share) => nearest(main.xs, x.invert(area.x + share * area.width)),
    say: (i) => `${place(main.xs[i])} ${unit}: ${value(i)}`,
    choose: (i) => choose(i === null ? null : main.xs[i]),
  });
}
