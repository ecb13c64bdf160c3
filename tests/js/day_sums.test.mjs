import assert from "node:assert/strict";
import { test } from "node:test";

import { sumsOf } from "../../dashboard/assets/cards/daySums.mjs";

const moved = (from, to, km2) => ({ territory: { km2 }, before: { controller: from }, after: { controller: to } });

test("what changes hands is summed by its new holder, the largest first, with all its former holders", () => {
  const sums = sumsOf([
    moved("reds", "ssr", 7),
    moved("whites", "georgia", 5),
    moved("republic", "ssr", 60),
    moved("republic", "ssr", 10),
  ]);
  const said = sums.map(({ row, km2, former }) => [row.controller, km2, former.map((part) => part.km2)]);
  assert.deepEqual(said, [
    ["ssr", 77, [70, 7]],
    ["georgia", 5, [5]],
  ]);
});
