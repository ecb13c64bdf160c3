import assert from "node:assert/strict";
import { test } from "node:test";

import { partsOf, written } from "../../dashboard/assets/core/written.mjs";

test("a line in several parts is parted where a place is missing", () => {
  assert.deepEqual(partsOf([1, 2, null, 3, 4, 5]), [
    { from: 0, to: 2 },
    { from: 3, to: 6 },
  ]);
});

test("no part is empty", () => {
  assert.deepEqual(partsOf([]), []);
  assert.deepEqual(partsOf([null, 1, null, null, 2, null]), [
    { from: 1, to: 2 },
    { from: 4, to: 5 },
  ]);
});

test("a part is written in pixels from the upper left corner, to the hundredth", () => {
  const trace = { x: [-1000, null, 500, 1000], y: [0, null, 2000, -1000] };
  const scale = { west: -1000, north: 2000, across: 0.1, up: 0.1 };
  assert.equal(written(trace, { from: 2, to: 4 }, scale), "M150,0L200,300");
  assert.equal(written(trace, { from: 2, to: 4 }, { ...scale, across: 1 / 3 }), "M500,0L666.67,300");
});
