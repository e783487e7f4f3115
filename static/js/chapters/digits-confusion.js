// Which digits are mixed up: a row for what it is, a column for what it was read as. Press a cell to see them.

import { count, fixed } from "../core/format.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */

/** @param {Paper} paper @param {{x: number, y: number, side: number}} box @param {import("./digits.js").Evaluation} found */
export function drawConfusion({ pen, layout, state, actions }, { x, y, side }, { confusion, accuracy, cost }) {
  const { unit } = layout;
  const cell = side / 11;
  const most = Math.max(1, ...confusion.flatMap((row, is) => row.filter((_, as) => as !== is)));
  pen.text(x, y - 58 * unit, `${fixed(100 * accuracy, 2)} %`, "ink", "start", 27 * unit);
  pen.text(x + side, y - 58 * unit, `mean cost ${fixed(cost, 4)}`, "", "end", 13 * unit);
  pen.text(x, y - 22 * unit, "what it is ↓, what it was read as →", "faint", "start", 12 * unit);
  for (let digit = 0; digit < 10; digit += 1) {
    const at = (digit + 1.5) * cell;
    pen.text(x + at, y + 0.68 * cell, String(digit), "serif", "middle", 15 * unit);
    pen.text(x + 0.5 * cell, y + at + 5 * unit, String(digit), "serif", "middle", 15 * unit);
  }
  confusion.forEach((row, is) => row.forEach((many, as) => {
    const [left, top] = [x + (as + 1) * cell, y + (is + 1) * cell];
    const right = is === as;
    const size = right ? 0 : Math.sqrt(many / most) * (cell - 2);
    pen.rect(left + (cell - size) / 2, top + (cell - size) / 2, size, size, "mark-full tone-soft", { opacity: 0.45 });
    if (state.depth !== "picture" && many) pen.text(left + cell / 2, top + cell / 2 + 4 * unit, String(many), right ? "faint" : "ink", "middle", Math.min(12, cell * 0.46) * unit);
    if (right || !many) return;
    const on = state.choices.mixed === `${is}-${as}`;
    const show = () => (actions.choose("which", "wrong"), actions.choose("digit", -1), actions.choose("mixed", on ? "" : `${is}-${as}`));
    pen.hit(left, top, cell, cell, `${count(many)} ${is}s read as ${as}`, { press: show }, { "aria-pressed": String(on) });
    if (on) pen.rect(left + 0.5, top + 0.5, cell - 1, cell - 1, "stroke-ink", { "stroke-width": 2, "pointer-events": "none" });
  }));
}
