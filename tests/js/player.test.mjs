/** Play: the speeds, the slowing at headlines, the end; the clock is ours. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Model } from "../../dashboard/assets/core/model.mjs";
import { Player } from "../../dashboard/assets/timeline/player.mjs";
import { payload } from "./payload.mjs";

const FRAME_MS = 20;
const LAST = 6939;
let now;
let waiting;
let reduced;

/** Let the page draw frames for so many milliseconds. */
function run(ms) {
  for (const end = now + ms; now < end; ) {
    now += FRAME_MS;
    const frame = waiting;
    waiting = null;
    frame?.(now);
  }
}

function start(day = 0) {
  const seen = { day, days: [], states: [], shown: [0, LAST] };
  const player = new Player(
    new Model(payload()),
    {
      day: () => seen.day,
      go: (next) => {
        seen.day = next;
        seen.days.push(next);
      },
      state: (playing) => seen.states.push(playing),
      shown: () => seen.shown,
    },
    LAST,
  );
  return { player, seen };
}

beforeEach(() => {
  now = 0;
  waiting = null;
  reduced = false;
  globalThis.requestAnimationFrame = (frame) => {
    waiting = frame;
    return 1;
  };
  globalThis.cancelAnimationFrame = () => (waiting = null);
  globalThis.matchMedia = () => ({ matches: reduced });
  globalThis.performance.now = () => now;
});

for (const [speed, days] of [
  ["day", 1],
  ["week", 7],
  ["month", 30.4],
  ["quarter", 91],
]) {
  test(`at the speed of a ${speed} a second passes ${days} days`, () => {
    const { player, seen } = start(1000);
    player.speed = speed;
    player.play();
    run(1000);
    assert.ok(Math.abs(seen.day - 1000 - days) <= 1, `${seen.day - 1000} days`);
  });
}

test("days are never skipped backwards and each is shown at most once", () => {
  const { player, seen } = start(950);
  player.play();
  run(5000);
  assert.deepEqual(
    seen.days,
    [...new Set(seen.days)].sort((a, b) => a - b),
  );
  assert.ok(seen.days.length > 100);
});

test("it stops for a while at a headline, then goes on", () => {
  const { player, seen } = start(399);
  player.speed = "quarter";
  player.play();
  run(200);
  assert.equal(seen.day, 400); // the treaty
  run(1000);
  assert.equal(seen.day, 400);
  run(1500);
  assert.ok(seen.day > 400);
});

test("where headlines crowd a fast speed stays faster than a slow one", () => {
  const milliseconds = (speed) => {
    const { player, seen } = start(1000);
    player.stops = [1005, 1010, 1015, 1020, 1025, 1030];
    player.speed = speed;
    const began = now;
    player.play();
    while (seen.day < 1030) run(FRAME_MS);
    player.pause();
    return now - began;
  };
  const [week, month, quarter] = ["week", "month", "quarter"].map(milliseconds);
  assert.ok(week > 3 * month, `${week} at a week, ${month} at a month`);
  assert.ok(month > 1.5 * quarter, `${month} at a month, ${quarter} at a quarter`);
});

test("a headline alone is held longer than one of a crowd, a milestone never less than it takes to see", () => {
  const { player } = start();
  player.speed = "quarter";
  player.stops = [900, 901, 1000, 1002, 2000];
  assert.equal(player.dwell(4), 1400);
  assert.ok(player.dwell(2) < 200);
  assert.ok(player.dwell(0) >= 600); // the milestone
});

test("a loop begins again at its first day, also change by change", () => {
  for (const speed of ["quarter", "event"]) {
    const { player, seen } = start(50);
    player.speed = speed;
    player.loop = [50, 450];
    player.play();
    run(20_000);
    assert.ok(Math.min(...seen.days) >= 50 && Math.max(...seen.days) === 450, speed);
    assert.ok(seen.days.filter((day) => day === 50).length >= 1, `${speed} came back`);
    assert.equal(player.playing, true);
    player.pause();
  }
});

test("from outside the loop, play goes to its first day", () => {
  const { player, seen } = start(2000);
  player.loop = [50, 450];
  player.play();
  assert.equal(seen.days[0], 50);
});

test("when the loop is moved away while it plays, play follows it", () => {
  const { player, seen } = start(60);
  player.loop = [50, 450];
  player.play();
  run(200);
  player.loop = [3000, 3100];
  run(3000);
  assert.ok(seen.day >= 3000 && seen.day <= 3100);
});

test("change by change it goes from one change to the next", () => {
  const { player, seen } = start(0);
  player.speed = "event";
  player.play();
  run(10_000);
  assert.deepEqual(seen.days, [100, 400, 900, LAST]);
  assert.equal(player.playing, false);
});

test("it ends on the last day", () => {
  const { player, seen } = start(LAST - 5);
  player.play();
  run(3000);
  assert.equal(seen.day, LAST);
  assert.deepEqual(seen.states, [true, false]);
});

test("on the last day it starts again from the first", () => {
  const { player, seen } = start(LAST);
  player.play();
  run(FRAME_MS);
  assert.equal(seen.days[0], 0);
  assert.equal(player.playing, true);
});

test("pause stops it at once, and pausing twice says so once", () => {
  const { player, seen } = start(1000);
  player.toggle();
  run(500);
  player.toggle();
  player.pause();
  const { day } = seen;
  run(1000);
  assert.equal(seen.day, day);
  assert.deepEqual(seen.states, [true, false]);
});

test("a frame that came late does not leap over weeks", () => {
  const { player, seen } = start(1000);
  player.speed = "quarter";
  player.play();
  now += 60_000; // the tab was hidden for a minute
  waiting(now);
  assert.ok(seen.day - 1000 < 10);
});

test("who asked for less motion gets it change by change, and nothing plays by itself", () => {
  reduced = true;
  const { player } = start();
  assert.equal(player.speed, "event");
  assert.equal(player.playing, false);
  assert.equal(waiting, null);
});

test("play begins in the part of the time that is seen", () => {
  const { player, seen } = start(0);
  seen.shown = [730, 1095];
  player.play();
  assert.equal(seen.day, 730);
  player.pause();
  seen.day = 800;
  player.play();
  assert.equal(seen.day, 800);
});
