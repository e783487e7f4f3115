// The sum as a list: the eight largest terms, all others together, bias, z; as displayed they add up. And the whole list.

import { fromUnits, fromUnitsSigned, significant, significantSigned } from "../core/format.js";
import { sumCard } from "../core/sums.js";
import { neuronSum } from "./sum-equation.js";

/** @typedef {import("../ui/chapter.js").Paper} Paper */
/** @typedef {import("../draw/pen.js").Pen} Pen */
/** @typedef {import("./opened.js").Neuron} Neuron */
/** @typedef {import("./opened-places.js").Places} Places */

/** Where a term comes from, in words. @param {number} layer of the receiver @param {number} sender */
const senderName = (layer, sender) => (layer === 1 ? `row ${Math.floor(sender / 28)}, col ${sender % 28}` : `${["", "", "hidden 1", "hidden 2"][layer]}, ${sender}`);

/** @param {Paper} paper @param {Neuron} neuron @param {Places} places */
export function drawCard({ html, layout, state, actions }, neuron, places) {
  const open = state.choices.card === true;
  const full = state.choices.list === true;
  const sum = neuronSum(state, neuron.layer, neuron.index);
  if (!sum || state.depth === "picture") return;
  const at = layout.turned
    ? { "style.left": "14px", "style.top": `${places.curve.top - 22}px`, "style.width": `${layout.width - 28}px` }
    : { "style.left": `${places.left}px`, "style.top": `${places.climb.top - 2}px`, "style.width": `${places.right - places.left}px` };
  const below = places.climb.top + places.climb.pitch * neuron.bands.length + 4;
  const switchAt = layout.turned ? { "style.right": "14px", "style.top": `${open ? places.curve.top + 214 : below}px` } : { "style.left": `${places.left}px`, "style.top": `${layout.rows.bottom - 24}px` };
  html.element("button", { class: "placed tools__act", "aria-expanded": String(open), "aria-controls": "sum-card", ...switchAt, "data-tip": "the same sum as a list of figures" }, open ? "as a picture" : "as figures", {
    press: () => actions.choose("card", !open),
  });
  if (!open) return;
  const card = sumCard(neuron.terms, sum.bias, { total: sum.z, decimals: sum.decimals });
  html.group("div", { class: `placed card${layout.turned ? " card--sheet" : ""}`, id: "sum-card", ...at }, (pen) => {
    for (const { index, units } of card.lines) line(pen, senderName(neuron.layer, index), units, card.decimals, { "data-term": index });
    if (card.rest) line(pen, `the other ${card.rest.count} together`, card.rest.units, card.decimals, { "data-term": "rest" });
    line(pen, "bias", card.bias, card.decimals, { "data-term": "bias", class: "card__line card__line--sum" });
    line(pen, "z", card.total, card.decimals, { "data-term": "z", class: "card__line card__line--total" });
    pen.element("button", { class: "tools__act", "aria-expanded": String(full) }, full ? "close the list" : `all ${neuron.terms.length}, six digits`, { press: () => actions.choose("list", !full) });
  });
  if (full) html.group("div", { class: "placed list", tabindex: 0, role: "region", "aria-label": "all terms", "style.left": `${layout.turned ? 14 : layout.x(412)}px`, "style.top": `${layout.turned ? 52 : layout.rows.top}px`, "style.width": `${layout.turned ? layout.width - 28 : places.left - layout.x(412) - 16}px`, "style.height": `${layout.rows.bottom - layout.rows.top}px` }, (pen) => drawList(pen, neuron));
}

/** @param {Pen} pen @param {string} name @param {number} units @param {number} decimals @param {import("../draw/pen.js").Attributes} more */
function line(pen, name, units, decimals, more) {
  pen.group("div", { class: "card__line", "data-value": fromUnits(units, decimals).replace("−", "-"), ...more }, (row) => {
    row.element("span", {}, name);
    row.element("span", { class: units < 0 ? "minus" : "plus" }, fromUnitsSigned(units, decimals));
  });
}

/** Every term, weight × activation, with six digits. @param {Pen} pen @param {Neuron} neuron */
function drawList(pen, { layer, row, senders, terms }) {
  pen.group("table", { class: "list__table" }, (table) => {
    table.group("thead", {}, (head) => head.group("tr", {}, (cells) => ["from", "weight", "× activation", "= term"].forEach((words) => cells.element("th", { scope: "col" }, words))));
    table.group("tbody", {}, (body) =>
      terms.forEach((term, i) =>
        body.group("tr", {}, (cells) => {
          cells.element("th", { scope: "row" }, senderName(layer, i));
          for (const words of [significantSigned(row[i], 6), significant(senders[i], 6), significantSigned(term, 6)]) cells.element("td", {}, words);
        }),
      ),
    );
  });
}
