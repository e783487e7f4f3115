// The landscape: lines of equal true cost on the plane in which the walkers' paths spread most, and the paths' shadows.

import { contour, levels } from "../core/contours.js";
import { significant } from "../core/format.js";
import { polyPath } from "../core/geometry.js";
import { linearScale } from "../core/scale.js";
import { roomOf } from "./batches-room.js";
import { STYLES, drawRaceTools, momentOf, raceOf, until } from "./batches-race.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./batches-race.js").Path} Path */

/** @typedef {{points: [number, number][], words: string, anchor: "start"|"end", at: [number, number]}} End of a path, and the words beside it */

const LINES = 14;
const [LETTER, NEAR] = [6.5, 14]; // px of an average letter of the words, and around them

/** @param {State} state */
export const landNumbers = (state) => raceOf(state)?.landscape ?? null;

/** @param {Paper} paper */
export function drawLand(paper) {
  const { pen, layout, state } = paper;
  const { unit } = layout;
  const room = roomOf(layout);
  const race = raceOf(state);
  drawRaceTools(paper, room);
  if (!race?.landscape) return;
  const { s, t, costs } = race.landscape;
  const top = room.y + 48 * unit;
  const x = linearScale([s[0], s[s.length - 1]], [room.x, room.x + room.width]);
  const y = linearScale([t[0], t[t.length - 1]], [room.y + room.height, top]);
  pen.rect(room.x, top, room.width, room.y + room.height - top, "stroke-line");
  for (const level of levels(costs, LINES)) {
    const path = contour(s, t, costs, level).map(([x1, y1, x2, y2]) => `M${round(x(x1))} ${round(y(y1))}L${round(x(x2))} ${round(y(y2))}`).join("");
    pen.path(path, "stroke-ring land-line", { fill: "none", "stroke-width": 1, opacity: 0.75 });
  }
  const ends = race.paths.map((walker, i) => endOf(paper, walker, i, { x, y, notes: until(walker, race, momentOf(state)), right: room.x + room.width }));
  labelLevels(paper, { x, y, ends });
  ends.forEach((end, i) => end && drawShadow(paper, end, i));
  for (const end of ends) if (end) pen.text(end.at[0], end.at[1], end.words, "ink halo land-end", end.anchor, 13 * unit); // over all paths
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** Some lines say their cost, where no walker's words stand. @param {Paper} paper @param {{x: (value: number) => number, y: (value: number) => number, ends: (End|null)[]}} place */
function labelLevels({ pen, layout, state }, { x, y, ends }) {
  const land = landNumbers(state);
  if (!land || state.depth === "picture") return;
  levels(land.costs, LINES).forEach((level, i) => {
    if (i % 4) return;
    const segments = contour(land.s, land.t, land.costs, level);
    const [x1, y1] = segments[Math.floor(segments.length / 2)] ?? [];
    if (x1 === undefined || ends.some((end) => end && covers(end, x(x1), y(y1), layout.unit))) return;
    pen.text(x(x1), y(y1) + 4, significant(level, 2), "faint halo", "middle", 12 * layout.unit);
  });
}

/** @param {End} end @param {number} x @param {number} y @param {number} unit */
function covers({ words, anchor, at }, x, y, unit) {
  const width = words.length * LETTER * unit;
  const left = anchor === "end" ? at[0] - width : at[0];
  return x > left - NEAR * unit && x < left + width + NEAR * unit && Math.abs(y - at[1]) < NEAR * unit;
}

/** Where a walker is, and what stands beside it. @param {Paper} paper @param {Path} walker @param {number} i @param {{x: (value: number) => number, y: (value: number) => number, notes: number, right: number}} place @returns {End|null} */
function endOf({ layout, state }, walker, i, { x, y, notes, right }) {
  const points = walker.shadow.slice(0, notes).map(([s, t]) => /** @type {[number, number]} */ ([x(s), y(t)]));
  if (!points.length) return null;
  const [endX, endY] = points[points.length - 1];
  const [own, below] = [walker.costs[notes - 1], walker.shadow_costs[notes - 1]];
  const figures = layout.turned ? `, ${significant(own, 3)}` : `, own cost ${significant(own, 3)}, under its shadow ${significant(below, 3)}`;
  const costs = state.depth === "picture" ? "" : figures;
  const end = endX > right - (layout.turned ? 160 : 330) * layout.unit;
  return { points, words: `${walker.name}${costs}`, anchor: end ? "end" : "start", at: [endX + (end ? -12 : 12), endY + 5 + (i - 1) * 18 * layout.unit] };
}

/** @param {Paper} paper @param {End} end @param {number} i */
function drawShadow({ pen }, { points }, i) {
  const [endX, endY] = points[points.length - 1];
  pen.path(polyPath(points), `chart-line chart-line--${STYLES[i % STYLES.length]}`);
  pen.circle(points[0][0], points[0][1], 5, "mark-point");
  pen.circle(endX, endY, 6, "mark-full tone-ink");
}
