// One frame: the camera gives a shot, the shot a layout, the layout tells the canvas, the marks, the words and the bars
// where they belong. Nothing else draws.

import { OPENED, TALL, figureSize, makeCamera } from "../draw/camera.js";
import { drawEquation } from "../draw/equation.js";
import { makeLayout } from "../draw/layout.js";
import { Pen, listen } from "../draw/pen.js";
import { makeStage } from "../draw/stage.js";
import { isEmpty } from "../state/state.js";
import { describe, makeAnnouncer } from "./announcer.js";
import { drawBar, isLight } from "./bar.js";
import { besidePlate, makeFitting, roomBelow } from "./fitting.js";
import { drawNeurons } from "./neurons.js";
import { makePad } from "./pad.js";
import { makePlayer } from "./player.js";
import { drawPrediction, firstTwo } from "./prediction.js";
import { drawStory } from "./story.js";
import { makeWriter } from "./writer.js";

/** @typedef {import("../state/state.js").State} State */
/** @typedef {import("./chapter.js").Chapter} Chapter */

const BLANK = new Float32Array(784);

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {object} house
 * @param {State} house.state
 * @param {import("../state/actions.js").Actions} house.actions
 * @param {import("../wire/api.js").Api} house.api
 * @param {() => import("../wire/socket.js").Line|null} house.line
 * @param {Chapter[]} house.chapters
 * @param {Parameters<typeof drawBar>[4]} house.acts
 * @param {import("./training-acts.js").TrainingActs} house.trainer
 * @param {import("./sweep.js").Sweep} house.sweep
 * @param {() => void} house.redraw
 */
