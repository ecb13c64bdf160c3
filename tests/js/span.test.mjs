/** The part of the time that the strip shows: its scale, zooming, panning, two fingers. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { SHORTEST, Span } from "../../dashboard/assets/core/span.mjs";

const RANGE = { detailed: 1826, last: 6939, detailedShare: 0.885, breakShare: 0.015 };
const whole = new Span(RANGE);
/** Spans before the break, over it and after it, from the shortest to the whole. */
const SPANS = [
  [0, 6939],
  [0, 1826],
  [848, 848 + SHORTEST],
  [700, 1100],
  [1800, 1850],
  [1000, 5000],
  [1826, 6939],
  [3000, 3000 + SHORTEST],
  [1826, 1900],
  [1700, 1826],
].map(([from, until]) => new Span(RANGE, from, until));
const near = (a, b, why) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}: ${why}`);

// A range that is all detailed, all tail, or a single day has no break.
for (const [detailed, last] of [
  [0, 100],
  [100, 100],
  [0, 0],
  [0, 1],
  [1, 1],
]) {
  test(`with ${detailed} detailed days of ${last} every day has its place`, () => {
    const range = { detailed, last, detailedShare: detailed === last ? 1 : 0, breakShare: 0 };
    for (const span of [new Span(range), new Span(range).zoom(0.5, 0.5)]) {
      assert.equal(span.breakAt, null);
      for (let day = 0; day <= last; day += 1) {
        if (span.holds(day)) assert.equal(span.dayAt(span.position(day)), day);
        assert.ok(Number.isFinite(span.position(day)) && Number.isFinite(span.step(day)));
      }
    }
  });
}

for (const span of SPANS) {
  const [from, until] = span.days;
  const name = `${from} to ${until}`;

  test(`from ${name} each day comes back from its place, and later days lie further right`, () => {
    let before = -1;
    for (let day = from; day <= until; day += 1) {
      assert.equal(span.dayAt(span.position(day)), day);
      assert.ok(span.position(day) > before);
      before = span.position(day);
    }
  });

  test(`from ${name} the ends of the strip are the ends of the span`, () => {
    near(span.position(from), 0, "the first day");
    near(span.position(until), 1, "the last day");
    assert.equal(span.dayAt(-3), from);
    assert.equal(span.dayAt(3), until);
  });

  test(`zooming from ${name} keeps the time under the hand where it is`, () => {
    for (const place of [0.2, 0.5, 0.8]) {
      const closer = span.zoom(0.7, place);
      const time = span.timeAt(place);
      if (closer.broken === span.broken) near(closer.position(time), place, "closer");
      assert.ok(closer.length <= span.length);
    }
  });
}

test("within the detailed years the scale is linear: a day takes as much everywhere", () => {
  const span = new Span(RANGE, 700, 1100);
  for (const day of [700, 850, 1099]) near(span.position(day + 1) - span.position(day), 1 / 400, day);
  near(span.step(800), 1 / 400, "the step");
});

test("the days after the detailed years take less from the last detailed day on", () => {
  assert.ok(whole.step(1825) > 5 * whole.step(1826));
  near(whole.step(1826), whole.position(1828) - whole.position(1827), "the step");
});

test("the break is part of a span that reaches over it, and as short in each", () => {
  for (const span of SPANS) {
    const [from, until] = span.days;
    assert.equal(span.broken, from < 1826 && until > 1826);
    if (span.broken) near(span.breakAt[1] - span.breakAt[0], 0.015, "the break");
    else assert.equal(span.breakAt, null);
  }
});

test("no zoom leads out of the atlas or below the shortest time", () => {
  let span = whole;
  for (let n = 0; n < 60; n += 1) span = span.zoom(0.7, 0.1);
  const [from, until] = span.days;
  assert.ok(until - from >= SHORTEST - 1 && until - from <= SHORTEST + 1);
  for (let n = 0; n < 60; n += 1) span = span.zoom(1.5, 0.9);
  assert.deepEqual(span.days, [0, 6939]);
  assert.ok(span.whole);
});

test("in the years after the break the shortest time is as many days", () => {
  let span = whole;
  for (let n = 0; n < 90; n += 1) span = span.zoom(0.7, 0.97);
  const [from, until] = span.days;
  assert.ok(from > 1826);
  assert.ok(Math.abs(until - from - SHORTEST) <= 1, `${until - from} days`);
});

test("panning keeps the length and stops at the ends", () => {
  const span = new Span(RANGE, 700, 800);
  assert.deepEqual(span.pan(0.5).days, [750, 850]);
  assert.deepEqual(span.pan(-100).days, [0, 100]);
  near(span.pan(100).position(6939), 1, "the end");
});

test("two fingers keep the times under them", () => {
  const span = new Span(RANGE, 400, 1400);
  const times = [span.timeAt(0.4), span.timeAt(0.6)];
  const wider = span.pinch(times, [0.2, 0.9]);
  near(wider.position(times[0]), 0.2, "one finger");
  near(wider.position(times[1]), 0.9, "the other");
  assert.equal(span.pinch(times, [0.5, 0.5]), span, "fingers on one place say nothing");
  assert.equal(span.pinch(times, [0.6, 0.4]), span, "time does not run backwards");
});

test("a day that leaves the strip turns the page, and one that is seen does not", () => {
  const span = new Span(RANGE, 700, 800);
  assert.equal(span.turnTo(750), span);
  for (const day of [801, 699, 0, 1500]) {
    const turned = span.turnTo(day);
    assert.ok(turned.holds(day));
    assert.equal(turned.days[1] - turned.days[0], 100);
  }
  // It is near the end that it came from: earlier days follow on the left, later on the right.
  near(span.turnTo(1500).position(1500), 0.15, "a later day");
  near(span.turnTo(400).position(400), 0.85, "an earlier day");
  for (const [day, seen] of [
    [699, false],
    [700, true],
    [800, true],
    [801, false],
  ]) {
    assert.equal(span.holds(day), seen, `${day}`);
  }
});
