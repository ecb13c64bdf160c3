/** How much changes in a day, a week, a month or a year: the density of the timeline. No DOM in here. */

/** @import { Calendar } from "./calendar.mjs" */
/** @import { Model } from "./model.mjs" */

/**
 * @typedef {"day"|"week"|"month"|"year"} Unit
 * @typedef {{from: number, until: number, count: number}} Bin `until` is the first day after
 */

export const WEEK = 7;

/**
 * Territories that change in each day, week, month or year in which any does.
 *
 * @param {Model} model
 * @param {Calendar} calendar
 * @param {Unit} unit
 * @returns {Array<{from: number, until: number, count: number}>} `until` is the first day after
 */
export function count(model, calendar, unit) {
  const bins = new Map();
  for (const territory of model.territories) {
    if (territory.backdrop) continue;
    for (const { start } of territory.rows.slice(1)) {
      const [from, until] = bin(calendar, start, unit);
      const entry = bins.get(from) ?? { from, until, count: 0 };
      entry.count += 1;
      bins.set(from, entry);
    }
  }
  return [...bins.values()].sort((a, b) => a.from - b.from);
}

/**
 * @param {Calendar} calendar
 * @param {number} day
 * @param {Unit} unit
 */
function bin(calendar, day, unit) {
  if (unit === "day") return [day, day + 1];
  if (unit === "week") return [day - (day % WEEK), day - (day % WEEK) + WEEK];
  const date = calendar.date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  if (unit === "year") return [calendar.fromParts(year, 1, 1), calendar.fromParts(year + 1, 1, 1)];
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return [calendar.fromParts(year, month, 1), calendar.fromParts(next[0], next[1], 1)];
}
