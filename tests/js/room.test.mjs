import assert from "node:assert/strict";
import { test } from "node:test";

import { Rooms, along } from "../../dashboard/assets/core/labelSpace.mjs";

const CELL = 1000;

/** A grid from a picture: each letter a territory, a dot nothing; the rim is added. */
function rooms(...rows) {
  const width = rows[0].length + 2;
  const lines = [".".repeat(width), ...rows.map((row) => `.${row}.`), ".".repeat(width)];
  const runs = [...lines.join("")].flatMap((sign) => [sign === "." ? -1 : sign.charCodeAt(0) - 97, 1]);
  return new Rooms({ cell: CELL, columns: width, rows: lines.length, west: 0, north: 0, runs });
}

const band = (length, height) => Array.from({ length: height }, () => "a".repeat(length));

test("a long level land takes a level name and the widest spacing that fits", () => {
  const room = rooms(...band(60, 9)).of([0]);
  const [best] = room.baselines([50_000, 30_000], 2000, true);
  assert.deepEqual([best.angle, best.bend, best.length], [0, 0, 50_000]);
  const [next] = room.baselines([80_000, 30_000], 2000, true);
  assert.equal(next.length, 30_000);
});

test("a land that runs aslant takes a name that runs with it", () => {
  const rows = Array.from({ length: 40 }, (_, row) =>
    Array.from({ length: 60 }, (_, c) => (Math.abs(c * 0.6 - row) < 6 ? "a" : ".")).join(""),
  );
  const [best] = rooms(...rows)
    .of([0])
    .baselines([34_000], 2000, true);
  // It falls to the right: against the x axis the angle is negative.
  assert.ok(best.angle < -0.3, String(best.angle));
});

test("a name never leaves its land, bent or straight", () => {
  const rows = Array.from({ length: 30 }, (_, row) =>
    Array.from({ length: 70 }, (_, c) => (Math.abs(row - 8 - ((c - 35) / 14) ** 2) < 5 ? "a" : ".")).join(""),
  );
  const room = rooms(...rows).of([0]);
  const found = room.baselines([52_000, 40_000, 20_000], 1500, true);
  assert.ok(found.length);
  for (const line of found) {
    for (let t = 0; t <= 1; t += 0.125) assert.ok(room.at(...along(line, t)) >= 1500);
  }
});

test("a land too small for a name has no place for it", () => {
  assert.deepEqual(
    rooms(...band(6, 4))
      .of([0])
      .baselines([20_000], 1000, true),
    [],
  );
  assert.deepEqual(
    rooms(...band(6, 4))
      .of([0])
      .blocks(20_000, 2000),
    [],
  );
});

test("two lands together have the room of both", () => {
  const both = rooms(...Array.from({ length: 9 }, () => "a".repeat(20) + "b".repeat(20)));
  assert.deepEqual(both.of([0]).baselines([30_000], 2000, false), []);
  const [best] = both.of([0, 1]).baselines([30_000], 2000, false);
  assert.ok(Math.abs(best.x - 20_500) < 6000);
});

test("the spots of a land are far from each other, and the roomiest is the first", () => {
  for (const [length, height] of [
    [60, 9],
    [20, 20],
    [5, 5],
    [3, 2],
  ]) {
    const spots = rooms(...band(length, height))
      .of([0])
      .spots(99);
    const apart = Math.max(1.5, Math.sqrt(length * height) / 7) * CELL;
    spots.forEach(([x, y, room], n) => {
      assert.ok(n === 0 || room <= spots[n - 1][2]);
      for (const [a, b] of spots.slice(0, n)) assert.ok(Math.hypot(x - a, y - b) >= apart, `${n}`);
    });
    // Nowhere is there room for one more.
    for (let c = 1; c <= length; c += 1) {
      for (let r = 1; r <= height && spots.length < 26; r += 1) {
        assert.ok(
          spots.some(([x, y]) => Math.hypot(x - c * CELL, y + r * CELL) < apart),
          `${c} ${r}`,
        );
      }
    }
  }
});

test("two lines fit where one long line does not", () => {
  const square = rooms(...band(14, 14)).of([0]);
  assert.deepEqual(square.baselines([24_000], 1000, true), []);
  assert.ok(square.blocks(11_000, 4000).length);
});

test("a window holds the lands of which it has a cell, and none beyond the grid", () => {
  const two = rooms(...Array.from({ length: 9 }, () => "a".repeat(20) + "b".repeat(20)));
  assert.deepEqual([...two.within([-1e6, -1e6, 1e6, 1e6])].sort(), [0, 1]);
  assert.deepEqual([...two.within([2000, -8000, 9000, -2000])], [0]);
  assert.deepEqual([...two.within([60_000, -8000, 90_000, -2000])], []);
});
