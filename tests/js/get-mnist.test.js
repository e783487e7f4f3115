import assert from "node:assert/strict";
import { test } from "node:test";

import { makeGetMnist } from "../../static/js/ui/get-mnist.js";

/** @param {string} state */
const download = (state, received = 0) => ({ state, received_bytes: received, total_bytes: 100, allowed: true });

/** What an untold server would do. @param {any[]} answers @param {any[]} news */
function house(answers, news = []) {
  /** @type {any[]} */
  const seen = [];
  const actions = { setDownload: (/** @type {any} */ d) => seen.push(d.state), setTrouble: (/** @type {string} */ words) => seen.push(words) };
  const api = {
    download: async (/** @type {string} */ method) => {
      seen.push(method);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    watchDownload: (/** @type {(d: any) => void} */ tell) => news.forEach(tell),
  };
  const getMnist = makeGetMnist(/** @type {any} */ (actions), /** @type {any} */ (api), () => seen.push("arrived"));
  return { seen, getMnist };
}

test("looking at an idle download starts nothing", async () => {
  const { seen, getMnist } = house([download("idle")]);
  await getMnist.look();
  assert.deepEqual(seen, ["GET", "idle"]);
});

test("a click is followed to the end, and then MNIST is here", async () => {
  const { seen, getMnist } = house([download("running")], [download("running", 50), download("finished", 100)]);
  await getMnist.start();
  assert.deepEqual(seen, ["POST", "running", "running", "finished", "arrived"]);
});

test("a download that somebody else started is followed too", async () => {
  const { seen, getMnist } = house([download("running")], [download("failed")]);
  await getMnist.look();
  assert.deepEqual(seen, ["GET", "running", "failed"]);
});

test("a refusal is told in the server's words", async () => {
  const { seen, getMnist } = house([new Error("this server downloads nothing for you")]);
  await getMnist.start();
  assert.deepEqual(seen, ["POST", "this server downloads nothing for you"]);
});
