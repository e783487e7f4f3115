import assert from "node:assert/strict";
import { test } from "node:test";

import { makeActions } from "../../static/js/state/actions.js";
import { defaults } from "../../static/js/state/state.js";
import { makeAsker } from "../../static/js/wire/questions.js";

/** A server that answers when told to. */
function slowServer() {
  const asked = [];
  const question = (key) => ({ name: "levers", key, ask: () => new Promise((answer, refuse) => asked.push({ key, answer, refuse })) });
  return { asked, question };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function asker() {
  const state = defaults();
  return { state, ask: makeAsker(state, makeActions(state, () => undefined), {}) };
}

test("a question is asked once, and its answer kept by its name", async () => {
  const { state, ask } = asker();
  const { asked, question } = slowServer();
  ask([question("a")]);
  ask([question("a")]);
  asked[0].answer({ w: 1 });
  await settle();
  ask([question("a")]);
  assert.equal(asked.length, 1);
  assert.deepEqual(state.answers.levers, { key: "a", status: "ready", data: { w: 1 }, answered: "a" });
});

test("while one is under way only the newest of the later ones is asked next", async () => {
  const { asked, question } = slowServer();
  const { ask } = asker();
  for (const key of ["a", "b", "c"]) ask([question(key)]);
  assert.deepEqual(asked.map(({ key }) => key), ["a"]);
  asked[0].answer({});
  await settle();
  assert.deepEqual(asked.map(({ key }) => key), ["a", "c"]);
});

test("until a new answer comes the old one stays, told apart as stale", async () => {
  const { state, ask } = asker();
  const { asked, question } = slowServer();
  ask([question("a")]);
  asked[0].answer("old");
  await settle();
  ask([question("b")]);
  assert.deepEqual(state.answers.levers, { key: "b", status: "loading", data: "old", answered: "a" });
});

test("a refusal is kept with the server's words", async () => {
  const { state, ask } = asker();
  const { asked, question } = slowServer();
  ask([question("a")]);
  asked[0].refuse(new Error("label is 11, expected 0 to 9"));
  await settle();
  assert.equal(state.answers.levers.status, "failed");
  assert.equal(state.answers.levers.message, "label is 11, expected 0 to 9");
});
