/** Files of the server's: they are of the data that the page shows, or the reader is told. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Trouble, ask } from "../../dashboard/assets/page/save.mjs";

const usual = globalThis.fetch;
const page = {
  version: "1.0+abc",
  strings: { "load.gone": "The data has changed.", "load.reload": "Load again", "save.refused": "Refused: {reason}" },
};

/** The server gives this answer. */
function answers(body, status, version) {
  globalThis.fetch = async () => new Response(body, { status, headers: version ? { "Data-Version": version } : {} });
}

afterEach(() => {
  globalThis.fetch = usual;
});

test("a file of the data that the page shows is given", async () => {
  answers("rows", 200, "1.0+abc");
  assert.equal(await (await ask("/api/a.csv", page)).text(), "rows");
  // A folder of files says no version: it has that of its page.
  answers("rows", 200, "");
  assert.equal(await (await ask("/api/a.csv", page)).text(), "rows");
});

test("a file of other data is not given: the reader is told to load the page again", async () => {
  const told = (fault) => fault instanceof Trouble && fault.message === "The data has changed. Load again.";
  answers("rows", 200, "2.0+def");
  await assert.rejects(ask("/api/a.csv", page), told);
  answers('{"error": "no such day"}', 400, "2.0+def");
  await assert.rejects(ask("/api/a.csv", page), told);
  answers('{"error": "no such day"}', 400, "1.0+abc");
  await assert.rejects(ask("/api/a.csv", page), (fault) => fault.message === "Refused: no such day");
});
