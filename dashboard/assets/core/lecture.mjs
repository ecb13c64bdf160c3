/** The plain side of lecture mode: where a step leads, what two windows say to each other. */

/** @import { Story, Stop } from "./contract.d.ts" */
/** @import { View } from "./view.d.ts" */

/** @typedef {{story: string|null, stop: number, question: boolean, at: number}} Place */

/** @typedef {{hello?: boolean, place?: Partial<Place>}} Message what the windows say to each other */

/** Whether a window that has just opened speaks.
 * @param {unknown} message */
export const isHello = (message) => /** @type {Message|null} */ (message)?.hello === true;

/** The stop that a step leads to; the ends hold.
 * @param {Story} story
 * @param {number} stop from 1
 * @param {number} by */
export const stepped = (story, stop, by) => Math.min(Math.max(stop + by, 1), story.stops.length);

/** What of the view a stop sets; the rest stays as the reader has it.
 * @param {Stop} stop
 * @param {Set<string>} usual layers that are on at first */
export function viewOf(stop, usual) {
  return {
    day: stop.day,
    territory: stop.territory,
    treaty: stop.treaty,
    layers: new Set(stop.layers ?? usual),
  };
}

/** A message of another window as a place, or null when it is none.
 * @param {Map<string, Story>} stories
 * @param {unknown} message
 * @returns {Place|null} */
export function placeOf(message, stories) {
  const { story = null, stop = 0, question, at } = /** @type {Message|null} */ (message)?.place ?? {};
  if (at === undefined || !Number.isFinite(at)) return null;
  if (story === null) return { story: null, stop: 1, question: false, at };
  const known = stories.get(story);
  const inside = known && Number.isInteger(stop) && stop >= 1 && stop <= known.stops.length;
  return inside ? { story, stop, question: question === true, at } : null;
}

/** `1:05`, `1:02:05`: how long the lecture has lasted.
 * @param {number} milliseconds */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  /** @param {number} n */
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
