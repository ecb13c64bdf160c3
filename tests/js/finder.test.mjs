import assert from "node:assert/strict";
import { test } from "node:test";

import { find, findAsked, slipsAllowed, slipsBetween } from "../../dashboard/assets/core/finder.mjs";
import { fold } from "../../dashboard/assets/core/normalise.mjs";

const LETTERS = { ı: "i", ə: "e" };

const ENTRIES = [
  {
    kind: "place",
    id: "alexandropol",
    name: "Alexandropol",
    detail: "Gyumri",
    rank: 2,
    names: ["alexandropol", "gumru", "gyumri", "leninakan"],
  },
  { kind: "place", id: "kars", name: "Kars", detail: "", rank: 2, names: ["kars"] },
  { kind: "territory", id: "kars_okrug", name: "Kars okrug", detail: "", names: ["kars okrug"] },
  { kind: "treaty", id: "kars_1921", name: "Treaty of Kars", detail: "", names: ["treaty of kars"] },
  {
    kind: "event",
    id: "fall",
    name: "Fortress taken",
    detail: "",
    rank: 1,
    names: ["fortress taken"],
    text: "the army enters kars",
  },
];

const ids = (typed, limit) => find(ENTRIES, typed, LETTERS, limit).map((one) => one.id);

test("a name is folded to small letters without marks", () => {
  assert.equal(fold("GÜMRÜ", LETTERS), "gumru");
  assert.equal(fold("  Iğdır-Şerur ", LETTERS), "igdir serur");
  assert.equal(fold("Akhalk’alak’i", LETTERS), "akhalkalaki");
  assert.equal(fold("Гюмри", LETTERS), "гюмри");
});

test("every name of a place finds it", () => {
  for (const name of ["Gümrü", "gumru", "Alexandropol", "Leninakan", "Gyumri"]) {
    assert.equal(ids(name)[0], "alexandropol", name);
  }
});

test("a word that has only begun finds the place, and a slip does too", () => {
  for (const typed of ["Alex", "Lenin", "Aleksandropol", "Leninkan", "Gyurmi"]) {
    assert.equal(ids(typed)[0], "alexandropol", typed);
  }
});

test("the name itself comes before names that say more, and these before what is told", () => {
  assert.deepEqual(ids("kars"), ["kars", "kars_okrug", "kars_1921", "fall"]);
  assert.deepEqual(ids("treaty kars"), ["kars_1921"]);
});

test("there are no more finds than asked for, and none for nothing", () => {
  assert.equal(ids("kars", 2).length, 2);
  assert.deepEqual(ids("  "), []);
  assert.deepEqual(ids("xyzzyxyz"), []);
});

test("a short word bears no slip", () => {
  assert.deepEqual(
    [3, 4, 7].map((n) => slipsAllowed("a".repeat(n))),
    [0, 1, 2],
  );
  assert.deepEqual(ids("kas"), []);
});

test("slips are letters put in, left out, changed or swapped", () => {
  assert.equal(slipsBetween("gyumri", "gyumri", 2), 0);
  assert.equal(slipsBetween("gyumri", "gyumi", 2), 1);
  assert.equal(slipsBetween("gyumri", "gyummri", 2), 1);
  assert.equal(slipsBetween("gyumri", "gyamri", 2), 1);
  assert.equal(slipsBetween("gyumri", "gyurmi", 2), 1);
  assert.equal(slipsBetween("gyumri", "tiflis", 2), Infinity);
});

test("a question finds the land that it names, and a year alone what has it", () => {
  const battle = {
    kind: "event",
    id: "battle",
    name: "Battle of Kars, 1919",
    names: ["battle of kars 1919"],
    detail: "",
  };
  const work = { kind: "source", id: "work", name: "Who held Kars?", names: ["who held kars"], detail: "" };
  const entries = [...ENTRIES, battle, work];
  const asked = (typed) => findAsked(entries, typed, LETTERS, "who held of").map((one) => one.id);
  assert.deepEqual(asked("who held kars").slice(0, 2), ["kars", "kars_okrug"]);
  assert.equal(asked("who held kars").at(-1), "work");
  assert.deepEqual(asked("Kars 1919?").slice(0, 3), ["kars", "kars_okrug", "battle"]);
  assert.equal(asked("treaty of kars")[0], "kars_1921");
  assert.equal(asked("1919")[0], "battle");
  assert.deepEqual(
    asked("kars"),
    find(entries, "kars", LETTERS).map((one) => one.id),
  );
});
