import assert from "node:assert/strict";
import { test } from "node:test";

import { Motion } from "../../dashboard/assets/map/motion.mjs";

test("the worker is asked for an answer until its first picture is seen, and again after a rest", () => {
  const sent = [];
  const motion = Object.assign(Object.create(Motion.prototype), {
    painter: { model: { at: (day) => day }, lineDays: [], rims: { turns: [] }, paintPaths: () => undefined },
    strip: { x: (day) => day, show: () => undefined },
    stage: { on: () => new Int16Array(1) },
    worker: { postMessage: (message) => sent.push(message) },
    page: { classList: { add: () => undefined, remove: () => undefined } },
    chart: { focused: false },
    key: () => "",
    made: "",
    steps: 1,
    asked: 0,
    over: 0,
    seen: false,
  });
  const answers = () => sent.splice(0).map(({ number }) => number);
  assert.equal(motion.paint(10), false);
  assert.equal(motion.paint(11), false);
  assert.deepEqual(answers(), [1, 2]);
  motion.drawn(1);
  assert.equal(motion.paint(12), true);
  assert.equal("number" in sent[0], false);
  assert.equal("numbers" in sent[0], true);
  sent.length = 0;
  motion.rest();
  motion.paint(13);
  motion.paint(14);
  assert.deepEqual(answers(), [3]);
  // What was drawn before the rest is not the day that is shown.
  motion.drawn(2);
  assert.equal(motion.seen, false);
  motion.drawn(3);
  assert.equal(motion.seen, true);
});
