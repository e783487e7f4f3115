// The way back as the page sees it: only from a reading and weights that belong together.

import { wishLists } from "../core/backward.js";
import { isEmpty } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Weights} Weights */
/** @typedef {import("./state.js").Layer} Layer */

/**
 * @typedef {object} Backward
 * @property {number} label
 * @property {number} cost
 * @property {number[]} outputs
 * @property {number[][]} activations of the four layers
 * @property {number[][]} nudges of the four layers
 * @property {number[][]} deltas of layers 1, 2, 3; the first is empty
 * @property {number[][]} z of layers 1, 2, 3; the first is empty
 */

/**
 * The newest backward pass; null: not computed yet, for want of a drawing or of a label.
 * @param {State} state @returns {Backward|null}
 */
export function backwardOf(state) {
  const { reading } = state;
  if (isEmpty(state) || !reading || reading.label === null || reading.cost === null) return null;
  if (reading.layers.some((layer) => !layer.nudges)) return null;
  const of = (/** @type {keyof Layer} */ kind) => reading.layers.map((layer) => layer[kind] ?? []);
  return {
    label: reading.label,
    cost: reading.cost,
    outputs: reading.layers[3].activations,
    activations: of("activations"),
    nudges: of("nudges"),
    deltas: of("deltas"),
    z: of("z"),
  };
}

/**
 * The newest backward pass whose very weights are here too, so that what is multiplied belongs together.
 * @param {State} state
 * @returns {{back: Backward, weights: Weights}|null}
 */
export function matchedBackward(state) {
  const { steady } = state;
  const back = steady && backwardOf({ ...state, reading: steady.reading });
  return back && { back, weights: steady.weights };
}

/**
 * Who asks what of the neurons of a layer: one list a receiver in the next layer.
 * @param {{back: Backward, weights: Weights}} pass
 * @param {number} layer that is asked, 0 to 2
 */
export const listsFor = ({ back, weights }, layer) => wishLists(weights.rows[layer], back.deltas[layer + 1]);
