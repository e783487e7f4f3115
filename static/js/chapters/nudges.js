// Chapter 4: what one example wishes of the outputs. Ten arrows, as long as the nudge; the filled foot is what survives the slope.

import { missesOf, SATURATED, slopeAt } from "../core/backward.js";
import { compact, compactSigned, decimalsFor, fixed, fromUnitsSigned, signed, significant, toUnits } from "../core/format.js";
import { roundToAgree } from "../core/sums.js";
import { isTurned } from "../draw/camera.js";
import { slopeOfCost, sub, sup, term, toneOf } from "../draw/equation.js";
import { arrow, zeroLine } from "../draw/marks.js";
import { backwardOf } from "../state/backward.js";
import { isEmpty } from "../state/state.js";
import { drawNetworkSwitch, drawPadTools, whichDigit } from "../ui/chapter-tools.js";
import { drawDigits, drawFigures, drawHeads, head } from "../ui/labels.js";
import { attendedScene, below, beside, drawAttended, drawChoices, drawSays, drawSquares, drawWanted, headLine, lookedAt, spot } from "../ui/output-table.js";

/** @typedef {import("../ui/chapter.js").Chapter} Chapter */
/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../ui/chapter.js").Phrase} Phrase */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("../state/backward.js").Backward} Backward */
/** @typedef {import("../ui/output-table.js").Table & {nudge: number, scale: number}} NudgeTable nudge: zero of the arrows; scale: pixels for 1; none is longer than 2 */

const CONTENT = 0.02; // a cost below which all ten outputs are about where they should be
const SLOPES = 2; // the step of the story that looks at the slope

/** @returns {Chapter} */
export function makeNudges() {
  return {
    id: "nudges",
    number: 4,
    name: "Nudges",
    steps: 3,
    station: () => "nudges",
    bar: drawNetworkSwitch,
    scene: attendedScene,
    draw,
    sentence,
    equation: (state) => (state.step < SLOPES ? nudgeEquation(state) : deltaEquation(state)),
    press: (mark, _, actions) => (mark.layer === 3 && actions.setLabel(mark.index), true),
    describe,
    lower: beside,
  };
}

/** @param {import("../draw/layout.js").Layout} layout @returns {NudgeTable} */
function tableOf(layout) {
  if (layout.turned) {
    const y = below(layout);
    return { zero: y(438), length: y(438) - y(394), nudge: y(514), scale: y(514) - y(476), wanted: y(612), square: y(670), figure: 0, side: 34 * Math.min(1, (y(434) - y(334)) / 100), from: layout.at(3, 0).y - 19, to: y(676), total: y(704) };
  }
  const { x, rows, output, unit, close } = layout;
  const side = Math.min(40 * unit, rows.pitch - 4);
  const zero = Math.max(x(822), layout.at(3, 0).x + layout.radius(3) + 86 * unit); // the outputs' names and figures stand between
  return { zero, length: Math.min(x(120), x(966) - zero), nudge: x(1090), scale: x(close ? 57 : 62), wanted: x(close ? 1230 : 1250), square: x(1316), figure: x(1398), side, from: layout.at(3, 0).x - 22 * unit, to: x(1407), total: output(9) + 0.78 * rows.pitch };
}

/** @param {Paper} paper */
function draw(paper) {
  const { layout, state } = paper;
  const back = backwardOf(state);
  const table = tableOf(layout);
  const label = back?.label ?? null;
  drawHeads(paper, { output: null });
  drawPadTools(paper);
  drawAttended(paper, table, label);
  drawFigures(paper);
  drawDigits(paper, { attended: label });
  drawColumnHeads(paper, table, back);
  drawSays(paper, table, back);
  drawZero(paper, table);
  if (back) drawNudges(paper, table, back);
  const slopes = state.step === SLOPES && back;
  if (!slopes || layout.turned) drawWanted(paper, table, label);
  if (slopes) drawSlopes(paper, table, back);
  else if (back) drawSquares(paper, table, back);
  drawChoices(paper, table, label);
}

