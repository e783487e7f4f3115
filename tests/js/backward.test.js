import assert from "node:assert/strict";
import { test } from "node:test";
import { addLists, missesOf, sizeOf, slopeAt, wishLists } from "../../static/js/core/backward.js";

test("the slope of the sigmoid is a quarter at zero, and never overflows", () => {
  assert.equal(slopeAt("sigmoid", 0), 0.25);
  assert.ok(Math.abs(slopeAt("sigmoid", 2) - 0.104993585) < 1e-9);
  assert.equal(slopeAt("sigmoid", -2), slopeAt("sigmoid", 2));
  assert.equal(slopeAt("sigmoid", -1e4), 0);
});

test("the slope of ReLU is one where the neuron is on", () => {
  assert.deepEqual(
    [-1, 0, 0.1].map((z) => slopeAt("relu", z)),
    [0, 0, 1],
  );
});

test("an output misses by half its nudge, and the squares add up to the cost", () => {
  const misses = missesOf([-1, -1.6, 1.6], 2);
  assert.deepEqual(
    misses.map(({ wanted, gap, said }) => [wanted, gap, Math.round(said * 10) / 10]),
    [
      [0, -0.5, 0.5],
      [0, -0.8, 0.8],
      [1, 0.8, 0.2],
    ],
  );
  assert.ok(Math.abs(misses.reduce((cost, miss) => cost + miss.square, 0) - 1.53) < 1e-12);
});

test("an output that is nearly right keeps the digits of its gap", () => {
  const [miss] = missesOf([2.5e-5], 0);
  assert.equal(miss.gap, 1.25e-5);
  assert.equal(miss.said, 0.9999875);
});

test("a receiver asks each sender by weight and delta; the lists add up to the nudges", () => {
  const lists = wishLists(
    [
      [1, -2],
      [0.5, 4],
    ],
    [0.1, -0.2],
  );
  assert.deepEqual(lists, [
    [-0.1, 0.2],
    [0.1, 0.8],
  ]);
  assert.deepEqual(addLists(lists), [0, 1]);
  assert.deepEqual(
    addLists(lists, (list) => list === 0),
    [-0.1, 0.2],
  );
});

test("the size of a signal counts both directions", () => {
  assert.deepEqual(sizeOf([1, -3, 0, 0]), { mean: 1, max: 3 });
  assert.deepEqual(sizeOf([]), { mean: 0, max: 0 });
});
