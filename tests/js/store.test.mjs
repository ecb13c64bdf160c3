import assert from "node:assert/strict";
import { test } from "node:test";

import { Calendar } from "../../dashboard/assets/core/calendar.mjs";
import { FOLLOW_MS, REST_MS, Store } from "../../dashboard/assets/core/store.mjs";
import { payload } from "./payload.mjs";

/** A store on a clock that stands still until it is wound. */
function made({ repeating = false } = {}) {
  const log = [];
  const frames = [];
  let waiting = null;
  let time = 0;
  const clock = {
    now: () => time,
    frame: (act) => frames.push(act),
    later: (act, ms) => (waiting = { act, ms }),
    never: (id) => {
      if (id === waiting) waiting = null;
    },
  };
  const address = { repeating, step: () => log.push("step"), keep: (how) => log.push(`keep ${how}`) };
  const view = { day: 0, view: "map", territory: null, layers: new Set() };
  const store = new Store(view, new Calendar(payload()), clock, address);
  const wind = {
    frame: () => {
      for (const act of frames.splice(0)) act();
    },
    rest: () => waiting?.act(),
    ms: () => waiting?.ms ?? null,
    on: (ms) => {
      time += ms;
    },
  };
  const part = (name) =>
    Object.fromEntries(
      ["draw", "rest", "hold", "show", "select", "switched", "restore", "landed", "openCard", "chosen"].map((phase) => [
        phase,
        (...said) => log.push([name, phase, ...said].join(" ")),
      ]),
    );
  return { store, log, wind, part };
}

test("while days pass only the last is drawn in a frame, and nothing rests", () => {
  const { store, log, wind, part } = made();
  store.join(part("a"));
  for (const day of [1, 2, 3]) store.move(day);
  assert.deepEqual(log, []);
  wind.frame();
  assert.deepEqual(log, ["a draw 3"]);
  store.move(4);
  wind.frame();
  assert.deepEqual(log, ["a draw 3", "a draw 4"]);
  assert.ok(store.moving);
});

test("words keep up more slowly than the map, and are there at rest", () => {
  const { store, log, wind } = made();
  store.join({
    draw: (day) => log.push(`draw ${day}`),
    keepUp: (day) => log.push(`words ${day}`),
    rest: () => log.push("rest"),
  });
  const step = (day, ms) => {
    wind.on(ms);
    store.move(day);
    wind.frame();
  };
  step(1, 0);
  step(2, FOLLOW_MS - 1);
  step(3, 1);
  step(4, 1);
  wind.rest();
  assert.deepEqual(log, ["draw 1", "words 1", "draw 2", "draw 3", "words 3", "draw 4", "words 4", "rest"]);
});

test("rest comes once, after the day has stood still", () => {
  const { store, log, wind, part } = made();
  store.join(part("a"));
  store.move(1);
  store.move(2);
  assert.equal(wind.ms(), REST_MS);
  wind.frame();
  wind.rest();
  assert.deepEqual(log, ["a draw 2", "a rest 2"]);
  assert.ok(!store.moving);
  assert.equal(wind.ms(), null);
});

test("parts are told in the order in which they joined; a phase that one lacks is passed over", () => {
  const { store, log, part } = made();
  store.join(part("a"), { rest: () => log.push("b rest") });
  store.join(part("c"));
  store.settle();
  assert.deepEqual(log, ["a draw 0", "c draw 0", "a rest 0", "b rest", "c rest 0"]);
});

test("a deliberate step holds the player, is a place in the history, and is drawn at once", () => {
  const { store, log, part } = made();
  store.join(part("a"));
  store.jump(99_999);
  assert.equal(store.view.day, store.calendar.last);
  assert.deepEqual(log, ["a hold", "step", `a draw ${store.calendar.last}`, `a rest ${store.calendar.last}`]);
  log.length = 0;
  store.jump(store.calendar.last);
  assert.deepEqual(log, ["a hold"]);
});

test("a key that is held moves like a finger", () => {
  const { store, log, wind, part } = made({ repeating: true });
  store.join(part("a"));
  store.jump(5);
  store.jump(6);
  assert.deepEqual(log, ["a hold", "step", "a hold", "step"]);
  wind.frame();
  wind.rest();
  assert.deepEqual(log.slice(4), ["a draw 6", "a rest 6"]);
});

test("a territory is chosen once, its address before its card", () => {
  const { store, log, part } = made();
  store.join(part("a"));
  store.select("upper");
  store.select("upper");
  store.select(null, "replaceState");
  assert.deepEqual(log, ["keep pushState", "a select upper", "keep replaceState", "a select "]);
});

test("another view is shown, written and then at rest", () => {
  const { store, log, part } = made();
  store.join(part("a"));
  store.show("table");
  assert.deepEqual(log, ["a show table", "keep pushState", "a rest 0"]);
});

test("an address is restored before it is shown, and landed last", () => {
  const { store, log, part } = made();
  store.join(part("a"));
  store.open({ ...store.view, day: 7, view: "strips" }, new Set(["day"]));
  assert.equal(store.view.day, 7);
  assert.deepEqual(
    log.map((line) => line.split(" ")[1]),
    ["hold", "restore", "show", "draw", "rest", "landed"],
  );
});

test("a view from within keeps what it does not change, and nothing lands", () => {
  const { store, log, part } = made();
  store.join(part("a"));
  store.set({ territory: "upper" });
  log.length = 0;
  store.become({ day: 9 }, "replaceState");
  assert.deepEqual([store.view.day, store.view.territory], [9, "upper"]);
  assert.deepEqual(
    log.map((line) => line.split(" ")[1]),
    ["replaceState", "hold", "restore", "show", "draw", "rest"],
  );
});

test("cards and names of the timeline are asked for by whoever knows them", () => {
  const { store, log, part } = made();
  store.join(part("a"), part("b"));
  store.ask("treaty", "kars");
  store.choose("event_1");
  assert.deepEqual(log, ["a openCard treaty kars", "b openCard treaty kars", "a chosen event_1", "b chosen event_1"]);
});
