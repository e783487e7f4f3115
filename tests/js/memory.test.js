import assert from "node:assert/strict";
import { test } from "node:test";

import { makeMemory } from "../../static/js/wire/memory.js";

/** A browser's storage. */
function storage(kept = new Map()) {
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => void kept.set(name, text), removeItem: (name) => void kept.delete(name) };
}
const KNOWN = { id: "n1", wanted: { start: "untrained", hidden_activation: "relu", seed: 3 } };

test("what is kept is recalled, also by another tab, until it is forgotten", () => {
  const shared = storage();
  const [one, other] = [makeMemory(() => shared, "http://here/"), makeMemory(() => shared, "http://here/")];
  assert.equal(one.recall(), null);
  one.keep(KNOWN);
  assert.deepEqual(other.recall(), KNOWN);
  other.forget();
  assert.equal(one.recall(), null);
});

test("servers below different paths of one name have memories of their own", () => {
  const shared = storage();
  makeMemory(() => shared, "http://here/one/").keep(KNOWN);
  assert.equal(makeMemory(() => shared, "http://here/two/").recall(), null);
});

test("what is damaged, or refused by the browser, is as if there were nothing", () => {
  for (const text of ["{", "[]", "null", '{"id": 3, "wanted": {}}', '{"id": "n1"}']) {
    assert.equal(makeMemory(() => storage(new Map([["nudge /", text]])), "http://here/").recall(), null, text);
  }
  const refused = makeMemory(() => {
    throw new Error("SecurityError");
  }, "http://here/");
  refused.keep(KNOWN);
  assert.equal(refused.recall(), null);
});
