// The colours of the theme in force, read once from the tokens, and the ramps made of them.

import { activationRamp, css, readPalette, signedRamp, toRgb } from "../core/colour.js";

/**
 * @typedef {object} Inks
 * @property {import("../core/colour.js").Palette} palette
 * @property {(activation: number) => string} brightness CSS colour of an activation
 * @property {(activation: number) => import("../core/colour.js").Rgb} activation the same as numbers
 * @property {(share: number) => import("../core/colour.js").Rgb} signed
 * @property {(sign: number, opacity: number) => string} strand
 */

/** @returns {Inks} */
export function readInks() {
  const style = getComputedStyle(document.documentElement);
  const palette = readPalette((name) => style.getPropertyValue(name));
  const ramp = activationRamp(palette);
  const more = toRgb(palette.plus);
  const less = toRgb(palette.minus);
  return {
    palette,
    brightness: (activation) => css(ramp(activation)),
    activation: ramp,
    signed: signedRamp(palette),
    strand: (sign, opacity) => css(sign > 0 ? more : less, opacity),
  };
}
