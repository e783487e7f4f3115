/** The gradient of one example, weight by weight: products of the server's numbers, delta × the sender's activation. */

/**
 * @typedef {{ kind: "weight"|"bias", layer: number, index: number, from?: number }} Parameter a weight or bias by where it leads
 * @typedef {{ row: Float64Array, weights: Float64Array[], biases: Float64Array[] }} Gradient in one row, all weights, then all biases;
 *   and its parts per layer, where a weight's place is receiver × senders + sender
 * @typedef {{ activations: ArrayLike<number>, deltas?: ArrayLike<number>|null }} Layer
 * @typedef {{ parameter: Parameter, gradient: number }} Component
 */

/** Neurons per layer. */
export const SIZES = [784, 16, 16, 10];

/** @type {WeakMap<readonly Layer[], Gradient>} */
const known = new WeakMap();

/**
 * All 13,002 components; null before a label was chosen. Kept for the layers they belong to.
 * @param {readonly Layer[]} layers of a reading
 * @returns {Gradient | null}
 */
export function gradientOf(layers) {
  if (!layers[3]?.deltas) return null;
  let found = known.get(layers);
  if (!found) known.set(layers, (found = computed(layers)));
  return found;
}

/**
 * @param {readonly Layer[]} layers
 * @returns {Gradient}
 */
function computed(layers) {
  const row = new Float64Array(13002);
  const deltas = [1, 2, 3].map((layer) => layers[layer].deltas ?? []);
  let place = 0;
  const part = (/** @type {number} */ length) => row.subarray(place, (place += length));
  const weights = deltas.map((receivers, at) => part(receivers.length * SIZES[at]));
  const biases = deltas.map((receivers) => part(receivers.length));
  weights.forEach((product, at) => {
    const senders = layers[at].activations;
    for (let j = 0, k = 0; j < deltas[at].length; j += 1) for (let i = 0; i < senders.length; i += 1, k += 1) product[k] = deltas[at][j] * senders[i];
  });
  biases.forEach((copy, at) => copy.set(deltas[at]));
  return { row, weights, biases };
}

/**
 * @param {{ weights: readonly ArrayLike<number>[], biases: readonly ArrayLike<number>[] }} arrays weights themselves, or a gradient
 * @param {Parameter} parameter
 * @returns {number}
 */
export function entry({ weights, biases }, { kind, layer, index, from = 0 }) {
  return kind === "bias" ? biases[layer - 1][index] : weights[layer - 1][index * SIZES[layer - 1] + from];
}

/**
 * Which parameter stands at a place in the row.
 * @param {number} place
 * @returns {Parameter}
 */
export function parameterAt(place) {
  for (let layer = 1; layer <= 3; layer += 1) {
    const senders = SIZES[layer - 1];
    const count = senders * SIZES[layer];
    if (place < count) return { kind: "weight", layer, index: Math.floor(place / senders), from: place % senders };
    place -= count;
  }
  const layer = place < 16 ? 1 : place < 32 ? 2 : 3;
  return { kind: "bias", layer, index: place - 16 * (layer - 1) };
}

/**
 * The most sensitive, largest magnitude first.
 * @param {Gradient} gradient
 * @param {number} count
 * @param {(parameter: Parameter) => boolean} [wanted]
 * @returns {Component[]}
 */
export function mostSensitive({ row }, count, wanted) {
  /** @type {number[]} places, largest first */
  const top = [];
  for (let place = 0; place < row.length; place += 1) {
    const size = Math.abs(row[place]);
    if ((top.length === count && size <= Math.abs(row[top[count - 1]])) || (wanted && !wanted(parameterAt(place)))) continue;
    let at = top.length;
    while (at > 0 && Math.abs(row[top[at - 1]]) < size) at -= 1;
    top.splice(at, 0, place);
    top.length = Math.min(top.length, count);
  }
  return top.map((place) => ({ parameter: parameterAt(place), gradient: row[place] }));
}

/**
 * The component whose magnitude is nearest to this, by ratio.
 * @param {Gradient} gradient
 * @param {number} size above zero
 * @returns {Component | null} null if all are zero
 */
export function nearestInSize({ row }, size) {
  let [best, distance] = [-1, Infinity];
  for (let place = 0; place < row.length; place += 1) {
    const times = Math.abs(row[place]) / size;
    const away = times < 1 ? 1 / times : times; // a zero is infinitely far
    if (away < distance) [best, distance] = [place, away];
  }
  return best < 0 ? null : { parameter: parameterAt(best), gradient: row[best] };
}

/**
 * The name in the API and in links: w3.2.5, b3.2.
 * @param {Parameter} parameter
 * @returns {string}
 */
export const keyOf = ({ kind, layer, index, from }) => (kind === "bias" ? `b${layer}.${index}` : `w${layer}.${index}.${from}`);

/**
 * As it stands on the page: "5 → 2", "bias of 2".
 * @param {Parameter} parameter
 * @returns {string}
 */
export const shortName = ({ kind, index, from }) => (kind === "bias" ? `bias of ${index}` : `${from} → ${index}`);

/**
 * Between which columns it lies.
 * @param {Parameter} parameter
 * @returns {string}
 */
export function whereabouts({ kind, layer }) {
  const columns = ["pixel", "hidden 1", "hidden 2", "output"];
  return kind === "bias" ? columns[layer] : `${columns[layer - 1]} → ${columns[layer]}`;
}
