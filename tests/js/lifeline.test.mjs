import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, apart, claimants, columns, leader, rising } from "../../dashboard/assets/core/lifeline.mjs";

test("claims stand by claimant, the earliest claimant first", () => {
  const claims = [
    { claimant: "b", start: 40, end: 50 },
    { claimant: "a", start: 30, end: 35 },
    { claimant: "b", start: 10, end: 20 },
  ];
  const found = claimants(claims);
  assert.deepEqual(
    found.map((one) => one.claimant),
    ["b", "a"],
  );
  assert.deepEqual(
    found[0].spans.map((span) => span.start),
    [10, 40],
  );
  assert.equal(found.flatMap((one) => one.spans).length, claims.length);
});

test("no two columns meet, whatever their number", () => {
  for (const sizes of Object.values(SIZES)) {
    for (const count of [0, 1, 7]) {
      const { bars, strip, right, width } = columns(count, sizes);
      const edges = [sizes.years, ...bars.flatMap((x) => [x, x + sizes.bar]), strip, right, width];
      assert.equal(bars.length, count);
      edges.slice(1).forEach((edge, n) => assert.ok(edge > edges[n], `${edges}`));
    }
  }
});

test("a line leads from the strip to the row", () => {
  assert.equal(leader(100, 40, 7, 30), "M100 7.0H112L130 30.0H140");
});

test("names of years that would touch are left out, the first stays", () => {
  const years = [
    { year: 1922, day: 0 },
    { year: 1923, day: 10 },
    { year: 1924, day: 12 },
    { year: 1925, day: 22 },
  ];
  const kept = apart(years, (day) => day, 8).map((one) => one.year);
  assert.deepEqual(kept, [1922, 1923, 1925]);
});

test("names over the bars stand a line of type apart, and have room for the longest", () => {
  for (const sizes of Object.values(SIZES)) {
    const { height, apart: between } = rising([30, 90, 60], sizes);
    assert.ok(between >= 11, `${between}`);
    assert.ok(height > 90 * Math.sin((sizes.rise * Math.PI) / 180));
  }
});
