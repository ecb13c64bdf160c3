/** The years under a small drawing of the whole time. */

import { apart } from "../core/lifeline.mjs";
import { s } from "./dom.mjs";

/** Between two years, in pixels of the drawing. */
const ROOM = 32;

/** @param {import("../core/calendar.mjs").Calendar} calendar
 * @param {number} wide pixels from the first day to the last
 * @param {number} y base line of the years */
export function yearTexts(calendar, wide, y) {
  const x = (/** @type {number} */ day) => Number((wide * calendar.position(day)).toFixed(1));
  const all = calendar.years();
  const { year: last } = all[all.length - 1];
  // The last year stands at the end.
  const before = all.filter(({ year, day }) => year < last && x(day) < wide - 2 * ROOM);
  const named = apart(before, x, ROOM);
  return [
    ...named.map(({ year, day }) => s("text", { x: x(day), y }, year)),
    s("text", { x: wide, y, "text-anchor": "end" }, last),
  ];
}
