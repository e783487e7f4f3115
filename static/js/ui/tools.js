// The pad's own tools: clear, undo, another digit to read, and which network reads it.

import { undoStroke } from "./pad-keyboard.js";

/** @typedef {import("./chapter.js").Paper} Paper */

/**
 * @param {Paper} paper
 * @param {import("./examples.js").Examples} examples
 */
export function drawTools({ html, layout, state, actions, writer }, examples) {
  const { plate, unit, turned } = layout;
  const wide = plate.side > 400;
  const place = (/** @type {number} */ below) => ({ "style.left": `${plate.x}px`, "style.top": `${plate.y + plate.side + below}px`, "style.width": `${plate.side}px` });
  const inside = { "style.left": `${plate.x + 11}px`, "style.top": `${plate.y + plate.side - 46}px`, "style.width": `${plate.side - 22}px` };
  html.group("div", { class: turned ? "tools" : "tools tools--tight", ...(turned ? inside : place(10)) }, (row) => {
    row.element("button", { class: "tools__act", "aria-label": "Clear" }, "clear", { press: () => actions.setSource({ kind: "empty" }) });
    const able = state.source.kind === "strokes";
    row.element("button", { class: "tools__act", disabled: !able, "aria-label": "Undo stroke" }, turned || !wide ? "undo" : "undo stroke", { press: () => undoStroke(state, actions) });
    row.group("span", { class: "tools__end" }, (end) => drawDigits(end, { short: turned || !wide, small: plate.side < (turned ? 300 : 240) }, { state, actions, writer }, examples));
  });
  if (turned || plate.y + plate.side + 10 + 90 * unit > layout.lower) return;
  const second = 10 + 38 * unit;
  html.group("div", { class: "tools", ...place(second) }, (row) => drawStart(row, state, actions));
  html.group("div", { class: "tools", ...place(second + 32 * unit) }, (row) => drawCurve(row, state, actions, wide));
}

/**
 * The ten digits, to be read as somebody wrote them, or to be written for you.
 * @param {import("../draw/pen.js").Pen} row @param {{short: boolean, small: boolean}} room
 * @param {Pick<Paper, "state"|"actions"|"writer">} paper @param {import("./examples.js").Examples} examples
 */
function drawDigits(row, { short, small }, { state, actions, writer }, examples) {
  const { source } = state;
  const write = state.choices.hand === "write";
  const shown = source.kind === "example" && !write ? source.label : source.kind === "strokes" && write ? source.written?.digit : null;
  drawHands(row, short, write, actions);
  for (const digit of small ? [] : short ? [2, 5, 7] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    row.element(
      "button",
      { class: "tools__digit", "aria-label": write ? `write me a ${digit}` : `read an example of ${digit}`, "aria-pressed": String(shown === digit), "data-tip": write ? writtenTip(digit, source, writer.next()) : `somebody's ${digit}; press again for the next` },
      String(digit),
      { press: () => (write ? writer.write(digit) : examples.byLabel(digit)) },
    );
  }
  row.element("button", { "aria-label": write ? "write me any digit" : "read any example", "data-tip": "any digit" }, "any", { press: () => (write ? writer.any() : examples.any()) });
}

/** Whether a digit is read or written. @param {import("../draw/pen.js").Pen} row @param {boolean} short @param {boolean} write @param {Paper["actions"]} actions */
function drawHands(row, short, write, actions) {
  if (!short) {
    row.element("span", { class: "tools__word" }, "or");
    choice(row, "read", !write, () => actions.choose("hand", "read"), "digits that people wrote by hand");
    return choice(row, "write", write, () => actions.choose("hand", "write"), "“write me a 7”: strokes as a hand might make them, each time in another way");
  }
  const events = { input: (/** @type {Event} */ event) => actions.choose("hand", /** @type {HTMLSelectElement} */ (event.target).value) };
  row.group("select", { class: "bar__choice", "aria-label": "digits are read or written" }, (list) => {
    for (const hand of ["read", "write"]) list.element("option", { value: hand, selected: write === (hand === "write") }, hand);
  }, events);
}

/** @param {number} digit @param {Paper["state"]["source"]} source @param {number} seed */
function writtenTip(digit, source, seed) {
  const written = source.kind === "strokes" && source.written?.digit === digit ? source.written : null;
  return written ? `this ${digit}: ${written.style}, seed ${written.seed}\npress again for seed ${seed}` : `write me a ${digit}, seed ${seed}`;
}

/**
 * One of two.
 * @param {import("../draw/pen.js").Pen} row @param {string} words @param {boolean} on @param {() => void} press @param {string} tip
 */
function choice(row, words, on, press, tip) {
  row.element("button", { "aria-pressed": String(on), "data-tip": tip }, words, { press: () => void (on || press()) });
}

/** @param {import("../draw/pen.js").Pen} row @param {Paper["state"]} state @param {Paper["actions"]} actions */
function drawStart(row, { wanted }, actions) {
  row.element("span", { class: "tools__word" }, "network");
  choice(row, "trained", wanted.start === "trained", () => actions.want({ start: "trained" }), "weights that have learned from MNIST and from generated handwriting");
  choice(row, "untrained", wanted.start === "untrained", () => actions.want({ start: "untrained" }), "random weights, made from the seed");
  if (wanted.start === "trained") return;
  row.group("label", { class: "tools__word", "data-tip": "the same seed gives the same random weights" }, (label) => {
    label.element("span", {}, "seed ");
    label.element("input", { class: "tools__seed", type: "number", min: 0, step: 1, value: wanted.seed, "aria-label": "seed" }, null, {
      input: (event) => {
        const seed = Number(/** @type {HTMLInputElement} */ (event.target).value);
        if (Number.isSafeInteger(seed) && seed >= 0) actions.want({ seed });
      },
    });
  });
  row.element("button", { "data-tip": "another seed, other random weights" }, "new", { press: () => actions.want({ seed: wanted.seed + 1 }) });
}

/** @param {import("../draw/pen.js").Pen} row @param {Paper["state"]} state @param {Paper["actions"]} actions @param {boolean} wide */
function drawCurve(row, { wanted, choices }, actions, wide) {
  row.element("span", { class: "tools__word" }, "curve");
  choice(row, "sigmoid", wanted.hidden_activation === "sigmoid", () => actions.want({ hidden_activation: "sigmoid" }), "hidden neurons squish to between 0 and 1");
  choice(row, "ReLU", wanted.hidden_activation === "relu", () => actions.want({ hidden_activation: "relu" }), "hidden neurons pass what is above 0 and stop the rest");
  if (!wide) return;
  const shared = choices.scale === "shared";
  row.element("span", { class: "tools__word tools__apart" }, "pictures");
  choice(row, "own scale", !shared, () => actions.choose("scale", "own"), "each neuron's picture and strands are as strong as its own largest weight allows");
  choice(row, "one scale", shared, () => actions.choose("scale", "shared"), "one scale for all sixteen, so that they can be compared");
}
