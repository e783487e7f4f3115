import assert from "node:assert/strict";
import { test } from "node:test";

import { defaults } from "../../static/js/state/state.js";
import { fromQuery, toQuery } from "../../static/js/state/url.js";

const restored = (state) => Object.assign(defaults(), fromQuery(toQuery(state)));

test("the plain page has no query", () => {
  assert.equal(toQuery(defaults()), "");
});

test("a link restores chapter, step, depth, theme, network, label and choices", () => {
  const state = {
    ...defaults(), chapter: "levers", view: "sorted", step: 2, depth: "picture", theme: "light", label: 7, embed: true,
    wanted: { start: "untrained", hidden_activation: "relu", seed: 41 },
    choices: { list: 3, sorted: true, name: "a:b~c & d" },
  };
  const back = restored({ ...state, choices: { list: 3, sorted: true } });
  for (const part of ["chapter", "view", "step", "depth", "theme", "label", "embed", "wanted"]) assert.deepEqual(back[part], state[part]);
  assert.deepEqual(back.choices, { list: 3, sorted: true });
});

test("a link restores what is opened and what is pinned, together", () => {
  const opened = { kind: "neuron", layer: 2, index: 7 };
  const pinned = [{ kind: "weight", layer: 1, index: 3, from: 406 }, { kind: "bias", layer: 3, index: 9 }];
  const state = { ...defaults(), attention: { ...defaults().attention, opened, pinned } };
  assert.deepEqual(restored(state).attention, state.attention);
});

test("a link restores an example by its place in the dataset", () => {
  const source = { kind: "example", dataset: "fashion-mnist", split: "test", index: 41, label: 3 };
  assert.deepEqual(restored({ ...defaults(), source }).source, { ...source, label: null });
});

test("a link restores the visitor's own strokes", () => {
  const source = { kind: "strokes", strokes: [[[0.25, 0.25], [0.5, 0.75]]] };
  assert.deepEqual(restored({ ...defaults(), source }).source, source);
});

test("a link never carries the network's id", () => {
  const network = { id: "secret-id", start: "trained", hidden_activation: "sigmoid", seed: 0, sizes: [784, 16, 16, 10] };
  assert.ok(!toQuery({ ...defaults(), network, chapter: "network" }).includes("secret"));
});

for (const broken of ["depth=deep", "label=10", "open=n4.1", "open=n1.16", "open=w1.3", "pin=n1.2~x", "network=trained.tanh.0", "step=-1", "ink=%%%", "example=mnist.test.x", "choices=a:{}"]) {
  test(`a link with ${broken} opens the plain page`, () => {
    assert.deepEqual(fromQuery(broken), {});
  });
}
