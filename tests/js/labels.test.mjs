import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { apart } from "../../dashboard/assets/core/boxes.mjs";
import { halves } from "../../dashboard/assets/map/labelForms.mjs";
import { GAP } from "../../dashboard/assets/map/labelPlacing.mjs";
import { Labels } from "../../dashboard/assets/map/labels.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { Pieces } from "../../dashboard/assets/core/pieces.mjs";
import { FOLLOW_MS } from "../../dashboard/assets/core/store.mjs";
import { payload } from "./payload.mjs";

test("a name is parted where its two lines are most alike", () => {
  assert.deepEqual(halves("ARMENIAN SSR"), ["ARMENIAN", "SSR"]);
  assert.deepEqual(halves("South-West Caucasian Republic"), ["South-West", "Caucasian Republic"]);
  assert.equal(halves("GEORGIA"), null);
});

test("names keep three pixels apart, to the side and above", () => {
  const box = [100, 100, 140, 112];
  for (const [dx, dy, touches] of [
    [0, 0, true],
    [42, 0, true],
    [43, 0, false],
    [-42, 0, true],
    [-43, 0, false],
    [0, 14, true],
    [0, 15, false],
    [0, -14, true],
    [0, -15, false],
    [42, 14, true],
    [42, 15, false],
    [43, 14, false],
  ]) {
    const other = [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy];
    assert.equal(apart(box, other, GAP), !touches, `${dx} ${dy}`);
    assert.equal(apart(other, box, GAP), !touches, `${dx} ${dy}, the other way round`);
  }
});

test("a piece is a unit when all of it has a rim", () => {
  const base = payload();
  const unit = (...states) => {
    const territories = base.territories.map((one, i) => ({
      ...one,
      rows: one.rows.map((row) => ({ ...row, status: states[i] ?? row.status })),
    }));
    const pieces = new Pieces(new Model({ ...base, territories }));
    return [...pieces.on(0).values()].map((piece) => piece.unit);
  };
  assert.deepEqual(unit("autonomous", "autonomous"), [true]);
  assert.deepEqual(unit("autonomous", "sovereign"), [false]);
  assert.deepEqual(unit("sovereign", "autonomous"), [false]);
});

test("neighbours in the same hands are one piece, and other pieces when hands change", () => {
  const pieces = new Pieces(new Model(payload()));
  const on = (day) => [...pieces.on(day).values()].map(({ polity, members }) => [polity, ...members]);
  assert.deepEqual(on(0), [["empire", 0, 1]]);
  assert.deepEqual(on(150), [
    ["empire", 1],
    ["republic", 0],
  ]);
  assert.deepEqual(on(900), [["ssr", 0, 1]]);
  assert.equal([...pieces.on(900).values()][0].km2, 1000);
});

test("names are placed when the finger pauses, not between two times that they follow it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const placed = [];
  const labels = Object.assign(Object.create(Labels.prototype), {
    model: { unionsOn: () => [] },
    placer: { pieces: { on: () => new Map() } },
    shown: new Map(),
    idle: { run: (jobs) => jobs.forEach((job) => job()) },
    apply: () => undefined,
    ready: (day) => placed.push(day),
  });
  for (const day of [1, 2, 3]) {
    labels.day = day;
    labels.keepTrue(day);
    mock.timers.tick(FOLLOW_MS);
  }
  assert.deepEqual(placed, []);
  mock.timers.tick(FOLLOW_MS);
  assert.deepEqual(placed, [3]);
  mock.timers.reset();
});
