/** The mark of the day on the timeline, for the worker that draws it while the day moves: see map/motion.mjs. */

import { marks } from "../map/scene.mjs";
import { h } from "../page/dom.mjs";
import { SIDE } from "./ribbon.mjs";

/** @import { Strip } from "../map/motion.mjs" */
/** @import { Ribbon } from "./ribbon.mjs" */

/** Its canvas is wider than the timeline by half a mark at either side.
 * @param {Ribbon} ribbon
 * @returns {Strip} */
export function dayMark(ribbon) {
  const canvas = h("canvas", { class: "motion", "aria-hidden": "true" });
  ribbon.cursor.after(canvas);
  return {
    canvas,
    x: (day) => ribbon.x(day),
    look: () => {
      const { width, tops, height, input } = ribbon;
      return [width, ...Object.values(tops), height.shares, input.matches(":focus-visible")].join();
    },
    mark: () => ({ width: ribbon.width + 2 * SIDE, height: ribbon.tops.end, items: marks(ribbon.cursor) }),
    show: (day) => ribbon.show(day),
  };
}
