import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { runPreloaded } from "../../dashboard/assets/page/painted.mjs";

class Link {
  href = "https://atlas.example/plotly.js";
}

let frames, scripts;
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [frames, scripts] = [[], []];
  globalThis.HTMLLinkElement = Link;
  globalThis.requestAnimationFrame = (act) => frames.push(act);
  globalThis.document = {
    hidden: false,
    getElementById: (id) => (id === "plotly" ? new Link() : null),
    createElement: () => Object.assign(new EventTarget(), { src: "" }),
    head: { append: (script) => scripts.push(script) },
  };
});

test("a script that waits for the paint runs after the frame, not in it", async () => {
  const ran = runPreloaded("plotly");
  await settled();
  assert.equal(scripts.length, 0);
  for (const act of frames) act();
  await settled();
  assert.equal(scripts.length, 0);
  mock.timers.tick(1);
  await settled();
  assert.deepEqual(
    scripts.map(({ src }) => src),
    ["https://atlas.example/plotly.js"],
  );
  scripts[0].dispatchEvent(new Event("load"));
  await ran;
});

test("a page that is never painted does not wait for ever, and a hidden one not at all", async () => {
  runPreloaded("plotly");
  await settled();
  mock.timers.tick(1999);
  await settled();
  assert.equal(scripts.length, 0);
  mock.timers.tick(1);
  await settled();
  assert.equal(scripts.length, 1);
  document.hidden = true;
  runPreloaded("plotly");
  await settled();
  mock.timers.tick(1);
  await settled();
  assert.equal(scripts.length, 2);
});

test("a script that does not come is a fault, and a page that has it already has nothing to do", async () => {
  await runPreloaded("another");
  const ran = runPreloaded("plotly");
  await settled();
  mock.timers.tick(2000);
  await settled();
  scripts[0].dispatchEvent(new Event("error"));
  await assert.rejects(ran, /plotly\.js could not be loaded/);
});
