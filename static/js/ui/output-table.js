// A row an output (on the phone a column): what it says, what it should say, what it misses, and the ten squares in one.
// Chapters put their own marks between. "Along" is x on a wide screen, y on the phone.

import { missesOf } from "../core/backward.js";
import { decimalsFor, fromUnits, reading as figure } from "../core/format.js";
import { roundTogether } from "../core/sums.js";
import { band, frame, scaleBar, wantedDisc } from "../draw/marks.js";
import { radioGroup } from "../draw/radio.js";
import { areaSquare, areaSum, sideOf } from "../draw/squares.js";
import { isEmpty } from "../state/state.js";
import { besidePlate } from "./fitting.js";
import { neuron } from "./neurons.js";

/** @typedef {import("./chapter.js").Paper} Paper */
/** @typedef {import("../draw/layout.js").Layout} Layout */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/backward.js").Backward} Backward */

/** @typedef {object} Table where its columns are, in CSS pixels along
 * @property {number} zero of the scale of activations
 * @property {number} length of that scale
 * @property {number} wanted centre of the wanted discs
 * @property {number} square centre of the squares
 * @property {number} figure where their figures end
 * @property {number} side of a square of area 1
 * @property {number} from the frame begins
 * @property {number} to it ends
 * @property {number} total the top of the ten areas in one
 */

/** Where the sentence begins, and on a phone the formula, at the foot. @param {Layout} layout */
export const beside = (layout) => (layout.turned ? { ...besidePlate(layout), formula: { left: 12, top: below(layout)(698) } } : besidePlate(layout));

/** The wanted output's terms are forward, and it wears the ring. @param {State} state @returns {Partial<import("../draw/stage.js").Scene>} */
export function attendedScene(state) {
  const label = state.reading?.label ?? null;
  return label === null ? { rings: [] } : { output: label, rings: [neuron(3, label)] };
}

/** Which output is looked at: the one pointed at, else the wanted one. @param {State} state @param {Backward} back */
export const lookedAt = ({ attention: { hovered } }, back) => (hovered?.layer === 3 ? hovered.index : back.label);

/** Where a mark of an output belongs. @param {Layout} layout @param {number} along @param {number} digit */
export const spot = (layout, along, digit) => (layout.turned ? { x: layout.output(digit), y: along, turned: true } : { x: along, y: layout.output(digit) });

/** Baseline of the heads of an output table. @param {Layout} layout */
export const headLine = (layout) => layout.output(0) - 0.86 * layout.rows.pitch;

/** Phone: a measure of the 844 px design below the outputs' discs, on this screen. @param {Layout} layout @returns {(design: number) => number} */
export function below(layout) {
  const top = layout.at(3, 0).y;
  const stretch = Math.min(1.25, Math.max(0.55, (layout.height - top - 84) / 430)); // 764 is just above the story bar
  return (design) => Math.round(top + (design - 334) * stretch);
}

/** The attended row: band, then the frame over it. @param {Paper} paper @param {Table} table @param {number|null} label */
export function drawAttended({ pen, layout }, { from, to }, label) {
  if (label === null) return;
  const half = layout.turned ? (layout.output(1) - layout.output(0)) / 2 + 3 : layout.rows.pitch / 2 - 0.5;
  const at = layout.output(label) - half;
  const [x, y, width, height] = layout.turned ? [at, from, 2 * half, to - from] : [from, at, to - from, 2 * half];
  if (!layout.turned) band(pen, x + 40 * layout.unit, y, width - 40 * layout.unit, height); // it must not cover the disc, which lies below
  frame(pen, x, y, width, height);
}

