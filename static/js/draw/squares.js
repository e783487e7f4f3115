// Squares whose area is the quantity: misses squared and their cost, and what examples wish of a weight.

import { shareOut } from "../core/geometry.js";
import { tone } from "./marks.js";

/** @typedef {import("./pen.js").Pen} Pen */

/** Side of the square with this area. @param {number} area @param {number} side pixels of the side of area 1 */
export const sideOf = (area, side) => side * Math.sqrt(Math.abs(area));

/**
 * A neutral square round a centre: a miss, squared.
 * @param {Pen} pen @param {number} x @param {number} y @param {number} area @param {number} side pixels for area 1
 */
export function areaSquare(pen, x, y, area, side) {
  const edge = sideOf(area, side);
  pen.rect(x - edge / 2, y - edge / 2, edge, edge, "mark-full tone-soft");
}

/**
 * One square made of the areas of several: they add up to it in front of you.
 * @param {Pen} pen @param {number} x left @param {number} y top
 * @param {{areas: readonly number[], side: number, rows?: readonly number[], attended?: number|null, names?: boolean}} sum side: pixels for area 1
 * @returns {number} the side of the whole
 */
export function areaSum(pen, x, y, { areas, side, rows = [3, 4, 3], attended = null, names = false }) {
  const edge = sideOf(areas.reduce((a, b) => a + b, 0), side);
  shareOut(areas, edge, rows).forEach((part, i) => {
    const gap = Math.min(0.5, part.width / 4, part.height / 4);
    pen.rect(x + part.x + gap, y + part.y + gap, part.width - 2 * gap, part.height - 2 * gap, `mark-full tone-soft${i === attended ? " mark-chosen" : ""}`);
    if (names && part.width > 13 && part.height > 15) pen.text(x + part.x + part.width / 2, y + part.y + part.height / 2 + 5, String(i), "ground serif", "middle", 15);
  });
  return edge;
}

/**
 * What one example wishes of a weight: a tinted, outlined square above the line (more) or below it (less).
 * The step, being the mean of the wishes, is filled.
 * @param {Pen} pen @param {number} x centre @param {number} y of the line @param {{value: number, side: number, filled?: boolean}} wish side: pixels for area 1
 */
export function wishSquare(pen, x, y, { value, side, filled = false }) {
  if (value === 0) return void pen.circle(x, y, 2.5, "mark-full tone-faint");
  const edge = Math.max(3, sideOf(value, side));
  const top = value > 0 ? y - edge : y;
  const inset = filled ? 0 : 0.75;
  const style = filled || edge < 6 ? "mark-full" : "mark-tinted";
  pen.rect(x - edge / 2 + inset, top + inset, edge - 2 * inset, edge - 2 * inset, `${style} ${tone(value)}`);
}
