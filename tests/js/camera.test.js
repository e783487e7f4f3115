import assert from "node:assert/strict";
import { test } from "node:test";

import { MOVE_MS, TALL, between, figureSize, isTurned, makeCamera, shotOf } from "../../static/js/draw/camera.js";
import { makeLayout } from "../../static/js/draw/layout.js";
import { STATIONS } from "../../static/js/draw/stations.js";

const DESK = { width: 1440, height: 900 };

test("on 1440×900 rows are 44 px from 60 to 764 and the plate is centred on them", () => {
  const layout = makeLayout(DESK, shotOf("read", DESK));
  assert.deepEqual(layout.rows, { top: 60, pitch: 44, bottom: 764 });
  assert.deepEqual(layout.plate, { x: 32, y: 160, cell: 18, side: 504 });
  assert.deepEqual(layout.at(1, 0), { x: 720, y: 82 });
  assert.deepEqual(layout.at(3, 0), { x: 1176, y: 214 });
});

test("the grid is turned on phones and on screens held upright", () => {
  const turned = [[390, 844], [690, 500], [768, 1024], [820, 1180]].map(([width, height]) => isTurned({ width, height }));
  assert.deepEqual(turned, [true, true, true, true]);
  assert.deepEqual([[844, 390], [1024, 768], [1024, 1366]].map(([width, height]) => isTurned({ width, height })), [false, false, false]);
});

test("a figure that is turned is as tall as it must be, and no other is taller than its screen", () => {
  assert.equal(figureSize({ width: 390, height: 664 }, TALL).height, TALL);
  assert.equal(figureSize({ width: 390, height: 844 }, TALL).height, 844);
  assert.equal(figureSize({ width: 1024, height: 600 }, TALL).height, 600);
});

for (const size of [[1440, 900], [1024, 768], [1920, 1080], [768, 1024], [1366, 640], [390, 844], [360, 640], [700, 360]]) {
  for (const name of Object.keys(STATIONS)) {
    test(`at ${size.join("×")} every neuron of "${name}" is on the screen`, () => {
      const layout = makeLayout({ width: size[0], height: size[1] }, shotOf(name, { width: size[0], height: size[1] }));
      for (const [layer, count] of [[0, 784], [1, 16], [2, 16], [3, 10]]) {
        for (const index of [0, count - 1]) {
          const { x, y } = layout.at(layer, index);
          assert.ok(x > 0 && x < size[0] && y > 0 && y < size[1], `${layer}.${index} is at ${x}, ${y}`);
        }
      }
      assert.equal(layout.plate.cell, Math.floor(layout.plate.cell));
    });
  }
}

test("two neurons of a column never touch", () => {
  for (const [width, height] of [[1440, 900], [1024, 768], [1366, 640], [390, 844], [360, 640]]) {
    const layout = makeLayout({ width, height }, shotOf("read", { width, height }));
    for (const layer of [1, 2, 3]) assert.ok(2 * layout.radius(layer) < Math.abs(layout.output(1) - layout.output(0)) || layer < 3);
    for (const layer of [1, 2]) assert.ok(2 * layout.radius(layer) < layout.rows.pitch);
  }
});

test("the camera takes 700 ms from one station to the next, and arrives exactly", () => {
  const camera = makeCamera();
  camera("read", DESK, 0, false);
  assert.equal(camera("opened", DESK, 1000, false).moving, true);
  const half = camera("opened", DESK, 1000 + MOVE_MS / 2, false);
  assert.equal(half.shot.along1, (720 + 968) / 2);
  const end = camera("opened", DESK, 1000 + MOVE_MS, false);
  assert.deepEqual([end.moving, end.settled, end.shot], [false, 1, shotOf("opened", DESK)]);
});

test("for who wants no motion, and on a new size, the camera cuts", () => {
  const camera = makeCamera();
  camera("read", DESK, 0, true);
  assert.deepEqual(camera("opened", DESK, 1, true).shot, shotOf("opened", DESK));
  const small = { width: 1024, height: 768 };
  assert.deepEqual(camera("opened", small, 2, false).shot, shotOf("opened", small));
});

test("between two shots lies their middle", () => {
  const [a, b] = [shotOf("read", DESK), shotOf("sum", DESK)];
  assert.equal(between(a, b, 0.5).along2, (948 + 350) / 2);
});
