import assert from "node:assert/strict";
import { test } from "node:test";

import { questionsOf, rightOf } from "../../dashboard/assets/core/quiz.mjs";

const question = (start, day, answer = "a") => ({ territory: "t", start, day, answer, options: ["a", "b"] });
const quiz = {
  stories: { one: [question(0, 5)] },
  changes: Array.from({ length: 20 }, (_, n) => question(n * 10, n * 10 + 5)),
};

test("a story has its own questions, and one without any has none", () => {
  assert.deepEqual(questionsOf(quiz, "one", [0, 0]), quiz.stories.one);
  assert.deepEqual(questionsOf(quiz, "other", [0, 999]), []);
});

test("a range of days asks of what lies wholly in it", () => {
  const found = questionsOf(quiz, null, [10, 35]);
  assert.deepEqual(
    found.map(({ start }) => start),
    [10, 20, 30],
  );
  assert.deepEqual(questionsOf(quiz, null, [11, 14]), []);
});

test("of many questions eight are asked, the first and the last among them", () => {
  const found = questionsOf(quiz, null, [0, 999]);
  assert.equal(found.length, 8);
  assert.equal(found[0], quiz.changes[0]);
  assert.equal(found.at(-1), quiz.changes.at(-1));
  assert.equal(new Set(found).size, 8);
});

test("right answers are counted", () => {
  assert.equal(rightOf([question(0, 1), question(1, 2), question(2, 3, "b")], ["a", "b", "b"]), 2);
  assert.equal(rightOf([question(0, 1)], []), 0);
});
