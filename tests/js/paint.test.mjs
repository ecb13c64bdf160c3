import assert from "node:assert/strict";
import { test } from "node:test";

import { paintOf } from "../../dashboard/assets/export/paint.mjs";

test("a colour with an opacity becomes a colour and an opacity", () => {
  assert.deepEqual(paintOf("fill", "rgba(251, 250, 246, 0.965)"), {
    fill: "rgb(251, 250, 246)",
    "fill-opacity": "0.965",
  });
  assert.deepEqual(paintOf("stroke", "rgba(1, 2, 3, 0.5)", "0.5"), {
    stroke: "rgb(1, 2, 3)",
    "stroke-opacity": "0.25",
  });
});

test("a clear colour is no paint", () => {
  assert.deepEqual(paintOf("fill", "rgba(0, 0, 0, 0)"), { fill: "none" });
  assert.deepEqual(paintOf("fill", "transparent"), { fill: "none" });
});

test("a mixture of colours becomes a colour of SVG", () => {
  assert.deepEqual(paintOf("fill", "color(srgb 1 0.5 0 / 0.2)"), { fill: "rgb(255, 128, 0)", "fill-opacity": "0.2" });
  assert.deepEqual(paintOf("fill", "color(srgb 0 0 1)"), { fill: "rgb(0, 0, 255)", "fill-opacity": "1" });
});

test("an opaque colour, a pattern and none stay as they are", () => {
  for (const value of ["rgb(1, 2, 3)", "url(#copy-paint)", "none"]) {
    assert.deepEqual(paintOf("fill", value, "0.5"), { fill: value });
  }
});
