/** Colours from the tokens of tokens.css: brightness for activations, hue and strength for signed values. */

/**
 * @typedef {[number, number, number]} Rgb 0 … 255
 * @typedef {Record<'ground' | 'ink' | 'soft' | 'faint' | 'ring' | 'line' | 'hair' | 'dot' | 'plus' | 'minus' | 'eye' | 'band'
 *   | 'activation-0' | 'activation-1' | 'weight-0', string>} Palette
 */

/** The tokens a drawing needs, by their names in tokens.css (`--ground` …). */
export const TOKENS = /** @type {const} */ ([
  "ground",
  "ink",
  "soft",
  "faint",
  "ring",
  "line",
  "hair",
  "dot",
  "plus",
  "minus",
  "eye",
  "band",
  "activation-0",
  "activation-1",
  "weight-0",
]);

/**
 * Read the palette once for a theme.
 * @param {(name: string) => string} read gives a custom property's value, such as `getComputedStyle(root).getPropertyValue`
 * @returns {Palette}
 * @throws {RangeError} if a token is missing or no colour like #0b0c0e
 */
export function readPalette(read) {
  return /** @type {Palette} */ (
    Object.fromEntries(
      TOKENS.map((name) => {
        const value = read(`--${name}`).trim();
        toRgb(value);
        return [name, value];
      }),
    )
  );
}

/**
 * @param {string} hex such as #67b1fb or #fff
 * @returns {Rgb}
 * @throws {RangeError} if it is not written so
 */
export function toRgb(hex) {
  const long = hex.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
  if (!/^#[0-9a-f]{6}$/i.test(long)) throw new RangeError(`colour is "${hex}", expected like #0b0c0e`);
  return /** @type {Rgb} */ ([1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16)));
}

/**
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} share 0 … 1
 * @returns {Rgb}
 */
export function mixRgb(from, to, share) {
  return /** @type {Rgb} */ (from.map((channel, i) => Math.round(channel + (to[i] - channel) * share)));
}

/**
 * @param {Rgb} colour
 * @param {number} [opacity]
 * @returns {string} for CSS, canvas and SVG
 */
export function css([r, g, b], opacity = 1) {
  return opacity >= 1 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${opacity.toFixed(3)})`;
}

/** How many shades a ramp has: more than the eye can tell apart. */
const SHADES = 256;

/**
 * Brightness of an activation: 0 is the ground's own dark, 1 full light (ink on paper in the light theme).
 * Above 1, as ReLU gives, it stays at full.
 * @param {Palette} palette
 * @returns {(activation: number) => Rgb} a shared, frozen triple
 */
export function activationRamp(palette) {
  const [from, to] = [toRgb(palette["activation-0"]), toRgb(palette["activation-1"])];
  const shades = Array.from({ length: SHADES }, (_, i) => mixRgb(from, to, i / (SHADES - 1)));
  return (activation) => shades[Math.round(Math.min(1, Math.max(0, activation || 0)) * (SHADES - 1))];
}

/**
 * Hue by sign, strength by size: for pictures of weights, terms and nudges.
 * @param {Palette} palette
 * @returns {(share: number) => Rgb} share −1 … 1 of the picture's own scale; beyond it stays at full
 */
export function signedRamp(palette) {
  const base = toRgb(palette["weight-0"]);
  const ramp = (/** @type {Rgb} */ to) => Array.from({ length: SHADES }, (_, i) => mixRgb(base, to, (i / (SHADES - 1)) ** 0.85));
  const more = ramp(toRgb(palette.plus));
  const less = ramp(toRgb(palette.minus));
  return (share) => (share < 0 ? less : more)[Math.round(Math.min(1, Math.abs(share) || 0) * (SHADES - 1))];
}

/**
 * @param {Palette} palette
 * @param {number} value
 * @returns {string} the colour of its sign
 */
export const signColour = (palette, value) => (value < 0 ? palette.minus : palette.plus);

/**
 * The scale of a signed picture: the size that all but the strongest one and a half percent stay under,
 * so that a single outlier does not dim the rest.
 * @param {ArrayLike<number>} values
 * @returns {number} above zero
 */
export function pictureScale(values) {
  const known = scales.get(values);
  if (known !== undefined) return known;
  const sizes = Float64Array.from(values, Math.abs).sort();
  const scale = sizes[Math.min(sizes.length - 1, Math.floor(0.985 * sizes.length))] || sizes[sizes.length - 1] || 1;
  scales.set(values, scale);
  return scale;
}

/** Asked for in every frame, and a list of weights never changes: a step makes a new one. @type {WeakMap<ArrayLike<number>, number>} */
const scales = new WeakMap();
