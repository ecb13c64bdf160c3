import assert from "node:assert/strict";
import { test } from "node:test";

import { unpack } from "../../dashboard/assets/core/columns.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { payload } from "./payload.mjs";

test("a column has its values one after the other", () => {
  assert.deepEqual([...unpack([7, 2, -1, 1, 7, 1], 4)], [7, 7, -1, 7]);
  assert.deepEqual([...unpack([], 2)], [0, 0]);
});

test("a day has the number of the last change up to it", () => {
  const model = new Model(payload());
  assert.deepEqual(
    [0, 99, 100, 399, 400, 899, 900, 6939].map((day) => model.at(day)),
    [0, 0, 1, 1, 2, 2, 3, 3],
  );
  const kind = (day) => model.payload.kinds[model.edgeKinds[0][model.at(day)]];
  assert.deepEqual([99, 100, 899, 900].map(kind), ["inner", "power", "power", "inner"]);
});
