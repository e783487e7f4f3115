import assert from "node:assert/strict";
import { test } from "node:test";

import { defaults } from "../../static/js/state/state.js";
import { networkNote } from "../../static/js/ui/bar.js";

const shipped = { sigmoid: { data: "these and those", accuracy: 0.9677 }, relu: { data: "these and those", accuracy: null } };

/** @param {object} wanted @param {number} version */
const note = (wanted, version = 1) => networkNote({ ...defaults(), shipped, reading: { version }, wanted: { ...defaults().wanted, ...wanted } });

test("a trained network says how well it reads, if that was measured", () => {
  assert.equal(note({}), "trained, reads 96.8 % of MNIST right");
  assert.equal(note({ hidden_activation: "relu" }), "trained, ReLU");
});

test("a network that was changed here no longer boasts of it", () => {
  assert.equal(note({}, 7), "trained, then changed here");
});

test("an untrained network is no longer called so when it has learned", () => {
  assert.equal(note({ start: "untrained", seed: 3 }), "untrained, seed 3");
  assert.equal(note({ start: "untrained", seed: 3 }, 2), "begun untrained, seed 3");
});
