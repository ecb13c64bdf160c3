/** Who held what on a day, in the browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { holds, last, Model } from "../../dashboard/assets/core/model.mjs";
import { turns } from "../../dashboard/assets/map/rims.mjs";
import { payload } from "./payload.mjs";

const model = new Model(payload());
const days = Array.from({ length: 1001 }, (_, day) => day);

test("a row holds on its first day and no longer on its end", () => {
  assert.equal(model.row(0, 99).controller, "empire");
  assert.equal(model.row(0, 100).controller, "republic");
  assert.equal(model.row(0, 899).controller, "republic");
  assert.equal(model.row(0, 900).controller, "ssr");
  for (const day of days) {
    model.territories.forEach((_, i) => {
      const { start, end } = model.row(i, day);
      assert.ok(start <= day && (end === null || day < end));
    });
  }
});

test("a claim stands on its first day and no longer on its end, each claimant once", () => {
  assert.deepEqual(model.claimants(0, 99), []);
  assert.deepEqual(model.claimants(0, 100), ["empire"]);
  assert.deepEqual(model.claimants(0, 180), ["empire", "ssr"]);
  assert.deepEqual(model.claimants(0, 200), ["ssr", "empire"]);
  assert.deepEqual(model.claimants(0, 250), ["ssr"]);
  assert.equal(model.claims(0, 190).length, 3);
});

test("the next and the previous change leave the day itself out", () => {
  assert.deepEqual(
    [0, 99, 100, 899, 900].map((day) => model.nextChange(day)),
    [100, 100, 400, 900, null],
  );
  assert.deepEqual(
    [0, 100, 101, 400, 6939].map((day) => model.previousChange(day)),
    [null, null, 100, 100, 900],
  );
});

test("a change forth and back returns to the day", () => {
  for (const day of model.changeDays.slice(0, -1)) {
    assert.equal(model.previousChange(model.nextChange(day)), day);
  }
});

test("only what gets another controller changes hands", () => {
  const at = (day) => model.handovers(day).map((one) => one.territory.id);
  assert.deepEqual(at(100), ["upper"]); // lower only becomes occupied
  assert.deepEqual(at(400), ["lower"]);
  assert.deepEqual(at(101), []);
  assert.deepEqual(at(0), []);
});

test("the shares of the powers are together the whole, without the backdrop", () => {
  for (const day of days) {
    const { km2, count, total } = model.shares(day);
    assert.equal(
      Object.values(km2).reduce((sum, one) => sum + one, 0),
      total,
    );
    assert.equal(
      Object.values(count).reduce((sum, one) => sum + one, 0),
      2,
    );
  }
  assert.equal(model.shares(0).total, 1000);
  assert.deepEqual(model.shares(500).km2, { green: 300, red: 700 });
  assert.deepEqual(model.shares(900).count, { red: 2 });
});

test("the state of a day has the words of the API", () => {
  const state = model.state(150, (day) => `day ${day}`);
  assert.deepEqual(state[1], {
    territory_id: "lower",
    controller: "empire",
    status: "occupied",
    second_party: "republic",
    certainty: "high",
    since: "day 100",
    until: "day 400",
    claimants: [],
    event_id: "event_100",
    source_key: "Book2001;Other1999",
    source_locator: "p. 100;",
  });
  assert.equal(model.state(900, String)[0].until, "");
});

test("a federation of a federation is above a republic too, each in its time", () => {
  assert.deepEqual(model.federations("ssr", 1499), []);
  assert.deepEqual(model.federations("ssr", 1500), ["sfsr"]);
  assert.deepEqual(model.federations("ssr", 1825), ["sfsr", "ussr"]);
  assert.deepEqual(model.federations("ssr", 6900), []);
  assert.deepEqual(model.federations("empire", 1825), []);
});

test("the events of a day come with the takeover first and the small ones last", () => {
  assert.deepEqual(
    model.eventsOn(100).map((one) => one.id),
    ["takeover", "large", "small"],
  );
  assert.deepEqual(model.eventsOn(99), []);
  assert.deepEqual(model.eventsOn(101), []);
});

test("earlier events are headlines before the day, the latest first; the next one is after it", () => {
  assert.deepEqual(
    model.eventsBefore(100, 4).map((one) => one.id),
    ["prologue"],
  );
  assert.deepEqual(
    model.eventsBefore(900, 2).map((one) => one.id),
    ["treaty", "takeover"],
  );
  assert.equal(model.eventAfter(100).id, "treaty");
  assert.equal(model.eventAfter(900), null);
});

test("an interval holds its first day and not its end", () => {
  for (const [start, end, held] of [
    [5, 8, [5, 6, 7]],
    [5, 6, [5]],
    [null, 6, [3, 4, 5]],
    [7, null, [7, 8, 9]],
    [null, null, [3, 4, 5, 6, 7, 8, 9]],
  ]) {
    assert.deepEqual(
      [3, 4, 5, 6, 7, 8, 9].filter((day) => holds(start, end, day)),
      held,
      `${start} ${end}`,
    );
  }
});

test("rims turn on each day on which a holder, a membership or a claim begins or ends", () => {
  assert.deepEqual(turns(model), [0, 100, 150, 180, 200, 250, 400, 900, 1500, 1825, 6900]);
});

test("events of a day, before and after it leave each other alone", () => {
  for (const day of [-50, 99, 100, 101, 300, 400, 900]) {
    const on = model.eventsOn(day).map((one) => one.id);
    const before = model.eventsBefore(day, 99).map((one) => one.id);
    const after = model.eventAfter(day)?.id;
    assert.deepEqual(
      before.filter((id) => on.includes(id)),
      [],
    );
    assert.ok(!on.includes(after));
    const headlines = payload().events.filter((event) => event.tier === 1);
    assert.deepEqual(
      before.sort(),
      headlines
        .filter((headline) => headline.day < day)
        .map((one) => one.id)
        .sort(),
    );
    assert.equal(after, headlines.find((headline) => headline.day > day)?.id);
  }
});

test("last finds the last number not above a value", () => {
  const sorted = [1, 3, 3, 8];
  assert.deepEqual(
    [0, 1, 2, 3, 7, 8, 99].map((value) => last(sorted, value)),
    [-1, 0, 0, 2, 2, 3, 3],
  );
  assert.equal(last([], 5), -1);
});
