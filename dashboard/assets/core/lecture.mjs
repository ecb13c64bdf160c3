/** The plain side of lecture mode: where a step leads, what two windows say to each other. */

/**
 * @typedef {object} Stop of ui/browser/stories.py
 * @property {number} day
 * @property {string} title
 * @property {string} text
 * @property {string} question
 * @property {string} notes
 * @property {string[]} events
 * @property {string|null} territory
 * @property {string|null} treaty
 * @property {string[]|null} layers
 * @property {number[]|null} box west, south, east, north in metres, null for the whole map
 *
 * @typedef {{id: string, title: string, summary: string, stops: Stop[]}} Story
 * @typedef {{story: string|null, stop: number, question: boolean, at: number}} Place `at`: when somebody went
 *   there, in milliseconds
 */

/** The stop that a step leads to; the ends hold.
 * @param {Story} story
 * @param {number} stop from 1 */
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

/** A message of another window as a place, or null when it is not one.
 * @param {Map<string, Story>} stories
 * @returns {Place|null} */
export function placeOf(message, stories) {
  const { story = null, stop, question, at } = message?.place ?? {};
  if (!Number.isFinite(at)) return null;
  if (story === null) return { story: null, stop: 1, question: false, at };
  const known = stories.get(story);
  const inside = known && Number.isInteger(stop) && stop >= 1 && stop <= known.stops.length;
  return inside ? { story, stop, question: question === true, at } : null;
}

/** `1:05`, `1:02:05`: how long the lecture has lasted.
 * @param {number} milliseconds */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
