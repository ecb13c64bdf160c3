import assert from "node:assert/strict";
import { test } from "node:test";

import { Conic } from "../../dashboard/assets/core/conic.mjs";
import { parse } from "../../dashboard/assets/map/extent.mjs";
import { gesture } from "../../dashboard/assets/map/touch.mjs";

const CONIC = new Conic({ lat_1: 39.5, lat_2: 43.5, lat_0: 41.5, lon_0: 44 });
// [lon, lat] in degrees and [x, y] in metres, by pyproj.
const PROJ = [
  [
    [44, 41.5],
    [0.0, 0.0],
  ],
  [
    [38.2, 44.9],
    [-458298.4463, 393100.746],
  ],
  [
    [50.3, 38.1],
    [552726.6669, -357347.0855],
  ],
  [
    [42.125, 40.625],
    [-158554.2299, -95398.6524],
  ],
  [
    [30, 50],
    [-1010325.9808, 1029741.3948],
  ],
];
const near = (a, b, tolerance) =>
  a.forEach((value, n) => assert.ok(Math.abs(value - b[n]) < tolerance, `${a} is not ${b}`));

test("degrees become the metres that PROJ finds, and come back", () => {
  for (const [degrees, metres] of PROJ) {
    near(CONIC.toMetres(degrees), metres, 0.01);
    near(CONIC.toDegrees(metres), degrees, 1e-7);
  }
});

test("an extent leads back to its window within a metre, near and far", () => {
  for (const window of [
    [-560_000, -420_000, 590_000, 300_000],
    [40_000, -180_000, 100_000, -140_000],
    [-900_000, -900_000, 900_000, 500_000],
  ]) {
    near(CONIC.windowOf(CONIC.extentOf(window)), window, 1);
  }
});

test("an extent is four numbers in their order, and nothing else is", () => {
  assert.deepEqual(parse("42,40.125,46,42"), [42, 40.125, 46, 42]);
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
    assert.equal(parse(text), null, text);
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
