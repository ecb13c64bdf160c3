/** Addresses of the server, where the atlas lies at the root of a host or below it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { at, root } from "../../dashboard/assets/page/server.mjs";

const opened = (baseURI, dataset) => {
  globalThis.document = { baseURI, querySelector: () => ({ dataset: { root: dataset } }) };
};

test("an address is found below the root of the atlas, which the document names", () => {
  opened("https://school.example/tr/?day=1920-04-28", "../");
  assert.equal(root(), "https://school.example/");
  assert.equal(
    at("/snapshot/{day}.pdf{query}", { day: "1920-04-28", query: "?lang=tr" }),
    "/snapshot/1920-04-28.pdf?lang=tr",
  );
  opened("https://school.example/history/atlas/tr/?day=1920-04-28", "../");
  assert.equal(at("/api/animations"), "/history/atlas/api/animations");
  opened("https://school.example/history/atlas/?story=border", "./");
  assert.equal(at("/sources#key"), "/history/atlas/sources#key");
});
