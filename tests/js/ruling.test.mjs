// Hatched areas as lines, for programs that draw patterns wrong.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lines } from "../../dashboard/assets/export/ruling.mjs";

const box = { x: 10, y: 20, width: 20, height: 10 };

test("upright lines stand where those of the tiles stand", () => {
  const drawn = lines("M3.5 0V7.0", 7, 0, box);
  const at = [...drawn.matchAll(/M([-\d.]+) 20V30/g)].map(([, x]) => Number(x));
  assert.deepEqual(at, [3.5, 10.5, 17.5, 24.5, 31.5]);
});

test("level lines too", () => {
  const drawn = lines("M0 2.5H5.0", 5, 0, box);
  assert.equal(drawn, "M10 17.5H30M10 22.5H30M10 27.5H30M10 32.5H30");
});

for (const angle of [45, -45]) {
  test(`lines turned by ${angle} degrees cover the box, a period apart`, () => {
    const drawn = [...lines("M3.5 0V7.0", 7, angle, box).matchAll(/M([-\d.]+) ([-\d.]+)V([-\d.]+)/g)];
    const at = drawn.map(([, u]) => Number(u));
    const radians = (angle * Math.PI) / 180;
    for (const [x, y] of [
      [10, 20],
      [30, 20],
      [10, 30],
      [30, 30],
      [20, 25],
    ]) {
      // A corner of the box in the frame of the tiles.
      const u = x * Math.cos(radians) + y * Math.sin(radians);
      const v = y * Math.cos(radians) - x * Math.sin(radians);
      assert.ok(Math.min(...at) <= u && u <= Math.max(...at));
      assert.ok(Math.min(...at.map((one) => Math.abs(one - u))) <= 3.51);
      for (const [, , start, end] of drawn) {
        assert.ok(Number(start) <= v + 0.01 && v - 0.01 <= Number(end));
      }
    }
    for (const one of at) assert.ok(Math.abs((one - 3.5) / 7 - Math.round((one - 3.5) / 7)) < 0.01);
  });
}

test("what is no line across its tile has none", () => {
  assert.equal(lines("M1 1L2 2", 7, 0, box), "");
});
