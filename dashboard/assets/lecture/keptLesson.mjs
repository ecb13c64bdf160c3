/** The reader's own lesson as this browser keeps it, and as a story that lecture mode can show. */

import { keptOf, said, written } from "../core/ownLesson.mjs";
import { Degrees } from "../core/degrees.mjs";
import { country } from "../map/treatyMap.mjs";
import { recall, remember } from "../page/optional.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Story } from "../core/contract.d.ts" */
/** @import { Known, Own, OwnStop } from "../core/ownLesson.mjs" */

/** No story of a package has such an id: theirs have no hyphen. */
export const OWN = "own-lesson";

/** Atlases of other data may have the same origin.
 * @param {Atlas} atlas */
const keyOf = ({ payload }) => `${OWN}:${payload.fileName}`;

/** What a lesson of this atlas may name.
 * @param {Atlas} atlas
 * @returns {Known} */
export function knownTo({ calendar, model, payload }) {
  return {
    languages: Object.keys(payload.dayWords),
    words: payload.stopWords,
    earth: payload.exports.sheet.earth,
    inside: (day) => calendar.inside(calendar.fromIso(day)),
    events: model.events,
    territories: model.index,
    treaties: new Set(payload.treaties.map(({ id }) => id)),
    layers: new Set(payload.layers.map(({ id }) => id)),
  };
}

/** @param {Atlas} atlas
 * @returns {Own|null} none too where this atlas cannot show it: another version kept it */
export function recallLesson(atlas) {
  try {
    const kept = JSON.parse(recall(keyOf(atlas)) ?? "null");
    return kept && keptOf(kept, knownTo(atlas));
  } catch {
    return null;
  }
}

/** @param {Atlas} atlas
 * @param {Own} own */
export const rememberLesson = (atlas, own) => remember(keyOf(atlas), JSON.stringify(own));

/** The lesson that was kept, as a list of a single story or none.
 * @param {Atlas} atlas
 * @returns {Story[]} */
export function keptLesson(atlas) {
  const own = recallLesson(atlas);
  return own?.stops.length ? [lessonStory(own, atlas)] : [];
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

/** A story as the reader's own lesson, to be changed: in the language of the page alone, as the page has it.
 * @param {Story} story
 * @param {Atlas} atlas
 * @returns {Own} */
export function ownOf(story, { calendar, payload }) {
  const [first] = Object.keys(payload.dayWords);
  const degrees = new Degrees(payload.degrees);
  /** @param {string} text */
  const words = (text) => written({}, text, payload.language, first);
  return {
    title: words(story.title),
    summary: words(story.summary),
    stops: story.stops.map((stop) => ({
      day: calendar.iso(stop.day),
      title: words(stop.title),
      text: words(stop.text),
      question: words(stop.question),
      answer: words(stop.answer),
      notes: words(stop.notes),
      minutes: stop.minutes,
      short: stop.short,
      events: [...stop.events],
      territory: stop.territory,
      treaty: stop.treaty,
      layers: stop.layers && [...stop.layers],
      extent: stop.box && degrees.extentOf(stop.box).map((degree) => Number(degree.toFixed(3))),
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
