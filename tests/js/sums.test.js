import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUnits } from "../../static/js/core/format.js";
import { roundToAgree, roundTogether, sum, sumCard } from "../../static/js/core/sums.js";
import { random } from "./random.js";

/** @param {string} text @returns {bigint} the displayed figure as a whole number of its last decimal, read like a person would */
const readBack = (text) => BigInt(text.replace("−", "-").replace(".", ""));

test("three thirds are written so that they add up to one", () => {
  const { units, total } = roundTogether([1 / 3, 1 / 3, 1 / 3], 2);
  assert.deepEqual([...units].sort(), [33, 33, 34]);
  assert.equal(total, 100);
});

test("rounding that already adds up is left alone", () => {
  assert.deepEqual(roundTogether([0.25, -0.5, 1], 2).units, [25, -50, 100]);
});

test("what is exactly zero stays zero", () => {
  assert.deepEqual(roundTogether([0, 0.004, 0.004, 0, 0.004], 2).units, [0, 1, 0, 0, 0]);
});

test("a pinned figure is rounded to nearest whatever the others do", () => {
  const { units } = roundTogether([0.0049, 0.0001, 0.0001], 2, { pinned: [0], total: 0.0051 });
  assert.deepEqual(units, [0, 1, 0]);
});

test("values that do not add up to the total are refused", () => {
  assert.throws(() => roundTogether([1, 2], 2, { total: 4 }), /add up to 3, expected 4/);
});

test("ten thousand random sums: displayed lines add exactly to the displayed total, each less than one unit off", () => {
  const next = random(1);
  for (let round = 0; round < 10_000; round += 1) {
    const decimals = Math.floor(next() * 7);
    const values = Array.from({ length: 1 + Math.floor(next() * 30) }, () => (next() - 0.5) * 10 ** (next() * 6 - 4));
    const { units, total } = roundTogether(values, decimals);
    const written = units.map((unit) => readBack(fromUnits(unit, decimals)));
    assert.equal(
      written.reduce((a, b) => a + b, 0n),
      readBack(fromUnits(total, decimals)),
    );
    units.forEach((unit, i) => assert.ok(Math.abs(unit - values[i] * 10 ** decimals) < 1 + 1e-6));
  }
});

test("a card of 784 terms shows the eight largest, the other 776 together, bias and z", () => {
  const next = random(7);
  const terms = Array.from({ length: 784 }, () => (next() < 0.8 ? 0 : next() - 0.5));
  const card = sumCard(terms, -1.7724, { decimals: 3 });
  const largest = [...terms].sort((a, b) => Math.abs(b) - Math.abs(a)).slice(0, 8);
  assert.deepEqual(
    card.lines.map(({ index }) => terms[index]),
    largest,
  );
  assert.equal(card.rest?.count, 776);
  assert.equal(card.bias, -1772);
  assert.equal(sum(card.lines.map((line) => line.units)) + (card.rest?.units ?? 0) + card.bias, card.total);
  assert.equal(card.total, Math.round((sum(terms) - 1.7724) * 1000));
});

test("a card whose z comes from the server agrees with that z, not with its own addition", () => {
  const card = sumCard([0.1, 0.2], 0.3, { total: 0.6004999, decimals: 3, shown: 1 });
  assert.equal(card.total, 600);
  assert.equal(card.lines[0].units + (card.rest?.units ?? 0) + card.bias, 600);
});

test("a card opened to the full list has no rest, and still adds up with six decimals", () => {
  const next = random(3);
  const terms = Array.from({ length: 784 }, () => next() - 0.5);
  const card = sumCard(terms, 0.5, { shown: 784, decimals: 6 });
  assert.equal(card.rest, null);
  assert.equal(sum(card.lines.map((line) => line.units)) + card.bias, card.total);
});

test("figures that go into a formula get just enough digits to give the displayed result", () => {
  const nudge = (/** @type {number} */ y, /** @type {number} */ a) => 2 * (y - a);
  const { inputs, result } = roundToAgree([1, 0.57735], nudge, 3);
  assert.equal(result, 845);
  assert.deepEqual(inputs, [1, 0.5774]);
});

test("a thousand random products can be recomputed from the factors shown", () => {
  const next = random(5);
  for (let round = 0; round < 1000; round += 1) {
    const factors = [next(), next() * 0.25, 4 * next() - 2];
    const product = (/** @type {number[]} */ ...values) => values.reduce((a, b) => a * b, 1);
    const { inputs, figures, result } = roundToAgree(factors, product, 3);
    assert.equal(Math.round(product(...inputs) * 1000) + 0, result + 0);
    assert.ok(figures <= 8, `needed ${figures} figures`);
  }
});
