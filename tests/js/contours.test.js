import assert from "node:assert/strict";
import test from "node:test";

import { contour, levels } from "../../static/js/core/contours.js";

test("the line of height 1 on a slope that rises with x stands upright where x is 1", () => {
  const segments = contour([0, 2], [0, 1], [[0, 2], [0, 2]], 1);
  assert.deepEqual(segments, [[1, 0, 1, 1]]);
});

test("a line around a peak closes", () => {
  const heights = [[0, 0, 0], [0, 4, 0], [0, 0, 0]];
  const segments = contour([0, 1, 2], [0, 1, 2], heights, 2);
  const ends = segments.flatMap(([x1, y1, x2, y2]) => [`${x1} ${y1}`, `${x2} ${y2}`]);
  assert.equal(segments.length, 4);
  for (const end of ends) assert.equal(ends.filter((other) => other === end).length, 2);
});

test("a plain has no lines", () => {
  assert.deepEqual(contour([0, 1], [0, 1], [[3, 3], [3, 3]], 2), []);
});

test("levels rise by equal shares", () => {
  const [a, b, c] = levels([[1, 16]], 3);
  assert.ok(Math.abs(a - 2) < 1e-9 && Math.abs(b - 4) < 1e-9 && Math.abs(c - 8) < 1e-9);
});
