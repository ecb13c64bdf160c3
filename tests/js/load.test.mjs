/** The loader: what is a good answer, what is tried again, what is forgotten. */

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { Unloaded, kept, load, patiently, request } from "../../dashboard/assets/page/load.mjs";

const usual = globalThis.fetch;
let asked;

/** The server gives these answers, one after the other; an Error is a network that fails. */
function answers(...list) {
  asked = 0;
  globalThis.fetch = async () => {
    const answer = list[asked];
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

const json = (body, status = 200) => new Response(body, { status, headers: { "Content-Type": "application/json" } });
const lost = () => new TypeError("Failed to fetch");

afterEach(() => {
  globalThis.fetch = usual;
  mock.timers.reset();
});

test("a file is loaded, and a network that fails once is tried again", async () => {
  answers(json("[1]"));
  assert.deepEqual(await load("/a.json"), [1]);
  answers(lost(), json("[2]"));
  assert.deepEqual(await load("/a.json"), [2]);
  answers(json("{}", 503), json("[3]"));
  assert.deepEqual(await load("/a.json"), [3]);
});

test("a network that fails twice is given up", async () => {
  answers(lost(), lost(), json("[1]"));
  await assert.rejects(load("/a.json"), (fault) => fault instanceof Unloaded && !fault.gone && fault.passing);
  assert.equal(asked, 2);
});

test("a file that there is not, or that is of another type, is not asked for twice", async () => {
  answers(json("{}", 404), json("[1]"));
  await assert.rejects(load("/a.json"), (fault) => fault instanceof Unloaded && fault.gone);
  assert.equal(asked, 1);
  answers(new Response("<p>Log in</p>", { headers: { "Content-Type": "text/html" } }), json("[1]"));
  await assert.rejects(load("/a.json"), (fault) => fault instanceof Unloaded && !fault.gone);
  assert.equal(asked, 1);
});

test("a plain file server does not know every picture and face", async () => {
  const said = (type) => new Response("face", { headers: { "Content-Type": type } });
  answers(said("application/octet-stream"));
  assert.equal(await (await load("/a.woff2", "font")).text(), "face");
  answers(said("text/html"));
  await assert.rejects(load("/a.woff2", "font"), Unloaded);
  answers(said("application/octet-stream"));
  await assert.rejects(load("/a.json"), Unloaded);
});

test("half a file is as good as none", async () => {
  answers(json("[1, "), json("[1]"));
  assert.deepEqual(await load("/a.json"), [1]);
});

test("a download is given up when nothing comes for half a minute, not because it is slow", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const stalled = () => new Promise((resolve) => setImmediate(resolve));
  const begun = [];
  globalThis.fetch = async (_, { signal }) => {
    const body = new ReadableStream({
      start(stream) {
        begun.push(stream);
        signal.addEventListener("abort", () => stream.error(signal.reason));
      },
    });
    return new Response(body, { headers: { "Content-Type": "application/json" } });
  };
  const file = load("/a.json");
  await stalled();
  for (const part of ["[", "1", "]"]) {
    mock.timers.tick(20_000);
    begun[0].enqueue(new TextEncoder().encode(part));
    await stalled();
  }
  begun[0].close();
  assert.deepEqual(await file, [1]);
  const other = assert.rejects(load("/b.json"), (fault) => fault instanceof Unloaded);
  for (const wait of [30_000, 400, 30_000]) {
    await stalled();
    mock.timers.tick(wait);
    await stalled();
  }
  await other;
  assert.equal(begun.length, 3);
});

test("what failed is forgotten, what succeeded is kept", async () => {
  const made = [];
  const make = kept(async (key) => {
    made.push(key);
    if (made.length === 1) throw new Error("once");
    return key.toUpperCase();
  });
  await assert.rejects(make("a"));
  assert.equal(await make("a"), "A");
  assert.equal(await make("a"), "A");
  assert.equal(await make("b"), "B");
  assert.deepEqual(made, ["a", "a", "b"]);
});

test("who called it off hears of that, not of a network", async () => {
  const off = new AbortController();
  globalThis.fetch = async (_, { signal }) => {
    signal.throwIfAborted();
    return json("1");
  };
  off.abort();
  await assert.rejects(request("/a", { signal: off.signal }), { name: "AbortError" });
});

const busy = () => new Response("{}", { status: 503, headers: { "Retry-After": "2" } });

test("a busy server is asked once more when it says to come again", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  answers(busy(), json("[4]"));
  const answer = patiently("/a.csv");
  await new Promise((resolve) => setImmediate(resolve));
  mock.timers.tick(1999);
  assert.equal(asked, 1);
  mock.timers.tick(1);
  assert.deepEqual(await (await answer).json(), [4]);
});

test("a server that is busy twice is given up, and one that does not say when at once", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  answers(busy(), busy(), json("[5]"));
  const answer = patiently("/a.csv");
  await new Promise((resolve) => setImmediate(resolve));
  mock.timers.tick(2000);
  await assert.rejects(answer, (fault) => fault.answer.status === 503);
  assert.equal(asked, 2);
  answers(json("{}", 503), json("[6]"));
  await assert.rejects(patiently("/a.csv"), Unloaded);
  assert.equal(asked, 1);
});

test("who calls off a file waits no longer", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  answers(busy(), json("[7]"));
  const called = new AbortController();
  const answer = patiently("/a.csv", called.signal);
  await new Promise((resolve) => setImmediate(resolve));
  called.abort();
  await assert.rejects(answer, (fault) => fault.name === "AbortError");
  assert.equal(asked, 1);
});

test("a page that another version answers by now asks for nothing", async () => {
  // A module of its own: there is no way back.
  const older = await import("../../dashboard/assets/page/load.mjs?outdated");
  older.outdate();
  answers(json("[1]"));
  await assert.rejects(older.load("/a.json"), (fault) => fault.gone && fault.answer.headers.get("Data-Version") === "");
  assert.equal(asked, 0);
});
