import assert from "node:assert/strict";
import { test } from "node:test";

import { entriesOf, nameOf, tomlOf } from "../../dashboard/assets/core/correction.mjs";
import { line, quoted } from "../../dashboard/assets/core/toml.mjs";

const about = {
  atlas: "small",
  version: "1.0.0+abc",
  subjects: { territory: [["control.csv", "territory_id", true]] },
  files: { "control.csv": { key: ["territory_id", "start"] } },
};
const files = {
  "control.csv": {
    columns: ["territory_id", "start", "end"],
    rows: [
      ["a", "1918-01-01", "1919-01-01"],
      ["a", "1919-01-01", ""],
      ["b", "1918-01-01", ""],
    ],
  },
};

test("a card has the rows of its day, the last day of one left to the next", () => {
  const starts = (day) => entriesOf(about, files, "territory", "a", day).map(({ cells }) => cells.start);
  assert.deepEqual(starts("1918-12-31"), ["1918-01-01"]);
  assert.deepEqual(starts("1919-01-01"), ["1919-01-01"]);
  assert.deepEqual(entriesOf(about, files, "nothing", "a", "1919-01-01"), []);
  assert.deepEqual(entriesOf(about, {}, "territory", "a", "1919-01-01"), []);
});

test("a text is quoted as TOML wants it", () => {
  assert.equal(quoted('say "no"\n\\\u007f'), '"say \\"no\\"\\n\\\\\\u007f"');
  assert.equal(quoted("a\ud800"), '"a\ufffd"');
  assert.equal(line("name", "Kars"), 'name = "Kars"');
});

test("the file names the row and leaves out what is empty", () => {
  const [entry] = entriesOf(about, files, "territory", "a", "1918-05-01");
  const said = {
    entry,
    field: "end",
    proposed: "1919-01-05",
    source: "A book",
    sourceKey: "",
    locator: "",
    reason: "",
  };
  assert.equal(
    tomlOf(about, said),
    'atlas = "small"\nversion = "1.0.0+abc"\nfile = "control.csv"\nfield = "end"\n' +
      'stands = "1919-01-01"\nproposed = "1919-01-05"\nsource = "A book"\n\n' +
      '[row]\nterritory_id = "a"\nstart = "1918-01-01"\n',
  );
  assert.equal(nameOf(about, said), "correction-a-1918-01-01-end.toml");
});
