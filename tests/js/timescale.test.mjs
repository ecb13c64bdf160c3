/** What the scale of the strip says at each zoom. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { Span } from "../../dashboard/assets/core/span.mjs";
import { scaleMarks } from "../../dashboard/assets/core/timescale.mjs";
import { payload } from "./payload.mjs";

const SIZE = 11;
/** Pixels between two names. */
const SPACE = 4;
const measure = (text) => text.length * 6.2;
const calendar = new Calendar(payload("en"));

const marks = (from, until, width = 1100) => {
  const days = [from, until].map((iso) => calendar.fromIso(iso));
  return scaleMarks(calendar, new Span(calendar, ...days), width, SIZE, measure);
};
const texts = (found, kind) => found.names.filter((name) => name.kind === kind).map((one) => one.text);

const SEEN = [
  ["1918-01-01", "1936-12-31"],
  ["1920-01-01", "1921-12-31"],
  ["1920-03-05", "1920-07-01"],
  ["1920-04-10", "1920-05-05"],
  ["1922-06-01", "1924-06-01"],
  ["1924-01-01", "1936-12-31"],
  ["1930-02-10", "1930-04-01"],
];

for (const [from, until] of SEEN) {
  for (const width of [330, 700, 1100, 1700]) {
    test(`from ${from} to ${until} on ${width} pixels no two names touch and none leaves the strip`, () => {
      const boxes = marks(from, until, width)
        .names.map(({ x, text, end }) => (end ? [x - measure(text), x] : [x, x + measure(text)]))
        .sort((a, b) => a[0] - b[0]);
      assert.ok(boxes.length > 0);
      assert.ok(boxes[0][0] >= 0 && boxes.at(-1)[1] <= width);
      boxes.slice(1).forEach(([left], n) => assert.ok(left >= boxes[n][1] + SPACE, `${left} ${boxes[n][1]}`));
    });
  }

  test(`from ${from} to ${until} a year is named, so that one knows where one is`, () => {
    assert.ok(marks(from, until).names.some(({ text }) => text.includes(from.slice(0, 4))));
  });
}

test("the whole time names the detailed years, their quarters and the last year", () => {
  const found = marks("1918-01-01", "1936-12-31");
  for (const year of ["1918", "1919", "1920", "1921", "1922", "1936"]) {
    assert.ok(texts(found, "year").includes(year), year);
  }
  assert.deepEqual([...new Set(texts(found, "month"))].sort(), ["Apr", "Jul", "Oct"]);
  assert.deepEqual(texts(found, "day"), []);
});

test("closer, every month is named; closer still, days", () => {
  assert.equal(texts(marks("1920-01-01", "1920-12-31"), "month").length, 11);
  const fifth = texts(marks("1920-04-02", "1920-07-02"), "day");
  assert.deepEqual(fifth.slice(0, 4), ["10", "15", "20", "25"]);
  const each = texts(marks("1920-04-02", "1920-05-02"), "day");
  assert.deepEqual(each.slice(-3), ["28", "29", "30"]);
});

test("the first and the last day of a span have their lines, and no day has two", () => {
  for (const [from, until] of [...SEEN, ["1922-12-01", "1923-01-01"], ["1920-05-01", "1920-07-01"]]) {
    const { lines } = marks(from, until);
    assert.equal(new Set(lines.map(({ day }) => day)).size, lines.length, `${from} ${until}`);
  }
  const { lines } = marks("1920-05-01", "1920-07-01");
  const days = lines.map(({ day }) => calendar.iso(day));
  assert.ok(days.includes("1920-05-01") && days.includes("1920-07-01"));
});

test("a line stands where its day stands", () => {
  const span = new Span(calendar, calendar.fromIso("1920-01-01"), calendar.fromIso("1920-12-31"));
  const { lines } = scaleMarks(calendar, span, 1000, SIZE, measure);
  const months = lines.filter((line) => line.kind === "month");
  assert.equal(months.length, 11);
  assert.equal(months[2].x, span.position(calendar.fromIso("1920-04-01")) * 1000);
});
