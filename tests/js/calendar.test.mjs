/** Days of the browser: writing, typing, and the scale of the timeline with its break. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { payload } from "./payload.mjs";

const english = new Calendar(payload("en"));
const turkish = new Calendar(payload("tr"));
const days = Array.from({ length: english.last + 1 }, (_, day) => day);
const APRIL_28 = 848; // days from 1918-01-01 to 1920-04-28

test("every day comes back from its ISO form, in order", () => {
  assert.equal(english.iso(0), "1918-01-01");
  assert.equal(english.iso(english.last), "1936-12-31");
  let before = "";
  for (const day of days) {
    const iso = english.iso(day);
    assert.equal(english.fromIso(iso), day);
    assert.ok(iso > before);
    before = iso;
  }
});

test("every year of the atlas has its first day, the first year that of the atlas", () => {
  const years = english.years();
  assert.equal(years.length, 19);
  assert.deepEqual(
    years.map(({ year, day }) => `${year} ${english.iso(day)}`),
    years.map((_, n) => `${1918 + n} ${1918 + n}-01-01`),
  );
  const late = new Calendar(payload("en"));
  late.first = english.fromIso("1918-05-26");
  assert.deepEqual(late.years()[0], { year: 1918, day: late.first });
  late.last = english.fromIso("1919-01-01");
  assert.deepEqual(late.years().at(-1), { year: 1919, day: late.last });
});

test("the number of a day is the one that Python counts", () => {
  // (date(1920, 4, 28) - date(1918, 1, 1)).days, and the leap day of 1920 before it.
  assert.equal(english.fromIso("1920-04-28"), APRIL_28);
  assert.equal(english.fromIso("1920-02-29"), 789);
});

for (const text of [
  "1920-02-30",
  "1919-02-29",
  "1920-13-01",
  "1920-00-10",
  "1920-4-28",
  "1920-04-28T00:00",
  " 1920-04-28",
  "19200428",
  "0020-04-28",
  "",
  "baku",
  null,
  undefined,
]) {
  test(`${JSON.stringify(text)} is no ISO day`, () => assert.equal(english.fromIso(text), null));
}

for (const text of [
  "1920-04-28",
  " 1920-04-28 ",
  "28.4.1920",
  "28.04.1920",
  "28/4/1920",
  "28 4 1920",
  "28 April 1920",
  "28 april 1920",
  "28 APRIL 1920",
  "28 Apr 1920",
  "28. April 1920",
]) {
  test(`${JSON.stringify(text)} is typed for 28 April 1920`, () => {
    assert.equal(english.parse(text), APRIL_28);
  });
}

for (const text of ["28 Nisan 1920", "28 nisan 1920", "28 NİSAN 1920", "28 Nis 1920", "28.4.1920"]) {
  test(`${JSON.stringify(text)} is typed for 28 Nisan 1920`, () => {
    assert.equal(turkish.parse(text), APRIL_28);
  });
}

// What the page itself shows, and what people paste from elsewhere.
for (const text of [
  "Wednesday 28 April 1920",
  "Çarşamba 28 Nisan 1920",
  "28–04–1920",
  "“28 April 1920”",
  "28 April 1920.",
  "28-04-1920",
  "1920-4-28",
  "1920.04.28",
  "1920/04/28",
  "April 28, 1920",
  "28 April, 1920",
  "28 Apr. 1920",
  "28th April 1920",
  "28 . 4 . 1920",
  "28 Nisan 1920",
  "28 NİSAN 1920",
  "28 April 1920",
]) {
  test(`${JSON.stringify(text)} is 28 April 1920 in every language`, () => {
    for (const calendar of [english, turkish]) assert.equal(calendar.parse(text), APRIL_28);
  });
}

for (const [text, iso] of [
  ["1919", "1919-01-01"],
  ["January 1919", "1919-01-01"],
  ["Ocak 1919", "1919-01-01"],
  ["1920-04", "1920-04-01"],
  ["Mart 1921", "1921-03-01"],
]) {
  test(`${text} is its first day`, () => assert.equal(english.iso(english.parse(text)), iso));
}

test("a day in short has its month in short", () => {
  assert.equal(english.short(APRIL_28), "28 Apr 1920");
  assert.equal(turkish.short(APRIL_28), "28 Nis 1920");
});

for (const [calendar, language] of [
  [english, "English"],
  [turkish, "Turkish"],
]) {
  test(`the label of a day is read back as typed, in ${language} and in capitals`, () => {
    const capitals = calendar === turkish ? "tr" : "en";
    for (const day of days.filter((day) => day % 7 === 3)) {
      assert.equal(calendar.parse(calendar.label(day)), day);
      assert.equal(calendar.parse(calendar.label(day).toLocaleUpperCase(capitals)), day);
    }
  });
}

for (const text of [
  "31.6.1920",
  "31 June 1920",
  "4.28.1920",
  "28.4.20",
  "28.4.0020",
  "28 Ma 1920",
  "1 J 1920",
  "yesterday",
  "",
  "Foo 28 April 1920",
  "28.4.1920 12:00",
]) {
  test(`${JSON.stringify(text)} is refused, not guessed`, () => {
    assert.equal(english.parse(text), null);
  });
}

test("labels and weekdays are in the language of the page", () => {
  assert.equal(english.label(APRIL_28), "28 April 1920");
  assert.equal(turkish.label(APRIL_28), "28 Nisan 1920");
  // 1 January 1918 was a Tuesday; 28 April 1920 a Wednesday.
  assert.equal(english.weekday(0), "Tuesday");
  assert.equal(english.weekday(APRIL_28), "Wednesday");
  assert.equal(turkish.weekday(APRIL_28), "Çarşamba");
});

test("only whole days of the atlas are inside it", () => {
  assert.ok(english.inside(0));
  assert.ok(english.inside(english.last));
  for (const day of [-1, english.last + 1, 1.5, null, undefined, NaN, "7"]) {
    assert.equal(english.inside(day), false, String(day));
  }
});

test("a month on is the same day, the last of a shorter month, or the end of the atlas", () => {
  const add = (iso, count) => english.iso(english.addMonths(english.fromIso(iso), count));
  assert.equal(add("1920-04-28", 1), "1920-05-28");
  assert.equal(add("1920-01-31", 1), "1920-02-29");
  assert.equal(add("1919-01-31", 1), "1919-02-28");
  assert.equal(add("1920-12-15", 1), "1921-01-15");
  assert.equal(add("1920-01-15", -1), "1919-12-15");
  assert.equal(add("1918-01-15", -1), "1918-01-01");
  assert.equal(add("1936-12-15", 1), "1936-12-31");
});

test("later days lie further right, from 0 to 1", () => {
  assert.equal(english.position(0), 0);
  assert.equal(english.position(english.last), 1);
  for (const day of days.slice(1)) assert.ok(english.position(day) > english.position(day - 1));
});

test("the place of a day leads back to the day", () => {
  for (const day of days) assert.equal(english.dayAt(english.position(day)), day);
});

test("no step to the right goes to an earlier day", () => {
  let before = 0;
  for (let n = 0; n <= 20_000; n += 1) {
    const day = english.dayAt(n / 20_000);
    assert.ok(english.inside(day));
    assert.ok(day >= before);
    before = day;
  }
});

test("a place left or right of the timeline is its end", () => {
  assert.equal(english.dayAt(-0.2), 0);
  assert.equal(english.dayAt(1.2), english.last);
});

test("the detailed years take most of the length, and the break holds no day but the last of them", () => {
  const [from, to] = english.breakAt;
  assert.equal(english.position(english.detailed), from);
  assert.ok(from > 0.8);
  assert.ok(to > from);
  assert.ok(english.position(english.detailed + 1) > to);
  assert.equal(english.dayAt((from + to) / 2), english.detailed);
});
