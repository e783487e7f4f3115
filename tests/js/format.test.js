import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "../../static/js/core/format.js";

test("a negative number is written with a true minus", () => {
  assert.equal(format.fixed(-0.5), "−0.50");
});

test("what rounds to zero has no sign", () => {
  assert.equal(format.fixed(-0.004), "0.00");
  assert.equal(format.signed(0.004), "0.00");
  assert.equal(format.signed(-0.004), "0.00");
});

test("a signed number tells more and less", () => {
  assert.deepEqual([format.signed(0.846), format.signed(-1.138)], ["+0.85", "−1.14"]);
});

test("what is no finite number is not written as one", () => {
  assert.deepEqual([format.fixed(NaN), format.compact(-Infinity), format.count(NaN)], ["–", "−∞", "–"]);
});

test("a compact figure never writes zero for what is not zero", () => {
  const cases = [0, 1, 0.9997, 0.4234, 0.0996, 0.0994, 0.035, 0.0032, 0.00031, 4.2e-12, 12.34, 123.4, 1234.5, -0.0003];
  const written = [
    "0",
    "1.00",
    "1.00",
    "0.42",
    "0.10",
    "0.099",
    "0.035",
    "0.003",
    "3·10⁻⁴",
    "4·10⁻¹²",
    "12.3",
    "123",
    "1,235",
    "−3·10⁻⁴",
  ];
  assert.deepEqual(cases.map(format.compact), written);
});

test("a compact signed figure has a plus only when it is more than nothing", () => {
  assert.deepEqual([0.0003, 0, -0.5].map(format.compactSigned), ["+3·10⁻⁴", "0", "−0.50"]);
});

test("an output below a thousandth says so instead of 0.000", () => {
  assert.deepEqual([0.989, 0.0005, 0.0004, 0, 1].map(format.reading), ["0.989", "0.001", "<0.001", "0.000", "1.000"]);
  assert.deepEqual([0.9994, 0.9995, 0.99999999].map(format.reading), ["0.999", ">0.999", ">0.999"]);
});

test("what is heard is no rounder than what is", () => {
  assert.deepEqual([0.93, 0.994, 0.9999, 1, 0.004, 0].map(format.spoken), ["0.93", "0.99", "over 0.99", "1.00", "under 0.01", "0.00"]);
});

test("significant figures keep trailing zeros and change to powers of ten when far from one", () => {
  assert.equal(format.significant(0.00030122), "0.00030122");
  assert.equal(format.significant(0.5), "0.50000");
  assert.equal(format.significant(-12345.678), "−12,346");
  assert.equal(format.significant(9.999999, 3), "10.0");
  assert.equal(format.significant(1.23456e-9), "1.2346·10⁻⁹");
  assert.equal(format.significantSigned(2, 3), "+2.00");
});

test("units of the last decimal go there and back", () => {
  assert.equal(format.toUnits(-1.138, 2), -114);
  assert.equal(format.fromUnits(-114, 2), "−1.14");
  assert.equal(format.fromUnits(-4, 3), "−0.004");
  assert.equal(format.fromUnits(7, 0), "7");
  assert.equal(format.fromUnitsSigned(85, 2), "+0.85");
  assert.ok(Object.is(format.toUnits(-0.001, 2), 0));
});

test("counts have their thousands set apart", () => {
  assert.equal(format.count(13002), "13,002");
});

test("decimals follow the size of what is written", () => {
  assert.deepEqual(
    [3.2, 0.46, 0.00046, 120, 0].map((size) => format.decimalsFor(size)),
    [2, 3, 6, 0, 2],
  );
});