/** @param {Paper} paper @param {NudgeTable} table @param {Backward|null} back */
function drawColumnHeads(paper, table, back) {
  const { pen, layout, state } = paper;
  const { unit } = layout;
  if (layout.turned) return drawTurnedHeads(paper, table);
  const y = headLine(layout);
  head(paper, table.zero - 10 * unit, y, "says", "a", "end");
  head(paper, table.nudge, y, "nudge", "−∂C/∂a");
  const over = y - (layout.close ? 38 : 20) * unit; // clear of "press to choose"
  pen.text(table.nudge - 60 * unit, over, "‹ less", "faint", "end", 12 * unit);
  pen.text(table.nudge + 60 * unit, over, "more ›", "faint", "start", 12 * unit);
  if (state.depth !== "picture") for (const share of [0, 1]) pen.text(table.zero + share * table.length, y, String(share), "faint", "middle", 12 * unit);
  const foot = layout.output(9) + 0.8 * layout.rows.pitch;
  const end = Math.min(table.nudge + 64 * unit, table.square - 146 * unit); // clear of the cost
  if (back) pen.text(end, foot, "filled: what survives the slope", "faint", "end", 12 * unit);
  if (back && anySaturated(back)) pen.text(end, foot + 17 * unit, "a wall: saturated, σ′ under 0.01", "faint", "end", 12 * unit);
  if (state.step === SLOPES && back) {
    head(paper, table.wanted, y, "× slope", "σ′(z)");
    head(paper, table.to - 9 * unit, y, "survives", "−δ", "end");
  } else {
    pen.text(table.wanted, y - 20 * unit, "press to choose", back ? "faint" : "ink", "middle", 12 * unit);
    head(paper, table.wanted, y, "should say", "y");
    head(paper, table.figure, y, "miss, squared", undefined, "end");
  }
}

/** @param {Paper} paper @param {NudgeTable} table */
function drawTurnedHeads({ pen, state }, table) {
  pen.text(14, table.zero - table.length - 5, "says", "ink halo", "start", 13);
  pen.text(14, table.nudge - 38, "nudge", "ink halo", "start", 13);
  pen.text(14, table.wanted - 17, state.reading?.label == null ? "should say: press to choose" : "should say", "ink halo", "start", 13);
  if (state.step === SLOPES && state.reading?.label != null) pen.text(14, table.square - 26, "of every 1, the slope lets through", "ink halo", "start", 13);
  else pen.text(14, table.square + 22, "miss, squared", "ink halo", "start", 13);
}

/** @param {Paper} paper @param {NudgeTable} table */
function drawZero({ pen, layout, state }, { nudge }) {
  const [from, to] = layout.turned ? [14, layout.width - 14] : [layout.output(0) - layout.rows.pitch / 2, layout.output(9) + layout.rows.pitch / 2];
  zeroLine(pen, nudge, from, to, layout.turned);
  if (isEmpty(state) || state.reading?.label != null) return;
  if (layout.turned) pen.text(layout.width / 2, nudge - 8, "not computed yet", "faint halo", "middle", 13);
  else pen.text(nudge, layout.row(8) - layout.rows.pitch / 2 + 4, "not computed yet", "faint halo", "middle");
}

/** @param {Paper} paper @param {NudgeTable} table @param {Backward} back */
function drawNudges({ pen, layout, state }, { nudge: zero, scale }, back) {
  const { unit, turned } = layout;
  const shape = turned ? { shaft: 5, head: 10, point: 10 } : { shaft: 7 * unit, head: 13 * unit, point: 13 * unit };
  const narrowly = back.nudges[3].map((value) => (Math.abs(value) < 0.00095 ? "≈0" : compactSigned(value)));
  const lift = staggered(layout, narrowly);
  back.nudges[3].forEach((value, digit) => {
    const at = spot(layout, zero, digit);
    arrow(pen, at, { value, foot: -back.deltas[3][digit], scale, saturated: slopeAt("sigmoid", back.z[3][digit]) < SATURATED, shape });
    if (state.depth === "picture") return;
    const style = `${value < 0 ? "minus" : "plus"} b nudge-figure`;
    if (turned) pen.text(at.x, zero + (value > 0 ? 16 + lift(digit) : -7 - lift(digit)), narrowly[digit], style, "middle", 12);
    else pen.text(zero + (value < 0 ? 12 : -12) * unit, at.y + 5.5 * unit, compactSigned(value), style, value < 0 ? "start" : "end", 17 * unit);
  });
}

