import assert from "node:assert/strict";
import { test } from "node:test";
import { swing } from "../../static/js/chapters/levers-pull.js";

test("a lever that is held stays where the hand is", () => {
  assert.equal(swing(-1), 1);
});

test("a lever that is let go swings through its place and comes to rest", () => {
  assert.equal(swing(0), 1);
  assert.ok(swing(140) < 0, "it overshoots");
  assert.ok(Math.abs(swing(600)) < 0.05);
  assert.equal(swing(900), 0);
});
