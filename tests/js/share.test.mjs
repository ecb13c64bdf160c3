/** The link to a view and the lines that embed it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { address, frame, permalink } from "../../dashboard/assets/export/share.mjs";

test("the link of an embedded page leads to the whole atlas", () => {
  assert.equal(
    address("https://a.example/tr/?day=1920-04-28&embed=1&layers=relief,modern"),
    "https://a.example/tr/?day=1920-04-28&layers=relief,modern",
  );
  assert.equal(address("https://a.example/?embed=1#day-slider"), "https://a.example/");
});

test("the lines of a frame say what they show, and nothing escapes from them", () => {
  const lines = frame("https://a.example/?day=1920-04-28", 'A "title" <b>');
  assert.match(
    lines,
    /^<iframe src="https:\/\/a\.example\/\?day=1920-04-28&amp;embed=1" title="A &quot;title&quot; &lt;b>"/,
  );
  assert.match(frame("https://a.example/", "x"), /src="https:\/\/a\.example\/\?embed=1"/);
});

const LOCAL = { base: "", local: "localhost|127(\\.\\d{1,3}){3}" };

test("a link is that of the page, or begins with the address that is set", () => {
  const here = "https://a.example/tr/?day=1920-04-28&embed=1";
  assert.deepEqual(permalink(LOCAL, here, "https://a.example/"), {
    link: "https://a.example/tr/?day=1920-04-28",
    local: false,
  });
  assert.deepEqual(
    permalink(
      { ...LOCAL, base: "https://atlas.example" },
      "http://127.0.0.1:8050/?day=1920-04-28",
      "http://127.0.0.1:8050/",
    ),
    {
      link: "https://atlas.example/?day=1920-04-28",
      local: false,
    },
  );
});

test("an address of this computer is called so", () => {
  assert.equal(permalink(LOCAL, "http://127.0.0.1:8050/?day=1920-04-28", "http://127.0.0.1:8050/").local, true);
  assert.equal(permalink(LOCAL, "http://localhost:8050/", "http://localhost:8050/").local, true);
  assert.equal(permalink(LOCAL, "http://localhost.example/", "http://localhost.example/").local, false);
});

test("an atlas below the root of its host keeps its path once in a link", () => {
  const set = { ...LOCAL, base: "https://school.example/history/atlas" };
  const root = "http://127.0.0.1:8000/atlas/";
  assert.equal(permalink(set, `${root}tr/?day=1920-04-28`, root).link, `${set.base}/tr/?day=1920-04-28`);
});
