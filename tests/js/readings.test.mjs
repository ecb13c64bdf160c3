import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, differing, fileOf, next, shown } from "../../dashboard/assets/core/readings.mjs";

const READING = /** @type {any} */ ({
  id: "book",
  differences: [
    { territory: "upper", start: 10, end: 12 },
    { territory: "lower", start: 11, end: null },
  ],
});

test("a change takes values, and changes parts of objects and of lists", () => {
  const own = { rows: [{ day: 1 }, { day: 2 }], kept: "yes", gone: [1] };
  const change = { in: { rows: { in: { 1: { in: { day: { is: 3 } } } } }, gone: { is: [] }, fresh: { is: 7 } } };
  assert.deepEqual(changed(own, change), { rows: [{ day: 1 }, { day: 3 }], kept: "yes", gone: [], fresh: 7 });
  assert.equal(changed("before", { is: "after" }), "after");
});

test("another reading has files of its own name", () => {
  assert.equal(fileOf(/** @type {any} */ ({ readAs: "" }), "quiz.json"), "quiz.json");
  assert.equal(fileOf(/** @type {any} */ ({ readAs: "book" }), "quiz.json"), "book.quiz.json");
});

test("a reading differs from the first day of a difference to the day before its end", () => {
  const lands = (/** @type {number} */ day) => differing(READING, day).map(({ territory }) => territory);
  assert.deepEqual([9, 10, 11, 12].map(lands), [[], ["upper"], ["upper", "lower"], ["lower"]]);
  assert.deepEqual(differing(null, 11), []);
});

test("the next difference is the first that begins later", () => {
  assert.deepEqual(
    [0, 10, 11].map((day) => next(READING, day)),
    [10, 11, null],
  );
});

test("the reading that is shown is that of the payload", () => {
  const payload = (/** @type {string} */ readAs) => /** @type {any} */ ({ readings: [READING], readAs });
  assert.equal(shown(payload("book")), READING);
  assert.equal(shown(payload("")), null);
});
