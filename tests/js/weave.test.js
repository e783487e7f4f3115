import assert from "node:assert/strict";
import { test } from "node:test";

import { shotOf } from "../../static/js/draw/camera.js";
import { makeLayout } from "../../static/js/draw/layout.js";
import { bandSums, termsOf } from "../../static/js/draw/terms.js";
import { strandsOf } from "../../static/js/draw/weave.js";
import { makeWeights } from "../../static/js/wire/safetensors.js";

const DESK = { width: 1440, height: 900 };
const layout = makeLayout(DESK, shotOf("read", DESK));

/** A network whose outputs hear two senders each: +2 from sender 0, −1 from sender 1. */
function weightsWith(plus, minus) {
  const last = new Float32Array(160);
  for (let j = 0; j < 10; j += 1) last.set([plus, minus], 16 * j);
  return makeWeights(1, [new Float32Array(16 * 784), new Float32Array(256), last], [new Float32Array(16), new Float32Array(16), new Float32Array(10)]);
}

const crossing = (weights, senders) => ({ weights, layer: 3, senders, level: 1, forward: null, dimmed: false, order: null });

test("a strand is as thick as its term, the tallest stack 19 px, + above the centre and − below", () => {
  const senders = [1, 1, ...new Array(14).fill(0)];
  const strands = strandsOf(layout, crossing(weightsWith(2, -1), senders)).filter(({ to }) => Math.abs(to - layout.output(0)) < 22);
  const [less, more] = strands;
  assert.deepEqual([less.sign, more.sign], [-1, 1]);
  assert.equal(more.thick, 19);
  assert.equal(less.thick, 9.5);
  assert.equal(more.to, layout.output(0) - 9.5);
  assert.equal(less.to, layout.output(0) + 4.75);
});

test("a sender that says nothing has no strand", () => {
  assert.equal(strandsOf(layout, crossing(weightsWith(2, -1), new Array(16).fill(0))).length, 0);
});

test("terms are weight × activation, and the bands of a picture add up to all of them", () => {
  const row = Float32Array.from({ length: 784 }, (_, i) => (i % 5) - 2);
  const pixels = Array.from({ length: 784 }, (_, i) => (i % 3) / 2);
  const terms = termsOf(row, pixels);
  assert.equal(terms[7], row[7] * pixels[7]);
  const total = terms.reduce((sum, term) => sum + term, 0);
  for (const byColumn of [false, true]) assert.equal(bandSums(row, pixels, byColumn).reduce((sum, band) => sum + band, 0), total);
});
