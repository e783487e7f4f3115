import assert from "node:assert/strict";
import { test } from "node:test";
import { letter, number, operator, slopeOfCost, spoken, sub, sumOver, sup, term, toneOf } from "../../static/js/draw/equation.js";

test("a formula is plain data: numbers, letters and signs are told apart", () => {
  assert.deepEqual(term(["=", 2, "(", "y"]).symbols, [operator("="), number(2), operator("("), letter("y")]);
});

test("a formula and its values are spoken in words", () => {
  const formula = [
    term(sub("nudge", 2), "+0.846", "plus"),
    term("="),
    term(["−", slopeOfCost(sub("a", 2))]),
    term(["=", 2, "("]),
    term(sub("y", 2), "1", "eye"),
    term("−"),
    term(sub("a", 2), "0.577"),
    term(")"),
  ];
  assert.equal(spoken(formula), "nudge 2 = minus d C by d a 2 = 2 y 2 minus a 2; nudge 2: +0.846; y 2: 1; a 2: 0.577");
});

test("sums and primes have words too", () => {
  assert.equal(
    spoken([term([sumOver("j"), sub("w", "j", 1)]), term([sup("σ", "′"), "(", sub("z", 2), ")"])]),
    "sum over j of w j 1 sigma prime z 2",
  );
});

test("the tone of a value is its sign", () => {
  assert.deepEqual([toneOf(0.1), toneOf(-0.1)], ["plus", "minus"]);
});
