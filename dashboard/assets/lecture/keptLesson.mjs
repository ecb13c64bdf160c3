/** The reader's own lesson as this browser keeps it, and as a story that lecture mode can show. */

import { said } from "../core/ownLesson.mjs";
import { Degrees } from "../core/degrees.mjs";
import { country } from "../map/treatyMap.mjs";
import { recall, remember } from "../page/optional.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Story } from "../core/contract.d.ts" */
/** @import { Own, OwnStop } from "../core/ownLesson.mjs" */

/** No story of a package has such an id: theirs have no hyphen. */
export const OWN = "own-lesson";

/** @returns {Own|null} */
export function recallLesson() {
  try {
    const kept = JSON.parse(recall(OWN) ?? "null");
    if (!kept || !Array.isArray(kept.stops)) return null;
    // Kept by a page whose stops had fewer parts.
    const parts = { answer: {}, minutes: null, short: false };
    return { ...kept, stops: kept.stops.map((/** @type {object} */ stop) => ({ ...parts, ...stop })) };
  } catch {
    return null;
  }
}

/** @param {Own} own */
export const rememberLesson = (own) => remember(OWN, JSON.stringify(own));

/** The lesson that was kept, as a list of one story or none.
 * @param {Atlas} atlas
 * @returns {Story[]} */
export function keptLesson(atlas) {
  const own = recallLesson();
  try {
    return own?.stops.length ? [lessonStory(own, atlas)] : [];
  } catch {
    // Kept by another version of the page, or of other data.
    return [];
  }
}

/** @param {Own} own
 * @param {Atlas} atlas
 * @returns {Story} */
export function lessonStory(own, atlas) {
  const { language, dayWords } = atlas.payload;
  const [first] = Object.keys(dayWords);
  /** @param {Record<string, string>} words */
  const text = (words) => said(words, language, first);
  return {
    id: OWN,
    title: text(own.title),
    summary: text(own.summary),
    stops: own.stops.map((stop) => ({
      day: /** @type {number} */ (atlas.calendar.fromIso(stop.day)),
      title: text(stop.title),
      text: text(stop.text),
      question: text(stop.question),
      answer: text(stop.answer),
      notes: text(stop.notes),
      minutes: stop.minutes,
      short: stop.short,
      events: stop.events,
      territory: stop.territory,
      treaty: stop.treaty,
      layers: stop.layers,
      box: boxOf(stop, atlas),
    })),
  };
}

/** The part of the map of a stop in metres, null for the whole.
 * @param {OwnStop} stop
 * @param {Atlas} atlas
 * @returns {[number, number, number, number]|null} */
function boxOf({ extent }, { payload, model }) {
  if (extent === null) return null;
  const box =
    typeof extent === "string"
      ? country([model.territory(extent)], payload.sizes.treaty)
      : new Degrees(payload.degrees).windowOf(extent);
  const [west, south, east, north] = box;
  return [west, south, east, north];
}
