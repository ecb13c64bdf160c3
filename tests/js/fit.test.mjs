import assert from "node:assert/strict";
import { test } from "node:test";

import { about, around } from "../../dashboard/assets/core/fit.mjs";

const SIDES = [
  { length: 1000, least: -1_000_000, most: 1_000_000 },
  { length: 500, least: -800_000, most: 800_000 },
];
const wide = ([from, to]) => to - from;

test("a metre is as long upward as across", () => {
  const [across, up] = about(SIDES, [0, 0], 0.001);
  assert.deepEqual(across, [-500_000, 500_000]);
  assert.deepEqual(up, [-250_000, 250_000]);
});

test("the map keeps to its ends: it comes nearer, and its middle gives way", () => {
  const [across, up] = about(SIDES, [0, 0], 0.0001);
  assert.deepEqual(across, [-1_000_000, 1_000_000]);
  assert.equal(wide(up), 1_000_000);
  assert.deepEqual(about(SIDES, [950_000, 0], 0.001)[0], [0, 1_000_000]);
});

test("a box lies in the middle of what is free, whole", () => {
  const box = [-300_000, -100_000, 300_000, 100_000];
  const [across] = around(SIDES, box, { left: 100, right: 300 });
  const perMetre = 1000 / wide(across);
  assert.equal(perMetre, 600 / 600_000);
  assert.equal((box[0] - across[0]) * perMetre, 100);
  assert.equal((across[1] - box[2]) * perMetre, 300);
});

test("what is spare goes to the side of the legend where the land comes clear of it, and no farther", () => {
  const box = [-100_000, -100_000, 100_000, 100_000];
  const begins = (clear) => {
    const [across, up] = around(SIDES, box, { left: 100, right: 300, clear });
    assert.equal(wide(up) / 500, wide(across) / 1000);
    return Math.round(((box[0] - across[0]) * 1000) / wide(across));
  };
  // 600 pixels are free for 500 of land.
  assert.deepEqual([0, 150, 170, 200, 201].map(begins), [150, 150, 170, 200, 150]);
});
