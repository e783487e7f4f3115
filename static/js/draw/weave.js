// The crossings 16 → 16 → 10. An edge is its term; at the receiver the + terms stack above the centre and the − terms
// below it, so the two heights are the sum.

import { incoming } from "./terms.js";

/** @typedef {import("./layout.js").Layout} Layout */

/**
 * @typedef {object} Crossing
 * @property {import("../state/state.js").Weights} weights
 * @property {number} layer of the receivers, 2 or 3
 * @property {ArrayLike<number>} senders activations
 * @property {number} level opacity of the whole
 * @property {((receiver: number, sender: number) => boolean)|null} forward which terms are attended to; null: none is
 * @property {boolean} dimmed something is attended to, here or elsewhere
 * @property {((sender: number) => number)|null} order row of a sender, if the senders are shown in another order
 */

/** @typedef {{rank: 0|1|2, thick: number, from: number, to: number, sign: 1|-1, mute: boolean}} Strand */

const FOOT = { wide: 15, turned: 9 };
const WHISPER = 0.06; // a term under this share of all that arrives whispers lower still
const MUTE = 0.015; // under this share only its foot is drawn

/** @param {Layout} layout @param {Crossing} crossing @returns {Strand[]} thin and quiet ones first */
export function strandsOf(layout, { weights, layer, senders, forward, order }) {
  const rows = Array.from(weights.biases[layer - 1], (_, j) => Array.from(incoming(weights, layer, j), (w, i) => w * senders[i]));
  const heaps = rows.map((terms) => heapOf(terms));
  const tallest = Math.max(...heaps.map(({ plus, minus }) => Math.max(plus, minus)), 1e-9);
  const scale = stackHeight(layout, layer) / tallest;
  const place = layer === 3 ? layout.output : layout.row;
  const spread = layout.turned ? 4 : 6;
  /** @type {Strand[]} */
  const strands = [];
  rows.forEach((terms, j) => {
    let [above, below] = [place(j) - heaps[j].plus * scale, place(j)];
    terms.forEach((term, i) => {
      const thick = Math.abs(term) * scale;
      const to = (term > 0 ? above : below) + thick / 2;
      if (term > 0) above += thick;
      else below += thick;
      if (thick < 0.15) return;
      const share = Math.abs(term) / (heaps[j].plus + heaps[j].minus);
      const attended = forward?.(j, i) ?? false;
      const from = layout.row(order?.(i) ?? i) + (j / (rows.length - 1) - 0.5) * spread * 2;
      strands.push({ rank: attended ? 2 : share < WHISPER ? 0 : 1, thick, from, to, sign: term > 0 ? 1 : -1, mute: share < MUTE && !attended });
    });
  });
  return strands.sort((a, b) => a.rank - b.rank || a.thick - b.thick);
}

/** @param {number[]} terms */
function heapOf(terms) {
  let [plus, minus] = [0, 0];
  for (const term of terms) term > 0 ? (plus += term) : (minus -= term);
  return { plus, minus };
}

/** The tallest stack of a layer, in px. @param {Layout} layout @param {number} layer */
function stackHeight(layout, layer) {
  if (layout.turned) return 14;
  const base = layout.radius(layer) < 13 * layout.unit ? 14 : 19;
  return Math.min(base * Math.max(1, layout.unit), layout.rows.pitch * 0.44);
}

/** @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {Crossing} crossing @param {import("./palette.js").Inks} inks */
export function paintWeave(pen, layout, crossing, inks) {
  const { level, dimmed } = crossing;
  const quiet = level * (dimmed ? 0.6 : 1);
  const feet = 0.78 * (dimmed ? 0.62 : 1) * Math.min(1, level + 0.1);
  const opacity = [[0.07 * quiet, 0.22 * quiet], [0.19 * quiet, feet], [0.9, 1]];
  const { start, end, foot } = span(layout, crossing.layer);
  const bend = (end - start) / 2;
  pen.lineCap = "butt";
  for (const { rank, thick, from, to, sign, mute } of strandsOf(layout, crossing)) {
    if (!mute) {
      pen.strokeStyle = inks.strand(sign, opacity[rank][0]);
      pen.lineWidth = Math.max(0.7, thick);
      pen.beginPath();
      curve(pen, layout.turned, start, from, bend, end, to);
      pen.stroke();
    }
    pen.fillStyle = inks.strand(sign, opacity[rank][1]);
    if (layout.turned) pen.fillRect(to - thick / 2, end, thick, foot);
    else pen.fillRect(end, to - thick / 2, foot, thick);
  }
}

/** Where a crossing begins and ends along the signal. @param {Layout} layout @param {number} layer of the receivers */
export function span({ shot, turned, unit, narrow }, layer) {
  const foot = turned ? FOOT.turned : FOOT.wide * unit;
  const figures = turned ? 2 : narrow ? 5 : 36 * unit; // the numbers stand beside the discs
  const start = layer === 2 ? shot.along1 + shot.radius1 + (shot.radius1 < 13 * unit ? 4 : figures) : shot.weaveFrom + (shot.weaveFrom < shot.along2 + 40 * unit && shot.radius2 >= 13 * unit ? figures - 4 : 0);
  const end = (layer === 2 ? shot.along2 - shot.radius2 : shot.along3 - shot.radius3) - 2 - foot;
  return { start, end, foot };
}

/**
 * A cubic, flat at both ends.
 * @param {CanvasRenderingContext2D} pen
 * @param {boolean} turned
 * @param {number} start along
 * @param {number} from across
 * @param {number} bend
 * @param {number} end along
 * @param {number} to across
 */
export function curve(pen, turned, start, from, bend, end, to) {
  if (turned) {
    pen.moveTo(from, start);
    pen.bezierCurveTo(from, start + bend, to, end - bend, to, end);
  } else {
    pen.moveTo(start, from);
    pen.bezierCurveTo(start + bend, from, end - bend, to, end, to);
  }
}
