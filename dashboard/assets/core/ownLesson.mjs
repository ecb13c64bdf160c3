/**
 * A lesson that a reader writes in the page: what it is made of, and its file, in the form of the stories of
 * the data package (docs/stories.md). Days are `YYYY-MM-DD`, an extent is west, south, east, north in degrees.
 */

import { onEarth } from "./degrees.mjs";
import { line, quoted } from "./toml.mjs";

/**
 * @typedef {Record<string, string>} Words by language
 * @typedef {{day: string, title: Words, text: Words, question: Words, answer: Words, notes: Words,
 *   minutes: number|null, short: boolean, events: string[], territory: string|null, treaty: string|null,
 *   layers: string[]|null, extent: number[]|string|null}} OwnStop
 * @typedef {{title: Words, summary: Words, stops: OwnStop[]}} Own
 * @typedef {{has: (id: string) => boolean}} Ids
 * @typedef {{languages: readonly string[], words: readonly string[], inside: (day: string) => boolean,
 *   earth: number[], events: Ids, territories: Ids, treaties: Ids, layers: Ids}} Known what the atlas has; `words` are those of
 *   a stop in a file
 */

const TEXTS = /** @type {const} */ (["title", "text", "question", "answer", "notes"]);

/** What is wrong in a file: the stop, 0 for the lesson itself, and the word of docs/stories.md. */
export class LessonFault extends Error {
  /** @param {number} stop from 1
   * @param {string} field */
  constructor(stop, field) {
    super(`stop ${stop}: ${field}`);
    this.stop = stop;
    this.field = field;
  }
}

/** Write words in a language; the first language of the atlas, which every text needs, has them too until it
 * has words of its own.
 * @param {Words} words
 * @param {string} text
 * @param {string} language
 * @param {string} first
 * @returns {Words} */
export function written(words, text, language, first) {
  const follows = !words[first] || words[first] === words[language];
  return { ...words, ...(follows ? { [first]: text } : {}), [language]: text };
}

/** @param {Words} words
 * @param {string} language
 * @param {string} first language of the atlas */
export const said = (words, language, first) => words[language] || words[first] || "";

/** The first text that is missing: stop from 1 and field, or null. The title of the lesson is stop 0.
 * @param {Own} own
 * @param {string} first language of the atlas
 * @param {readonly string[]} needed texts of a stop */
export function lacking(own, first, needed) {
  if (!own.title[first]?.trim()) return { stop: 0, field: "title" };
  for (const [n, stop] of own.stops.entries()) {
    const field = TEXTS.find((name) => needed.includes(name) && !stop[name][first]?.trim());
    if (field) return { stop: n + 1, field };
  }
  return null;
}

/** @param {string} name
 * @param {Words} words */
const texts = (name, words) =>
  Object.entries(words)
    .filter(([, text]) => text.trim())
    .map(([language, text]) => line(`${name}.${language}`, text.trim()));

/** @param {string} name
 * @param {string[]} ids */
const list = (name, ids) => `${name} = [${ids.map(quoted).join(", ")}]`;

/** The file of a lesson.
 * @param {Own} own */
export function lessonToml({ title, summary, stops }) {
  const parts = stops.map((stop) => [
    "",
    "[[stop]]",
    `day = ${stop.day}`,
    ...(stop.minutes ? [`minutes = ${stop.minutes}`] : []),
    ...(stop.short ? ["short = true"] : []),
    list("events", stop.events),
    ...TEXTS.flatMap((name) => texts(name, stop[name])),
    ...(stop.extent === null
      ? []
      : [typeof stop.extent === "string" ? line("extent", stop.extent) : `extent = [${stop.extent.join(", ")}]`]),
    ...(stop.territory ? [line("territory", stop.territory)] : []),
    ...(stop.treaty ? [line("treaty", stop.treaty)] : []),
    ...(stop.layers ? [list("layers", stop.layers)] : []),
  ]);
  return `${[...texts("title", title), ...texts("summary", summary), ...parts.flat()].join("\n")}\n`;
}

/**
 * The lesson that a file says, once it was read as TOML.
 *
 * @param {Record<string, unknown>} file
 * @param {Known} known
 * @returns {Own}
 * @throws {LessonFault} for what this atlas cannot show
 */
export function lessonOf(file, known) {
  const { stop } = file;
  if (!Array.isArray(stop) || !stop.length) throw new LessonFault(0, "stop");
  return whole(file, stop, known);
}

const DAYS = /\bday"?\s*=\s*(\d{4}-\d\d-\d\d)/g;

/**
 * Refuse a day that no calendar has: a browser may take 31 February for 3 March, and show that map.
 *
 * @param {string} text of the file
 * @throws {LessonFault}
 */
export function checkDays(text) {
  for (const [n, [, day]] of [...text.matchAll(DAYS)].entries()) {
    if (isoOf(new Date(day)) !== day) throw new LessonFault(n + 1, "day");
  }
}

