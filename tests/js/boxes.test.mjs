import assert from "node:assert/strict";
import { test } from "node:test";

import { Space, apart, arrange, stretch } from "../../dashboard/assets/core/boxes.mjs";

test("two boxes are apart from the gap on, across or down", () => {
  const box = [10, 10, 20, 20];
  for (const [other, gap, expected] of [
    [[20, 10, 30, 20], 0, true],
    [[19, 10, 30, 20], 0, false],
    [[23, 10, 30, 20], 3, true],
    [[22, 10, 30, 20], 3, false],
    [[10, 23, 20, 30], 3, true],
    [[10, 22, 20, 30], 3, false],
    // Clear of it in one direction alone is enough.
    [[0, 30, 100, 40], 3, true],
    [[30, 0, 40, 100], 3, true],
    [[12, 12, 14, 14], 0, false],
    [[0, 0, 100, 100], 0, false],
  ]) {
    assert.equal(apart(box, other, gap), expected, `${other} ${gap}`);
    assert.equal(apart(other, box, gap), expected, `${other} ${gap}, the other way`);
  }
});

test("what is put is taken, what does not fit is not", () => {
  const space = new Space({ gap: 2, within: [0, 0, 100, 50] });
  assert.ok(space.put([0, 0, 40, 10]));
  assert.ok(!space.put([41, 0, 60, 10]));
  assert.ok(space.put([42, 0, 60, 10]));
  assert.ok(!space.put([80, 0, 101, 10]));
  assert.ok(!space.put([-1, 20, 10, 30]));
  assert.ok(space.put([80, 40, 100, 50]));
  assert.equal(space.taken.length, 3);
});

test("boxes of one name are put together or not at all, and may touch each other", () => {
  const space = new Space({ gap: 5, taken: [[50, 0, 60, 10]] });
  assert.ok(!space.put([0, 0, 10, 10], [48, 0, 52, 10]));
  assert.equal(space.taken.length, 1);
  assert.ok(space.put([0, 0, 10, 10], [10, 0, 20, 10]));
});

test("what others hold is not changed by what is put", () => {
  const taken = [[0, 0, 1, 1]];
  new Space({ taken }).take([5, 5, 6, 6]);
  assert.deepEqual(taken, [[0, 0, 1, 1]]);
});

test("a box that is given back is free again; a like one stays", () => {
  const [one, like] = [stretch(0, 10), stretch(0, 10)];
  const space = new Space({ taken: [one] });
  space.leave(like);
  assert.ok(!space.free(stretch(5, 6)));
  space.leave(one);
  assert.ok(space.free(stretch(5, 6)));
});

test("stretches of one line meet along it, at a point too", () => {
  const space = new Space({ gap: 4, taken: [stretch(10, 20)] });
  assert.ok(space.free(stretch(24, 30)));
  assert.ok(!space.free(stretch(23, 30)));
  assert.ok(!space.free(stretch(15, 15)));
  assert.ok(space.free(stretch(6, 6)));
});

test("signs keep off what is taken and off each other, near their points", () => {
  const space = new Space({ gap: 2, within: [2, 2, 198, 198], taken: [[0, 0, 40, 40]] });
  const [a, b, c] = arrange(
    space,
    [
      [20, 20],
      [60, 60],
      [60, 60],
    ],
    [
      [20, 20],
      [20, 20],
      [20, 20],
    ],
    100,
  );
  assert.ok(a[0] - 10 >= 42 || a[1] - 10 >= 42);
  assert.deepEqual(b, [60, 60]);
  assert.ok(Math.hypot(c[0] - 60, c[1] - 60) <= 100);
  assert.ok(Math.abs(c[0] - 60) >= 22 || Math.abs(c[1] - 60) >= 22);
});

test("where there is no room there is no arrangement", () => {
  const space = new Space({ gap: 2, within: [2, 2, 38, 38], taken: [[0, 0, 40, 40]] });
  assert.equal(arrange(space, [[20, 20]], [[20, 20]], 200), null);
});
