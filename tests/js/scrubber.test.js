import assert from "node:assert/strict";
import { test } from "node:test";
import { walk } from "../../static/js/draw/scrubber.js";

test("arrow keys walk one by one, page keys by a tenth, and never beyond the ends", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowDown", "PageUp", "Home", "End"].map((key) => walk(key, 50, 100)),
    [51, 49, 60, 0, 99],
  );
  assert.equal(walk("ArrowRight", 99, 100), 99);
});

test("any other key is left to others", () => {
  assert.equal(walk("Enter", 3, 10), null);
});
