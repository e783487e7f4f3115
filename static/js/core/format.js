/** How numbers are written on the page: true minus, fixed widths, never a rounded-away value passed off as nothing. */

const MINUS = "−";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * @param {number} value
 * @returns {string} the sign that goes before an absolute value: true minus or nothing
 */
const minus = (value) => (value < 0 ? MINUS : "");

/**
 * The words for what is no number; null where the value is one.
 * @param {number} value
 * @returns {string | null}
 */
function notFinite(value) {
  if (Number.isNaN(value)) return "–";
  return Number.isFinite(value) ? null : `${minus(value)}∞`;
}

/**
 * A number with so many decimals: fixed(-0.5, 2) is "−0.50". What rounds to zero has no sign.
 * @param {number} value
 * @param {number} [decimals]
 * @returns {string}
 */
export function fixed(value, decimals = 2) {
  const digits = Math.abs(value).toFixed(decimals);
  return notFinite(value) ?? (Number(digits) === 0 ? digits : minus(value) + digits);
}

/**
 * The same with its sign always told: "+0.85", "−1.14"; zero has none.
 * @param {number} value
 * @param {number} [decimals]
 * @returns {string}
 */
export function signed(value, decimals = 2) {
  return plus(value, fixed(value, decimals));
}

/**
 * @param {number} value
 * @param {string} text how the value is written
 * @returns {string} the text with a plus before it, if the value is more than nothing as written
 */
function plus(value, text) {
  return value > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/**
 * A value in whole units of its last decimal: toUnits(-1.138, 2) is −114.
 * @param {number} value finite
 * @param {number} decimals
 * @returns {number} a whole number
 */
export function toUnits(value, decimals) {
  return Math.round(Number(value.toFixed(decimals)) * 10 ** decimals) + 0; // + 0: no negative zero
}

/**
 * The text of a whole number of units, as `roundTogether` gives them: fromUnits(-114, 2) is "−1.14".
 * @param {number} units
 * @param {number} decimals
 * @returns {string}
 */
export function fromUnits(units, decimals) {
  const digits = String(Math.abs(units)).padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  return minus(units) + digits.slice(0, cut) + (decimals ? `.${digits.slice(cut)}` : "");
}

/**
 * The same with its sign always told.
 * @param {number} units
 * @param {number} decimals
 * @returns {string}
 */
export function fromUnitsSigned(units, decimals) {
  return plus(units, fromUnits(units, decimals));
}

/**
 * At most about five characters wide, and never "0.00" for what is not zero: 0.42, 0.035, 3·10⁻⁴, 12.3, 1,234.
 * For the figure beside a neuron, where a column must keep its width.
 * @param {number} value
 * @returns {string}
 */
export function compact(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const odd = notFinite(value);
  if (odd !== null) return odd;
  if (size >= 0.0995) return minus(value) + grouped(size, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  return size >= 0.00095 ? fixed(value, 3) : scientific(value, 1);
}

/**
 * @param {number} value
 * @returns {string} `compact`, with its sign always told
 */
export function compactSigned(value) {
  return plus(value, compact(value));
}

/**
 * An activation of an output or a confidence: three decimals, "<0.001" below them; ">0.999" for what is not quite 1.
 * @param {number} value 0 or more
 * @returns {string}
 */
export function reading(value) {
  if (value > 0 && value < 0.0005) return "<0.001";
  return value < 1 && value >= 0.9995 ? ">0.999" : fixed(value, 3);
}

/**
 * The same for the ear: two decimals, "under 0.01", "over 0.99".
 * @param {number} value 0 or more
 * @returns {string}
 */
export function spoken(value) {
  if (value > 0 && value < 0.005) return "under 0.01";
  return value < 1 && value >= 0.995 ? "over 0.99" : fixed(value);
}

/**
 * So many significant figures, for when exactness is asked for: 0.00030122, 12.346, 1.2346·10⁻⁹.
 * @param {number} value
 * @param {number} [digits]
 * @returns {string}
 */
export function significant(value, digits = 5) {
  if (value === 0) return "0";
  const odd = notFinite(value);
  if (odd !== null) return odd;
  const rounded = Math.abs(Number(value.toPrecision(digits)));
  const power = Math.floor(Math.log10(rounded));
  if (power < -5 || power > 8) return scientific(value, digits);
  return minus(value) + grouped(rounded, Math.max(0, digits - 1 - power));
}

/**
 * @param {number} value
 * @param {number} [digits]
 * @returns {string} `significant`, with its sign always told
 */
export function significantSigned(value, digits = 5) {
  return plus(value, significant(value, digits));
}

/**
 * @param {number} value finite, not zero
 * @param {number} digits significant figures
 * @returns {string} such as "−3·10⁻⁴"
 */
function scientific(value, digits) {
  const [figures, power] = Math.abs(value)
    .toExponential(digits - 1)
    .split("e");
  return `${minus(value)}${figures}·10${superscript(Number(power))}`;
}

/**
 * @param {number} whole
 * @returns {string} such as "⁻⁴"
 */
export function superscript(whole) {
  const digits = [...String(Math.abs(whole))].map((digit) => SUPERSCRIPTS[Number(digit)]);
  return (whole < 0 ? "⁻" : "") + digits.join("");
}

/**
 * @param {number} size not negative
 * @param {number} decimals
 * @returns {string} with thousands set apart: "13,002"
 */
function grouped(size, decimals) {
  const made = (writers[decimals] ??= new Intl.NumberFormat("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }));
  return made.format(size);
}

/** Making a writer takes ten times as long as writing a number with it. @type {Intl.NumberFormat[]} */
const writers = [];

/**
 * A count: "13,002".
 * @param {number} whole
 * @returns {string}
 */
export function count(whole) {
  return notFinite(whole) ?? minus(whole) + grouped(Math.abs(whole), 0);
}

/**
 * How many decimals show a size with so many significant figures: 3.2 needs 2 for three figures, 0.00046 needs 6.
 * @param {number} size the largest value to be written
 * @param {number} [figures]
 * @param {number} [most]
 * @returns {number}
 */
export function decimalsFor(size, figures = 3, most = 9) {
  const power = size === 0 || !Number.isFinite(size) ? 0 : Math.floor(Math.log10(Math.abs(size)));
  return Math.max(0, Math.min(most, figures - 1 - power));
}
