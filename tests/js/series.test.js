import assert from "node:assert/strict";
import { test } from "node:test";
import { extent, handValues, logBins, nearest, spread, thin } from "../../static/js/core/series.js";
import { random } from "./random.js";

test("the nearest entry is found, also beyond the ends and in nothing", () => {
  const steps = [0, 10, 20, 40];
  assert.deepEqual(
    [-5, 4, 6, 15, 31, 99].map((x) => nearest(steps, x)),
    [0, 0, 1, 1, 3, 3],
  );
  assert.equal(nearest([], 3), -1);
});

test("the extent of several rows passes over what is no number", () => {
  assert.deepEqual(
    extent([
      [3, NaN],
      [-1, Infinity, 2],
    ]),
    [-1, 3],
  );
  assert.deepEqual(extent([[]]), [0, 1]);
});

test("a thinned line keeps every peak and the order", () => {
  const next = random(2);
  const xs = Array.from({ length: 5000 }, (_, i) => i);
  const ys = xs.map(() => next());
  const kept = thin(xs, ys, (x) => x / 50);
  assert.ok(kept.length <= 4 * 101);
  assert.equal(Math.max(...kept.map((i) => ys[i])), Math.max(...ys));
  assert.ok(kept.every((index, k) => k === 0 || index > kept[k - 1]));
  assert.equal(kept.at(-1), 4999);
});

test("sizes are counted by their power of ten, zeros apart", () => {
  const { bins, zeros } = logBins([0, 0, 0.002, -0.005, 0.05, 3, NaN], 1);
  assert.equal(zeros, 2);
  assert.deepEqual(
    bins.map((bin) => bin.count),
    [2, 1, 0, 1],
  );
  assert.ok(Math.abs(bins[0].from - 0.001) < 1e-12);
  assert.deepEqual(logBins([0, 0]), { bins: [], zeros: 2 });
});

test("every value that is not zero is in exactly one bin", () => {
  const next = random(9);
  const values = Array.from({ length: 3000 }, () => (next() < 0.2 ? 0 : 10 ** (-12 * next())));
  const { bins, zeros } = logBins(values);
  assert.equal(
    bins.reduce((total, bin) => total + bin.count, zeros),
    3000,
  );
});

test("values for a ruler are those a hand would choose", () => {
  assert.deepEqual(handValues(0.5, 2), [0.5, 0.6, 0.8, 1, 1.2, 1.5, 2]);
  assert.deepEqual(handValues(1, 12, { whole: true }), [1, 2, 3, 4, 5, 6, 8, 10, 12]);
  assert.equal(handValues(1, 60000, { whole: true }).at(-1), 60000);
});

test("labels that would overlap move apart, the others stay", () => {
  const [a, b, c] = spread([100, 104, 300], 16);
  assert.ok(Math.abs(b - a - 16) < 1e-6);
  assert.equal(c, 300);
});
