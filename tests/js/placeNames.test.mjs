import assert from "node:assert/strict";
import { test } from "node:test";

import { nameOn } from "../../dashboard/assets/core/placeNames.mjs";

const place = {
  names: [
    [0, "Old", "New"],
    [100, "Middle", "New"],
    [200, "New", ""],
  ],
};

test("a place has the name of the day", () => {
  const told = [-5, 0, 99, 100, 199, 200, 900].map((day) => nameOn(place, day).name);
  assert.deepEqual(told, ["Old", "Old", "Old", "Middle", "Middle", "New", "New"]);
});

test("a name says on which days it is true, and today's name where it is another one", () => {
  assert.deepEqual(nameOn(place, 150), { name: "Middle", today: "New", from: 100, until: 200 });
  assert.deepEqual(nameOn(place, 200), { name: "New", today: "", from: 200, until: null });
});
