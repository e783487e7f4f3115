import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activationRamp,
  css,
  mixRgb,
  pictureScale,
  readPalette,
  signColour,
  signedRamp,
  toRgb,
  TOKENS,
} from "../../static/js/core/colour.js";

/** @type {Record<string, string>} */
const values = {
  "--plus": "#67b1fb",
  "--minus": "#ff8055",
  "--activation-0": "#14161a",
  "--activation-1": " #ffffff",
  "--weight-0": "#0f1013",
};
const palette = readPalette((name) => values[name] ?? "#000000");

test("a palette is read by the names of the tokens", () => {
  assert.equal(palette.plus, "#67b1fb");
  assert.equal(palette["activation-1"], "#ffffff");
  assert.equal(Object.keys(palette).length, TOKENS.length);
});

test("a missing token is an error that names what came", () => {
  assert.throws(() => readPalette(() => ""), /colour is "", expected like #0b0c0e/);
});

test("an activation of 0 is the dark end, of 1 the bright end, beyond it no more", () => {
  const shade = activationRamp(palette);
  assert.deepEqual(
    [shade(0), shade(1), shade(7), shade(NaN)],
    [
      [20, 22, 26],
      [255, 255, 255],
      [255, 255, 255],
      [20, 22, 26],
    ],
  );
  assert.ok(shade(0.5)[0] > 130 && shade(0.5)[0] < 145);
});

test("a signed picture tells the sign by hue and the size by strength", () => {
  const tint = signedRamp(palette);
  assert.deepEqual([tint(0), tint(1), tint(-1), tint(-3)], [[15, 16, 19], toRgb("#67b1fb"), toRgb("#ff8055"), toRgb("#ff8055")]);
  assert.ok(tint(0.5)[2] > tint(0.25)[2]);
  assert.deepEqual([signColour(palette, -0.1), signColour(palette, 0.1)], ["#ff8055", "#67b1fb"]);
});

test("colours are written for canvas and SVG alike", () => {
  assert.equal(css([1, 2, 3]), "rgb(1,2,3)");
  assert.equal(css([1, 2, 3], 0.19), "rgba(1,2,3,0.190)");
  assert.deepEqual(toRgb("#fff"), [255, 255, 255]);
  assert.deepEqual(mixRgb([0, 0, 0], [10, 20, 30], 0.5), [5, 10, 15]);
});

test("one outlier does not set the scale of a picture, and nothing has a scale above zero", () => {
  const weights = Float32Array.from({ length: 784 }, (_, i) => (i === 3 ? -50 : i / 784));
  assert.ok(pictureScale(weights) < 1);
  assert.equal(pictureScale([0, 0, 0]), 1);
  assert.equal(pictureScale([0, 0, -2]), 2);
});
