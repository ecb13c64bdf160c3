/** What a lesson shows in the list of lessons: a small map of the day that matters most, its stops on a line of time. */

import { partsOf, written } from "../core/written.mjs";
import { s } from "../page/dom.mjs";
import { yearTexts } from "../page/yearTexts.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Stop, Story } from "../core/contract.d.ts" */
/** @import { Places, Scale } from "../core/written.mjs" */

/** Of the map, in pixels. */
const SIZE = [200, 142];
/** Points of an outline that lie closer together than this are one on so small a map. */
const FINE = 1.2;
/** Of the line of time, in pixels. */
const LINE = 300;

/** The stop of the day on which most land changes hands; the last one if none does.
 * @param {Story} story
 * @param {import("../core/model.mjs").Model} model
 * @returns {Stop} */
export function turningStop({ stops }, model) {
  const moved = (/** @type {Stop} */ { day }) =>
    model.handovers(day).reduce((sum, { territory }) => sum + territory.km2, 0);
  return stops.reduce((most, stop) => (moved(stop) > moved(most) ? stop : most), stops[stops.length - 1]);
}

/** The part of the map that a stop shows, on its day, in plain colours.
 * @param {Atlas} atlas
 * @param {Stop} stop */
export function smallMap({ chart, model, payload }, { day, box }) {
  const [wide, high] = SIZE;
  const [west, south, east, north] = box ?? payload.home;
  const fit = Math.max(wide / (east - west), high / (north - south));
  const scale = {
    west: (west + east - wide / fit) / 2,
    north: (south + north + high / fit) / 2,
    across: fit,
    up: fit,
  };
  const rows = model.rowsOn(day);
  /** @param {string} uid */
  const fillOf = (uid) => {
    const i = uid.startsWith("t-") ? model.index.get(uid.slice(2)) : undefined;
    return i === undefined ? null : payload.roles[model.role(rows[i].controller)].fill;
  };
  const areas = chart.traces.drawn
    .filter(({ trace: { uid, fill } }) => fill && /^[ltw]-/.test(uid))
    .map(({ trace }) => {
      const fill = fillOf(trace.uid) ?? trace.fillcolor;
      return s("path", { d: sketch(trace, scale), fill, stroke: fill });
    });
  return s(
    "svg",
    {
      class: "small-map",
      viewBox: `0 0 ${wide} ${high}`,
      preserveAspectRatio: "xMidYMid slice",
      "aria-hidden": "true",
    },
    ...areas,
  );
}

/** The outline of an area with as many points as a small map shows.
 * @param {{x: Places, y: Places}} trace
 * @param {Scale} scale */
export function sketch({ x, y }, scale) {
  const step = FINE / scale.across;
  return partsOf(x)
    .map(({ from, to }) => {
      const kept = [from];
      for (let n = from + 1; n < to; n += 1) {
        const at = kept[kept.length - 1];
        if (Math.abs(Number(x[n]) - Number(x[at])) + Math.abs(Number(y[n]) - Number(y[at])) >= step) kept.push(n);
      }
      const thin = { x: kept.map((n) => x[n]), y: kept.map((n) => y[n]) };
      return kept.length < 3 ? "" : `${written(thin, { from: 0, to: kept.length }, scale)}Z`;
    })
    .join("");
}

/** The stops of a lesson where they stand in the whole time; the words beside it give their number.
 * @param {Story} story
 * @param {import("../core/calendar.mjs").Calendar} calendar */
export function lineOfStops({ stops }, calendar) {
  const days = [...new Set(stops.map(({ day }) => day))];
  return s(
    "svg",
    { class: "stops-line", viewBox: `-5 -5 ${LINE + 10} 24`, "aria-hidden": "true" },
    s("path", { d: `M0 0H${LINE}` }),
    ...days.map((day) => s("circle", { cx: (LINE * calendar.position(day)).toFixed(1), cy: 0, r: 3.5 })),
    ...yearTexts(calendar, LINE, 17),
  );
}
