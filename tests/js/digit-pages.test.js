import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGE, makePages } from "../../static/js/core/digit-pages.js";

const settle = () => new Promise((resolve) => setImmediate(resolve));
const page = (offset, limit, total = 500) => ({ total, examples: Array.from({ length: Math.min(limit, total - offset) }, (_, i) => ({ index: offset + i, label: 3, image: btoa("\u0001\u0002") })) });

test("only the pages that are looked at are fetched, each once", async () => {
  const asked = [];
  const list = makePages(async (offset, limit) => (asked.push(offset), page(offset, limit)), () => undefined);
  list.want(0, 10);
  list.want(0, 10);
  await settle();
  list.want(PAGE - 1, PAGE);
  await settle();
  assert.deepEqual(asked, [0, PAGE]);
  assert.equal(list.total, 500);
  assert.deepEqual([...list.at(1).image], [1, 2]);
  assert.equal(list.at(499), null);
});

test("a page that did not come is asked for again", async () => {
  let tries = 0;
  const list = makePages(async (offset, limit) => {
    tries += 1;
    if (tries === 1) throw new Error("offline");
    return page(offset, limit);
  }, () => undefined);
  list.want(0, 1);
  await settle();
  assert.equal(list.at(0), null);
  list.want(0, 1);
  await settle();
  assert.equal(list.at(0).label, 3);
});

test("nothing is asked for beyond the end", async () => {
  const asked = [];
  const list = makePages(async (offset, limit) => (asked.push(offset), page(offset, limit, 50)), () => undefined);
  list.want(0, 1);
  await settle();
  list.want(5 * PAGE, 6 * PAGE);
  await settle();
  assert.deepEqual(asked, [0]);
});
