/** Texts with places for values. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { format } from "../../dashboard/assets/page/dom.mjs";

test("each place of a text gets its value, as often as it stands there", () => {
  assert.equal(format("{a} and {b}, {a}", { a: 1, b: "two" }), "1 and two, 1");
});

test("a value with braces or dollars is text and nothing else", () => {
  assert.equal(format("{a}", { a: "{b} $& $1" }), "{b} $& $1");
});
