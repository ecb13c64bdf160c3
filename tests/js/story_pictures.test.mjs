import assert from "node:assert/strict";
import { test } from "node:test";

import { sketch, turningStop } from "../../dashboard/assets/lecture/storyPictures.mjs";

test("the picture of a lesson is of the day on which most land changes hands", () => {
  const handed = { 10: [3], 20: [2, 4] };
  const model = { handovers: (day) => (handed[day] ?? []).map((km2) => ({ territory: { km2 } })) };
  const stops = [{ day: 10 }, { day: 20 }, { day: 30 }];
  assert.equal(turningStop({ stops }, model), stops[1]);
  assert.equal(turningStop({ stops: [{ day: 1 }, { day: 2 }] }, model).day, 2);
});

test("a small map leaves out points and islands that it cannot show", () => {
  const scale = { west: 0, north: 100, across: 1, up: 1 };
  const x = [0, 0.2, 50, 50, 0, null, 70, 70.1, 70];
  const y = [100, 100, 100, 50, 50, null, 20, 20, 20.1];
  assert.equal(sketch({ x, y }, scale), "M0,0L50,0L50,50L0,50Z");
});
