/** The address of a view and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { parameters, read, write } from "../../dashboard/assets/core/address.mjs";
import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { payload } from "./payload.mjs";

const calendar = new Calendar(payload());
const territories = new Map([
  ["upper", 0],
  ["lower", 1],
]);
const LAYERS = [
  { id: "relief", on: true },
  { id: "lines", on: true },
  { id: "modern", on: false },
];
const USUAL = new Set(["relief", "lines"]);
const known = parameters(calendar, territories, LAYERS, ["map", "strips"]);
const USUAL_VIEW = { day: null, view: "map", territory: null, layers: USUAL };
const open = (search) => {
  const { view, faults } = read(search, known);
  return { ...view, faults };
};
const address = (view) => write({ ...USUAL_VIEW, ...view }, known);

test("every view comes back from its address", () => {
  for (let day = 0; day <= calendar.last; day += 1) {
    for (const territory of [null, "upper", "lower"]) {
      for (const view of ["map", "strips"]) {
        const shown = { day, view, territory, layers: USUAL };
        assert.deepEqual(open(write(shown, known)), { ...shown, faults: [] });
      }
    }
  }
});

test("an address names the day, and a territory only when its card is open", () => {
  assert.equal(address({ day: 848 }), "?day=1920-04-28");
  assert.equal(address({ day: 848, territory: "upper" }), "?day=1920-04-28&territory=upper");
});

test("a bare address has no day, no territory and no fault", () => {
  assert.deepEqual(open(""), { ...USUAL_VIEW, faults: [] });
});

for (const day of ["1937-01-01", "1917-12-31", "1920-02-30", "0020-04-28", "today", "", "848"]) {
  test(`day=${day} is a fault, never a guess`, () => {
    assert.deepEqual(open(`?day=${day}&territory=lower`), {
      ...USUAL_VIEW,
      territory: "lower",
      faults: [["noteDay", "day"]],
    });
  });
}

for (const territory of ["atlantis", "", "Upper", "__proto__", "constructor", "<b>"]) {
  test(`territory=${territory} is a fault`, () => {
    assert.deepEqual(open(`?day=1920-04-28&territory=${encodeURIComponent(territory)}`), {
      ...USUAL_VIEW,
      day: 848,
      faults: [["noteTerritory", "territory"]],
    });
  });
}

test("an unknown parameter is named, cut short when it is long", () => {
  assert.deepEqual(open("?zoom=3").faults, [["notePlain", "zoom"]]);
  assert.equal(open(`?${"x".repeat(500)}=1`).faults[0][1].length, 40);
});

test("layers stand in the address only when they are not the usual ones, and come back", () => {
  assert.equal(address({ day: 848 }), "?day=1920-04-28");
  for (const layers of [new Set(), new Set(["modern"]), new Set(["relief", "lines", "modern"])]) {
    assert.deepEqual(open(address({ day: 848, layers })).layers, layers);
  }
});

test("an unknown layer is a fault, the known ones beside it hold", () => {
  const found = open("?layers=relief,ufo");
  assert.deepEqual(found.layers, new Set(["relief"]));
  assert.deepEqual(found.faults, [["noteLayers", "layers"]]);
});

for (const view of ["globe", "", "Strips", "toString"]) {
  test(`view=${view} is a fault, and the map is shown`, () => {
    assert.deepEqual(open(`?view=${view}`), { ...USUAL_VIEW, faults: [["noteView", "view"]] });
  });
}

test("a part of the page adds parameters of its own", () => {
  const more = {
    name: "split",
    usual: "side",
    read: (text, fail) => (["side", "swipe"].includes(text) ? text : fail()),
    write: (split) => (split === "side" ? null : split),
    fault: "noteSplit",
  };
  const both = [...known, more];
  assert.equal(read("?split=swipe", both).view.split, "swipe");
  assert.deepEqual(read("?split=up", both).faults, [["noteSplit", "split"]]);
  assert.equal(write({ ...USUAL_VIEW, day: 848, split: "swipe" }, both), "?day=1920-04-28&split=swipe");
  assert.equal(write({ ...USUAL_VIEW, day: 848, split: "side" }, both), "?day=1920-04-28");
});

test("what advertisers and translators hang on to a link is neither noted nor kept", () => {
  const marks = [
    "fbclid=a",
    "utm_source=b",
    "utm_campaign=c",
    "gclid=d",
    "dclid=e",
    "msclkid=f",
    "mc_cid=g",
    "mc_eid=h",
    "igshid=i",
    "_ga=j",
    "_x_tr_sl=k",
    "_x_tr_hl=l",
    "ref=m",
    "yclid=n",
  ];
  const { faults, ...view } = open(`?day=1920-04-28&${marks.join("&")}`);
  assert.deepEqual(faults, []);
  assert.equal(address(view), "?day=1920-04-28");
  assert.deepEqual(open("?utmost=1&reference=2").faults, [
    ["notePlain", "utmost"],
    ["notePlain", "reference"],
  ]);
});
