import assert from "node:assert/strict";
import { test } from "node:test";

import { halves } from "../../dashboard/assets/map/labels.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { Pieces } from "../../dashboard/assets/core/pieces.mjs";
import { payload } from "./payload.mjs";

test("a name is parted where its two lines are most alike", () => {
  assert.deepEqual(halves("ARMENIAN SSR"), ["ARMENIAN", "SSR"]);
  assert.deepEqual(halves("South-West Caucasian Republic"), ["South-West", "Caucasian Republic"]);
  assert.equal(halves("GEORGIA"), null);
});

test("neighbours in the same hands are one piece, and other pieces when hands change", () => {
  const model = new Model({ ...payload(), edges: [["lower", "upper"], ["beyond", "upper"]] });
  const pieces = new Pieces(model);
  const on = (day) => [...pieces.on(day).values()].map(({ polity, members }) => [polity, ...members]);
  assert.deepEqual(on(0), [["empire", 0, 1]]);
  assert.deepEqual(on(150), [["empire", 1], ["republic", 0]]);
  assert.deepEqual(on(900), [["ssr", 0, 1]]);
  assert.equal([...pieces.on(900).values()][0].km2, 1000);
});
