// Ten lists as columns, and beside them all ten laid end to end, with the nudge that is left as an arrow beneath.

import { compactSigned, fromUnitsSigned } from "../core/format.js";
import { crisp, stack } from "../core/geometry.js";
import { between } from "../core/scale.js";
import { arrow, slab, tone, zeroLine } from "../draw/marks.js";
import { head } from "../ui/labels.js";
import { below } from "../ui/output-table.js";
import { rowFigures, toggle } from "./sum-facts.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./sum-facts.js").SumFacts} SumFacts */

/**
 * @typedef {object} Lists where everything lies along the signal, in CSS pixels
 * @property {(digit: number) => number} list zero of a list
 * @property {number} pitch from list to list
 * @property {number} stack zero of the sum
 * @property {number} figure where the nudges' figures end
 * @property {number} scale pixels for 1, the same everywhere
 */

/** @param {import("../draw/layout.js").Layout} layout @param {SumFacts} facts @returns {Lists} */
export function listsOf(layout, facts) {
  const largest = Math.max(...facts.lists.flat().map(Math.abs), 1e-12);
  const tallest = Math.max(...facts.nudges.map((_, i) => stackReach(facts, i)), 1e-12);
  if (layout.turned) {
    const y = below(layout);
    const pitch = (y(590) - y(392)) / 10;
    return { list: (digit) => y(392) + pitch * (digit + 0.5), pitch, stack: y(646), figure: 0, scale: Math.min((pitch * 0.48) / largest, (y(686) - y(646)) / tallest) };
  }
  const { x } = layout;
  const pitch = x(50);
  return { list: (digit) => x(640) + pitch * (digit + 0.5), pitch, stack: x(488), figure: x(626), scale: Math.min((pitch * 0.48) / largest, x(92) / tallest) };
}

/** How far the longer side of a row's stack reaches. @param {SumFacts} facts @param {number} row */
function stackReach({ lists, asks }, row) {
  let [more, less] = [0, 0];
  lists.forEach((list, digit) => {
    if (asks[digit]) list[row] > 0 ? (more += list[row]) : (less -= list[row]);
  });
  return Math.max(more, less);
}

/** @param {Paper} paper @param {SumFacts} facts @param {Lists} places @param {number} slid 0: all lists apart, 1: laid end to end */
export function drawLists(paper, facts, places, slid) {
  const { pen, layout, state } = paper;
  const { unit, turned } = layout;
  drawRowLines(paper, places);
  for (let digit = 0; digit < 10; digit += 1) {
    const on = digit === facts.attended;
    const zero = places.list(digit);
    if (turned) pen.text(9, zero + 5, String(digit), `serif ${on ? "eye" : facts.asks[digit] ? "ink" : "faint"}`, "start", 15);
    else pen.text(zero, 55, String(digit), `serif ${on ? "eye" : facts.asks[digit] ? "ink" : "faint sum-off"}`, "middle", 20 * unit);
    if (!turned) pen.line(crisp(zero), 62, crisp(zero), layout.rows.bottom, on ? "mark-axis" : "mark-line");
    facts.lists[digit].forEach((value, row) => {
      const strength = !facts.asks[digit] ? " mark-off" : on ? "" : " mark-quiet";
      piece(paper, row, { zero, from: 0, to: value * places.scale, half: turned ? 5 : 7 * unit, style: `mark-full ${tone(value)}${strength}` });
    });
  }
  if (slid > 0) drawStacks(paper, facts, places, slid);
  drawListFrame(paper, facts, places);
  if (state.depth !== "picture" && !turned) drawRowFigures(paper, facts, places);
}

/** @param {Paper} paper @param {Lists} places */
function drawRowLines({ pen, layout }, places) {
  if (layout.turned) return;
  const left = layout.at(2, 0).x + layout.radius(2) + 3;
  for (let row = 0; row < 16; row += 1) pen.line(left, layout.row(row), places.list(9) + places.pitch / 2, layout.row(row), "mark-hair");
}

/** @param {Paper} paper @param {number} row @param {{zero: number, from: number, to: number, half: number, style: string, lift?: number}} bar */
function piece({ pen, layout }, row, { zero, from, to, half, style, lift = 0 }) {
  const across = layout.row(row) - lift;
  slab(pen, layout.turned ? { x: across, y: zero, turned: true } : { x: zero, y: across }, from, to, half, style);
}

/** All lists on their way to one stack; the attended one lies next to zero. @param {Paper} paper @param {SumFacts} facts @param {Lists} places @param {number} slid */
function drawStacks(paper, facts, places, slid) {
  const { layout } = paper;
  const { unit, turned } = layout;
  const order = [facts.attended, ...facts.lists.map((_, digit) => digit).filter((digit) => digit !== facts.attended)].filter((digit) => facts.asks[digit]);
  for (let row = 0; row < 16; row += 1) {
    const parts = stack(order.map((digit) => facts.lists[digit][row]));
    order.forEach((digit, k) => {
      const value = facts.lists[digit][row];
      const [from, to] = [parts[k].from * places.scale, parts[k].to * places.scale];
      if (to - from < 0.3) return;
      const zero = between(places.list(digit), places.stack, slid);
      const start = between(Math.min(0, value * places.scale), from, slid);
      const gap = Math.min(0.5, (to - from) / 4);
      const on = digit === facts.attended;
      const bar = { zero, from: start + gap, to: start + (to - from) - gap, half: turned ? 5 : 6.5 * unit, lift: turned ? 0 : 9.5 * unit };
      piece(paper, row, { ...bar, style: `mark-full ${tone(value)}${on ? "" : " mark-quiet"}` });
      if (on && slid === 1) piece(paper, row, { ...bar, from, to, half: bar.half + 1, style: "mark-frame" });
    });
  }
}

