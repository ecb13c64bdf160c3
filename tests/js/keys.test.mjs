/** Keys of the page: their names, and where they must not act. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keyName, listen } from "../../dashboard/assets/page/keys.mjs";

let press;
let pressed;
let dialog;
let kept;

/** An element as far as the module looks at one: which selectors it answers to. */
const element = (...selectors) => ({
  matches: (list) => list.split(", ").some((one) => selectors.includes(one)),
  checkVisibility: () => true,
});
const body = element();

beforeEach(() => {
  pressed = [];
  dialog = null;
  kept = {};
  globalThis.localStorage = { getItem: (key) => kept[key] ?? null };
  globalThis.document = {
    addEventListener: (_, listener) => {
      press = (key, target = body, modifiers = {}) => {
        const event = { key, target, shiftKey: false, ...modifiers, prevented: false };
        event.preventDefault = () => (event.prevented = true);
        listener(event);
        return event.prevented;
      };
    },
    querySelector: () => dialog,
  };
  const act = (name) => () => pressed.push(name);
  listen(
    Object.fromEntries(
      ["ArrowRight", "Shift+ArrowRight", "Space", "L", "?", "Escape"].map((name) => [name, act(name)]),
    ),
  );
});

test("a key is named as the table of shortcuts writes it", () => {
  const name = (key, shiftKey = false) => keyName({ key, shiftKey });
  assert.equal(name("ArrowRight"), "ArrowRight");
  assert.equal(name("ArrowRight", true), "Shift+ArrowRight");
  assert.equal(name(" "), "Space");
  assert.equal(name("l"), "L");
  assert.equal(name("L", true), "L");
  assert.equal(name("?", true), "?");
  assert.equal(name("Escape"), "Escape");
});

test("a key acts and keeps the page from acting too", () => {
  assert.equal(press("ArrowRight"), true);
  assert.equal(press("ArrowRight", body, { shiftKey: true }), true);
  assert.equal(press("l"), true);
  assert.deepEqual(pressed, ["ArrowRight", "Shift+ArrowRight", "L"]);
});

test("a key without an act is left to the page", () => {
  assert.equal(press("q"), false);
  assert.equal(press("Tab"), false);
  assert.deepEqual(pressed, []);
});

for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
  test(`with ${modifier} a key belongs to the browser`, () => {
    assert.equal(press("l", body, { [modifier]: true }), false);
    assert.deepEqual(pressed, []);
  });
}

test("in a field letters and arrows are for writing", () => {
  for (const field of ["input:not([type=range])", "textarea", "select", "[contenteditable]"]) {
    assert.equal(press("l", element(field)), false);
    assert.equal(press("ArrowRight", element(field)), false);
  }
  assert.deepEqual(pressed, []);
});

test("on a button or a link the space bar presses it", () => {
  for (const name of ["button", "a", "summary"]) assert.equal(press(" ", element(name)), false);
  assert.deepEqual(pressed, []);
  press(" ");
  assert.deepEqual(pressed, ["Space"]);
});

test("while the help is open only Escape acts", () => {
  dialog = body;
  press("ArrowRight");
  press("l");
  assert.deepEqual(pressed, []);
  press("Escape");
  assert.deepEqual(pressed, ["Escape"]);
});

test("switched off in this browser no key acts but Escape, which closes", () => {
  kept.shortcuts = "off";
  assert.equal(press("ArrowRight"), false);
  assert.equal(press("?"), false);
  press("Escape");
  assert.deepEqual(pressed, ["Escape"]);
});

test("a browser that keeps nothing has the shortcuts", () => {
  globalThis.localStorage = {
    getItem: () => {
      throw new Error("denied");
    },
  };
  assert.equal(press("l"), true);
});

test("on a keyboard of other letters a key has the name of its Latin one", () => {
  assert.equal(keyName({ key: "е", code: "KeyT" }), "T");
  assert.equal(keyName({ key: "ტ", code: "KeyT" }), "T");
  assert.equal(keyName({ key: "ı", code: "KeyI" }), "I");
  assert.equal(keyName({ key: "z", code: "KeyY" }), "Z", "what is written on a Latin key counts");
  assert.equal(keyName({ key: "?", code: "Minus" }), "?");
});
