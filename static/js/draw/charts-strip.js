// A strip of bars, one an example: how much each costs, and their mean as a line through all.

import { crisp } from "../core/geometry.js";
import { scrubber } from "./scrubber.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./curve.js").Box} Box */

/**
 * @typedef {object} Strip
 * @property {string} label
 * @property {ArrayLike<number>} values 0 or more
 * @property {number} mean
 * @property {number} [most] the value as tall as the box; at least the largest
 * @property {number|null} [chosen] the bar pointed at
 * @property {number|null} [loaded] the bar whose example is being shown
 * @property {(index: number) => string} say one bar in words
 * @property {(index: number|null) => void} choose
 * @property {(index: number) => void} open
 */

/** @param {Pen} pen of an SVG @param {Box} box @param {Strip} strip @returns {{meanAt: number, barAt: (index: number) => number}} where the mean lies and the middle of each bar */
export function strip(pen, box, { label, values, mean, most = 0, chosen = null, loaded = null, say, choose, open }) {
  const count = values.length;
  const tallest = Math.max(most, ...Array.from(values), 1e-12);
  const foot = Math.round(box.y + box.height);
  const pitch = box.width / Math.max(1, count);
  const gap = pitch > 4 ? 1 : 0;
  for (let i = 0; i < count; i += 1) {
    const [from, to] = [Math.round(box.x + i * pitch), Math.round(box.x + (i + 1) * pitch)];
    const height = Math.max(1, (values[i] / tallest) * box.height);
    const style = i === loaded ? "tone-eye" : i === chosen ? "tone-ink" : "tone-soft";
    pen.rect(from, foot - height, Math.max(1, to - from - gap), height, `mark-full ${style}`);
  }
  pen.line(box.x, foot + 0.5, box.x + box.width, foot + 0.5, "mark-axis");
  const meanAt = crisp(foot - (mean / tallest) * box.height);
  pen.line(box.x, meanAt, box.x + box.width, meanAt, "chart-mean");
  scrubber(pen, box, { label, count, index: chosen ?? loaded, at: (share) => Math.floor(share * count), say, choose, open });
  return { meanAt, barAt: (index) => box.x + (index + 0.5) * pitch };
}
