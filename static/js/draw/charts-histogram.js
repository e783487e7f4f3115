// How many values there are of each size, on an axis where every factor of ten is as wide; with some of them pointed out.

import { count, superscript } from "../core/format.js";
import { crisp } from "../core/geometry.js";
import { linearScale, logScale } from "../core/scale.js";
import { scrubber } from "./scrubber.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./curve.js").Box} Box */
/** @typedef {import("../core/series.js").Bin} Bin */

/**
 * @typedef {object} Histogram
 * @property {string} title
 * @property {Bin[]} bins rising, without gaps
 * @property {number} zeros how many are exactly zero, and so have no place on the axis
 * @property {{value: number, name: string, tone?: string}[]} [pointed] values to point out
 * @property {number|null} [chosen] index of the bin that is being read off
 * @property {boolean} [figures]
 * @property {(index: number|null) => void} [choose]
 */

/** @param {Pen} pen of an SVG @param {Box} box @param {Histogram} histogram */
export function histogram(pen, box, { title, bins, zeros, pointed = [], chosen = null, figures = true, choose }) {
  pen.text(box.x, box.y + 12, title, "ink", "start", 14);
  const area = { x: box.x + 56, y: box.y + 46, width: box.width - 56, height: box.height - 46 - 26 };
  const foot = crisp(area.y + area.height);
  const most = Math.max(1, ...bins.map((bin) => bin.count)) * 1.05;
  const tall = linearScale([0, most], [0, area.height]);
  zeroBar(pen, box, foot, zeros, tall(Math.min(zeros, most)), zeros > most, figures);
  pen.line(area.x, foot, area.x + area.width, foot, "mark-axis");
  if (!bins.length) return;
  const x = logScale([bins[0].from, bins[bins.length - 1].to], [area.x, area.x + area.width]);
  bins.forEach((bin, i) => {
    const [from, to] = [Math.round(x(bin.from)), Math.round(x(bin.to))];
    const height = bin.count ? Math.max(1, tall(bin.count)) : 0;
    pen.rect(from + 1, foot - height, to - from - 1, height, `mark-full ${i === chosen ? "tone-ink" : "tone-soft"}`);
  });
  powers(pen, x, bins, foot, figures);
  pointers(pen, area, foot, x, pointed);
  if (chosen !== null && bins[chosen]) chosenBin(pen, x, bins[chosen], foot, tall);
  if (choose) {
    const at = (/** @type {number} */ share) => Math.floor(share * bins.length);
    scrubber(pen, area, { label: title, count: bins.length, index: chosen, at, say: (i) => say(bins[i]), choose });
  }
}

/** Zeros may outnumber all others many times: then their bar is broken, and the figure above it tells. @param {Pen} pen @param {Box} box @param {number} foot @param {number} zeros @param {number} height @param {boolean} broken @param {boolean} figures */
function zeroBar(pen, box, foot, zeros, height, broken, figures) {
  if (!zeros) return;
  pen.rect(box.x, foot - height, 28, height, "mark-hollow tone-faint");
  if (broken) for (const at of [0.5, 0.5 + 7 / height]) pen.line(box.x - 5, foot - height * at + 4, box.x + 33, foot - height * at - 4, "chart-break");
  if (figures) pen.text(box.x + 14, foot - height - 7, count(zeros), "soft", "middle", 12);
  pen.text(box.x + 14, foot + 17, "zero", "faint", "middle", 12);
}

/** @param {Pen} pen @param {(size: number) => number} x @param {Bin[]} bins @param {number} foot @param {boolean} figures */
function powers(pen, x, bins, foot, figures) {
  const first = Math.ceil(Math.log10(bins[0].from) - 1e-9);
  const last = Math.floor(Math.log10(bins[bins.length - 1].to) + 1e-9);
  const every = Math.ceil((last - first + 1) / 8);
  for (let power = first; power <= last; power += 1) {
    const at = crisp(x(10 ** power));
    pen.line(at, foot, at, foot + 5, "mark-axis");
    const words = power >= -3 && power <= 3 ? String(Number(`1e${power}`)) : `10${superscript(power)}`;
    if (figures && (power - first) % every === 0) pen.text(at, foot + 18, words, "faint", power === last && power >= -3 ? "end" : "middle", 12); // the last stands at the edge
  }
}

/** @param {Pen} pen @param {Box} area @param {number} foot @param {(size: number) => number} x @param {{value: number, name: string, tone?: string}[]} pointed */
function pointers(pen, area, foot, x, pointed) {
  for (const { value, name, tone = "tone-eye" } of pointed) {
    if (value === 0) continue;
    const at = crisp(Math.min(area.x + area.width, Math.max(area.x, x(Math.abs(value)))));
    pen.line(at, area.y - 12, at, foot, `mark-pointer ${tone}`);
    pen.text(at, area.y - 18, name, `${tone === "tone-eye" ? "eye" : "ink"} b halo`, "middle", 13);
  }
}

/** @param {Pen} pen @param {(size: number) => number} x @param {Bin} bin @param {number} foot @param {(count: number) => number} tall */
function chosenBin(pen, x, bin, foot, tall) {
  pen.text((x(bin.from) + x(bin.to)) / 2, foot - tall(bin.count) - 7, count(bin.count), "ink b halo", "middle", 13);
}

/** @param {Bin} bin */
const say = (bin) => `${count(bin.count)} from ${bin.from.toExponential(1)} to ${bin.to.toExponential(1)}`;
