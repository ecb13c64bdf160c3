/** Which name a place has on a day. No DOM in here. */

/** @import { Place } from "./contract.d.ts" */

/**
 * @typedef {object} DayName
 * @property {string} name
 * @property {string} today today's name where it differs
 * @property {number} from first day with this name
 * @property {number|null} until first day with the next name
 */

/**
 * @param {Pick<Place, "names">} place
 * @param {number} day
 * @returns {DayName} before its first name the first
 */
export function nameOn({ names }, day) {
  const n = Math.max(
    0,
    names.findLastIndex(([from]) => from <= day),
  );
  const [from, name, today] = names[n];
  return { name, today, from, until: names[n + 1]?.[0] ?? null };
}
