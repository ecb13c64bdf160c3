import assert from "node:assert/strict";
import { test } from "node:test";

import { escapeOrder, keyOrder } from "../../dashboard/assets/core/order.mjs";
import { ESCAPE, PARTS, SHARED_KEYS } from "../../dashboard/assets/parts.mjs";

/** What can be closed; closing says its name. */
function closing(open, log = []) {
  const owner = (...names) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        () => {
          if (open.has(name)) log.push(name);
          return open.delete(name);
        },
      ]),
    );
  return { owner, log };
}

test("Escape closes one at a time, in the declared order, whatever the order of the parts", () => {
  const open = new Set(["card", "dialog", "lecture"]);
  const { owner, log } = closing(open);
  const close = escapeOrder(["dialog", "lecture", "card"], [owner("card"), owner("lecture", "dialog")]);
  assert.deepEqual([close(), close(), close(), close()], [true, true, true, false]);
  assert.deepEqual(log, ["dialog", "lecture", "card"]);
});

test("a name that the order does not know, has twice or misses is named", () => {
  const { owner } = closing(new Set());
  assert.throws(() => escapeOrder(["a"], [owner("a", "b")]), /not in the order: b/);
  assert.throws(() => escapeOrder(["a"], [owner("a"), owner("a")]), /two owners: a/);
  assert.throws(() => escapeOrder(["a", "c"], [owner("a")]), /no owner: c/);
});

test("a key has one owner", () => {
  const log = [];
  const keys = keyOrder({}, { page: { L: () => log.push("page") }, search: { "/": () => log.push("search") } });
  keys.L();
  keys["/"]();
  assert.deepEqual(log, ["page", "search"]);
  assert.throws(() => keyOrder({}, { page: { L: () => {} }, lecture: { L: () => {} } }), /key L .*page,lecture/);
});

test("a declared key goes to its first owner, and on to the next when that one leaves it", () => {
  const log = [];
  let lecturing = true;
  const owners = {
    page: { ArrowRight: () => log.push("page") },
    lecture: { ArrowRight: () => (lecturing ? void log.push("lecture") : false) },
  };
  const keys = keyOrder({ ArrowRight: ["lecture", "page"] }, owners);
  keys.ArrowRight();
  lecturing = false;
  keys.ArrowRight();
  assert.deepEqual(log, ["lecture", "page"]);
});

test("a declaration that no longer fits is refused", () => {
  const owners = { page: { X: () => {} } };
  assert.throws(() => keyOrder({ X: ["lecture", "page"] }, owners), /key X/);
  assert.throws(() => keyOrder({ Y: ["page"] }, owners), /key Y/);
});

test("the page declares dialogs before what lies under them, and the card of the territory last", () => {
  const dialogs = ["help", "stories", "search", "correction", "cite", "export", "share"];
  assert.deepEqual(ESCAPE.slice(0, dialogs.length), dialogs);
  assert.equal(new Set(ESCAPE).size, ESCAPE.length);
  assert.equal(ESCAPE.at(-1), "card");
  const before = (one, other) => assert.ok(ESCAPE.indexOf(one) < ESCAPE.indexOf(other), `${one} before ${other}`);
  before("menu", "treaty");
  before("lecture", "treaty");
  before("lecture", "projector");
  for (const card of ["quiz", "treaty", "found", "history"]) before(card, "card");
});

test("in a lecture the arrows and the page keys are the lecture's", () => {
  assert.deepEqual(Object.keys(SHARED_KEYS).sort(), ["ArrowLeft", "ArrowRight", "PageDown", "PageUp"]);
  for (const owners of Object.values(SHARED_KEYS)) assert.deepEqual([owners[0], owners.at(-1)], ["lecture", "page"]);
});

test("every part that closes or acts says what, and the lecture sets the view before the others", () => {
  assert.equal(Object.keys(PARTS)[0], "lecture");
  for (const [name, Part] of Object.entries(PARTS)) {
    for (const older of ["selected", "asked"]) assert.ok(!(older in Part.prototype), `${name}.${older}`);
  }
});
