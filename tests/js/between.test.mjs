/** What is different between two days, in the browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, byHolders } from "../../dashboard/assets/core/between.mjs";
import { Model } from "../../dashboard/assets/core/model.mjs";
import { payload } from "./payload.mjs";

const treaty = (id, signed, ...outcomes) => ({ id, signed, outcomes });
const outcome = (territory, to) => ({ territory, to });
const treaties = [
  treaty("early", 500, outcome("upper", "ssr")),
  treaty("old", 100, outcome("upper", "republic")),
  treaty("late", 950, outcome("upper", "ssr"), outcome("lower", "ssr")),
  treaty("gift", 900, outcome("upper", "sfsr"), outcome("upper", "republic")),
];
const model = new Model({ ...payload(), treaties });
const short = (list) => list.map(({ i, kind, by }) => [model.territories[i].id, kind, by.start]);

test("a day does not differ from itself, nor from another with the same rows", () => {
  assert.deepEqual(between(model, 500, 500), []);
  assert.deepEqual(between(model, 401, 899), []);
});

test("the order of the two days does not matter", () => {
  for (const [a, b] of [
    [0, 100],
    [99, 400],
    [0, 1000],
    [400, 900],
  ]) {
    assert.deepEqual(between(model, a, b), between(model, b, a));
  }
});

test("another power, another polity and another status are three kinds", () => {
  assert.deepEqual(short(between(model, 0, 100)), [
    ["upper", "power", 100],
    ["lower", "status", 100],
  ]);
  assert.deepEqual(short(between(model, 0, 400)), [
    ["upper", "power", 100],
    ["lower", "power", 400],
  ]);
  const allied = new Model({ ...payload(), treaties, polities: { ...payload().polities, republic: { role: "red" } } });
  assert.equal(between(allied, 100, 900).find(({ i }) => i === 0).kind, "polity");
});

test("land is brought by the first row of its holder's unbroken run", () => {
  const rows = [
    [0, "empire"],
    [10, "republic"],
    [20, "ssr"],
    [30, "republic"],
    [40, "republic"],
  ].map(([start, controller], n, all) => ({
    start,
    end: all[n + 1]?.[0] ?? null,
    controller,
    status: n === 4 ? "sovereign" : "occupied",
    second: "",
  }));
  const broken = new Model({
    ...payload(),
    treaties: [],
    territories: [{ id: "upper", km2: 1, backdrop: "", rows, claims: [] }],
  });
  assert.equal(between(broken, 0, 45)[0].by.start, 30);
  assert.equal(between(broken, 35, 45)[0].by.start, 40);
});

test("a treaty counts from the day after A to B, for the holder and what it belongs to", () => {
  const said = (a, b) =>
    between(model, a, b)
      .find(({ i }) => i === 0)
      .outcomes.map((outcome) => outcome.treaty.id);
  assert.deepEqual(said(99, 899), ["old"]);
  assert.deepEqual(said(499, 949), ["early"]);
  assert.deepEqual(said(500, 949), []); // not yet a member of the federation
  assert.deepEqual(said(500, 950), ["late"]);
  assert.deepEqual(said(500, 1500), ["gift", "late"]);
});

test("groups are by both holders, the largest first, and lose no land", () => {
  const found = between(model, 0, 1000);
  const groups = byHolders(model, found);
  assert.deepEqual(
    groups.map(({ km2 }) => km2),
    [1000],
  );
  assert.deepEqual(
    groups[0].list.map(({ i }) => model.territories[i].id),
    ["lower", "upper"],
  );
  assert.equal(groups[0].before, groups[0].list[0].before);
});
