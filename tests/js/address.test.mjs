/** The address of a view and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { read, write } from "../../dashboard/assets/address.mjs";
import { Calendar } from "../../dashboard/assets/calendar.mjs";
import { payload } from "./payload.mjs";

const calendar = new Calendar(payload());
const territories = new Map([["upper", 0], ["lower", 1]]);
const LAYERS = [{ id: "relief", on: true }, { id: "lines", on: true }, { id: "modern", on: false }];
const USUAL = new Set(["relief", "lines"]);
const open = (search) => read(search, calendar, territories, LAYERS);

test("every view comes back from its address", () => {
  for (let day = 0; day <= calendar.last; day += 1) {
    for (const territory of [null, "upper", "lower"]) {
      const found = open(write({ day, territory, layers: USUAL }, calendar, LAYERS));
      assert.deepEqual(found, { day, territory, layers: USUAL, faults: [] });
    }
  }
});

test("an address names the day, and a territory only when its card is open", () => {
  assert.equal(write({ day: 848, territory: null }, calendar), "?day=1920-04-28");
  assert.equal(write({ day: 848, territory: "upper" }, calendar), "?day=1920-04-28&territory=upper");
});

test("a bare address has no day, no territory and no fault", () => {
  assert.deepEqual(open(""), { day: null, territory: null, layers: USUAL, faults: [] });
});

for (const day of ["1937-01-01", "1917-12-31", "1920-02-30", "0020-04-28", "today", "", "848"]) {
  test(`day=${day} is a fault, never a guess`, () => {
    assert.deepEqual(open(`?day=${day}&territory=lower`),
      { day: null, territory: "lower", layers: USUAL, faults: [["noteDay", "day"]] });
  });
}

for (const territory of ["atlantis", "", "Upper", "__proto__", "constructor", "<b>"]) {
  test(`territory=${territory} is a fault`, () => {
    assert.deepEqual(open(`?day=1920-04-28&territory=${encodeURIComponent(territory)}`),
      { day: 848, territory: null, layers: USUAL, faults: [["noteTerritory", "territory"]] });
  });
}

test("an unknown parameter is named, cut short when it is long", () => {
  assert.deepEqual(open("?zoom=3").faults, [["notePlain", "zoom"]]);
  assert.equal(open(`?${"x".repeat(500)}=1`).faults[0][1].length, 40);
});

test("layers stand in the address only when they are not the usual ones, and come back", () => {
  assert.equal(write({ day: 848, layers: USUAL }, calendar, LAYERS), "?day=1920-04-28");
  for (const layers of [new Set(), new Set(["modern"]), new Set(["relief", "lines", "modern"])]) {
    assert.deepEqual(open(write({ day: 848, layers }, calendar, LAYERS)).layers, layers);
  }
});

test("an unknown layer is a fault, the known ones beside it hold", () => {
  const found = open("?layers=relief,ufo");
  assert.deepEqual(found.layers, new Set(["relief"]));
  assert.deepEqual(found.faults, [["noteLayers", "layers"]]);
});
