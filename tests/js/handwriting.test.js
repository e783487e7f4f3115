import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, upTo } from "../../static/js/core/handwriting.js";

const CROSS = [[[0, 0], [1, 0]], [[0.5, -0.5], [0.5, 0.1]]]; // 1.0 and 0.6 long, 0.4 through the air: 2 in all

test("the pen begins where the first stroke does", () => {
  assert.deepEqual(upTo(CROSS, 0), [[[0, 0]]]);
});

test("half of a way is drawn to between two points", () => {
  assert.deepEqual(upTo(CROSS, 0.25), [[[0, 0], [0.5, 0]]]);
});

test("between two strokes the pen is in the air", () => {
  assert.deepEqual(upTo(CROSS, 0.6), [CROSS[0]]);
  assert.equal(upTo(CROSS, 0.75).length, 2);
});

test("at the end every point is drawn, and no other", () => {
  assert.deepEqual(upTo(CROSS, 1).map((stroke) => stroke.map((point) => point.map((at) => Number(at.toFixed(9))))), CROSS);
});

test("a drawing of any unit comes to lie in the middle of the pad", () => {
  const [[[left, top], [right, bottom]]] = fitted([[[100, 300], [150, 400]]]);
  assert.deepEqual([left + right, top + bottom].map((sum) => Number(sum.toFixed(9))), [1, 1]);
  assert.equal(Number((bottom - top).toFixed(9)), 0.62);
});

test("a dot is a drawing too", () => {
  assert.deepEqual(upTo(fitted([[[7, 7]]]), 1), [[[0.5, 0.5]]]);
});
