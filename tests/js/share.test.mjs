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

const LOCAL = { base: "", local: "localhost|127(\\.\\d{1,3}){3}", network: "192\\.168(\\.\\d{1,3}){2}|[^.:]+" };

test("a link is that of the page, or begins with the address that is set", () => {
  const here = "https://a.example/tr/?day=1920-04-28&embed=1";
  assert.deepEqual(permalink(LOCAL, here, "https://a.example/"), {
    link: "https://a.example/tr/?day=1920-04-28",
    reach: "all",
  });
  assert.deepEqual(
    permalink(
      { ...LOCAL, base: "https://atlas.example" },
      "http://127.0.0.1:8050/?day=1920-04-28",
      "http://127.0.0.1:8050/",
    ),
    {
      link: "https://atlas.example/?day=1920-04-28",
      reach: "all",
    },
  );
});

test("a link says whether this computer, this network or everybody can open it", () => {
  const reach = (root) => permalink(LOCAL, `${root}?day=1920-04-28`, root).reach;
  for (const host of ["127.0.0.1:8050", "localhost:8050"]) assert.equal(reach(`http://${host}/`), "computer");
  for (const host of ["192.168.1.20:8050", "teacher-pc"]) assert.equal(reach(`http://${host}/`), "network");
  for (const host of ["localhost.example", "atlas.example"]) assert.equal(reach(`https://${host}/`), "all");
  const set = { ...LOCAL, base: "http://192.168.1.20:8050" };
  assert.equal(permalink(set, "http://127.0.0.1:8050/", "http://127.0.0.1:8050/").reach, "network");
});

test("a link has what is shown, not how this window shows it", () => {
  const wall = "https://a.example/?day=1920-04-28&story=border&stop=3&mode=projector&theme=dark&presenter=0123456789ab";
  assert.equal(address(wall), "https://a.example/?day=1920-04-28&story=border&stop=3");
});

test("an atlas below the root of its host keeps its path once in a link", () => {
  const set = { ...LOCAL, base: "https://school.example/history/atlas" };
  const root = "http://127.0.0.1:8000/atlas/";
  assert.equal(permalink(set, `${root}tr/?day=1920-04-28`, root).link, `${set.base}/tr/?day=1920-04-28`);
});
