import assert from "node:assert/strict";
import { test } from "node:test";

import { makeGate } from "../../static/js/draw/frame.js";

/** Frames turned by hand. */
function frames() {
  const waiting = [];
  return { schedule: (callback) => waiting.push(callback), turn: (now) => waiting.splice(0).forEach((callback) => callback(now)), count: () => waiting.length };
}

test("however often something changes, it is drawn once a frame", () => {
  const { schedule, turn } = frames();
  const drawn = [];
  const ask = makeGate((now) => void drawn.push(now), schedule);
  for (let i = 0; i < 5; i += 1) ask();
  turn(16);
  turn(33);
  assert.deepEqual(drawn, [16]);
});

test("what still moves gets the next frame without asking, and stops when it is still", () => {
  const { schedule, turn, count } = frames();
  let left = 2;
  makeGate(() => (left -= 1) > 0, schedule)();
  turn(0);
  assert.equal(count(), 1);
  turn(16);
  assert.equal(count(), 0);
});
