import assert from "node:assert/strict";
import { test } from "node:test";

import { packStrokes, thin, unpackStrokes } from "../../static/js/state/strokes.js";

test("a drawing comes back from its text to a tenth of a square", () => {
  const strokes = [[[0.1, 0.2], [0.5, 0.25], [0.3, 0.9]], [[0.75, 0.5]]];
  const back = unpackStrokes(packStrokes(strokes));
  assert.deepEqual(back.map((stroke) => stroke.length), [3, 1]);
  back.flat().forEach(([x, y], i) => {
    const [wantedX, wantedY] = strokes.flat()[i];
    assert.ok(Math.hypot(x - wantedX, y - wantedY) <= 0.1 / 28);
  });
});

test("a point left of and above the pad comes back too", () => {
  assert.deepEqual(unpackStrokes(packStrokes([[[-0.5, -1]]])), [[[-0.5, -1]]]);
});

test("points on a straight line are left out, corners stay", () => {
  const bent = [[0, 0], [0.1, 0.0001], [0.2, 0], [0.2, 0.3]];
  assert.deepEqual(thin(bent, 0.01), [[0, 0], [0.2, 0], [0.2, 0.3]]);
});

test("a long drawing makes a short text", () => {
  const circle = Array.from({ length: 400 }, (_, i) => [0.5 + 0.3 * Math.cos(i / 63), 0.5 + 0.3 * Math.sin(i / 63)]);
  assert.ok(packStrokes([circle]).length < 150);
});

test("text that is no drawing is refused", () => {
  assert.throws(() => unpackStrokes("__"), /broken/);
});

test("more points than the server takes are refused before they are made", () => {
  const promise = btoa(String.fromCharCode(255, 255, 127)); // one stroke of two million points
  assert.throws(() => unpackStrokes(promise), /too large/);
});
