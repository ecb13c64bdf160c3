/** Lecture mode without a page: where a step leads and what another window may say. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, placeOf, stepped, viewOf } from "../../dashboard/assets/core/lecture.mjs";

const stop = { day: 5, territory: null, treaty: "kars", layers: null };
const story = { id: "one", stops: [stop, stop, stop] };
const stories = new Map([["one", story]]);

test("a step goes to the next stop, and the ends hold", () => {
  assert.equal(stepped(story, 1, 1), 2);
  assert.equal(stepped(story, 3, 1), 3);
  assert.equal(stepped(story, 1, -1), 1);
});

test("a stop takes away the territory of the stop before it, and has the usual layers", () => {
  const usual = new Set(["relief"]);
  const view = viewOf(stop, usual);
  assert.deepEqual(view, { day: 5, territory: null, treaty: "kars", layers: new Set(["relief"]) });
  view.layers.add("claims");
  assert.deepEqual(usual, new Set(["relief"]));
  assert.deepEqual(viewOf({ ...stop, layers: [] }, usual).layers, new Set());
});

test("a window is followed to a stop that there is, and to nothing else", () => {
  const place = { story: "one", stop: 3, question: true, at: 7 };
  assert.deepEqual(placeOf({ place }, stories), place);
  assert.deepEqual(placeOf({ place: { story: null, at: 7 } }, stories), {
    story: null,
    stop: 1,
    question: false,
    at: 7,
  });
  for (const wrong of [
    undefined,
    {},
    { hello: true },
    { place: { ...place, story: "two" } },
    { place: { ...place, stop: 4 } },
    { place: { ...place, stop: "2" } },
    { place: { ...place, at: "now" } },
  ]) {
    assert.equal(placeOf(wrong, stories), null);
  }
});

test("the clock counts minutes, and hours when there are some", () => {
  assert.equal(clock(65_000), "1:05");
  assert.equal(clock(3_725_000), "1:02:05");
  assert.equal(clock(-5), "0:00");
});
