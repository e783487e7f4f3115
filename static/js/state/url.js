// A link restores the view: chapter, drawing or example, seed, depth, what is pinned. Never the network's id.

import { defaults } from "./state.js";
import { packStrokes, unpackStrokes } from "./strokes.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Mark} Mark */

/** @typedef {{write: (state: State) => string|null, read: (text: string) => Partial<State>}} Part null: as by default */

/** @param {readonly string[]} allowed @param {string} text */
const oneOf = (allowed, text) => {
  if (!allowed.includes(text)) throw new RangeError(`"${text}" is not one of ${allowed.join(", ")}`);
  return text;
};

/** @param {string} text @param {number} low @param {number} high */
const whole = (text, low, high) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < low || value > high) throw new RangeError(`"${text}" is not a whole number from ${low} to ${high}`);
  return value;
};

/** @type {Record<string, Part>} */
const PARTS = {
  chapter: { write: ({ chapter }) => (chapter === "workbench" ? null : chapter), read: (text) => ({ chapter: text }) },
  view: { write: ({ view }) => view || null, read: (text) => ({ view: text }) },
  step: { write: ({ step }) => (step ? String(step) : null), read: (text) => ({ step: whole(text, 0, 99) }) },
  depth: { write: ({ depth }) => (depth === "symbols" ? null : depth), read: (text) => ({ depth: /** @type {State["depth"]} */ (oneOf(["picture", "numbers", "symbols"], text)) }) },
  theme: { write: ({ theme }) => (theme === "dark" ? null : theme), read: (text) => ({ theme: /** @type {State["theme"]} */ (oneOf(["dark", "light"], text)) }) },
  network: { write: ({ wanted }) => writeWanted(wanted), read: (text) => ({ wanted: readWanted(text) }) },
  label: { write: ({ label }) => (label === null ? null : String(label)), read: (text) => ({ label: whole(text, 0, 9) }) },
  open: { write: ({ attention: { opened } }) => opened && writeMark(opened), read: (text) => ({ attention: { ...defaults().attention, opened: readMark(text) } }) },
  pin: { write: ({ attention: { pinned } }) => pinned.map(writeMark).join("~") || null, read: (text) => ({ attention: { ...defaults().attention, pinned: text.split("~").slice(0, 4).map(readMark) } }) },
  ink: { write: ({ source }) => (source.kind === "strokes" && source.opening === undefined ? packStrokes(source.strokes) : null), read: (text) => ({ source: { kind: "strokes", strokes: unpackStrokes(text) } }) },
  example: { write: ({ source }) => writeExample(source), read: (text) => ({ source: readExample(text) }) },
  embed: { write: ({ embed }) => (embed ? "1" : null), read: (text) => ({ embed: text === "1" }) },
  choices: { write: ({ choices }) => writeChoices(choices), read: (text) => ({ choices: readChoices(text) }) },
};

/** The query of a link to what is seen; empty for the plain page. @param {State} state */
export function toQuery(state) {
  const query = new URLSearchParams();
  for (const [name, part] of Object.entries(PARTS)) {
    const text = part.write(state);
    if (text !== null) query.set(name, text);
  }
  return query.toString();
}

/** What a link says; a part that is not understood is left out, never an error. @param {string} text @returns {Partial<State>} */
export function fromQuery(text) {
  const query = new URLSearchParams(text);
  /** @type {Partial<State>} */
  const found = {};
  for (const [name, part] of Object.entries(PARTS)) {
    const value = query.get(name);
    if (value === null) continue;
    try {
      const read = part.read(value);
      if (read.attention && found.attention) found.attention = { ...found.attention, ...(name === "pin" ? { pinned: read.attention.pinned } : {}) };
      else Object.assign(found, read);
    } catch {
      continue; // an old or mistyped link still opens
    }
  }
  return found;
}

/** @param {State["wanted"]} wanted */
function writeWanted({ start, hidden_activation, seed }) {
  const text = `${start}.${hidden_activation}.${seed}`;
  return text === "trained.sigmoid.0" ? null : text;
}

/** @param {string} text @returns {State["wanted"]} */
function readWanted(text) {
  const [start, hidden, seed] = text.split(".");
  return {
    start: /** @type {"trained"|"untrained"} */ (oneOf(["trained", "untrained"], start)),
    hidden_activation: /** @type {"sigmoid"|"relu"} */ (oneOf(["sigmoid", "relu"], hidden)),
    seed: whole(seed, 0, Number.MAX_SAFE_INTEGER),
  };
}

/** n2.7: neuron 7 of layer 2; w2.7.3: its weight from sender 3; b2.7: its bias. @param {Mark} mark */
const writeMark = ({ kind, layer, index, from }) => `${kind[0]}${layer}.${index}${from === undefined ? "" : `.${from}`}`;

/** @param {string} text @returns {Mark} */
function readMark(text) {
  const found = /^([nwb])([0-3])\.(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text);
  const kind = found && { n: "neuron", w: "weight", b: "bias" }[found[1]];
  const sizes = [784, 16, 16, 10];
  if (!found || (kind === "weight") !== (found[4] !== undefined)) throw new RangeError(`"${text}" is no mark`);
  const layer = Number(found[2]);
  if (Number(found[3]) >= sizes[layer] || (kind !== "neuron" && layer === 0)) throw new RangeError(`"${text}" is not in the network`);
  if (kind === "weight" && Number(found[4]) >= sizes[layer - 1]) throw new RangeError(`"${text}" is not in the network`);
  const mark = { kind: /** @type {Mark["kind"]} */ (kind), layer, index: Number(found[3]) };
  return kind === "weight" ? { ...mark, from: Number(found[4]) } : mark;
}

/** @param {State["source"]} source */
function writeExample(source) {
  if (source.kind !== "example") return null;
  return `${source.dataset}.${source.split}.${source.index}`;
}

/** @param {string} text @returns {State["source"]} */
function readExample(text) {
  const found = /^([a-z-]{1,30})\.(train|test)\.(\d{1,6})$/.exec(text);
  if (!found) throw new RangeError(`"${text}" is no example`);
  return { kind: "example", dataset: found[1], split: found[2], index: Number(found[3]), label: null };
}

/** @param {State["choices"]} choices */
function writeChoices(choices) {
  const names = Object.keys(choices).sort();
  return names.length ? names.map((name) => `${name}:${JSON.stringify(choices[name])}`).join("~") : null;
}

/** @param {string} text @returns {State["choices"]} */
function readChoices(text) {
  return Object.fromEntries(
    text.split("~").slice(0, 30).map((pair) => {
      const at = pair.indexOf(":");
      const value = JSON.parse(pair.slice(at + 1));
      if (!/^[\w-]{1,40}$/.test(pair.slice(0, at)) || !["string", "number", "boolean"].includes(typeof value)) throw new RangeError(`"${pair}" is no choice`);
      return [pair.slice(0, at), value];
    }),
  );
}
