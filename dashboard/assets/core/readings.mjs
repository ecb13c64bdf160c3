/** Other readings of what sources dispute: the payload of a reading, and where it differs. No DOM in here. */

import { holds } from "./model.mjs";

/** @import { Difference, Payload, Reading } from "./contract.d.ts" */

/**
 * What turns a value into another, as ui/browser/readings.py writes it.
 *
 * @typedef {{is: unknown} | {in: Record<string, Change>}} Change
 */

/**
 * @param {unknown} own changed where it stands
 * @param {Change} change
 * @returns {unknown}
 */
export function changed(own, change) {
  if ("is" in change) return change.is;
  const parts = /** @type {Record<string, unknown>} */ (own);
  for (const [key, inner] of Object.entries(change.in)) parts[key] = changed(parts[key], inner);
  return own;
}

/** The reading that the payload has, null for the atlas's own.
 * @param {Payload} payload
 * @returns {Reading | null} */
export const shown = (payload) => payload.readings.find(({ id }) => id === payload.readAs) ?? null;

/** The name of a file that each reading has its own of; that of another reading begins with its id.
 * @param {Payload} payload
 * @param {string} name
 * @returns {string} */
export const fileOf = ({ readAs }, name) => (readAs ? `${readAs}.${name}` : name);

/** What a reading has otherwise on a day.
 * @param {Reading | null} reading
 * @param {number} day
 * @returns {Difference[]} */
export const differing = (reading, day) =>
  reading ? reading.differences.filter(({ start, end }) => holds(start, end, day)) : [];

/** The first day after `day` on which a reading comes to differ, or null.
 * @param {Reading} reading
 * @param {number} day */
export function next(reading, day) {
  const later = reading.differences.map(({ start }) => start).filter((start) => start > day);
  return later.length ? Math.min(...later) : null;
}
