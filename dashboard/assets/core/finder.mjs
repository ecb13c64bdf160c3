/** Which entries a reader means: whole words, beginnings, and words with a letter wrong. No DOM in here. */

import { fold } from "./normalise.mjs";

/** @import { Entry } from "./contract.d.ts" */

const LIMIT = 12;
/** Fewer than this many plain finds, and misspellings are thought of. */
const ENOUGH = 4;
/** What a find of a kind weighs before its words; the smaller the earlier. */
/** @type {Record<string, number>} */
const WEIGHT = { place: 0, territory: 0.1, treaty: 0.4, person: 0.4, polity: 0.5, event: 0.8, source: 1.4 };
const LANDS = ["place", "territory", "polity"];
const YEAR = /^\d{4}$/;
const SCORE = { same: 0, start: 1, slip: 3, text: 4 };

/**
 * @param {Entry[]} entries
 * @param {string} typed
 * @param {Object<string, string>} letters for {@link fold}
 * @returns {Entry[]} the best first
 */
export function find(entries, typed, letters, limit = LIMIT) {
  const words = fold(typed, letters).split(" ").filter(Boolean);
  if (!words.length) return [];
  let scored = matches(entries, words, false);
  if (scored.length < ENOUGH) scored = matches(entries, words, true);
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/**
 * What a question means, such as "who held Lyon" or "Lyon 1789": the words that only ask and a year
 * are left out. Lands that are named come first, then what has all the words, and works last.
 *
 * @param {Entry[]} entries
 * @param {string} typed
 * @param {Object<string, string>} letters for {@link fold}
 * @param {string} asking words that only ask, a space between them
 * @returns {Entry[]} the best first
 */
export function findAsked(entries, typed, letters, asking) {
  const whole = find(entries, typed, letters);
  const words = fold(typed, letters).split(" ").filter(Boolean);
  const left = new Set(fold(asking, letters).split(" "));
  const kept = words.filter((word) => !left.has(word) && !YEAR.test(word));
  if (!kept.length || kept.length === words.length) return whole;
  const near = find(entries, kept.join(" "), letters);
  const lands = near.filter(({ kind }) => LANDS.includes(kind));
  const all = [...new Set([...lands, ...whole, ...near])];
  const work = (/** @type {Entry} */ entry) => Number(entry.kind === "source");
  return all.sort((a, b) => work(a) - work(b)).slice(0, LIMIT);
}

/**
 * @param {Entry[]} entries
 * @param {string[]} words
 * @param {boolean} slips
 */
function matches(entries, words, slips) {
  const scored = [];
  for (const entry of entries) {
    const names = entry.names.map((name) => nameScore(name.split(" "), words, slips));
    const text = textScore(entry, words);
    const score = Math.min(...names, text) + WEIGHT[entry.kind] + (entry.rank ?? 2) / 10;
    if (score < Infinity) scored.push({ entry, score });
  }
  return scored;
}

/** How far words are from a name: each must be one of its words; a longer name is farther.
 * @param {string[]} name
 * @param {string[]} words
 * @param {boolean} slips */
function nameScore(name, words, slips) {
  let total = 0;
  for (const word of words) {
    let best = Infinity;
    for (const part of name) best = Math.min(best, wordScore(part, word, slips));
    total += best;
    if (total === Infinity) return total;
  }
  const rest = Math.max(0, name.length - words.length);
  return total / words.length + Math.min(rest, 8) * 0.12 + (name[0].startsWith(words[0]) ? 0 : 0.3);
}

/**
 * @param {string} part
 * @param {string} word
 * @param {boolean} slips
 */
function wordScore(part, word, slips) {
  if (part === word) return SCORE.same;
  if (part.startsWith(word)) return SCORE.start - word.length / (part.length + 1) / 2;
  if (!slips) return Infinity;
  const allowed = slipsAllowed(word);
  // What is typed may be the beginning of a longer word.
  const near = Math.min(
    slipsBetween(part, word, allowed),
    slipsBetween(part.slice(0, word.length), word, allowed) + 0.5,
  );
  return near <= allowed ? SCORE.slip + near : Infinity;
}

/** A match in the description, not the names: every query word begins a word there or in a name.
 * @param {Entry} entry
 * @param {string[]} words */
function textScore({ text, names }, words) {
  if (!text) return Infinity;
  const all = `${text} ${names.join(" ")}`.split(" ");
  return words.every((word) => all.some((known) => known.startsWith(word))) ? SCORE.text : Infinity;
}

/** A short word bears no slip, or everything would match.
 * @param {string} word */
export function slipsAllowed(word) {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

/**
 * Letters put in, left out, changed or swapped with their neighbour between two words
 * (optimal string alignment); more than `most` is Infinity.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function slipsBetween(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[b.length] <= most ? row[b.length] : Infinity;
}
