import assert from "node:assert/strict";
import { test } from "node:test";

import { makeActions } from "../../static/js/state/actions.js";
import { defaults, isCurrent } from "../../static/js/state/state.js";

const reading = (version) => ({ version, label: null, cost: null, prediction: { digit: 2, confidence: 0.9 }, layers: [], gradient_magnitude: null });
const weights = (version) => ({ version, weights: [], biases: [], rows: [] });

function begun() {
  const state = defaults();
  const told = [];
  const actions = makeActions(state, (what) => told.push(what));
  actions.setNetwork({ id: "x", start: "trained", hidden_activation: "sigmoid", seed: 0, sizes: [784, 16, 16, 10] }, weights(1), reading(1));
  return { state, actions, told };
}

test("every action says its name, so that the picture is drawn again", () => {
  const { actions, told } = begun();
  actions.setDepth("picture");
  actions.hover({ kind: "neuron", layer: 1, index: 3 });
  assert.deepEqual(told, ["setNetwork", "setDepth", "hover"]);
});

test("sums are made of a reading and the very weights that made it, also while weights come late", () => {
  const { state, actions } = begun();
  actions.setReading(reading(2));
  assert.equal(state.steady.reading.version, 1);
  assert.equal(isCurrent(state), false);
  actions.setReading(reading(3));
  actions.setWeights(weights(2));
  assert.deepEqual([state.steady.weights.version, state.steady.reading.version], [2, 2]);
  actions.setWeights(weights(3));
  assert.equal(isCurrent(state), true);
});

test("a new network forgets what the old one said", () => {
  const { state, actions } = begun();
  actions.setReading(reading(2));
  actions.setNetwork({ ...state.network, id: "y" }, weights(1), reading(1));
  actions.setWeights(weights(2));
  assert.equal(state.steady.weights.version, 1);
});

test("pinning twice unpins, and of five pinned the oldest goes", () => {
  const { state, actions } = begun();
  const marks = [0, 1, 2, 3, 4].map((index) => ({ kind: "neuron", layer: 1, index }));
  marks.forEach(actions.pin);
  assert.deepEqual(state.attention.pinned, marks.slice(1));
  actions.pin(marks[2]);
  assert.deepEqual(state.attention.pinned, [marks[1], marks[3], marks[4]]);
});

test("going to another chapter closes what was opened", () => {
  const { state, actions } = begun();
  actions.open({ kind: "neuron", layer: 1, index: 3 });
  actions.goTo("levers");
  assert.equal(state.attention.opened, null);
});

test("what was written on request, or is an example, brings its label, and takes it away again", () => {
  const { state, actions } = begun();
  actions.setSource({ kind: "strokes", strokes: [], written: { digit: 7, style: "crossed", seed: 1 } });
  assert.equal(state.label, 7);
  actions.setSource({ kind: "example", dataset: "mnist", split: "test", index: 3, label: 0 });
  assert.equal(state.label, 0);
  actions.setSource({ kind: "strokes", strokes: [] });
  assert.equal(state.label, null);
});

test("a label that somebody chose stays, whatever comes on the pad", () => {
  const { state, actions } = begun();
  actions.setLabel(4);
  actions.setSource({ kind: "strokes", strokes: [], opening: 2 });
  actions.setSource({ kind: "empty" });
  assert.equal(state.label, 4);
});
