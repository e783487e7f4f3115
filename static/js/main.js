// Joins the rooms: state, the line to the server, the screen, the chapters.

import { makeChapters } from "./chapters/registry.js";
import { makeGate } from "./draw/frame.js";
import { makeActions } from "./state/actions.js";
import { defaults } from "./state/state.js";
import { SUITING } from "./state/training.js";
import { fromQuery } from "./state/url.js";
import { makeExamples } from "./ui/examples.js";
import { makeGetMnist } from "./ui/get-mnist.js";
import { bindKeyboard } from "./ui/keyboard.js";
import { makeOpening } from "./ui/opening.js";
import { makeScreen } from "./ui/screen.js";
import { makeSharing } from "./ui/sharing.js";
import { makeSweep } from "./ui/sweep.js";
import { bindTips } from "./ui/tip.js";
import { makeTrainingActs } from "./ui/training-acts.js";
import { makeApi } from "./wire/api.js";
import { makeMemory, noMemory } from "./wire/memory.js";
import { makeAsker } from "./wire/questions.js";
import { makeSession } from "./wire/session.js";

const NEXT_MS = 1500; // the next chapter is fetched when this one has been looked at

const facts = JSON.parse(document.getElementById("page-facts")?.textContent ?? "{}");
const state = Object.assign(defaults(), { shipped: facts.shipped ?? {} }, fromQuery(location.search));
const actions = makeActions(state, changed);
const api = makeApi(document.baseURI);
const memory = state.embed ? noMemory : makeMemory(() => localStorage, document.baseURI);
if (!location.search) state.wanted = memory.recall()?.wanted ?? state.wanted; // the plain page goes on with what was last
state.training.set.learning_rate = SUITING[state.wanted.hidden_activation];
const session = makeSession(state, actions, api, memory);
const examples = makeExamples(state, actions, api, () => ["mnist", "examples", ...(facts.datasets ?? [])].find((name) => facts.datasets?.includes(name)) ?? "examples");
const chapters = makeChapters(examples);
const { ask: redraw, hurry } = makeGate((now) => screen.draw(now));
const { ask: redrawInk } = makeGate((now) => screen.drawInk(now));
const sweep = makeSweep(() => performance.now(), redraw);
const sharing = makeSharing(state, actions);
const askServer = makeAsker(state, actions, api);
const getMnist = makeGetMnist(actions, api, () => facts.datasets?.push("mnist"));
const screen = makeScreen({ state, actions, api, line: session.line, chapters, acts: { ...sharing, getMnist: getMnist.start }, trainer: makeTrainingActs(state, actions, api), sweep, redraw });
const opening = makeOpening(state, actions, screen.player, facts.opening);

const chapter = () => chapters.find(({ id }) => id === state.chapter) ?? chapters[0];
let shown = chapters[0];
let waits = false; // for the first reading, to enter the chapter with

/** @param {string} what the action's name */
function changed(what) {
  session.follow(what);
  sharing.follow(what);
  if (what === "setSource" && state.source.kind === "example") sweep.start();
  if (what === "setSource" && state.drawing) sweep.skip();
  if (["goTo", "goBack", "setStep"].includes(what) || (what === "setNetwork" && waits)) turnTo(chapter());
  askServer(shown.needs?.(state) ?? []);
  // While the pen moves, a frame has only its ink to draw. All else is drawn when the newest reading comes: so neither waits.
  const awaited = state.drawing && session.line()?.reads();
  if (what === "setReading" && state.drawing && !awaited) hurry();
  else if (what !== "setReading" && awaited) redrawInk();
  else redraw();
}

/** @param {import("./ui/chapter.js").Chapter} next */
async function turnTo(next) {
  if (next !== shown) shown.leave?.(state, actions);
  shown = next;
  if (next.load) await next.load();
  if (shown !== next) return; // turned on while it was fetched
  waits = !state.reading;
  if (!waits) next.enter?.(state, actions);
  askServer(next.needs?.(state) ?? []);
  redraw();
  setTimeout(() => chapters[chapters.indexOf(next) + 1]?.load?.(), NEXT_MS);
}

function measure() {
  actions.resize({ width: innerWidth, height: innerHeight });
}

bindKeyboard(state, actions, chapters);
bindTips(/** @type {HTMLElement} */ (document.getElementById("tip")), document.body);
addEventListener("resize", measure);
for (const press of ["keydown", "pointerdown"]) addEventListener(press, () => [sweep, opening, screen].forEach((moving) => moving.skip()), { capture: true });
addEventListener("popstate", () => {
  const place = { ...defaults(), ...fromQuery(location.search) };
  actions.goBack(place.chapter, place.view, place.step);
});
measure();
session.begin();
turnTo(chapter());
opening.begin();
if (!facts.datasets?.includes("mnist")) getMnist.look();