/** What is left: the nudge, and its filled foot. @param {Paper} paper @param {SumFacts} facts @param {Lists} places @param {number} grown 0 … 1 */
export function drawNudgesLeft(paper, facts, places, grown) {
  const { pen, layout, state, actions } = paper;
  const { unit, turned } = layout;
  if (turned) zeroLine(pen, places.stack, 14, layout.width - 14, true);
  else zeroLine(pen, places.stack, 62, layout.rows.bottom);
  facts.nudges.forEach((nudge, row) => {
    const y = layout.row(row);
    const at = turned ? { x: y + 5, y: places.stack, turned: true } : { x: places.stack, y: y + 9 * unit };
    const shape = turned ? { shaft: 2.5, head: 5, point: 5 } : { shaft: 4 * unit, head: 8 * unit, point: 9 * unit };
    arrow(pen, at, { value: nudge * grown, foot: facts.pushes[row] * grown, scale: places.scale, shape });
    if (turned) return;
    const attended = row === facts.row;
    const total = rowFigures(facts, row).total;
    if (state.depth !== "picture" && grown === 1) {
      const text = total === 0 && nudge !== 0 ? compactSigned(nudge) : fromUnitsSigned(total, facts.decimals);
      pen.text(places.figure, y + 5 * unit, text, `${nudge < 0 ? "minus" : "plus"}${attended ? " b" : ""} left-figure`, "end", 15 * unit);
      if (attended) pen.line(places.figure - 50 * unit, y + 11.5 * unit, places.figure, y + 11.5 * unit, "stroke-ink", { "stroke-width": 2 });
    }
    const half = layout.rows.pitch / 2;
    pen.hit(places.stack - layout.x(98), y - half, places.figure - places.stack + layout.x(100), 2 * half, `hidden 2, neuron ${row}: nudge ${compactSigned(nudge)}`, { press: () => actions.choose("row", row) }, { tabindex: attended ? 0 : -1 });
  });
}

/** The ten figures of the attended row, which add up to its nudge. @param {Paper} paper @param {SumFacts} facts @param {Lists} places */
function drawRowFigures({ pen, layout }, facts, places) {
  const { units } = rowFigures(facts, facts.row);
  const { unit } = layout;
  const texts = units.map((value) => fromUnitsSigned(value, facts.decimals));
  const longest = Math.max(...texts.map((text) => text.length));
  const crowded = places.pitch < (6.6 * longest + 4) * unit; // then every other figure stands a line lower
  units.forEach((value, digit) => {
    const style = `${value < 0 ? "minus" : value > 0 ? "plus" : "faint"} halo sum-figure`;
    pen.text(places.list(digit), layout.row(facts.row) + (crowded && digit % 2 ? 31 : 19) * unit, texts[digit], style, "middle", 12 * unit);
  });
}

/** Press a list to attend to it, its name to switch it off. @param {Paper} paper @param {SumFacts} facts @param {Lists} places */
function drawListFrame({ pen, layout, state, actions }, facts, places) {
  const { turned, width, rows } = layout;
  const half = places.pitch / 2;
  for (let digit = 0; digit < 10; digit += 1) {
    const zero = places.list(digit);
    const box = turned ? { x: 22, y: zero - half, width: width - 24, height: 2 * half } : { x: zero - half, y: 62, width: 2 * half, height: rows.bottom - 62 };
    const name = turned ? { x: 0, y: zero - half, width: 22, height: 2 * half } : { x: zero - half, y: 38, width: 2 * half, height: 24 };
    if (digit === facts.attended) {
      if (turned) pen.rect(4.5, box.y + 0.5, width - 9, box.height - 1, "mark-frame");
      else pen.rect(Math.round(box.x) + 1.5, 38.5, Math.round(box.width) - 3, rows.bottom - 36, "mark-frame");
    }
    pen.hit(box.x, box.y, box.width, box.height, `the list of output ${digit}`, { press: () => actions.choose("list", digit) }, { "aria-pressed": String(digit === facts.attended) });
    pen.hit(name.x, name.y, name.width, name.height, `output ${digit} asks`, { press: () => toggle(state, actions, digit) }, { role: "checkbox", "aria-checked": String(facts.asks[digit]), "data-tip": facts.asks[digit] ? "press: this output asks nothing" : "press: it asks again" });
  }
}

/** @param {Paper} paper @param {Lists} places @param {number} slid */
export function drawSumHeads(paper, places, slid) {
  const { pen, layout } = paper;
  const { unit, x } = layout;
  if (!layout.turned) pen.text(x(1144), 53, "a list each", "faint", "start", 12 * unit);
  if (slid === 0) return;
  if (layout.turned) return;
  head(paper, places.stack, 53, "all ten, added");
  if (layout.width > 1280) {
    pen.text(places.stack - 54 * unit, 53, "‹ less", "faint", "end", 12 * unit);
    pen.text(places.stack + 54 * unit, 53, "more ›", "faint", "start", 12 * unit);
  }
  head(paper, places.figure, 53, "nudge", undefined, "end");
}
