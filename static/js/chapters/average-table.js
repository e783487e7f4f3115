// The table: a column an example, a row a parameter, a hollow square each example's wish; filled, the mean: the step.

import { count as grouped, fromUnitsSigned, signed, superscript } from "../core/format.js";
import { shortName, whereabouts } from "../core/gradient.js";
import { sum } from "../core/sums.js";
import { wishSquare } from "../draw/squares.js";
import { badge, numberedEdges } from "./edge-path.js";
import { displayed, rowsOf } from "./average-data.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./average-data.js").Data} Data */
/** @typedef {import("./average-data.js").Column} Column */

const COLUMN_MS = 340; // between one column and the next

/** @typedef {{left: number, first: number, pitch: number, mean: number, right: number, top: number, line: (row: number) => number, side: number, thumb: number, shown: number}} Grid */

/** @param {import("../draw/layout.js").Layout} layout @returns {Grid} */
export function gridOf(layout) {
  const { x, rows, unit, turned, width } = layout;
  if (turned) {
    const top = layout.at(3, 0).y + 60;
    const pitch = (width - 28 - 36 - 62) / 8;
    const tall = (layout.lower - top - 44) / 5;
    return { left: 14, first: 50 + pitch / 2, pitch, mean: width - 42, right: width - 14, top, line: (row) => top + 40 + (row + 0.5) * tall, side: Math.min(26, tall / 2), thumb: Math.min(26, pitch - 3), shown: 5 };
  }
  const [left, first, pitch] = layout.close ? [587, 796, 61.7] : [556, 722, 66]; // names and figures do not shrink with the screen
  return { left: x(left), first: x(first), pitch: x(pitch), mean: x(1332), right: x(1408), top: rows.top - 24 * unit, line: (row) => rows.top + rows.pitch * (1.42 + 1.9 * row), side: Math.min(40 * unit, rows.pitch * 0.9), thumb: 42 * unit, shown: 8 };
}

/** How many columns have come, so long after the first. @param {number} ms @param {number} columns */
export const columnsIn = (ms, columns) => Math.min(columns, 1 + Math.floor(Math.max(0, ms) / COLUMN_MS)); // a frame drawn in a hurry is younger than the next

/** @param {import("../state/state.js").State} state */
export const chosenRow = ({ choices }) => (typeof choices.row === "number" && choices.row >= 0 && choices.row < 8 ? Math.floor(choices.row) : 0);

/** The pictures over the columns, on the canvas. @param {Paper} paper @param {Data} data */
export function paintThumbs({ stage, layout }, { columns }) {
  const { first, pitch, thumb, top } = gridOf(layout);
  stage.pen.imageSmoothingEnabled = true;
  columns.forEach(({ pixels }, at) => stage.pen.drawImage(stage.bitmaps.plate(pixels, 3), first + at * pitch - thumb / 2, top, thumb, thumb));
}

/** @param {Paper} paper @param {Data} data @param {{current: boolean, come: number}} shown come: columns that are there already */
export function drawTable(paper, data, { current, come }) {
  const grid = gridOf(paper.layout);
  const rows = rowsOf(paper.state).slice(0, Math.min(grid.shown, data.averages.wishes.length));
  const most = Math.max(...data.averages.wishes.flat().map(Math.abs), 1e-30);
  const chosen = chosenRow(paper.state);
  drawColumns(paper, grid, data.columns);
  drawMeanHead(paper, grid, come, data.columns.length);
  numberedEdges(paper.pen, paper.layout, rows, chosen);
  rows.forEach((parameter, row) => {
    drawName(paper, grid, parameter, row, row === chosen);
    drawRow(paper, grid, { wishes: data.averages.wishes[row], come, side: grid.side / Math.sqrt(most), row, current });
  });
}

/** @param {Paper} paper @param {Grid} grid @param {Column[]} columns */
function drawColumns({ pen, layout, state, actions }, { first, pitch, thumb, top, line, shown }, columns) {
  columns.forEach((column, at) => {
    const x = first + at * pitch;
    const here = column.own ? state.source === column.source : isShown(state, column);
    pen.rect(x - thumb / 2 - 1, top - 1, thumb + 2, thumb + 2, here ? "stroke-ink" : "stroke-line", { "stroke-width": here ? 2 : 1 });
    const press = () => {
      actions.setSource(column.source);
      actions.setLabel(column.label);
    };
    const bottom = line(shown - 1) + layout.rows.pitch;
    pen.hit(x - pitch / 2 + 1, top - 2, pitch - 2, bottom - top, `${column.own ? "your drawing" : "example"}, a ${column.label}: put it on the pad`, { press }, { "data-column": at });
  });
}

/** @param {import("../state/state.js").State} state @param {Column} column */
function isShown({ source }, column) {
  return source.kind === "example" && column.source.kind === "example" && source.dataset === column.source.dataset && source.index === column.source.index;
}

