import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { makeActions } from "../../static/js/state/actions.js";
import { defaults } from "../../static/js/state/state.js";
import { ApiError } from "../../static/js/wire/api.js";
import { imageOf, makeSession } from "../../static/js/wire/session.js";

const reading = (version, digit) => ({ version, label: null, cost: null, prediction: { digit, confidence: 0.9 }, layers: [], gradient_magnitude: null });
const weights = (version) => ({ version, weights: [], biases: [], rows: [] });

/** A server in a few lines: networks are made, sockets opened, weights handed out when told to. */
function fakeServer() {
  const sockets = [];
  const waiting = [];
  globalThis.WebSocket = class {
    constructor(url) {
      Object.assign(this, { url, sent: [], readyState: 1 });
      sockets.push(this);
      queueMicrotask(() => this.onopen());
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close() {}
    say(type, data, reply_to = null) {
      this.onmessage({ data: JSON.stringify({ type, data, reply_to }) });
    }
  };
  let made = 0;
  const api = {
    createNetwork: async (wanted) => ({ ...wanted, id: `n${(made += 1)}`, sizes: [784, 16, 16, 10] }),
    weights: () => new Promise((resolve) => waiting.push(resolve)),
    liveUrl: (id) => `ws://here/${id}`,
  };
  return { api, sockets, waiting };
}

/** @param {object|null} known */
const memoryOf = (known) => ({ recall: () => known, keep: (found) => void (known = found), forget: () => void (known = null) });
const WANTED = { start: "trained", hidden_activation: "sigmoid", seed: 0 };

/** @param {object|null} known @param {(id: string) => Promise<any>} network */
async function comeBack(known, network) {
  const memory = memoryOf(known);
  session = makeSession(state, actions, { ...server.api, network }, memory);
  session.begin();
  await settle();
  return memory;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const Real = globalThis.WebSocket;
let server;
let state;
let actions;
let session;

beforeEach(async () => {
  server = fakeServer();
  state = defaults();
  actions = makeActions(state, (what) => session.follow(what));
  session = makeSession(state, actions, server.api);
  session.begin();
  await settle();
});
afterEach(() => void (globalThis.WebSocket = Real));

test("a network is shown when its weights and a reading are here, and then the newest reading", async () => {
  server.sockets[0].say("reading", reading(1, null));
  server.sockets[0].say("reading", reading(1, 7));
  await settle();
  assert.equal(state.network, null);
  server.waiting[0](weights(1));
  await settle();
  assert.equal(state.network.id, "n1");
  assert.equal(state.reading.prediction.digit, 7);
});

test("what the old network says after another is wanted is not shown", async () => {
  server.sockets[0].say("reading", reading(1, 7));
  server.waiting[0](weights(1));
  await settle();
  actions.want({ start: "untrained" });
  server.sockets[0].say("reading", reading(1, 3));
  await settle();
  assert.equal(state.reading.prediction.digit, 7);
});

test("a drawing that the server refuses at the start leaves an empty pad and its words", async () => {
  server.sockets[0].say("error", { error: { code: "not_found", message: "there is no dataset 'x'" } });
  await settle();
  assert.equal(state.source.kind, "empty");
  assert.equal(state.notice, "there is no dataset 'x'");
});

test("a frame of training is a reading too, with the cost of the example that is watched", async () => {
  server.sockets[0].say("reading", reading(1, 7));
  server.waiting[0](weights(1));
  await settle();
  server.sockets[0].say("frame", { ...reading(2, 7), cost: 0.4, example_cost: 0.1, step: 12 });
  assert.equal(state.reading.cost, 0.1);
  assert.equal(state.training.status?.cost, 0.4);
  assert.equal(state.steady.reading.version, 1);
  server.waiting[1](weights(2));
  await settle();
  assert.equal(state.steady.reading.version, 2);
});

test("strokes travel to a hundredth of a square", () => {
  const source = { kind: "strokes", strokes: [[[0.123456, 0.5]]] };
  assert.deepEqual(imageOf(source), { strokes: [[[0.1234, 0.5]]] });
});

test("the network of last time is taken up again, with the run that it is in", async () => {
  const told = { state: "running", step: 2, epoch: 0, cost: 1, history: { steps: [1, 2], costs: [3, 2], test_steps: [0], test_accuracies: [0.1], train_accuracies: [0.2] } };
  await comeBack({ id: "kept", wanted: WANTED }, async (id) => ({ ...WANTED, id, sizes: [784, 16, 16, 10] }));
  const socket = server.sockets.at(-1);
  assert.equal(socket.url, "ws://here/kept");
  socket.say("state", told);
  socket.say("reading", reading(5, 7));
  server.waiting.at(-1)(weights(5));
  await settle();
  assert.equal(state.network.id, "kept");
  assert.equal(state.training.status.state, "running");
  assert.deepEqual(state.training.history, { steps: [1, 2], costs: [3, 2], measured: [0], test: [0.1], train: [0.2] });
});

test("a network that is gone, or another than is wanted, is made anew and remembered instead", async () => {
  const gone = async () => {
    throw new ApiError(404, "not_found", "there is no network with that id");
  };
  const other = { ...WANTED, start: "untrained" };
  for (const [known, network] of [[{ id: "kept", wanted: WANTED }, gone], [{ id: "kept", wanted: other }, async () => assert.fail("asked for another network")]]) {
    const memory = await comeBack(known, network);
    server.sockets.at(-1).say("reading", reading(1, 7));
    server.waiting.at(-1)(weights(1));
    await settle();
    assert.match(state.network.id, /^n\d$/);
    assert.deepEqual(memory.recall(), { id: state.network.id, wanted: WANTED });
  }
});

test("whoever wants a new network gets one, though the last would do", async () => {
  const memory = await comeBack(null, async () => assert.fail("came back to the old network"));
  server.sockets.at(-1).say("reading", reading(1, 7));
  server.waiting.at(-1)(weights(1));
  await settle();
  const before = state.network.id;
  actions.want({});
  await settle();
  server.sockets.at(-1).say("reading", reading(1, 7));
  server.waiting.at(-1)(weights(1));
  await settle();
  assert.notEqual(state.network.id, before);
  assert.equal(memory.recall().id, state.network.id);
});
