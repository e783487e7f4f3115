import assert from "node:assert/strict";
import { test } from "node:test";

import { openLine } from "../../static/js/wire/socket.js";

/** A line to nowhere: what is sent is kept, what is heard is said by hand, time is turned by hand. */
function fakeLine(handlers = {}) {
  const sockets = [];
  const waits = [];
  const told = [];
  const line = openLine("ws://here", {
    heard: (message) => told.push(message),
    changed: (status, retry) => told.push([status, retry]),
    refused: (code) => told.push(["refused", code]),
    ...handlers,
    connect: () => {
      const socket = { sent: [], readyState: 0, send: (text) => socket.sent.push(JSON.parse(text)), close() {} };
      sockets.push(socket);
      return socket;
    },
    later: (call, ms) => waits.push([call, ms]),
  });
  const open = () => {
    const socket = sockets[sockets.length - 1];
    socket.readyState = 1;
    socket.onopen();
    return socket;
  };
  return { line, open, waits, told, sockets };
}

const answer = (socket, reply_to) => socket.onmessage({ data: JSON.stringify({ type: "reading", reply_to, data: {} }) });

test("only one drawing is on its way; of those drawn meanwhile only the newest follows", () => {
  const { line, open } = fakeLine();
  const socket = open();
  for (const data of ["a", "b", "c"]) line.draw(data);
  assert.deepEqual(socket.sent.map(({ data }) => data), ["a"]);
  answer(socket, socket.sent[0].id);
  assert.deepEqual(socket.sent.map(({ data }) => data), ["a", "c"]);
});

test("a newer drawing is on its way before the reading of the older one is told", () => {
  const known = [];
  const { line, open } = fakeLine({ heard: () => known.push(line.reads()) });
  const socket = open();
  line.draw("a");
  line.draw("b");
  answer(socket, socket.sent[0].id);
  answer(socket, socket.sent[1].id);
  assert.deepEqual(known, [true, false]);
});

test("a broken line brings no reading", () => {
  const { line, open } = fakeLine();
  const socket = open();
  line.draw("a");
  assert.equal(line.reads(), true);
  socket.onclose({ code: 1006 });
  assert.equal(line.reads(), false);
});

test("an answer to something else does not count for the drawing", () => {
  const { line, open } = fakeLine();
  const socket = open();
  line.draw("a");
  line.draw("b");
  answer(socket, null);
  assert.equal(socket.sent.length, 1);
});

test("what is drawn before the line is open goes when it opens", () => {
  const { line, open } = fakeLine();
  line.draw("early");
  assert.deepEqual(open().sent.map(({ data }) => data), ["early"]);
});

test("a broken line is tried again, ever more slowly, and the newest drawing is read again", () => {
  const { line, open, waits, told } = fakeLine();
  const first = open();
  line.draw("a");
  line.draw("b");
  first.onclose({ code: 1006 });
  assert.deepEqual(told[told.length - 1], ["offline", 0.5]);
  waits[0][0]();
  const second = open();
  assert.deepEqual(second.sent.map(({ data }) => data), ["b"]);
});

test("waiting times grow up to five seconds", () => {
  const { sockets, waits } = fakeLine();
  for (let i = 0; i < 6; i += 1) {
    sockets[i].onclose({ code: 1006 });
    waits[i][0]();
  }
  assert.deepEqual(waits.map(([, ms]) => ms), [500, 1000, 2000, 3000, 5000, 5000]);
});

test("a network that the server has forgotten is not tried again", () => {
  const { sockets, waits, told } = fakeLine();
  sockets[0].onclose({ code: 4404 });
  assert.deepEqual(told[told.length - 1], ["refused", 4404]);
  assert.equal(waits.length, 0);
});

test("a closed line stays closed", () => {
  const { line, sockets, waits } = fakeLine();
  line.close();
  sockets[0].onclose({ code: 1000 });
  assert.equal(waits.length, 0);
});
