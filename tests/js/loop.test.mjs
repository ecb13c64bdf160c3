/** Two days in an address, and names of which no two touch. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { daysParameter } from "../../dashboard/assets/timeline/loop.mjs";
import { Row } from "../../dashboard/assets/timeline/marks.mjs";
import { payload } from "./payload.mjs";

const calendar = new Calendar(payload("en"));
const loop = daysParameter(calendar);
const FAULT = "fault";

test("two days come back from their address", () => {
  const text = "1920-04-01..1920-05-15";
  assert.equal(loop.write(loop.read(text, () => FAULT)), text);
  assert.equal(loop.write(null), null);
});

for (const text of [
  "1920-05-15..1920-04-01",
  "1920-04-01..1920-04-01",
  "1920-04-01",
  "",
  "1917-01-01..1920-01-01",
  "1920-02-30..1920-04-01",
  "1920-04-01..1920-04-02..1920-04-03",
]) {
  test(`${JSON.stringify(text)} are not two days of the atlas in their order`, () => {
    assert.equal(
      loop.read(text, () => FAULT),
      FAULT,
    );
  });
}

test("a span may ask for a least length", () => {
  const span = daysParameter(calendar, 14);
  assert.equal(
    span.read("1920-04-01..1920-04-10", () => FAULT),
    FAULT,
  );
  assert.deepEqual(
    span.read("1918-01-01..1918-01-15", () => FAULT),
    [0, 14],
  );
});

test("a name goes to the first side where it touches none, and nowhere if there is no room", () => {
  const row = new Row(300);
  assert.equal(row.fit(100, 60, [0], 0), 70);
  assert.equal(row.fit(120, 60, [0, 1], -3), null);
  assert.equal(row.fit(140, 60, [0, 1], -3), 137);
  assert.equal(row.fit(60, 40, [1, -1], 8), 12);
});

test("a name pushed in from an end stays beside its stem or about it", () => {
  const row = new Row(300);
  assert.equal(row.fit(295, 60, [0], 0), 246);
  assert.equal(row.fit(5, 60, [-1], 9), -12);
  assert.equal(row.fit(-80, 60, [0], 0), null);
});
