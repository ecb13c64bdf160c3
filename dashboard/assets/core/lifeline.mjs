/** The history of a territory as a strip from top to bottom: where everything stands. No DOM in here. */

import { Space, stretch } from "./boxes.mjs";

/**
 * Pixels: years at the left, a bar a claimant, the strip, lines to the rows; degrees by which the
 * names of the claimants rise.
 * @typedef {{years: number, bar: number, gap: number, strip: number, leader: number, rise: number}} Sizes
 * @type {Object<string, Sizes>}
 */
export const SIZES = {
  wide: { years: 44, bar: 8, gap: 9, strip: 36, leader: 34, rise: 42 },
  narrow: { years: 32, bar: 6, gap: 6, strip: 20, leader: 14, rise: 90 },
};

/** How far names of these lengths reach upward, and how far apart their lines stand.
 *
 * @param {number[]} lengths in pixels
 * @param {Sizes} sizes
 */
export function rising(lengths, { bar, gap, rise }) {
  const slope = Math.sin((rise * Math.PI) / 180);
  return { height: Math.ceil(Math.max(0, ...lengths) * slope) + 12, apart: (bar + gap) * slope };
}

/**
 * Claims by claimant, those first that claimed first.
 *
 * @template {{claimant: string, start: number, end: number|null}} T
 * @param {T[]} claims
 * @returns {Array<{claimant: string, spans: T[]}>}
 */
export function claimants(claims) {
  /** @type {Map<string, {claimant: string, spans: T[]}>} */
  const byClaimant = new Map();
  for (const claim of [...claims].sort((a, b) => a.start - b.start)) {
    if (!byClaimant.has(claim.claimant)) byClaimant.set(claim.claimant, { claimant: claim.claimant, spans: [] });
    byClaimant.get(claim.claimant)?.spans.push(claim);
  }
  return [...byClaimant.values()];
}

/**
 * Left edges of the parts, in pixels.
 *
 * @param {number} count of claimants
 * @param {Sizes} sizes
 * @returns {{bars: number[], strip: number, right: number, width: number}} `right` is the strip's
 *   other edge
 */
export function columns(count, { years, bar, gap, strip, leader }) {
  const left = years + gap;
  const at = left + count * (bar + gap) + gap;
  const bars = Array.from({ length: count }, (_, n) => left + n * (bar + gap));
  return { bars, strip: at, right: at + strip, width: at + strip + leader };
}

/**
 * A line from the beginning of an interval on the strip to its row beside it.
 *
 * @param {number} x right edge of the strip
 * @param {number} room from it to the rows
 * @param {number} from height on the strip
 * @param {number} to height of the row
 * @returns {string} path data
 */
export function leader(x, room, from, to) {
  const [first, last] = [x + room * 0.3, x + room * 0.75];
  return `M${x} ${from.toFixed(1)}H${first}L${last} ${to.toFixed(1)}H${x + room}`;
}

/**
 * Days on which the years begin, those left out whose names would touch.
 *
 * @param {Array<{year: number, day: number}>} years
 * @param {(day: number) => number} height
 * @param {number} room least distance in pixels
 */
export function apart(years, height, room) {
  const space = new Space({ gap: room });
  return years.filter(({ day }) => space.put(stretch(height(day), height(day))));
}