/** What every output says, on a scale from 0 to 1. @param {Paper} paper @param {Table} table @param {Backward|null} back */
export function drawSays({ pen, layout, state }, { zero, length }, back) {
  const { turned, unit } = layout;
  const ends = turned ? [14, layout.width - 14] : [layout.output(0) - layout.rows.pitch / 2, layout.output(9) + layout.rows.pitch / 2];
  for (const share of [0, 1]) {
    const at = Math.round(zero + (turned ? -share : share) * length) - 0.5;
    if (turned) pen.line(ends[0], at, ends[1], at, share ? "mark-hair" : "mark-line");
    else pen.line(at, ends[0], at, ends[1], "mark-line");
  }
  if (isEmpty(state)) return;
  const outputs = back?.outputs ?? state.reading?.layers[3].activations ?? [];
  outputs.forEach((value, digit) => {
    const wanted = back ? Number(digit === back.label) : null;
    scaleBar(pen, spot(layout, zero, digit), { value, length, wanted, attended: digit === back?.label, thickness: 10 * Math.max(1, unit) });
    if (!turned && state.depth !== "picture") pen.text(zero - 10 * unit, layout.output(digit) + 4.5 * unit, figure(value), "ink says-figure", "end");
  });
}

/** What every output should say, as the neuron would look. @param {Paper} paper @param {Table} table @param {number|null} label */
export function drawWanted({ pen, layout, state }, { wanted }, label) {
  const radius = layout.turned ? 11 : Math.min(15 * layout.unit, layout.rows.pitch * 0.36);
  for (let digit = 0; digit < 10; digit += 1) {
    const { x, y } = spot(layout, wanted, digit);
    if (label === null) pen.circle(x, y, radius, "mark-open");
    else wantedDisc(pen, x, y, radius, { wanted: digit === label ? 1 : 0, attended: digit === label, words: state.depth !== "picture" });
  }
}

/**
 * The ten squares with their figures, and all of them in one; the figures add up to the cost as displayed.
 * @param {Paper} paper @param {Table} table @param {Backward} back
 */
export function drawSquares({ pen, layout, state }, table, back) {
  const { turned, unit } = layout;
  const shown = squareFigures(back);
  const numbers = state.depth !== "picture";
  shown.squares.forEach((square, digit) => {
    const { x, y } = spot(layout, table.square, digit);
    const half = sideOf(square, table.side) / 2;
    areaSquare(pen, x, turned ? table.square - half : y, square, table.side);
    if (numbers && !turned) pen.text(table.figure, y + 4.5 * unit, shown.texts[digit], `${shown.units[digit] ? "ink" : "faint"} square-figure`, "end");
  });
  const side = sideOf(back.cost, table.side);
  const [right, top] = turned ? [layout.width - 14, table.total] : [table.square + side / 2, table.total];
  areaSum(pen, right - side, top, { areas: shown.squares, side: table.side, attended: back.label, names: side > 56 });
  const [x, words] = turned ? [right - side - 10, "the ten areas"] : [right - side - 14, "the ten areas in one"];
  const middle = top + Math.max(side / 2, 16);
  pen.text(x, middle - 2, numbers ? `cost ${shown.total}` : "cost", "ink b cost-figure", "end", 17 * unit);
  pen.text(x, middle + 16 * unit, words, "faint", "end", 12 * unit);
}

/**
 * The figures of the ten squares, rounded so that they add up to the cost's.
 * @param {Backward} back
 */
export function squareFigures(back) {
  const squares = missesOf(back.nudges[3], back.label).map((miss) => miss.square);
  const decimals = Math.max(3, decimalsFor(back.cost, 3, 7)); // as many as the activations have
  const { units, total } = roundTogether(squares, decimals);
  return { squares, decimals, units, texts: units.map((unit) => fromUnits(unit, decimals)), total: fromUnits(total, decimals), totalUnits: total };
}

/** Press a row to want its digit. @param {Paper} paper @param {Table} table @param {number|null} label */
export function drawChoices({ pen, layout, state, actions }, { from, to }, label) {
  const half = layout.turned ? (layout.output(1) - layout.output(0)) / 2 : layout.rows.pitch / 2;
  const places = Array.from({ length: 10 }, (_, digit) => {
    const at = layout.output(digit) - half;
    const box = layout.turned ? { x: at, y: from, width: 2 * half, height: to - from } : { x: from, y: at, width: to - from, height: 2 * half };
    return { ...box, label: `it should be a ${digit}` };
  });
  radioGroup(pen, {
    label: "the digit that is wanted",
    name: "wanted",
    places,
    chosen: label,
    choose: (digit) => actions.setLabel(digit),
    hover: (digit, inside) => {
      if (inside) actions.hover(neuron(3, digit));
      else if (state.attention.hovered?.index === digit) actions.hover(null);
    },
  });
}
