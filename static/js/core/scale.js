/** Scales from data to pixels, and where their ticks stand. */

/** @typedef {[number, number]} Interval low and high */
/** @typedef {((value: number) => number) & { invert: (at: number) => number }} Scale */

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share 0 … 1
 * @returns {number}
 */
export const between = (from, to, share) => from + (to - from) * share;

/**
 * A scale that is even in `bend(value)`.
 * @param {Interval} domain
 * @param {Interval} range
 * @param {(value: number) => number} bend rising
 * @param {(bent: number) => number} unbend its inverse
 * @returns {Scale}
 */
function bentScale(domain, [r0, r1], bend, unbend) {
  const [b0, b1] = domain.map(bend);
  if (b0 === b1) throw new RangeError(`domain has no width: ${domain[0]}`);
  const at = (/** @type {number} */ value) => between(r0, r1, (bend(value) - b0) / (b1 - b0));
  return Object.assign(at, {
    invert: (/** @type {number} */ pixel) => unbend(between(b0, b1, (pixel - r0) / (r1 - r0))),
  });
}

/**
 * A linear scale from data units to pixels.
 * @param {Interval} domain data units
 * @param {Interval} range CSS pixels
 * @returns {Scale}
 * @throws {RangeError} if the domain has no width
 */
export function linearScale(domain, range) {
  return bentScale(
    domain,
    range,
    (value) => value,
    (value) => value,
  );
}

/**
 * A logarithmic scale: each factor of ten has the same width.
 * @param {Interval} domain data units, above zero
 * @param {Interval} range CSS pixels
 * @returns {Scale}
 * @throws {RangeError} if the domain has no width or reaches zero
 */
export function logScale(domain, range) {
  if (!(domain[0] > 0 && domain[1] > 0)) throw new RangeError(`domain is ${domain.join(" to ")}, expected above zero`);
  return bentScale(domain, range, Math.log10, (power) => 10 ** power);
}

/**
 * Logarithmic on both sides of zero and linear close to it, so that sign and size of tiny values both show.
 * @param {Interval} domain data units
 * @param {Interval} range CSS pixels
 * @param {number} unit the size below which the scale is about linear
 * @returns {Scale}
 * @throws {RangeError} if the domain has no width
 */
export function symlogScale(domain, range, unit) {
  const bend = (/** @type {number} */ value) => Math.sign(value) * Math.log1p(Math.abs(value) / unit);
  return bentScale(domain, range, bend, (bent) => Math.sign(bent) * unit * Math.expm1(Math.abs(bent)));
}

/**
 * Round values that divide an interval into about so many parts: steps of 1, 2 or 5 times a power of ten.
 * @param {Interval} domain
 * @param {number} [parts]
 * @returns {number[]} rising
 */
export function ticks([low, high], parts = 5) {
  if (!(high > low)) return [low];
  const rough = (high - low) / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const excess = rough / power;
  const step = power * (excess >= Math.sqrt(50) ? 10 : excess >= Math.sqrt(10) ? 5 : excess >= Math.sqrt(2) ? 2 : 1);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(decimals)) + 0);
}

/**
 * The powers of ten of an interval, and the strokes between them.
 * @param {Interval} domain above zero
 * @returns {{ major: number[], minor: number[] }} rising
 */
export function logTicks([low, high]) {
  /** @type {number[]} */
  const major = [];
  /** @type {number[]} */
  const minor = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high * (1 + 1e-9); power += 1) {
    const ten = Number(`1e${power}`);
    for (let factor = 1; factor < 10; factor += 1) {
      const value = Number((factor * ten).toPrecision(12));
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      (factor === 1 ? major : minor).push(value);
    }
  }
  return { major, minor };
}
