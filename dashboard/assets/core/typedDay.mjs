/** A day as people type or paste it, in any language of the atlas: what is plain is taken, the rest refused. */

/**
 * @typedef {{year: number, month: number, day: number}} Parts
 * @typedef {Record<string, {months: string[], weekdays: string[]}>} DayWords by language
 */

const BETWEEN = "\\s*[./ \u2010-\u2015-]\\s*";
/** What a sentence leaves about a day that was copied out of it. */
const AROUND = /^[\s"'“„«(]+|[\s"'”“»).,;:]+$/gu;
const YEAR = /^(\d{3,4})$/;
const YEAR_FIRST = new RegExp(`^(\\d{3,4})${BETWEEN}(\\d{1,2})(?:${BETWEEN}(\\d{1,2}))?$`);
const DAY_FIRST = new RegExp(`^(\\d{1,2})${BETWEEN}(\\d{1,2})${BETWEEN}(\\d{3,4})$`);
const DAY_NAMED = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s+(\p{L}+)\.?,?\s+(\d{3,4})$/u;
const MONTH_NAMED = /^(\p{L}+)\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?,?)?\s+(\d{3,4})$/u;
const BEFORE_DAY = /^(\p{L}+),?\s+(?=\d)/u;

/**
 * @param {string} text
 * @param {DayWords} words
 * @param {string} language of the page: its words come first
 * @returns {Parts|null} a year is its first day, a month too; null when it is no day, or several
 */
export function typedDay(text, words, language) {
  const languages = [language, ...Object.keys(words).filter((key) => key !== language)];
  const clean = withoutWeekday(text.replace(AROUND, "").replace(/\s+/g, " "), words, languages);
  let match = YEAR.exec(clean);
  if (match) return { year: +match[1], month: 1, day: 1 };
  match = YEAR_FIRST.exec(clean);
  if (match) return { year: +match[1], month: +match[2], day: +(match[3] ?? 1) };
  match = DAY_FIRST.exec(clean);
  if (match) return { year: +match[3], month: +match[2], day: +match[1] };
  match = DAY_NAMED.exec(clean);
  if (match) return named(match[2], +match[1], +match[3], words, languages);
  match = MONTH_NAMED.exec(clean);
  return match && named(match[1], +(match[2] ?? 1), +match[3], words, languages);
}

/** The page itself writes the day of the week before a day.
 * @param {string} text
 * @param {DayWords} words
 * @param {string[]} languages */
function withoutWeekday(text, words, languages) {
  const [whole = "", word = ""] = BEFORE_DAY.exec(text) ?? [];
  const is = languages.some((language) =>
    words[language].weekdays.some((name) => lower(name, language) === lower(word, language)),
  );
  return is ? text.slice(whole.length) : text;
}

/**
 * @param {string} word the name of a month or its beginning
 * @param {number} day
 * @param {number} year
 * @param {DayWords} words
 * @param {string[]} languages
 * @returns {Parts|null}
 */
function named(word, day, year, words, languages) {
  for (const language of languages) {
    const months = words[language].months
      .map((name, n) => (lower(name, language).startsWith(lower(word, language)) ? n + 1 : 0))
      .filter(Boolean);
    if (months.length) return months.length === 1 ? { year, month: months[0], day } : null;
  }
  return null;
}

/** A Turkish I is not an English I.
 * @param {string} text
 * @param {string} language */
const lower = (text, language) => text.toLocaleLowerCase(language);
