// A pen redraws a picture of SVG or HTML elements from scratch, as its caller sees it, and touches only what has changed:
// the n-th element of this drawing is the n-th of the last one if its tag is the same. So focus survives a redraw.

/**
 * @typedef {object} Events
 * @property {(event: Event) => void} [press] by pointer, Enter or Space
 * @property {(inside: boolean) => void} [hover] pointer or focus came in (true) or went (false)
 * @property {(event: PointerEvent) => void} [move]
 * @property {(event: PointerEvent) => void} [down]
 * @property {(event: PointerEvent) => void} [up]
 * @property {(event: Event) => void} [input]
 * @property {(event: KeyboardEvent) => void} [key]
 */

/** @typedef {Record<string, string|number|boolean|null|undefined>} Attributes */

const LEAST = 12; // px; no type is smaller
const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";

/** @type {WeakMap<Element, Attributes>} */
const painted = new WeakMap();
/** @type {WeakMap<Element, Events>} */
const wired = new WeakMap();
/** @type {WeakMap<Element, Pen>} */
const pens = new WeakMap();

export class Pen {
  /** @param {Element} root the element whose children this pen owns */
  constructor(root) {
    this.root = root;
    this.cursor = 0;
    if (root.firstChild?.nodeType === Node.TEXT_NODE) root.textContent = ""; // what stood there before the first drawing
  }

  /** Draw everything anew: what `drawing` does not draw again is gone afterwards. @param {(pen: Pen) => void} drawing */
  redraw(drawing) {
    this.cursor = 0;
    drawing(this);
    while (this.root.children.length > this.cursor) this.root.lastElementChild?.remove();
  }

  /**
   * @param {string} tag
   * @param {Attributes} attributes null and undefined leave one out; `style.left` and the like set one style property
   * @param {string|null} [text] null leaves the elements in it alone
   * @param {Events} [events]
   * @returns {Element}
   */
  element(tag, attributes, text = null, events) {
    const node = this.#take(tag);
    update(node, attributes);
    if (text !== null && node.textContent !== text) node.textContent = text;
    else if (text === null && node.firstChild?.nodeType === Node.TEXT_NODE) node.textContent = ""; // words of who stood here before
    if (events) wired.set(node, events);
    else wired.delete(node);
    return node;
  }

  /** A group of elements, drawn by a pen of its own. @param {string} tag @param {Attributes} attributes @param {(pen: Pen) => void} drawing @param {Events} [events] */
  group(tag, attributes, drawing, events) {
    const node = this.element(tag, attributes, null, events);
    let inner = pens.get(node);
    if (!inner) pens.set(node, (inner = new Pen(node)));
    inner.redraw(drawing);
    return node;
  }

  /** @param {string} tag */
  #take(tag) {
    const found = this.root.children[this.cursor];
    this.cursor += 1;
    if (found?.localName === tag) return found;
    const made = document.createElementNS(this.#namespace(tag), tag);
    if (found) found.replaceWith(made);
    else this.root.append(made);
    return made;
  }

  /** @param {string} tag */
  #namespace(tag) {
    return tag === "svg" || this.root.namespaceURI === SVG ? SVG : HTML;
  }

  /** @param {number} x @param {number} y @param {string} words @param {string} [style] classes @param {"start"|"middle"|"end"} [anchor] @param {number} [size] CSS px */
  text(x, y, words, style = "", anchor = "start", size) {
    return this.element("text", { x: round(x), y: round(y), class: style, "text-anchor": anchor, "font-size": size && Math.max(LEAST, size) }, words);
  }

  /** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} [style] @param {Attributes} [more] */
  line(x1, y1, x2, y2, style = "stroke-line", more = {}) {
    return this.element("line", { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), class: style, ...more });
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} [style] @param {Attributes} [more] @param {Events} [events] */
  rect(x, y, width, height, style = "", more = {}, events) {
    const size = { width: round(Math.max(0, width)), height: round(Math.max(0, height)) };
    return this.element("rect", { x: round(x), y: round(y), ...size, class: style, ...more }, null, events);
  }

  /** @param {number} x @param {number} y @param {number} radius @param {string} [style] @param {Attributes} [more] */
  circle(x, y, radius, style = "", more = {}) {
    return this.element("circle", { cx: round(x), cy: round(y), r: round(radius), class: style, ...more });
  }

  /** @param {string} d @param {string} [style] @param {Attributes} [more] */
  path(d, style = "", more = {}) {
    return this.element("path", { d, class: style, ...more });
  }

  /** An invisible place that can be pressed. @param {number} x @param {number} y @param {number} width @param {number} height @param {string} label @param {Events} events @param {Attributes} [more] */
  hit(x, y, width, height, label, events, more = {}) {
    return this.rect(x, y, width, height, "hit", { role: "button", tabindex: 0, "aria-label": label, ...more }, events);
  }
}

/** Tenths of a pixel are finer than any eye, and keep the attributes short. @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** @param {Element} node @param {Attributes} attributes */
function update(node, attributes) {
  const before = painted.get(node) ?? {};
  for (const name in before) if (attributes[name] == null && before[name] != null) put(node, name, null);
  for (const name in attributes) if (attributes[name] !== before[name]) put(node, name, attributes[name]);
  painted.set(node, attributes);
}

/** What is given by hand beats the style sheet, which an attribute would not. */
const BY_HAND = new Set(["fill", "stroke", "font-size"]);

/** @param {Element} node @param {string} name @param {string|number|boolean|null|undefined} value */
function put(node, name, value) {
  if (BY_HAND.has(name)) name = `style.${name}`;
  if (typeof value === "number" && name === "style.font-size") value = `${value}px`;
  if (name.startsWith("style.")) /** @type {HTMLElement} */ (node).style.setProperty(name.slice(6), value == null ? "" : String(value));
  else if (name === "value" && node instanceof HTMLInputElement) node.value = String(value ?? "");
  else if (value == null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** The nearest element at or above the event's target that a pen has wired. @param {Event} event */
function wiring(event) {
  let node = event.target instanceof Element ? event.target : null;
  while (node && !wired.has(node)) node = node.parentElement;
  return { node, events: (node && wired.get(node)) || {} };
}

/**
 * Listen once at the root for everything that pens have drawn below it.
 * @param {Element} root
 * @returns {() => void} undoes it
 */
export function listen(root) {
  const over = new AbortController();
  /** @type {Element|null} */
  let inside = null;
  /** @param {string} type @param {(event: any) => void} handler */
  const on = (type, handler) => root.addEventListener(type, handler, { signal: over.signal });
  /** @param {Element|null} node */
  const enter = (node) => {
    if (node === inside) return;
    if (inside) wired.get(inside)?.hover?.(false);
    inside = node;
    if (inside) wired.get(inside)?.hover?.(true);
  };
  on("click", (event) => wiring(event).events.press?.(event));
  on("keydown", (event) => {
    const { node, events } = wiring(event);
    events.key?.(event);
    if (!events.press || node instanceof HTMLButtonElement || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault(); // Space would scroll
    events.press(event);
  });
  on("pointerover", (event) => enter(wiring(event).node));
  on("pointerleave", (event) => event.pointerType === "mouse" && enter(null)); // a finger that was lifted still points
  on("focusin", (event) => enter(wiring(event).node));
  on("focusout", () => enter(null));
  on("pointermove", (event) => wiring(event).events.move?.(event));
  on("pointerdown", (event) => wiring(event).events.down?.(event));
  on("pointerup", (event) => wiring(event).events.up?.(event));
  on("input", (event) => wiring(event).events.input?.(event));
  return () => over.abort();
}
