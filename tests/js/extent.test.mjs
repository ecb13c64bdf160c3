import assert from "node:assert/strict";
import { test } from "node:test";

import { Degrees } from "../../dashboard/assets/core/degrees.mjs";
import { parse } from "../../dashboard/assets/map/extent.mjs";
import { gesture } from "../../dashboard/assets/map/touch.mjs";
import { Viewport } from "../../dashboard/assets/map/viewport.mjs";
import { factorOf } from "../../dashboard/assets/map/wheel.mjs";

// Degrees of a made-up projection: bent, as all are, and known everywhere.
const [SIZE, STEP, WEST, SOUTH] = [33, 100_000, -1_600_000, -1_500_000];
const bent = ([x, y]) => [44 + x / 85_000 + (x * y) / 6e11, 41 + y / 111_000 - (x * x) / 1.5e12];
const points = Array.from({ length: SIZE * SIZE }, (_, n) =>
  bent([WEST + STEP * (n % SIZE), SOUTH + STEP * Math.floor(n / SIZE)]),
);
const DEGREES = new Degrees({
  west: WEST,
  south: SOUTH,
  across: STEP,
  up: STEP,
  size: SIZE,
  lon: points.map(([lon]) => lon),
  lat: points.map(([, lat]) => lat),
});
const near = (a, b, tolerance) =>
  a.forEach((value, n) => assert.ok(Math.abs(value - b[n]) < tolerance, `${a} is not ${b}`));

test("between the points of the grid, at its edge and beyond degrees are those of the map", () => {
  for (const point of [
    [0, 0],
    [12_345, -67_890],
    [-1_600_000, 1_700_000],
    [1_590_000, -1_499_000],
    [1_900_000, 0],
  ]) {
    near(DEGREES.of(point), bent(point), 1e-7);
  }
});

test("an extent leads back to its window within a metre, near and far", () => {
  for (const window of [
    [-560_000, -420_000, 590_000, 300_000],
    [40_000, -180_000, 100_000, -140_000],
    [-900_000, -900_000, 900_000, 500_000],
  ]) {
    near(DEGREES.windowOf(DEGREES.extentOf(window)), window, 1);
  }
});

const SHEET = { earth: [-180, -90, 180, 90], degrees: 40 };

test("an extent is four numbers in their order, and nothing else is", () => {
  assert.deepEqual(parse("42,40.125,46,42", SHEET), [42, 40.125, 46, 42]);
  for (const text of [
    "",
    "42,40,46",
    "42,40,46,42,1",
    "46,40,42,42",
    "42,42,46,40",
    "a,b,c,d",
    "42,,46,42",
    "0,0,170,80",
    "42,40,46,91",
    "NaN,40,46,42",
    "42,40,Infinity,42",
  ]) {
    assert.equal(parse(text, SHEET), null, text);
  }
});

const STILL = { factor: 1, x: 0, y: 0 };

test("one finger carries the map along", () => {
  assert.deepEqual(gesture([[10, 20]], [[40, 15]], STILL), { factor: 1, x: 30, y: -5 });
});

test("what lies under two fingers stays under them when they spread", () => {
  const from = [
    [100, 100],
    [200, 100],
  ];
  const to = [
    [80, 120],
    [280, 120],
  ];
  const shift = gesture(from, to, STILL);
  assert.equal(shift.factor, 2);
  from.forEach((point, n) =>
    near(
      point.map((value, k) => value * shift.factor + [shift.x, shift.y][k]),
      to[n],
      1e-9,
    ),
  );
});

test("a finger that leaves does not make the map leap", () => {
  const before = gesture(
    [
      [100, 100],
      [200, 100],
    ],
    [
      [50, 100],
      [250, 100],
    ],
    STILL,
  );
  assert.deepEqual(gesture([[250, 100]], [[250, 100]], before), before);
});

test("a notch of the wheel comes a tenth nearer, small turns less, and back is as far", () => {
  const notch = factorOf({ deltaY: -100, deltaMode: 0 });
  near([notch], [Math.exp(0.1)], 1e-9);
  near([factorOf({ deltaY: -3, deltaMode: 1 })], [notch], 1e-9);
  near([notch * factorOf({ deltaY: 100, deltaMode: 0 })], [1], 1e-9);
  near([factorOf({ deltaY: -4, deltaMode: 0 })], [Math.exp(0.02)], 1e-9);
});

test("what is stretched or moved stays within the ends of the map", () => {
  // A map of 2,000 by 1,000 km, of which 1,000 by 500 are seen at a pixel a kilometre.
  const axis = (least, most, [from, to], length) => ({ range: [from, to], length, least, most });
  const axes = { x: axis(0, 2e6, [5e5, 15e5], 1000), y: axis(0, 1e6, [2.5e5, 7.5e5], 500) };
  const chart = { axes, onMoving() {}, onDrawn() {} };
  const map = new Viewport(chart, [0, 0, 2e6, 1e6], [1e5, 4e6], () => ({ left: 0, right: 0 }), []);
  const lies = ({ factor, x, y }) => [factor, x, y];
  near(lies(map.kept({ factor: 2, x: -300, y: -100 })), [2, -300, -100], 1e-6);
  near(lies(map.kept({ factor: 1, x: 800, y: -900 })), [1, 500, -250], 1e-6);
  near(lies(map.kept({ factor: 0.1, x: 0, y: 0 })), [0.5, 250, 125], 1e-6);
});
