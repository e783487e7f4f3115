// Sixteen terms of a neuron of hidden 2 or of an output: weight × activation = term, each on its sender's own row.

import { compactSigned } from "../core/format.js";
import { largest } from "../draw/terms.js";
import { bar, zeroLine } from "../draw/marks.js";
import { head } from "../ui/labels.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("./opened.js").Neuron} Neuron */

/** @param {Paper} paper @param {Neuron} neuron */
export function drawSenders(paper, neuron) {
  if (paper.layout.turned) return drawTurned(paper, neuron);
  const { pen, layout, state, stage } = paper;
  const { x, unit } = layout;
  const columns = { weight: x(478), sender: x(548), term: x(610) };
  const reach = x(44);
  head(paper, columns.weight, layout.rows.top - 7, "weight", "w");
  head(paper, columns.sender, layout.rows.top - 7, "×", neuron.layer === 2 ? "a¹" : "a²");
  head(paper, columns.term, layout.rows.top - 7, "= term");
  const scales = [reach / (largest(neuron.row) || 1), reach / (largest(neuron.terms) || 1)];
  const [top, bottom] = [layout.rows.top + 4, layout.rows.bottom - 4];
  zeroLine(pen, columns.weight, top, bottom);
  zeroLine(pen, columns.term, top, bottom);
  neuron.terms.forEach((term, i) => {
    const y = layout.row(i);
    const attended = state.attention.hovered?.layer === neuron.layer - 1 && state.attention.hovered.index === i;
    pen.line(x(412), y + layout.rows.pitch / 2, x(664), y + layout.rows.pitch / 2, "stroke-hair");
    bar(pen, { x: columns.weight, y: y + 5 }, { value: neuron.row[i], scale: scales[0], thickness: 9 * unit });
    pen.circle(columns.sender, y, 9 * unit, attended ? "stroke-eye" : "stroke-ring", { fill: stage.inks.brightness(neuron.senders[i]) });
    bar(pen, { x: columns.term, y: y + 5 }, { value: term, scale: scales[1], thickness: 9 * unit });
    if (state.depth === "picture") return;
    const style = attended ? "ink b" : "";
    pen.text(columns.weight, y - 6, compactSigned(neuron.row[i]), `${style} halo`, "middle", 12 * unit);
    pen.text(columns.term, y - 6, compactSigned(term), `${style} halo`, "middle", 12 * unit);
    if (state.depth === "symbols") pen.text(x(412), y + 4.5, String(i), "faint", "start", 12 * unit);
  });
}

/** On the phone only the terms, beside the plate, one column a sender; more is up. @param {Paper} paper @param {Neuron} neuron */
function drawTurned({ pen, layout }, neuron) {
  const { plate, width } = layout;
  const zero = plate.y + plate.side / 2;
  const left = plate.x + plate.side + 20;
  const pitch = (width - 14 - left) / 16;
  const scale = (plate.side / 2 - 8) / (largest(neuron.terms) || 1);
  zeroLine(pen, zero, left, width - 14, true);
  neuron.terms.forEach((term, i) => bar(pen, { x: left + pitch * (i + 0.5), y: zero, turned: true }, { value: term, scale, thickness: pitch * 0.6 }));
  pen.text(left, plate.y + plate.side + 17, "sixteen terms, weight × activation", "faint", "start", 12);
}
