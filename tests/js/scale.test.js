import assert from "node:assert/strict";
import { test } from "node:test";
import { clamp, linearScale, logScale, logTicks, symlogScale, ticks } from "../../static/js/core/scale.js";

test("a linear scale maps its ends to its ends and back", () => {
  const scale = linearScale([-1, 1], [100, 300]);
  assert.deepEqual([scale(-1), scale(0), scale(1), scale.invert(250)], [100, 200, 300, 0.5]);
});

test("a scale may run upwards, as y does", () => {
  assert.equal(linearScale([0, 10], [200, 0])(2.5), 150);
});

test("each factor of ten is as wide on a log scale", () => {
  const scale = logScale([0.01, 100], [0, 400]);
  assert.deepEqual(
    [0.01, 0.1, 1, 10, 100].map((v) => Math.round(scale(v))),
    [0, 100, 200, 300, 400],
  );
  assert.ok(Math.abs(scale.invert(300) - 10) < 1e-9);
});

test("a log scale refuses zero, any scale refuses a domain without width", () => {
  assert.throws(() => logScale([0, 1], [0, 1]), /above zero/);
  assert.throws(() => linearScale([2, 2], [0, 1]), /no width: 2/);
});

test("a symlog scale keeps sign, zero and order", () => {
  const scale = symlogScale([-1, 1], [0, 200], 1e-3);
  assert.equal(scale(0), 100);
  assert.ok(scale(1e-3) - scale(0) > 5, "a thousandth is visible");
  assert.ok(Math.abs(scale(0.3) + scale(-0.3) - 200) < 1e-9);
  assert.ok(Math.abs(scale.invert(scale(-0.02)) + 0.02) < 1e-12);
});

test("ticks are round numbers inside the interval", () => {
  assert.deepEqual(ticks([0, 1], 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks([-0.7, 0.9], 3), [-0.5, 0, 0.5]);
  assert.deepEqual(ticks([0, 60000], 6), [0, 10000, 20000, 30000, 40000, 50000, 60000]);
  assert.deepEqual(ticks([4, 4]), [4]);
});

test("log ticks are the powers of ten, with the strokes between", () => {
  const { major, minor } = logTicks([0.05, 20]);
  assert.deepEqual(major, [0.1, 1, 10]);
  assert.deepEqual(minor.slice(0, 5), [0.05, 0.06, 0.07, 0.08, 0.09]);
  assert.equal(minor.at(-1), 20);
});

test("clamp keeps a value between two others", () => {
  assert.deepEqual([clamp(-1, 0, 1), clamp(0.3, 0, 1), clamp(7, 0, 1)], [0, 0.3, 1]);
});
