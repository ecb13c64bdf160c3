import assert from "node:assert/strict";
import test from "node:test";

import { arrange } from "../../dashboard/assets/core/boxes.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { articles, evidence, outcomes, ranges, standing } from "../../dashboard/assets/core/treaty.mjs";
import { signSpace } from "../../dashboard/assets/map/treatyMap.mjs";
import { payload } from "./payload.mjs";

const treaty = (more) => ({ signed: 100, inForce: 200, ended: null, force: "in_force", ...more });

test("a treaty is nothing before it is signed", () => {
  for (const force of ["in_force", "provisional", "not_ratified", "not_applied"]) {
    assert.equal(standing(treaty({ force }), 99), "before");
  }
});

test("a treaty signed is in force from the day of its entry into force on", () => {
  assert.equal(standing(treaty(), 100), "pending");
  assert.equal(standing(treaty(), 199), "pending");
  assert.equal(standing(treaty(), 200), "in_force");
});

test("a treaty of which no day of entry into force is known claims none", () => {
  assert.equal(standing(treaty({ inForce: null }), 500), "undated");
});

test("a treaty that lost its force is superseded from that day on", () => {
  assert.equal(standing(treaty({ ended: 300 }), 299), "in_force");
  assert.equal(standing(treaty({ ended: 300 }), 300), "superseded");
  assert.equal(standing(treaty({ ended: 300, force: "not_ratified" }), 300), "superseded");
});

test("a treaty never applied stays never applied", () => {
  assert.equal(standing(treaty({ force: "not_applied", ended: 300, inForce: null }), 400), "not_applied");
});

test("a treaty not ratified or provisional is called so while it lasts", () => {
  assert.equal(standing(treaty({ force: "not_ratified", inForce: null }), 150), "not_ratified");
  assert.equal(standing(treaty({ force: "provisional", inForce: null }), 150), "provisional");
});

test("outcomes are numbered in the order of the table, and know whether land passes", () => {
  const rows = outcomes(new Model(payload()), {
    outcomes: [
      { territory: "lower", from: "empire", to: "ssr", held: "from" },
      { territory: "upper", from: "ssr", to: "ssr", held: "" },
    ],
  });
  assert.deepEqual(
    rows.map(({ number, i, moved, held }) => [number, i, moved, held]),
    [
      [1, 1, true, "from"],
      [2, 0, false, ""],
    ],
  );
});

test("outcomes that say and cite the same stand together", () => {
  const row = (number, note) => ({ number, note, certainty: "high", sources: [["Book2001", ""]] });
  const rows = [row(1, "a"), row(2, "a"), row(3, "a"), row(4, "b"), row(5, "a")];
  assert.deepEqual(
    evidence(rows).map((one) => [one.numbers, one.note]),
    [
      ["1–3, 5", "a"],
      ["4", "b"],
    ],
  );
  assert.equal(ranges([1, 2, 4]), "1, 2, 4");
});

test("articles are told apart in both languages, and nothing else is", () => {
  assert.deepEqual(articles("20 articles. Art. 4: frontier; art. 5: a, b; c; arts. 6-7: d"), [
    "20 articles. Art. 4: frontier",
    "Art. 5: a, b; c",
    "Arts. 6-7: d",
  ]);
  assert.deepEqual(articles("Md. 1: x; md. 2: y"), ["Md. 1: x", "Md. 2: y"]);
});

test("signs keep two pixels clear of what is taken, and of the edge of the map", () => {
  for (const [left, moved] of [
    [62, false],
    [61, true],
  ]) {
    const [spot] = arrange(signSpace([[left, 0, 200, 200]], [200, 200]), [[50, 50]], [[20, 20]], 40);
    assert.equal(spot[0] !== 50 || spot[1] !== 50, moved, `${left}`);
  }
  const sizes = [[20, 20]];
  assert.deepEqual(arrange(signSpace([], [100, 100]), [[12, 88]], sizes, 40), [[12, 88]]);
  for (const point of [
    [11, 50],
    [50, 89],
  ]) {
    assert.notDeepEqual(arrange(signSpace([], [100, 100]), [point], sizes, 40), [point]);
  }
});
