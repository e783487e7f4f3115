// Fire together, wire together: senders by brightness × receivers by wish. Where both are large the weights are to change most.

import { compactSigned } from "../core/format.js";
import { wishSquare } from "../draw/squares.js";
import { neuron } from "../ui/neurons.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./levers-facts.js").LeverFacts} LeverFacts */

/** Receivers, who wants most to say more first. @param {LeverFacts} facts */
export const receiversOf = ({ pushes }) => pushes.map((_, digit) => digit).sort((a, b) => pushes[b] - pushes[a]);

/** @param {Paper} paper @param {LeverFacts} facts */
export function drawGrid({ pen, layout, state, actions }, facts) {
  const { unit, x } = layout;
  const receivers = receiversOf(facts);
  const [left, pitch] = layout.turned ? [layout.width / 2 - 150, 30] : [x(506), x(45)];
  const rows = layout.turned ? turnedRows(layout) : { at: (/** @type {number} */ place) => layout.row(place), pitch: layout.rows.pitch };
  const largest = Math.max(...facts.pushes.map(Math.abs)) * Math.max(...facts.senders);
  const side = Math.min(pitch, rows.pitch) * 0.86;
  receivers.forEach((digit, column) => {
    const at = left + pitch * (column + 0.5);
    const on = digit === facts.output;
    pen.text(at, rows.at(0) - rows.pitch * 0.5 - 8 * unit, String(digit), `serif ${on ? "eye" : "ink"}`, "middle", 20 * unit);
    facts.order.forEach((sender, place) => cell(pen, at, rows.at(place), facts.senders[sender] * facts.pushes[digit], side / Math.sqrt(largest || 1), side));
    const [top, bottom] = [rows.at(0) - rows.pitch / 2, rows.at(15) + rows.pitch / 2];
    if (on) pen.rect(at - pitch / 2 + 1, top, pitch - 2, bottom - top, "mark-frame");
    const label = `output ${digit}: what survives of its nudge ${compactSigned(facts.pushes[digit])}`;
    pen.hit(at - pitch / 2, top, pitch, bottom - top, label, {
      press: () => actions.choose("output", digit),
      hover: (inside) => actions.hover(inside ? neuron(3, digit) : null),
    });
  });
  if (state.depth === "picture" || layout.turned) return;
  const { hovered } = state.attention;
  const shown = hovered?.layer === 3 ? hovered.index : facts.output;
  const at = left + pitch * (receivers.indexOf(shown) + 0.5);
  const y = rows.at(15) + rows.pitch / 2 + 15 * unit;
  pen.text(at, y, compactSigned(facts.pushes[shown]), `${facts.pushes[shown] < 0 ? "minus" : "plus"} b halo`, "middle");
}

/** A square round the centre of its cell. @param {import("../draw/pen.js").Pen} pen @param {number} x @param {number} y @param {number} value @param {number} side pixels for area 1 @param {number} most */
function cell(pen, x, y, value, side, most) {
  const edge = Math.min(most, side * Math.sqrt(Math.abs(value)));
  wishSquare(pen, x, value > 0 ? y + edge / 2 : y - edge / 2, { value, side });
}

/** @param {import("../draw/layout.js").Layout} layout */
function turnedRows(layout) {
  const top = layout.at(3, 0).y + 74;
  const pitch = (layout.height - 160 - top) / 16;
  return { at: (/** @type {number} */ place) => top + pitch * (place + 0.5), pitch };
}
