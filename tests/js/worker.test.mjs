/** The worker of a frozen site: it keeps one version whole, and answers with no byte of another. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SCRIPT = readFileSync(new URL("../../dashboard/ui/frozen/worker.js", import.meta.url), "utf8");
const SCOPE = "https://school.example/atlas/";
const SITE = { "index.html": "home", "files/0a/a.js": "script", "api/state.csv": "data", "offline.html": "sorry" };

const digestOf = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const digests = (names) => Object.fromEntries(names.map((name) => [name, digestOf(SITE[name])]));
const LIST = JSON.stringify({
  asked: digests(["api/state.csv"]),
  kept: digests(["files/0a/a.js", "index.html", "offline.html"]),
});
const OWN = `atlas ${SCOPE} ${digestOf(LIST)}`;

/** Caches of a browser, as far as the worker uses them. */
class Caches {
  stores = new Map();
  async open(name) {
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const store = this.stores.get(name);
    return {
      match: async (address) => store.get(address)?.clone(),
      put: async (address, answer) => void store.set(address, answer),
    };
  }
  async keys() {
    return [...this.stores.keys()];
  }
  async delete(name) {
    return this.stores.delete(name);
  }
}

/** A worker in a browser whose server has `files`; null is no network. */
function worker(files, { digest = digestOf(LIST), caches = new Caches() } = {}) {
  const heard = {};
  const did = { skipped: 0, unregistered: 0, updates: 0, fetched: [] };
  const state = { files };
  const fetch = async (asked) => {
    const address = asked.url ?? asked;
    did.fetched.push(address);
    if (!state.files) throw new TypeError("Failed to fetch");
    const content = state.files[address.slice(SCOPE.length)];
    return content === undefined
      ? new Response("", { status: 404 })
      : new Response(content, { headers: { Vary: "*", "X-Kept": "yes" } });
  };
  const self = {
    addEventListener: (name, act) => {
      heard[name] = act;
    },
    skipWaiting: () => {
      did.skipped += 1;
    },
    registration: {
      scope: SCOPE,
      unregister: async () => {
        did.unregistered += 1;
      },
      update: async () => {
        did.updates += 1;
      },
    },
  };
  const head = `const DIGEST = ${JSON.stringify(digest)}, DIGITS = 16, LIST = "offline.json", SORRY = "offline.html";`;
  vm.runInNewContext(head + SCRIPT, { self, caches, fetch, crypto, Response, Headers, URL });
  return {
    caches,
    did,
    heard,
    state,
    run: (name) => {
      let waited;
      heard[name]({ waitUntil: (promise) => (waited = promise) });
      return waited;
    },
    /** What it answers; undefined when it leaves the request to the browser. */
    ask: (url, { method = "GET", mode = "cors" } = {}) => {
      let answer;
      heard.fetch({ request: { url, method, mode }, respondWith: (promise) => (answer = promise) });
      return answer;
    },
  };
}

const whole = { ...SITE, "offline.json": LIST };

async function installed(options) {
  const made = worker(whole, options);
  await made.run("install");
  made.did.fetched.length = 0;
  return made;
}

test("pages and scripts are kept from the first visit, other files when asked for", async () => {
  const made = await installed();
  made.state.files = null;
  assert.equal(await (await made.ask(`${SCOPE}?day=1920-04-28`)).text(), "home");
  assert.equal(await (await made.ask(`${SCOPE}files/0a/a.js`)).text(), "script");
  assert.equal((await made.ask(`${SCOPE}api/state.csv`)).type, "error");
  made.state.files = whole;
  const answer = await made.ask(`${SCOPE}api/state.csv`);
  assert.equal(answer.headers.get("X-Kept"), "yes");
  assert.equal(answer.headers.get("Vary"), null);
  made.state.files = null;
  assert.equal(await (await made.ask(`${SCOPE}api/state.csv`)).text(), "data");
});

test("what cannot be had is a page in words where the reader goes to it", async () => {
  const made = await installed();
  made.state.files = null;
  const answer = await made.ask(`${SCOPE}api/state.csv`, { mode: "navigate" });
  assert.equal(answer.status, 503);
  assert.equal(await answer.text(), "sorry");
});

test("a file of another version is neither answered nor kept", async () => {
  for (const files of [{ ...whole, "api/state.csv": "newer" }, {}]) {
    const made = await installed();
    made.state.files = files;
    const answer = await made.ask(`${SCOPE}api/state.csv`);
    assert.equal(answer.status, 410);
    assert.notEqual(answer.headers.get("Data-Version"), null);
    assert.equal(made.did.updates, 1);
    made.state.files = whole;
    assert.equal(await (await made.ask(`${SCOPE}api/state.csv`)).text(), "data");
  }
});

test("it is not installed with one byte or a list of another version", async () => {
  for (const name of ["index.html", "files/0a/a.js", "offline.json"]) {
    const files = { ...whole, [name]: `${whole[name]} ` };
    await assert.rejects(worker(files).run("install"));
  }
  await assert.rejects(worker(null).run("install"));
});

test("what it does not list goes to the network, what is not of the site past it", async () => {
  const made = await installed();
  await made.ask(`${SCOPE}robots.txt`);
  await made.ask(`${SCOPE}%E0%A4%A`);
  assert.deepEqual(made.did.fetched, [`${SCOPE}robots.txt`, `${SCOPE}%E0%A4%A`]);
  assert.equal(made.ask(SCOPE, { method: "POST" }), undefined);
  assert.equal(made.ask("https://school.example/other/"), undefined);
  assert.equal(made.ask("https://other.example/atlas/"), undefined);
});

test("it forgets other versions of its folder alone, and takes over only when asked", async () => {
  const caches = new Caches();
  const others = ["atlas https://school.example/atlas/tr/ 00", "somebody's own"];
  for (const name of [`atlas ${SCOPE} 00`, ...others]) await caches.open(name);
  const made = await installed({ caches });
  await made.run("activate");
  assert.deepEqual((await caches.keys()).sort(), [OWN, ...others].sort());
  assert.equal(made.did.skipped, 0);
  made.heard.message({ data: "take over" });
  assert.equal(made.did.skipped, 1);
});

test("a site that is not to be kept takes back what was", async () => {
  const caches = new Caches();
  await caches.open(OWN);
  const made = worker(whole, { caches, digest: "" });
  made.run("install");
  await made.run("activate");
  assert.deepEqual(await caches.keys(), []);
  assert.deepEqual([made.did.skipped, made.did.unregistered], [1, 1]);
  assert.equal(made.heard.fetch, undefined);
});
