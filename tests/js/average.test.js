import assert from "node:assert/strict";
import test from "node:test";

import { displayed } from "../../static/js/chapters/average-data.js";
import { columnsIn } from "../../static/js/chapters/average-table.js";
import { sum } from "../../static/js/core/sums.js";
import { random } from "./random.js";

const next = random(3);

test("the displayed wishes of a row add up to a sum whose share is the displayed mean, whatever they are", () => {
  for (let turn = 0; turn < 2000; turn += 1) {
    const size = 10 ** -(8 * next());
    const wishes = Array.from({ length: 8 }, () => (next() < 0.2 ? 0 : (next() - 0.5) * size));
    const { units, mean } = displayed(wishes);
    assert.equal(Math.round(sum(units) / 8) + 0, mean, String(wishes));
  }
});

test("no displayed wish is further from the true one than a unit of its last digit", () => {
  for (let turn = 0; turn < 500; turn += 1) {
    const wishes = Array.from({ length: 8 }, () => (next() - 0.5) * 0.4);
    const { units, decimals, power } = displayed(wishes);
    const digit = 10 ** (power - decimals);
    wishes.forEach((wish, i) => assert.ok(Math.abs(units[i] * digit - wish) < digit));
  }
});

test("a row of small wishes is written in units of a power of ten", () => {
  assert.deepEqual(displayed([-3.3e-3, 0, 1.88e-3, -4.1e-4, 0, 0, 0, 0]), { units: [-330, 0, 188, -41, 0, 0, 0, 0], mean: -23, decimals: 2, power: -3 });
});

test("a row is written in units of a power of ten as soon as its figures would have more than three decimals", () => {
  assert.deepEqual(displayed([0.0989, 0, 0, 0, 0, 0, 0, 0]).power, -2);
  assert.deepEqual(displayed([0.0996, 0, 0, 0, 0, 0, 0, 0]).power, 0);
});

test("columns come in one by one, the first at once, also for a clock that goes back a little", () => {
  assert.deepEqual([-5, 0, 339, 340, 9999].map((ms) => columnsIn(ms, 8)), [1, 1, 1, 2, 8]);
});