/** @param {Paper} paper @param {Grid} grid @param {number} come @param {number} all */
function drawMeanHead({ pen, layout, state }, { mean, right, left, top, line, shown }, come, all) {
  const { unit, turned } = layout;
  const half = right - mean;
  if (!turned) pen.rect(mean - half, top - 1, 2 * half, line(shown - 1) + layout.rows.pitch * 0.95 - top, "stroke-ring");
  pen.text(mean, top + (turned ? 16 : 18) * unit, turned ? "mean" : come < all ? `mean of ${come} so far` : `mean of the ${NUMBERS[all] ?? all}`, "ink", "middle", (turned ? 12 : 14) * unit);
  if (turned) return;
  pen.text(mean, top + 35 * unit, state.step > 0 && hasBatch(layout) ? "grey: the batch at once" : "filled: the step", "faint", "middle", 12 * unit);
  pen.text(left - 10 * unit, top + 18 * unit, "weight", "ink", "start", 14 * unit);
  pen.text(left - 10 * unit, top + 35 * unit, "hollow: its wish", "faint", "start", 12 * unit);
}

export const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight"];

/** @param {Paper} paper @param {Grid} grid @param {import("../core/gradient.js").Parameter} parameter @param {number} row @param {boolean} attended */
function drawName({ pen, layout, actions }, { left, line, first, pitch, mean, right }, parameter, row, attended) {
  const { unit, turned } = layout;
  const y = line(row);
  pen.line(turned ? 44 : left - 10 * unit, y, turned ? right : Math.min(first + 7.6 * pitch, 2 * mean - right - 4), y, attended ? "stroke-ring" : "stroke-line");
  badge(pen, left + (turned ? 12 : 0), y - (turned ? 0 : 12 * unit), row + 1, attended, unit);
  if (!turned) {
    pen.text(left + 20 * unit, y - 7 * unit, shortName(parameter), attended ? "ink b" : "ink", "start", 15 * unit);
    pen.text(left - 10 * unit, y + 17 * unit, whereabouts(parameter), "faint", "start", 12 * unit);
  }
  const words = `${shortName(parameter)}, ${whereabouts(parameter)}: show it in the network`;
  pen.hit(left - 14, y - 30 * unit, (turned ? 44 : first - pitch / 2 - left + 10), 56 * unit, words, { press: () => actions.choose("row", row) }, { "aria-pressed": String(attended), "data-row": row });
}

/** @param {Paper} paper @param {Grid} grid @param {{wishes: number[], come: number, side: number, row: number, current: boolean}} cells */
function drawRow({ pen, layout, state }, { left, first, pitch, mean, right, line }, { wishes, come, side, row, current }) {
  const { unit, turned } = layout;
  const { units, mean: whole, decimals, power } = displayed(wishes);
  const y = line(row);
  const figures = state.depth !== "picture";
  const away = (/** @type {number} */ value) => y + (value > 0 ? 17 : -8) * unit;
  wishes.slice(0, come).forEach((wish, at) => {
    const x = first + at * pitch;
    wishSquare(pen, x, y, { value: wish, side });
    if (figures && !turned) pen.text(x, away(wish), sayWish(wish, units[at], decimals), `average-cell-${row} ${units[at] === 0 ? "faint" : current ? "ink halo" : "stale"}`, "middle", 13 * unit);
  });
  const average = come === wishes.length ? whole : Math.round(sum(units.slice(0, come)) / come);
  if (power && figures && !turned) pen.text(Math.min(left + 134 * unit, first - 23 * unit), y - 7 * unit, `× 10${superscript(power)}`, "soft", "end", 13 * unit);
  wishSquare(pen, mean, y, { value: sum(wishes.slice(0, come)) / come, side, filled: true });
  if (!figures) return;
  const style = current ? "ink b halo average-mean" : "stale average-mean";
  const text = fromUnitsSigned(average, decimals) + times(power);
  if (turned) pen.text(right + 6, average < 0 ? y - 6 : away(average), text, style, "end", 12);
  else pen.text(mean, away(average), text, style, "middle", 15 * unit);
}

/** The factor of a row's figures, written where they are read. @param {number} power */
const times = (power) => (power ? `·10${superscript(power)}` : "");

/** What is not nothing never reads as nothing. @param {number} wish @param {number} units @param {number} decimals */
function sayWish(wish, units, decimals) {
  if (wish === 0) return "0";
  return units === 0 ? "≈ 0" : fromUnitsSigned(units, decimals);
}

/** @param {import("../draw/layout.js").Layout} layout where rows are low, there is no room below the mean */
const hasBatch = ({ turned, rows }) => !turned && rows.pitch >= 40;

/** What one pass with all examples says, beside each mean. @param {Paper} paper @param {Data} data */
export function drawBatch({ pen, layout, state }, { averages }) {
  if (!hasBatch(layout) || state.depth === "picture") return;
  const grid = gridOf(layout);
  averages.batch.slice(0, grid.shown).forEach((value, row) => {
    const { decimals, power } = displayed(averages.wishes[row]);
    const y = grid.line(row) + (value > 0 ? 32 : -23) * layout.unit;
    pen.text(grid.mean, y, signed(value / 10 ** power, decimals) + times(power), "soft halo average-batch", "middle", 12 * layout.unit);
  });
}

/** @param {{columns: readonly unknown[]}} data */
export const sayCount = ({ columns }) => NUMBERS[columns.length] ?? grouped(columns.length);
