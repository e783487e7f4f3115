// Weights as safetensors: eight bytes with the length of a JSON header, the header, then the numbers as they are.

/** @typedef {import("../state/state.js").Weights} Weights */

const LARGEST_HEADER = 1e6; // bytes

/**
 * @param {ArrayBuffer} buffer
 * @returns {Weights}
 * @throws {RangeError} if a layer is missing or not float32
 */
export function readSafetensors(buffer) {
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  if (length > LARGEST_HEADER || length > buffer.byteLength - 8) throw new RangeError(`header of the weights is ${length} bytes long`);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  /** @param {string} name @returns {Float32Array} */
  const tensor = (name) => {
    const entry = header[name];
    if (entry?.dtype !== "F32") throw new RangeError(`weights have ${name} as ${entry?.dtype ?? "nothing"}, expected F32`);
    const [start, end] = entry.data_offsets;
    return new Float32Array(buffer.slice(8 + length + start, 8 + length + end));
  };
  const layers = [0, 1, 2];
  const version = Number(header.__metadata__?.version ?? 0);
  return makeWeights(version, layers.map((layer) => tensor(`weights.${layer}`)), layers.map((layer) => tensor(`biases.${layer}`)));
}

/** @param {number} version @param {Float32Array[]} weights @param {Float32Array[]} biases @returns {Weights} */
export function makeWeights(version, weights, biases) {
  const rows = weights.map((matrix, layer) => {
    const senders = matrix.length / biases[layer].length;
    return Array.from(biases[layer], (_, j) => matrix.subarray(j * senders, (j + 1) * senders));
  });
  return { version, weights, biases, rows };
}
