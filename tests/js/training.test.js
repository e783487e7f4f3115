import assert from "node:assert/strict";
import { test } from "node:test";

import { append, cut, emptyHistory } from "../../static/js/state/training.js";

const status = (step, cost, more = {}) => ({ state: "running", step, epoch: 0, cost, ...more });

test("a report adds a point, and the same step none", () => {
  let history = append(emptyHistory(), status(5, 1.5));
  history = append(history, status(5, 1.5));
  assert.deepEqual([history.steps, history.costs], [[5], [1.5]]);
});

test("accuracy is added once for each step at which it was measured", () => {
  const accuracy = { step: 4, test: 0.5, train: 0.6 };
  let history = append(emptyHistory(), status(5, 1.5, { accuracy }));
  history = append(history, status(6, 1.4, { accuracy }));
  assert.deepEqual([history.measured, history.test, history.train], [[4], [0.5], [0.6]]);
});

test("a cost that is not finite is no point", () => {
  assert.deepEqual(append(emptyHistory(), status(5, null)).steps, []);
  assert.deepEqual(append(emptyHistory(), status(5, Infinity)).steps, []);
});

test("going back to an earlier step forgets what came after it", () => {
  let history = emptyHistory();
  for (const step of [1, 2, 3, 4]) history = append(history, status(step, 1 / step, { accuracy: { step, test: step / 10, train: 0 } }));
  const back = cut(history, 2);
  assert.deepEqual([back.steps, back.measured, back.test], [[1, 2], [1, 2], [0.1, 0.2]]);
  assert.deepEqual(append(history, status(2, 0.4)).steps, [1, 2]);
});

test("a long history is thinned and keeps its mean", () => {
  let history = emptyHistory();
  for (let step = 1; step <= 4001; step += 1) history = append(history, status(step, step % 2));
  assert.equal(history.steps.length, 2000);
  assert.ok(history.costs.every((cost) => cost === 0.5));
});
