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
  const { ask } = makeGate((now) => void drawn.push(now), schedule);
  for (let i = 0; i < 5; i += 1) ask();
  turn(16);
  turn(33);
  assert.deepEqual(drawn, [16]);
});

test("what still moves gets the next frame without asking, and stops when it is still", () => {
  const { schedule, turn, count } = frames();
  let left = 2;
  makeGate(() => (left -= 1) > 0, schedule).ask();
  turn(0);
  assert.equal(count(), 1);
  turn(16);
  assert.equal(count(), 0);
});

test("in a hurry it is drawn at once, and the frame that was asked for has nothing left to do", () => {
  const { schedule, turn } = frames();
  let now = 4;
  const drawn = [];
  const { ask, hurry } = makeGate((at) => void drawn.push(at), schedule, () => now);
  ask();
  hurry();
  now = 16;
  turn(now);
  assert.deepEqual(drawn, [4]);
});

test("a hurry soon after a drawing waits for the next frame", () => {
  const { schedule, turn } = frames();
  let now = 0;
  const drawn = [];
  const { hurry } = makeGate((at) => void drawn.push(at), schedule, () => now);
  for (now = 0; now <= 9; now += 3) hurry();
  turn(16);
  assert.deepEqual(drawn, [0, 16]);
});

test("time never goes back, though a frame's own time may lie before a hurried drawing", () => {
  const { schedule, turn } = frames();
  const drawn = [];
  const { ask, hurry } = makeGate((at) => void drawn.push(at), schedule, () => 20);
  hurry();
  ask();
  turn(17);
  assert.deepEqual(drawn, [20, 20]);
});
