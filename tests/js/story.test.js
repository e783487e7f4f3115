import assert from "node:assert/strict";
import { test } from "node:test";

import { turn } from "../../static/js/ui/story.js";

const CHAPTERS = [{ id: "workbench" }, { id: "network", steps: 3 }, { id: "cost" }];

test("next goes through the steps of a chapter, then to the next chapter", () => {
  assert.deepEqual(turn(CHAPTERS, { chapter: "workbench", step: 0 }, 1), { chapter: "network", step: 0 });
  assert.deepEqual(turn(CHAPTERS, { chapter: "network", step: 1 }, 1), { chapter: "network", step: 2 });
  assert.deepEqual(turn(CHAPTERS, { chapter: "network", step: 2 }, 1), { chapter: "cost", step: 0 });
});

test("back enters a chapter at its last step", () => {
  assert.deepEqual(turn(CHAPTERS, { chapter: "cost", step: 0 }, -1), { chapter: "network", step: 2 });
});

test("the story ends at both ends", () => {
  assert.equal(turn(CHAPTERS, { chapter: "workbench", step: 0 }, -1), null);
  assert.equal(turn(CHAPTERS, { chapter: "cost", step: 0 }, 1), null);
});