/** Phone: where figures are too long to stand side by side, every other one stands further off. @param {import("../draw/layout.js").Layout} layout @param {string[]} texts */
function staggered(layout, texts) {
  const crowded = Math.max(...texts.map((text) => text.length)) * 6.9 > layout.output(1) - layout.output(0);
  return (/** @type {number} */ digit) => (crowded && digit % 2 ? 13 : 0);
}

/** Slope, and what it lets through, where the squares were. @param {Paper} paper @param {NudgeTable} table @param {Backward} back */
function drawSlopes({ pen, layout, state }, table, back) {
  if (state.depth === "picture") return;
  const { unit } = layout;
  if (layout.turned) return drawTurnedSlopes(pen, layout, table, back);
  back.z[3].forEach((z, digit) => {
    const y = layout.output(digit) + 5 * unit;
    const slope = slopeAt("sigmoid", z);
    const survives = -back.deltas[3][digit];
    pen.text(table.wanted, y, `× ${slope < SATURATED ? compact(slope) : fixed(slope, 3)}`, `ink slope-figure${slope < SATURATED ? " b" : ""}`, "middle", 15 * unit);
    pen.text(table.to - 9 * unit, y, Math.abs(survives) < 0.0005 ? compactSigned(survives) : signed(survives, 3), `${survives < 0 ? "minus" : "plus"} b push-figure`, "end", 17 * unit);
  });
}

/** @param {import("../draw/pen.js").Pen} pen @param {import("../draw/layout.js").Layout} layout @param {NudgeTable} table @param {Backward} back */
function drawTurnedSlopes(pen, layout, { square }, back) {
  const texts = back.z[3].map((z) => compact(slopeAt("sigmoid", z)));
  const lift = staggered(layout, texts);
  texts.forEach((text, digit) => pen.text(layout.output(digit), square - 10 + lift(digit), text, "ink slope-figure", "middle", 12));
}

/** @param {Backward} back */
const anySaturated = (back) => back.z[3].some((z) => slopeAt("sigmoid", z) < SATURATED);

/** @param {State} state @returns {Phrase[]} */
function sentence(state) {
  if (isEmpty(state)) return ["Draw a digit first. Then every output will say what it wishes."];
  const back = backwardOf(state);
  if (!back) return whichDigit(state);
  const pointed = lookedAt(state, back);
  if (state.step === 0 && pointed !== back.label && slopeAt("sigmoid", back.z[3][pointed]) < SATURATED) return survival(state, back);
  if (state.step === 0) return opening(back);
  return state.step === 1 ? comparison(state, back) : survival(state, back);
}

/** @param {Backward} back @returns {Phrase[]} */
function opening({ label, cost }) {
  const name = { text: String(label), tone: /** @type {const} */ ("eye") };
  if (cost < CONTENT) return ["You want a ", name, ", and that is what it says: hardly anything is left to wish. Look at it untrained, or want another digit."];
  return ["You want a ", name, ". So ", { text: `${label} wishes to say more`, tone: "plus" }, ", the others ", { text: "to say less", tone: "minus" }, "."];
}

/** "2 is 0.80 too low: nudge +1.60; 8 is 0.04 too high: nudge −0.08." @param {State} state @param {Backward} back @returns {Phrase[]} */
function comparison(state, back) {
  const pointed = lookedAt(state, back);
  const others = back.outputs.map((_, digit) => digit).filter((digit) => digit !== back.label);
  const visible = others.filter((digit) => back.outputs[digit] >= 0.005);
  const nearest = (visible.length ? visible : others).reduce((best, digit) => (back.outputs[digit] < back.outputs[best] ? digit : best));
  const other = pointed === back.label ? nearest : pointed;
  const [one, two] = [back.label, other].map((digit) => Math.abs(back.nudges[3][digit]));
  const moral = one > 1.1 * two || two > 1.1 * one ? "Further off, larger wish." : "As far off, as large a wish.";
  return [...gapPhrases(back, back.label), "; ", ...gapPhrases(back, other), `. ${moral}`];
}

