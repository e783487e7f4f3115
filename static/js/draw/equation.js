// One formula in MathML with the live value under each symbol. A formula is plain data; drawing it anew changes only the texts
// that differ, so that it can follow the pen.

/** @typedef {{tag: string, text?: string, of?: Glyph[], style?: string}} Glyph a MathML element as data */

/**
 * @typedef {object} Term one column of the formula
 * @property {Glyph[]} symbols
 * @property {string} [value] as displayed under them
 * @property {"plus"|"minus"|"eye"|""} [tone]
 */

const MATHML = "http://www.w3.org/1998/Math/MathML";

/** A letter. @param {string} text @returns {Glyph} */
export const letter = (text) => ({ tag: "mi", text });

/** A whole number. @param {string|number} value @returns {Glyph} */
export const number = (value) => ({ tag: "mn", text: String(value) });

/** @param {string} text such as "=" @returns {Glyph} */
export const operator = (text) => ({ tag: "mo", text });

/** @param {(Glyph|string|number)[]} parts @returns {Glyph} */
const row = (parts) => ({ tag: "mrow", of: parts.map(asSymbol) });

/** @param {Glyph|string|number} part @returns {Glyph} numbers as numbers, words as letters, the rest as they are */
function asSymbol(part) {
  if (typeof part === "number") return number(part);
  if (typeof part !== "string") return part;
  return /^[\p{L}∇]+$/u.test(part) ? letter(part) : /^\d+$/.test(part) ? number(part) : operator(part);
}

/** A symbol with an index: w with 2, 5. @param {string} base @param {...(Glyph|string|number)} index @returns {Glyph} */
export const sub = (base, ...index) => ({ tag: "msub", of: [asSymbol(base), row(index)] });

/** With something high: σ′, a¹. @param {string} base @param {...(Glyph|string|number)} high @returns {Glyph} */
export const sup = (base, ...high) => ({ tag: "msup", of: [asSymbol(base), row(high)] });

/** With both. @param {string} base @param {(Glyph|string|number)[]} index @param {(Glyph|string|number)[]} high @returns {Glyph} */
export const subsup = (base, index, high) => ({ tag: "msubsup", of: [asSymbol(base), row(index), row(high)] });

/** @param {(Glyph|string|number)[]} above @param {(Glyph|string|number)[]} below @returns {Glyph} */
export const fraction = (above, below) => ({ tag: "mfrac", of: [row(above), row(below)] });

/** ∂C over ∂ of something. @param {Glyph} of @returns {Glyph} */
export const slopeOfCost = (of) => fraction(["∂", "C"], ["∂", of]);

/** Σ over what stands below. @param {...(Glyph|string|number)} below @returns {Glyph} */
export const sumOver = (...below) => ({ tag: "munder", of: [operator("∑"), row(below)] });

/**
 * One column of a formula: symbols("−", w).
 * @param {(Glyph|string|number)|(Glyph|string|number)[]} symbols
 * @param {string} [value] @param {Term["tone"]} [tone] @returns {Term}
 */
export const term = (symbols, value, tone = "") => ({ symbols: (Array.isArray(symbols) ? symbols : [symbols]).map(asSymbol), value, tone });

/** Alone in its column an operator has no neighbours to keep its distance from, so the column does it. @param {Glyph[]} symbols @returns {string|undefined} */
function spacing([first, ...rest]) {
  if (first.tag !== "mo" || first.text === ")") return undefined;
  return rest.length === 0 ? "equation__apart" : first.text === "=" ? "equation__after" : undefined;
}

/** The tone of a signed value. @param {number} value @returns {Term["tone"]} */
export const toneOf = (value) => (value < 0 ? "minus" : "plus");

/**
 * Show a formula in its host, changing only what differs from what is there. An empty one leaves nothing.
 * @param {Element} host
 * @param {readonly Term[]} terms
 */
export function drawEquation(host, terms) {
  if (!terms.length) return void host.replaceChildren();
  const symbols = { tag: "mtr", of: terms.map((one) => ({ tag: "mtd", of: one.symbols, style: spacing(one.symbols) })) };
  const values = { tag: "mtr", style: "equation__values", of: terms.map((one) => ({ tag: "mtd", of: shownValue(one) })) };
  const root = patch(host, 0, { tag: "math", style: "equation", of: [{ tag: "mtable", of: [symbols, values] }] });
  host.replaceChildren(root);
  change(root, "display", "block");
  change(root.firstElementChild, "displaystyle", "true");
  change(root, "role", "math");
  change(root, "aria-label", spoken(terms));
}

/** @param {Term} term @returns {Glyph[]} */
function shownValue({ value, tone }) {
  return value === undefined ? [] : [{ tag: "mtext", text: value, style: `equation__value ${tone}` }];
}

/** @param {Element} parent @param {number} place @param {Glyph} symbol @returns {Element} the child at that place, made to match */
function patch(parent, place, symbol) {
  const { tag, text, of = [], style } = symbol;
  let node = parent.children[place];
  if (node?.localName !== tag) {
    const made = document.createElementNS(MATHML, tag);
    if (node) node.replaceWith(made);
    else parent.append(made);
    node = made;
  }
  change(node, "class", style);
  if (tag === "mo") change(node, "stretchy", "false");
  if (text !== undefined) {
    if (node.textContent !== text) node.textContent = text;
    return node;
  }
  of.forEach((child, i) => patch(node, i, child));
  while (node.children.length > of.length) node.lastElementChild?.remove();
  return node;
}

/** @param {Element|null} node @param {string} name @param {string|undefined} value */
function change(node, name, value) {
  if (value === undefined) node?.removeAttribute(name);
  else if (node?.getAttribute(name) !== value) node?.setAttribute(name, value);
}

/** @type {Record<string, string>} */
const WORDS = { "−": "minus", "∂": "d", "·": "times", "∑": "sum", "σ": "sigma", "′": "prime", "δ": "delta", "η": "eta", "←": "becomes", "⋯": "and so on", "≠": "is not", "(": "", ")": "", ",": "" };

/**
 * The formula in words, and its values: for those who hear the page.
 * @param {readonly Term[]} terms
 * @returns {string}
 */
export function spoken(terms) {
  const formula = terms.map((one) => say(one.symbols)).join(" ").trimEnd();
  const values = terms.filter((one) => one.value !== undefined).map((one) => `${say(one.symbols)}: ${one.value}`);
  return [formula, ...values].join("; ").replace(/\s+/g, " ").trim();
}

/** @param {Glyph[]} symbols @returns {string} */
function say(symbols) {
  return symbols.map(sayOne).join(" ");
}

/** @param {Glyph} symbol @returns {string} */
function sayOne({ tag, text, of = [] }) {
  if (text !== undefined) return WORDS[text] ?? text;
  if (tag === "mfrac") return `${say([of[0]])} by ${say([of[1]])}`;
  if (tag === "munder") return `sum over ${say([of[1]])} of`;
  return say(of);
}
