// What is: one state, read everywhere, changed only by actions.js.

import { noTraining } from "./training.js";

/**
 * @typedef {"picture"|"numbers"|"symbols"} Depth how much is written beside the picture
 * @typedef {"dark"|"light"} Theme
 * @typedef {[number, number][]} Stroke points of one stroke, 1 = the side of the pad; x right, y down
 */

/**
 * @typedef {object} Mark what can be attended to: a neuron, a weight or a bias
 * @property {"neuron"|"weight"|"bias"} kind
 * @property {number} layer 0 is the picture, 3 the outputs; of a weight: the layer it leads to
 * @property {number} index the neuron; of a weight or bias: the receiver
 * @property {number} [from] of a weight: the sender
 */

/**
 * @typedef {object} Network
 * @property {string} id unguessable; never shown, logged or put into a link
 * @property {"trained"|"untrained"} start
 * @property {"sigmoid"|"relu"} hidden_activation
 * @property {number} seed
 * @property {number[]} sizes
 */

/**
 * @typedef {object} Weights
 * @property {number} version
 * @property {Float32Array[]} weights one flat matrix a layer, n_out × n_in
 * @property {Float32Array[]} biases
 * @property {Float32Array[][]} rows by layer and receiver: its incoming weights, views into `weights`
 */

/**
 * @typedef {object} Layer
 * @property {number[]} activations
 * @property {number[]|null} [nudges] null until a label is chosen
 * @property {number[]} [z] not for the picture
 * @property {number[]|null} [deltas] not for the picture
 */

/**
 * @typedef {object} Reading the server's answer to a drawing
 * @property {number} version of the weights
 * @property {number|null} label
 * @property {number|null} cost
 * @property {{digit: number|null, confidence: number|null}} prediction digit null: the pad is empty
 * @property {Layer[]} layers
 * @property {{weights: {mean: number, max: number}, biases: {mean: number, max: number}}[]|null} gradient_magnitude
 * @property {Framing|null} [framing] when strokes were sent
 */

/**
 * @typedef {object} Framing how strokes became a picture: square = point × scale + offset
 * @property {number} scale squares for the side of the pad
 * @property {[number, number]} offset in squares
 * @property {[number, number, number, number]} box left, top, right, bottom of the 20-pixel box, in squares
 * @property {[number, number]} centre of mass, in squares
 */

/**
 * @typedef {{kind: "empty"}
 *   | {kind: "strokes", strokes: Stroke[], opening?: number, written?: Written}
 *   | {kind: "example", dataset: string, split: string, index: number, label: number|null}
 *   | {kind: "pixels", pixels: number[], name: string}} Source what is on the pad; opening: this digit the page drew by itself, to show how
 */

/** @typedef {{digit: number, style: string, seed: number}} Written by the server, as a hand would */

/**
 * @typedef {object} Answer what the server said to something a chapter asked
 * @property {string} key what was asked; an answer to another question is stale
 * @property {"loading"|"ready"|"failed"} status
 * @property {any} data the last good answer
 * @property {string} [answered] the question `data` answers
 * @property {string} [message] why it failed
 */

/** @typedef {{data: string, accuracy: number|null}} Training what a shipped network learned from, and the share of MNIST's test images that it reads right */

/** @typedef {{state: "idle"|"running"|"finished"|"failed", received_bytes: number, total_bytes: number, allowed: boolean, error?: {code: string, message: string}}} Download MNIST's, on its way to the server */

/**
 * @typedef {object} State
 * @property {string} chapter id in the registry, e.g. "network"
 * @property {string} view a chapter's own view, e.g. "read" or "train"; empty for the first
 * @property {number} step how far the chapter's story has gone
 * @property {Depth} depth
 * @property {Theme} theme
 * @property {boolean} embed only the figure
 * @property {boolean} present larger sentence, fewer controls
 * @property {{start: "trained"|"untrained", hidden_activation: "sigmoid"|"relu", seed: number}} wanted the network that is asked for
 * @property {Network|null} network the one that is there
 * @property {Weights|null} weights
 * @property {Reading|null} reading the newest
 * @property {{weights: Weights, reading: Reading}|null} steady the newest reading and the very weights that made it: sums are made of these
 * @property {import("./training.js").Training} training
 * @property {Source} source
 * @property {number|null} label what the digit was meant to be
 * @property {boolean} labelFollows the label came with what is on the pad, and goes with it
 * @property {{hovered: Mark|null, pinned: Mark[], opened: Mark|null, pixel: number|null}} attention
 * @property {{status: "connecting"|"live"|"offline", retry: number}} connection retry in seconds
 * @property {{width: number, height: number}} size of the stage, CSS px
 * @property {boolean} drawing the pen is down
 * @property {boolean} invited the opening has been played
 * @property {string|null} trouble one sentence, in the words of the server
 * @property {string|null} notice one sentence that passes by itself
 * @property {Download|null} download MNIST's, if it is not there already
 * @property {Record<string, Training>} shipped how the trained networks were made, by their hidden activation
 * @property {Record<string, Answer>} answers by name of the question
 * @property {Record<string, string|number|boolean>} choices small settings of chapters, kept in the link
 */

/** @returns {State} */
export function defaults() {
  return {
    chapter: "workbench",
    view: "",
    step: 0,
    depth: "symbols",
    theme: "dark", // light on dark is what brightness = activation looks best in; light is for a bright room
    embed: false,
    present: false,
    wanted: { start: "trained", hidden_activation: "sigmoid", seed: 0 },
    network: null,
    weights: null,
    reading: null,
    steady: null,
    training: noTraining(),
    source: { kind: "empty" },
    label: null,
    labelFollows: false,
    attention: { hovered: null, pinned: [], opened: null, pixel: null },
    connection: { status: "connecting", retry: 0 },
    size: { width: 1440, height: 900 },
    drawing: false,
    invited: false,
    trouble: null,
    notice: null,
    download: null,
    shipped: {},
    answers: {},
    choices: {},
  };
}

/** What is on the pad, if somebody has said so: an example's label, a digit that was written on request. @param {Source} source @returns {number|null} */
export function labelOf(source) {
  if (source.kind === "example") return source.label;
  return source.kind === "strokes" ? (source.written?.digit ?? source.opening ?? null) : null;
}

/** The newest reading was made by the weights that are here. @param {State} state */
export const isCurrent = ({ steady, reading }) => steady !== null && steady.reading === reading;

/** Nothing is on the pad. @param {State} state */
export const isEmpty = (state) => state.reading === null || state.reading.prediction.digit === null;

/** @param {Mark|null} a @param {Mark|null} b */
export const sameMark = (a, b) => a !== null && b !== null && a.kind === b.kind && a.layer === b.layer && a.index === b.index && a.from === b.from;
