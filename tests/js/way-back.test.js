import assert from "node:assert/strict";
import { test } from "node:test";
import { attendedIn, layerOf, sumOf, wayBack } from "../../static/js/chapters/backwards-facts.js";
import { strongest } from "../../static/js/chapters/backwards-pulse.js";
import { leverFacts, leverQuestions } from "../../static/js/chapters/levers-facts.js";
import { rowFigures, sumFacts, switchedOff, toggle } from "../../static/js/chapters/sum-facts.js";
import { backwardOf, matchedBackward } from "../../static/js/state/backward.js";
import { defaults } from "../../static/js/state/state.js";
import { random } from "./random.js";

const SIZES = [784, 16, 16, 10];
const LABEL = 2;

/** A state with weights and the backward pass that belongs to them, calculated here by the four equations. @param {number} seed */
function stateOf(seed) {
  const next = random(seed);
  const fill = (/** @type {number} */ count, scale = 1) => Array.from({ length: count }, () => (next() - 0.5) * 2 * scale);
  const rows = [1, 2, 3].map((layer) => Array.from({ length: SIZES[layer] }, () => Float32Array.from(fill(SIZES[layer - 1], 0.5))));
  const activations = [fill(784).map(Math.abs)];
  const z = [[]];
  for (const matrix of rows) {
    const before = activations.at(-1) ?? [];
    z.push(matrix.map((row) => row.reduce((sum, w, i) => sum + w * before[i], 0) / 8));
    activations.push(z.at(-1).map((value) => 1 / (1 + Math.exp(-value))));
  }
  const nudges = [[], [], [], activations[3].map((a, j) => 2 * (Number(j === LABEL) - a))];
  const deltas = [[], [], [], []];
  for (let layer = 3; layer >= 1; layer -= 1) {
    deltas[layer] = nudges[layer].map((nudge, j) => -nudge * activations[layer][j] * (1 - activations[layer][j]));
    nudges[layer - 1] = Array.from({ length: SIZES[layer - 1] }, (_, i) => rows[layer - 1].reduce((sum, row, j) => sum - row[i] * deltas[layer][j], 0));
  }
  const layers = SIZES.map((_, l) => ({ activations: activations[l], nudges: nudges[l], ...(l ? { z: z[l], deltas: deltas[l] } : {}) }));
  const cost = nudges[3].reduce((sum, nudge) => sum + (nudge / 2) ** 2, 0);
  const reading = { version: 1, label: LABEL, cost, prediction: { digit: 5, confidence: 0.7 }, layers, gradient_magnitude: null };
  const weights = { version: 1, rows, weights: rows.map((matrix) => Float32Array.from(matrix.flatMap((row) => [...row]))), biases: [] };
  return Object.assign(defaults(), { reading, weights, steady: { reading, weights }, network: { id: "n", hidden_activation: "sigmoid" } });
}

test("without a label nothing is computed, and no zeros are made up", () => {
  const state = stateOf(1);
  state.reading.label = null;
  assert.equal(backwardOf(state), null);
  assert.deepEqual([leverFacts(state), sumFacts(state), wayBack(state)], [null, null, null]);
});

test("sums are made of weights and reading that belong together, even when a newer reading has come", () => {
  const state = stateOf(2);
  const newer = { ...state.reading, version: 2, cost: 99 };
  const pass = matchedBackward({ ...state, reading: newer });
  assert.equal(pass?.back.cost, state.reading.cost);
});

test("the ten lists add up to the nudges of hidden 2, and each row's figures to its displayed nudge", () => {
  const facts = sumFacts(stateOf(3));
  facts.nudges.forEach((nudge, row) => {
    const added = facts.lists.reduce((sum, list) => sum + list[row], 0);
    assert.ok(Math.abs(added - nudge) < 1e-9);
    const { units, total } = rowFigures(facts, row);
    assert.equal(units.reduce((a, b) => a + b, 0), total);
  });
});

test("an output that is switched off asks nothing, and the others still add up", () => {
  const state = stateOf(4);
  state.choices = { off: "38" };
  const facts = sumFacts(state);
  assert.deepEqual(switchedOff(state), [3, 8]);
  const { units, total } = rowFigures(facts, 5);
  assert.deepEqual([units[3], units[8]], [0, 0]);
  assert.equal(units.reduce((a, b) => a + b, 0), total);
  const left = facts.lists.reduce((sum, list, digit) => sum + (digit === 3 || digit === 8 ? 0 : list[5]), 0);
  assert.ok(Math.abs(facts.nudges[5] - left) < 1e-12);
});

test("switching off and on again leaves all asking", () => {
  const state = stateOf(5);
  const actions = { choose: (name, value) => Object.assign(state, { choices: { ...state.choices, [name]: value } }) };
  toggle(state, actions, 8);
  toggle(state, actions, 3);
  assert.equal(state.choices.off, "38");
  toggle(state, actions, 8);
  toggle(state, actions, 3);
  assert.deepEqual(switchedOff(state), []);
});

test("levers: the bias is wished by what survives, weights by activation, activations by weight", () => {
  const state = stateOf(6);
  const facts = leverFacts(state);
  assert.ok(Math.abs(facts.push - facts.nudge * facts.slope) < 1e-12);
  facts.senders.forEach((activation, i) => {
    assert.equal(facts.weightWishes[i], activation * facts.push);
    assert.equal(facts.activationWishes[i], facts.weights[i] * facts.push);
  });
  const shine = facts.order.map((sender) => facts.senders[sender]);
  assert.deepEqual(shine, [...shine].sort((a, b) => b - a));
});

test("levers are asked of the server only where they are shown, and wanted down for an output that should say 0", () => {
  const state = stateOf(7);
  assert.deepEqual(leverQuestions(state), []);
  Object.assign(state, { step: 1, choices: { output: 8 }, source: { kind: "example", dataset: "examples", split: "test", index: 3, label: 2 } });
  const [question] = leverQuestions(state);
  const [, , order] = JSON.parse(question.key);
  assert.deepEqual(order, { image: { dataset: "examples", split: "test", index: 3 }, label: 2, output: 8, change: -0.01, epsilon: 0.1 });
});

test("each neuron's nudge is one list's share and the others', in every layer down to the picture", () => {
  const way = wayBack(stateOf(8));
  for (const layer of [2, 1, 0]) {
    const index = attendedIn(defaults(), way, layer);
    const { own, others, total, decimals } = sumOf(way, layer, index);
    assert.equal(own + others, total);
    assert.ok(Math.abs(total / 10 ** decimals - way.nudges[layer][index]) <= 0.5 / 10 ** decimals + 1e-12);
    assert.equal(Math.abs(way.nudges[layer][index]), way.sizes[layer].max);
  }
});

test("the story goes from the outputs to the picture", () => {
  assert.deepEqual([0, 1, 2, 3].map(layerOf), [3, 2, 1, 0]);
});

test("the pulse takes the strongest edges", () => {
  const edges = strongest([[0.1, -5], [3, 0]], 2);
  assert.deepEqual(
    edges.map(({ receiver, sender }) => [receiver, sender]),
    [[0, 1], [1, 0]],
  );
});
