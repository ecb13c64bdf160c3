import assert from "node:assert/strict";
import { test } from "node:test";

import {
  dataAddress,
  daysFault,
  figureQuery,
  filmQuery,
  pixels,
  sheetKb,
  sheetQuery,
  sizeText,
  within,
} from "../../dashboard/assets/export/form.mjs";
import { nameOf } from "../../dashboard/assets/page/save.mjs";

const USUAL = { size: "a4", kind: "pdf", dpi: 300, bw: false, without: [], language: "en", degrees: 40 };
const BARE = { extent: null, territory: null, layers: null, other: null, treaty: null, reading: null };
const SHEET = { kb: { pdf: 1500, png: 3800 }, sizes: [["a4", "A4", 297, 210]] };

test("a sheet of the whole map asks for nothing that is usual", () => {
  assert.equal(sheetQuery(BARE, USUAL), "?size=a4&lang=en");
});

test("a sheet shows the part, the territory and the greys that were chosen, a picture its dots", () => {
  const view = { ...BARE, extent: [42, 40, 46.5, 42], territory: "kars" };
  assert.equal(
    sheetQuery(view, { ...USUAL, kind: "png", dpi: 150, bw: true, language: "tr" }),
    "?size=a4&lang=tr&dpi=150&extent=42,40,46.5,42&territory=kars&bw=1",
  );
});

test("a sheet leaves out what is not wanted around the map", () => {
  assert.equal(
    sheetQuery(BARE, { ...USUAL, size: "columns", without: ["title", "legend"] }),
    "?size=columns&lang=en&without=title,legend",
  );
});

test("a figure through time has the order of the screen and no size", () => {
  const chosen = { kind: "pdf", dpi: 300, bw: false, language: "tr", order: null, day: null, reading: null };
  assert.equal(figureQuery(chosen), "?lang=tr");
  assert.equal(figureQuery({ ...chosen, kind: "png", bw: true, order: "date" }), "?lang=tr&dpi=300&order=date&bw=1");
  assert.equal(
    figureQuery({ ...chosen, day: "1918-05-27", reading: "article" }),
    "?lang=tr&day=1918-05-27&reading=article",
  );
});

test("a sheet shows the layers that are on, also when none is, and the day beside the first", () => {
  assert.equal(
    sheetQuery({ ...BARE, layers: "relief,claims", other: "1921-10-13" }, USUAL),
    "?size=a4&lang=en&layers=relief,claims&compare=1921-10-13",
  );
  assert.equal(sheetQuery({ ...BARE, layers: "" }, USUAL), "?size=a4&lang=en&layers=none");
  const treaty = "kars_1921";
  assert.equal(sheetQuery({ ...BARE, treaty }, USUAL), "?size=a4&lang=en&treaty=kars_1921");
  const other = "1921-10-13";
  assert.equal(sheetQuery({ ...BARE, treaty, other }, USUAL), "?size=a4&lang=en&compare=1921-10-13");
});

test("a sheet and the data of days are of the reading that is shown", () => {
  assert.equal(sheetQuery({ ...BARE, reading: "article" }, USUAL), "?size=a4&lang=en&reading=article");
  const days = { day: "1921-10-13" };
  assert.equal(
    dataAddress({ address: "/api/state/{day}", held: true }, days, "json", { reading: "article" }),
    "/api/state/1921-10-13.json?reading=article",
  );
  const claims = { address: "/api/claims/{day}", held: false };
  assert.equal(dataAddress(claims, days, "json", { reading: "article" }), "/api/claims/1921-10-13.json");
});

test("a film goes from day to day with the part and the territory of the screen", () => {
  const chosen = {
    from: "1920-01-01",
    to: "1921-12-31",
    by: "event",
    kind: "gif",
    size: "1280x720",
    bw: false,
    language: "tr",
    degrees: 40,
  };
  assert.equal(
    filmQuery({ ...BARE, extent: [42, 40, 46, 42], territory: "kars" }, chosen),
    "?from=1920-01-01&to=1921-12-31&by=event&kind=gif&size=1280x720&lang=tr&extent=42,40,46,42&territory=kars",
  );
  assert.match(filmQuery({ ...BARE, reading: "article" }, chosen), /&reading=article$/);
});

test("a part too wide for a sheet is cut about its middle, another is left as it is", () => {
  assert.deepEqual(within([20, 35, 70, 50], 40), [25, 35, 65, 50]);
  assert.deepEqual(within([42, 40, 46, 42], 40), [42, 40, 46, 42]);
});

test("the pixels of a picture are those of its millimetres", () => {
  assert.deepEqual(pixels([297, 210], 300), [3508, 2480]);
  assert.deepEqual(pixels([254, 127], 100), [1000, 500]);
});

test("a picture of half the dots is a quarter as large, a vector sheet has no dots", () => {
  assert.equal(Math.round(sheetKb(SHEET, "png", [297, 210], 300)), 3800);
  assert.equal(Math.round(sheetKb(SHEET, "png", [297, 210], 150)), 950);
  assert.equal(sheetKb(SHEET, "pdf", [594, 420], 600), 1500);
});

test("sizes are told as the language writes numbers", () => {
  assert.equal(sizeText(14, "en"), "14 kB");
  assert.equal(sizeText(2593, "en"), "2.6 MB");
  assert.equal(sizeText(2593, "tr"), "2,6 MB");
});

test("the address of data has the days that it needs", () => {
  const days = { day: "1921-10-13", first: "1920-01-01", last: "1921-12-31" };
  assert.equal(dataAddress({ address: "/api/state/{day}" }, days, "geojson"), "/api/state/1921-10-13.geojson");
  assert.equal(
    dataAddress({ address: "/api/changes/{first}/{last}" }, days, "json"),
    "/api/changes/1920-01-01/1921-12-31.json",
  );
});

test("a CSV of the page begins with a byte-order mark, without which Excel spoils Turkish letters", () => {
  const state = { address: "/api/state/{day}", held: true };
  const days = { day: "1921-10-13" };
  assert.equal(dataAddress(state, days, "csv"), "/api/state/1921-10-13.csv?bom=1");
  assert.equal(
    dataAddress(state, days, "csv", { reading: "article" }),
    "/api/state/1921-10-13.csv?reading=article&bom=1",
  );
  assert.equal(dataAddress(state, days, "csv", { frozen: true }), "/api/state/1921-10-13.csv");
});

test("two days are a range when both are days of the atlas in their order", () => {
  const inside = (day) => day >= 0 && day <= 100;
  assert.equal(daysFault(null, 3, inside), "dateWrong");
  assert.equal(daysFault(3, 101, inside), "dateOutside");
  assert.equal(daysFault(4, 3, inside), "export.backwards");
  assert.equal(daysFault(3, 3, inside), null);
});

test("a file takes the name that the server gives it, never a path", () => {
  assert.equal(nameOf('attachment; filename="caucasus-1921-10-13.csv"', "x"), "caucasus-1921-10-13.csv");
  assert.equal(nameOf('attachment; filename="../../etc"', "own.csv"), "own.csv");
  assert.equal(nameOf(null, "own.csv"), "own.csv");
});
