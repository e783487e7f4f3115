import assert from "node:assert/strict";
import { test } from "node:test";

import { readSafetensors } from "../../static/js/wire/safetensors.js";

/** A file as the format's description says: header length, header, numbers. */
function file(tensors, metadata) {
  const header = { __metadata__: metadata };
  let end = 0;
  for (const [name, { dtype = "F32", values }] of Object.entries(tensors)) header[name] = { dtype, shape: [values.length], data_offsets: [end, (end += 4 * values.length)] };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const buffer = new ArrayBuffer(8 + text.length + end);
  new DataView(buffer).setBigUint64(0, BigInt(text.length), true);
  new Uint8Array(buffer).set(text, 8);
  new Uint8Array(buffer).set(new Uint8Array(Float32Array.from(Object.values(tensors).flatMap(({ values }) => values)).buffer), 8 + text.length);
  return buffer;
}

const tensors = { "weights.0": { values: [1, 2, 3, 4, 5, 6] }, "biases.0": { values: [0.5, -0.5] }, "weights.1": { values: [7, 8] }, "biases.1": { values: [0] }, "weights.2": { values: [9] }, "biases.2": { values: [1] } };

test("weights are read as rows of their receivers, with their version", () => {
  const weights = readSafetensors(file(tensors, { version: "12" }));
  assert.equal(weights.version, 12);
  assert.deepEqual(weights.rows[0].map((row) => [...row]), [[1, 2, 3], [4, 5, 6]]);
  assert.deepEqual([...weights.biases[0]], [0.5, -0.5]);
});

test("a missing layer and another number type are refused", () => {
  const { "biases.2": _, ...short } = tensors;
  assert.throws(() => readSafetensors(file(short, {})), /biases.2 as nothing/);
  assert.throws(() => readSafetensors(file({ ...tensors, "weights.0": { dtype: "F64", values: [1] } }, {})), /F64, expected F32/);
});

test("a header longer than the file is refused", () => {
  const buffer = new ArrayBuffer(16);
  new DataView(buffer).setBigUint64(0, 1000n, true);
  assert.throws(() => readSafetensors(buffer), RangeError);
});