/** @param {Backward} back @param {number} digit @returns {Phrase[]} */
function gapPhrases(back, digit) {
  const { gap } = missesOf(back.nudges[3], back.label)[digit];
  const nudge = back.nudges[3][digit];
  const decimals = Math.max(2, decimalsFor(nudge, 2, 7));
  const { inputs, figures } = roundToAgree([Math.abs(gap)], (size) => 2 * size, decimals, 2);
  const text = fromUnitsSigned(toUnits(2 * gap, decimals), decimals);
  const tone = nudge < 0 ? "minus" : "plus";
  return [{ text: String(digit), tone: digit === back.label ? "eye" : tone }, ` is ${significant(inputs[0], figures)} too ${gap < 0 ? "high" : "low"}: nudge `, { text, tone }];
}

/** @param {State} state @param {Backward} back @returns {Phrase[]} */
function survival(state, back) {
  const digit = lookedAt(state, back);
  const slope = slopeAt("sigmoid", back.z[3][digit]);
  const name = { text: String(digit), tone: /** @type {const} */ ("eye") };
  if (slope < SATURATED) return ["Output ", name, ` is saturated: its curve is flat there, slope ${compact(slope)}. Hardly anything of its wish gets through.`];
  return ["What moves the weights is the filled foot: nudge times slope. Of every 1 that ", name, ` wishes, ${significant(slope, 3)} gets through.`];
}

/** @param {State} state @returns {import("../draw/equation.js").Term[]} */
function nudgeEquation(state) {
  const back = backwardOf(state);
  if (!back) return [];
  const digit = lookedAt(state, back);
  const { wanted, said } = missesOf(back.nudges[3], back.label)[digit];
  const decimals = Math.max(3, decimalsFor(back.nudges[3][digit], 3, 8));
  const { inputs, figures, result } = roundToAgree([wanted, said], (y, a) => 2 * (y - a), decimals);
  return [
    term(sub("nudge", digit), fromUnitsSigned(result, decimals), toneOf(result)),
    ...(isTurned(state.size) ? [] : [term("="), term(["−", slopeOfCost(sub("a", digit))])]),
    term(["=", 2, "("]),
    term(sub("y", digit), String(wanted), "eye"),
    term("−"),
    term(sub("a", digit), significant(inputs[1], figures)),
    term(")"),
  ];
}

/** @param {State} state @returns {import("../draw/equation.js").Term[]} */
function deltaEquation(state) {
  const back = backwardOf(state);
  if (!back) return [];
  const digit = lookedAt(state, back);
  const slope = slopeAt("sigmoid", back.z[3][digit]);
  const survives = back.nudges[3][digit] * slope;
  const decimals = Math.max(3, decimalsFor(survives, 3, 9));
  const { inputs, figures, result } = roundToAgree([back.nudges[3][digit], slope], (nudge, factor) => nudge * factor, decimals);
  return [
    term(["−", sub("δ", digit)], fromUnitsSigned(result, decimals), toneOf(result)),
    term("="),
    term(["−", slopeOfCost(sub("z", digit))]),
    term("="),
    term(sub("nudge", digit), (inputs[0] > 0 ? "+" : "") + significant(inputs[0], figures), toneOf(inputs[0])),
    term("·"),
    term([sup("σ", "′"), "(", sub("z", digit), ")"], significant(inputs[1], figures)),
  ];
}

/** @param {State} state */
function describe(state) {
  const back = backwardOf(state);
  if (!back) return "No label chosen: nudges not computed yet.";
  return `Wanted ${back.label}. Nudges: ${back.nudges[3].map((value, digit) => `${digit} ${compactSigned(value)}`).join(", ")}. Cost ${compact(back.cost)}.`;
}