/** @param {unknown} date
 * @returns {string} `YYYY-MM-DD`, empty for no day */
const isoOf = (date) => (date instanceof Date && !Number.isNaN(Number(date)) ? date.toISOString().slice(0, 10) : "");

/**
 * The lesson that a browser kept as JSON; it may have no stop yet.
 *
 * @param {Record<string, unknown>} kept
 * @param {Known} known
 * @returns {Own}
 * @throws {LessonFault} for what this atlas cannot show
 */
export function keptOf(kept, known) {
  const listed = kept.stops;
  if (!Array.isArray(listed)) throw new LessonFault(0, "stop");
  // A file has days where JSON has texts, and leaves out what is not there.
  const stops = listed.map((stop) => {
    const said = Object.entries({ ...stop, day: new Date(stop?.day) });
    return Object.fromEntries(said.filter(([, value]) => value !== null));
  });
  const own = whole(kept, stops, known);
  const moved = own.stops.findIndex(({ day }, n) => day !== listed[n].day);
  if (moved >= 0) throw new LessonFault(moved + 1, "day");
  return own;
}

/** @param {Record<string, unknown>} table
 * @param {unknown[]} stops
 * @param {Known} known
 * @returns {Own} */
const whole = (table, stops, known) => ({
  title: wordsOf(table, "title", 0, known),
  summary: wordsOf(table, "summary", 0, known),
  stops: stops.map((stop, n) => stopOf(stop, n + 1, known)),
});

/** @param {unknown} table
 * @param {number} n from 1
 * @param {Known} known
 * @returns {OwnStop} */
function stopOf(table, n, known) {
  if (!table || typeof table !== "object" || Array.isArray(table)) throw new LessonFault(n, "stop");
  const stop = /** @type {Record<string, unknown>} */ (table);
  const strange = Object.keys(stop).find((name) => !known.words.includes(name));
  if (strange) throw new LessonFault(n, strange.slice(0, 40));
  const day = isoOf(stop.day);
  if (!known.inside(day)) throw new LessonFault(n, "day");
  /** @param {string} name
   * @param {Ids} ids */
  const id = (name, ids) => {
    const value = stop[name];
    if (value === undefined || value === "") return null;
    if (typeof value !== "string" || !ids.has(value)) throw new LessonFault(n, name);
    return value;
  };
  /** @param {string} name
   * @param {Ids} ids
   * @returns {string[]|null} */
  const every = (name, ids) => {
    const value = stop[name];
    if (value === undefined) return null;
    if (!Array.isArray(value) || !value.every((id) => typeof id === "string" && ids.has(id))) {
      throw new LessonFault(n, name);
    }
    return value;
  };
  return {
    day,
    title: wordsOf(stop, "title", n, known),
    text: wordsOf(stop, "text", n, known),
    question: wordsOf(stop, "question", n, known),
    answer: wordsOf(stop, "answer", n, known),
    notes: wordsOf(stop, "notes", n, known),
    minutes: minutesOf(stop.minutes, n),
    short: flagOf(stop.short, n),
    events: every("events", known.events) ?? [],
    territory: id("territory", known.territories),
    treaty: id("treaty", known.treaties),
    layers: every("layers", known.layers),
    extent: extentOf(stop.extent, n, known),
  };
}

/** @param {unknown} value planned minutes
 * @param {number} n
 * @returns {number|null} */
function minutesOf(value, n) {
  if (value === undefined) return null;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) throw new LessonFault(n, "minutes");
  return value;
}

/** @param {unknown} value whether the stop is of the short route
 * @param {number} n */
function flagOf(value, n) {
  if (value !== undefined && typeof value !== "boolean") throw new LessonFault(n, "short");
  return value === true;
}

/** @param {Record<string, unknown>} table
 * @param {string} name
 * @param {number} n
 * @param {Known} known
 * @returns {Words} */
function wordsOf(table, name, n, { languages }) {
  const words = table[name] ?? {};
  const sound =
    typeof words === "object" &&
    Object.entries(words).every(([language, text]) => languages.includes(language) && typeof text === "string");
  if (!sound) throw new LessonFault(n, name);
  const entries = Object.entries(/** @type {Words} */ (words));
  return Object.fromEntries(entries.map(([language, text]) => [language, text.split(/\s+/).join(" ").trim()]));
}

/** @param {unknown} value
 * @param {number} n
 * @param {Known} known
 * @returns {number[]|string|null} null for the whole map */
function extentOf(value, n, { earth, territories }) {
  if (value === undefined || value === "home") return null;
  if (typeof value === "string" && territories.has(value)) return value;
  const box = Array.isArray(value) && value.every((side) => typeof side === "number") ? value : [];
  if (box.length !== 4 || !onEarth(box, earth)) throw new LessonFault(n, "extent");
  return box;
}
