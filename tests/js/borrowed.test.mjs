import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, received } from "../../dashboard/assets/core/borrowed.mjs";

test("a text of another language is known by its words, and the marks are gone", () => {
  const file = { events: [{ title: "\u2063en\u2063The Pact", place: "Bakı", day: 3, xy: null }] };
  assert.deepEqual(received(file), { events: [{ title: "The Pact", place: "Bakı", day: 3, xy: null }] });
  assert.equal(languageOf("The Pact"), "en");
  assert.equal(languageOf("Bakı"), undefined);
});

test("a mark within a text is none", () => {
  assert.equal(received("a \u2063en\u2063 b"), "a \u2063en\u2063 b");
});
