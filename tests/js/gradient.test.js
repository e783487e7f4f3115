import assert from "node:assert/strict";
import test from "node:test";

import { entry, gradientOf, keyOf, mostSensitive, nearestInSize, shortName, SIZES, whereabouts } from "../../static/js/core/gradient.js";
import { random } from "./random.js";

const next = random(7);
const row = (/** @type {number} */ n) => Array.from({ length: n }, () => next() - 0.5);
const layers = SIZES.map((n, layer) => ({ activations: row(n).map(Math.abs), deltas: layer ? row(n) : null }));
const gradient = /** @type {import("../../static/js/core/gradient.js").Gradient} */ (gradientOf(layers));

test("a weight's gradient is its receiver's delta times its sender's activation", () => {
  const found = entry(gradient, { kind: "weight", layer: 3, index: 2, from: 5 });
  assert.equal(found, layers[3].deltas?.[2] * layers[2].activations[5]);
});

test("a bias' gradient is its neuron's delta", () => {
  assert.equal(entry(gradient, { kind: "bias", layer: 1, index: 4 }), layers[1].deltas?.[4]);
});

test("before a label is chosen there is no gradient", () => {
  assert.equal(gradientOf(SIZES.map((n) => ({ activations: row(n), deltas: null }))), null);
});

test("all 13,002 stand in a row, weights first", () => {
  const all = gradient.row;
  assert.equal(all.length, 13002);
  assert.equal(all[16 * 784], gradient.weights[1][0]);
  assert.equal(all[13001], layers[3].deltas?.[9]);
});

test("the most sensitive are the largest of all, in order", () => {
  const sizes = mostSensitive(gradient, 10).map((one) => Math.abs(one.gradient));
  assert.deepEqual(sizes, Array.from(gradient.row, Math.abs).sort((a, b) => b - a).slice(0, 10));
});

test("the most sensitive of one neuron are its own", () => {
  const own = mostSensitive(gradient, 17, ({ layer, index }) => layer === 2 && index === 3);
  assert.equal(own.length, 17);
  assert.ok(own.every(({ parameter }) => parameter.layer === 2 && parameter.index === 3));
});

test("the nearest in size is the nearest by ratio", () => {
  const small = nearestInSize(gradient, 0.001);
  const closer = Array.from(gradient.row).filter((value) => value !== 0 && Math.abs(Math.log(Math.abs(value) / 0.001)) < Math.abs(Math.log(Math.abs(small?.gradient ?? 1) / 0.001)));
  assert.deepEqual(closer, []);
});

test("parameters are named as in the API, and on the page by where they lead", () => {
  const weight = /** @type {const} */ ({ kind: "weight", layer: 3, index: 2, from: 5 });
  assert.deepEqual([keyOf(weight), shortName(weight), whereabouts(weight)], ["w3.2.5", "5 → 2", "hidden 2 → output"]);
  const bias = /** @type {const} */ ({ kind: "bias", layer: 1, index: 7 });
  assert.deepEqual([keyOf(bias), shortName(bias), whereabouts(bias)], ["b1.7", "bias of 7", "hidden 1"]);
});
