/** A browser that refuses storage and channels. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { channel, recall, remember } from "../../dashboard/assets/page/optional.mjs";
import { Pair, isPair, newPair } from "../../dashboard/assets/lecture/pair.mjs";

const refuse = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};
const usual = globalThis.BroadcastChannel;

afterEach(() => {
  globalThis.BroadcastChannel = usual;
  delete globalThis.localStorage;
});

test("what is refused is as if nothing had been kept, and nobody heard", () => {
  Object.defineProperty(globalThis, "localStorage", { get: refuse, configurable: true });
  globalThis.BroadcastChannel = class {
    constructor() {
      refuse();
    }
  };
  remember("keys", "off");
  assert.equal(recall("keys"), null);
  const open = channel("lecture", () => assert.fail("nobody speaks"));
  open.send({});
  open.close();
});

test("windows of one pair hear each other, and a window of another pair hears neither", async () => {
  const heard = Promise.withResolvers();
  const window = (name) => (globalThis.window = { name });
  window("");
  const first = new Pair(heard.resolve);
  first.lead();
  assert.equal(globalThis.window.name, `atlas-class-${first.id}`);
  assert.ok(isPair(first.id) && !isPair("nonsense"));
  assert.equal(new Set([newPair(), newPair(), newPair()]).size, 3);
  window("another-site");
  const presenter = new Pair(() => assert.fail("nobody else speaks"));
  presenter.follow(first.id);
  assert.equal(globalThis.window.name, "another-site");
  window("");
  const other = new Pair(() => assert.fail("not of this lecture"));
  other.lead();
  window(first.names.class);
  const again = new Pair(() => {});
  assert.equal(again.id, first.id);
  again.follow(first.id);
  assert.equal(globalThis.window.name, first.names.presenter);
  presenter.say("here");
  assert.equal(await heard.promise, "here");
  for (const one of [first, presenter, other, again]) one.channel.close();
});