export function makeScreen({ state, actions, api, line, chapters, acts, trainer, sweep, redraw }) {
  const stage = makeStage(/** @type {HTMLCanvasElement} */ (part("picture")));
  const camera = makeCamera();
  const pad = makePad(/** @type {HTMLCanvasElement} */ (part("pad")), state, actions, redraw);
  const player = makePlayer(pad.hands);
  const writer = makeWriter(state, actions, api, player);
  const announce = makeAnnouncer(part("announcer"));
  const fitSentence = makeFitting(part("sentence"));
  const pens = Object.fromEntries(["bar", "marks", "controls", "prediction", "sentence", "story"].map((id) => [id, new Pen(part(id))]));
  const undo = [part("bar"), part("network"), part("story")].map(listen);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let shownSize = "";
  let shownTheme = "";

  let view = "";
  let arrived = Infinity;
  let skipped = false;

  const chapterOf = () => chapters.find(({ id }) => id === state.chapter) ?? chapters[0];

  /** @param {import("../draw/camera.js").Size} figure */
  function fit(figure) {
    const size = `${figure.width}×${figure.height}×${window.devicePixelRatio}`;
    const theme = isLight(state) ? "light" : "dark";
    if (theme !== shownTheme) document.documentElement.dataset.theme = theme;
    if (size !== shownSize) stage.resize(figure.width, figure.height);
    else if (theme !== shownTheme) stage.retheme();
    [shownSize, shownTheme] = [size, theme];
  }
  /** ms since the camera came to rest on what is shown now. @param {number} now @param {boolean} moving */
  function sinceSettled(now, moving) {
    const { opened } = state.attention;
    const shown = [state.chapter, state.view, state.step, opened?.layer, opened?.index].join();
    if (shown !== view) {
      [view, arrived, skipped] = [shown, Infinity, false];
      part("stage").scrollTop = 0;
    }
    if (!moving && arrived === Infinity) arrived = now;
    if (calm.matches || skipped) return Infinity;
    return arrived === Infinity ? 0 : Math.max(0, now - arrived); // a frame drawn in a hurry is younger than the next
  }
  /** @param {number} now @returns {boolean} whether something still moves */
  function draw(now) {
    const chapter = chapterOf();
    const figure = figureSize(state.size, chapter.number > 1 ? TALL : state.attention.opened ? OPENED : 0);
    fit(figure);
    const { shot, moving, settled } = camera(chapter.station(state), figure, now, calm.matches);
    const layout = makeLayout(figure, shot);
    const swept = sweep.at(now, calm.matches);
    stage.paint(layout, sceneOf(state, chapter, swept.reach));
    const paper = { pen: pens.marks, html: pens.controls, layout, state, actions, api, line: line(), stage, settled, since: sinceSettled(now, moving), trainer, writer, redraw };
    guarded(() => chapter.paint?.(paper));
    pad.place(layout.plate);
    const inked = drawInk(now);
    dress(layout, moving);
    if (!moving) drawWords(paper, chapter);
    return moving || inked || swept.moving;
  }
  /** @param {number} now @returns {boolean} whether the ink still moves */
  function drawInk(now) {
    return pad.paint(now, stage.inks, calm.matches);
  }
  /** @param {import("../draw/layout.js").Layout} layout @param {boolean} moving */
  function dress(layout, moving) {
    const root = document.documentElement;
    root.style.setProperty("--unit", layout.unit.toFixed(3));
    root.style.setProperty("--margin", `${layout.margin.toFixed(1)}px`);
    root.style.setProperty("--tall", `${layout.height}px`);
    const states = { moving, phone: layout.turned, long: layout.height > state.size.height, embed: state.embed, present: state.present, offline: state.connection.status === "offline" };
    document.body.dataset.shown = "";
    if (state.reading) document.body.dataset.ready = ""; // the first reading is here: the page can be used
    for (const [name, on] of Object.entries(states)) document.body.classList.toggle(name, on);
  }
  /** @param {import("./chapter.js").Paper} paper @param {Chapter} chapter */
  function drawWords(paper, chapter) {
    const { layout } = paper;
    // Two groups, so that a neuron stays the same element, and keeps the focus, whatever the chapter draws before it.
    pens.controls.redraw((html) => pens.marks.redraw((marks) => {
      marks.group("g", {}, (pen) => guarded(() => chapter.draw({ ...paper, pen, html })));
      marks.group("g", {}, (pen) => drawNeurons({ ...paper, pen }, (mark) => chapter.press?.(mark, state, actions) || actions.open(mark)));
    }));
    pens.bar.redraw((pen) => drawBar(pen, state, actions, chapter, acts));
    pens.story.redraw((pen) => drawStory(pen, state, actions, chapters));
    pens.prediction.redraw((pen) => drawPrediction(part("prediction"), pen, state, layout, chapter.reading?.(state) ?? "small"));
    drawLower(layout, chapter);
    announce(describe(state, chapter));
    const title = chapter.number ? `${chapter.name} · Nudge` : "Nudge: draw a digit, watch a network read it and learn";
    if (document.title !== title) document.title = title;
  }
  /** @param {import("../draw/layout.js").Layout} layout @param {Chapter} chapter */
  function drawLower(layout, chapter) {
    const lower = part("lower");
    /** @type {{left: number|null, top: number, formula?: boolean|{left: number, top: number}}} */
    const place = (chapter.lower ?? besidePlate)(layout, state);
    lower.style.top = `${place.top}px`;
    lower.style.left = place.left === null ? "" : `${place.left}px`;
    pens.sentence.redraw((pen) => {
      for (const phrase of chapter.sentence(state)) {
        if (typeof phrase === "string") pen.element("span", {}, phrase);
        else pen.element("span", { class: phrase.tone }, phrase.text);
      }
    });
    const formula = state.depth === "symbols" && !isEmpty(state) ? (chapter.equation?.(state) ?? []) : [];
    const corner = [place.left ?? layout.margin, place.top];
    placeApart(part("formula"), typeof place.formula === "object" ? [place.formula.left - corner[0], place.formula.top - corner[1]] : null);
    drawEquation(part("formula"), layout.turned && !place.formula ? [] : formula);
    fitSentence(roomBelow(layout, place.top), `${layout.width} ${place.left} ${formula.length}`);
  }
  function skip() {
    skipped = true;
    player.skip();
  }
  return { draw, drawInk, player, skip, undo: () => [...undo, pad.unbind].forEach((end) => end()) };
}

/** A formula that does not stand under its sentence, but so far from where that begins. @param {HTMLElement} formula @param {number[]|null} way */
function placeApart(formula, way) {
  formula.classList.toggle("formula--apart", way !== null);
  formula.style.left = way ? `${way[0]}px` : "";
  formula.style.top = way ? `${way[1]}px` : "";
}

/** A fault in one chapter must not take the pad and the story with it. @param {() => void} draw */
function guarded(draw) {
  try {
    draw();
  } catch (error) {
    console.error(error);
  }
}

/** @param {State} state @param {Chapter} chapter @param {number|null} reach @returns {import("../draw/stage.js").Scene} */
function sceneOf(state, chapter, reach) {
  const { reading, weights, steady, attention } = state;
  const empty = isEmpty(state);
  const outputs = reading?.layers[3].activations;
  return {
    pixels: reading?.layers[0].activations ?? BLANK,
    activations: reading ? reading.layers.map(({ activations }) => activations) : null,
    weights,
    wired: steady && { weights: steady.weights, activations: steady.reading.layers.map(({ activations }) => activations) },
    empty,
    box: reading?.framing?.box ?? null,
    hovered: attention.hovered,
    opened: attention.opened,
    pixel: attention.pixel,
    output: outputs && !empty ? firstTwo(outputs)[0] : null,
    rings: [...attention.pinned, ...(attention.opened ? [attention.opened] : [])],
    order: null,
    sharedScale: state.choices.scale === "shared",
    reach,
    ...chapter.scene?.(state),
  };
}
