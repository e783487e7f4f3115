import assert from "node:assert/strict";
import { test } from "node:test";
import { shareOut, arrowCorners, crisp, cubicPath, cubicPoint, polyPath, stack, strand } from "../../static/js/core/geometry.js";

test("a strand leaves and arrives flat, and starts and ends where it should", () => {
  const curve = strand([0, 10], [100, 50]);
  assert.equal(cubicPath(curve), "M0 10C50 10 50 50 100 50");
  assert.deepEqual(
    [cubicPoint(curve, 0), cubicPoint(curve, 0.5), cubicPoint(curve, 1)],
    [
      [0, 10],
      [50, 30],
      [100, 50],
    ],
  );
});

test("a turned strand leaves and arrives upright", () => {
  assert.equal(cubicPath(strand([10, 0], [50, 100], true)), "M10 0C10 50 50 50 50 100");
});

test("the tip of an arrow is its value, to the right for more and to the left for less", () => {
  assert.deepEqual(arrowCorners(100)[3], [100, 0]);
  assert.deepEqual(arrowCorners(-2)[3], [-2, 0]);
});

test("a short arrow keeps a shaft and gets a slimmer head", () => {
  const [, neck, corner] = arrowCorners(5);
  assert.ok(neck[0] > 1 && neck[0] < 2);
  assert.equal(corner[1], -7);
});

test("a path is closed and short", () => {
  assert.equal(
    polyPath(
      [
        [0, 0],
        [1.23456, 2],
        [3, 4],
      ],
      true,
    ),
    "M0 0L1.23 2L3 4Z",
  );
});

test("stacked bars lie end to end on both sides of zero", () => {
  assert.deepEqual(stack([2, -1, 3, -4]), [
    { from: 0, to: 2 },
    { from: -1, to: 0 },
    { from: 2, to: 5 },
    { from: -5, to: -1 },
  ]);
});

test("a crisp position is half a pixel", () => {
  assert.deepEqual([crisp(10), crisp(10.4), crisp(10.6)], [10.5, 10.5, 10.5]);
});

test("shared-out areas fill the square, each in proportion, in order", () => {
  const areas = [0.3, 0.2, 0, 0.9, 0.1, 0.4, 0.25, 0.5, 0.05, 0.3];
  const parts = shareOut(areas, 60, [3, 4, 3]);
  parts.forEach((part, i) => assert.ok(Math.abs(part.width * part.height - (areas[i] / 3) * 3600) < 1e-9));
  assert.equal(parts[9].x + parts[9].width, 60);
  assert.ok(Math.abs(parts[9].y + parts[9].height - 60) < 1e-9);
});
