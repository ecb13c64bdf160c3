/** Ranges of what sources count. */

import assert from "node:assert/strict";
import test from "node:test";

import { range } from "../../dashboard/assets/cards/figures.mjs";

const cards = {
  numbers: new Intl.NumberFormat("en"),
  t: { "figure.least": "{number} or more", "figure.most": "up to {number}" },
};

test("a range has both ends, one or a single number", () => {
  const said = (/** @type {number|null} */ least, /** @type {number|null} */ most) => range({ least, most }, cards);
  assert.equal(said(500, 30000), "500–30,000");
  assert.equal(said(1400, 1400), "1,400");
  assert.equal(said(4000, null), "4,000 or more");
  assert.equal(said(null, 18000), "up to 18,000");
  assert.equal(said(0, 0), "0");
});
