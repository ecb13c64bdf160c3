/**
 * Texts that the page has in another language because its own has none (dataset/text.py).
 *
 * In a file of texts each begins with MARK, its language and MARK; `received` takes that off.
 * The page then knows a text by its words, so that nothing else handles the marks.
 */

const MARK = "\u2063";
const MARKED = new RegExp(`^${MARK}([A-Za-z-]+)${MARK}`);

/** Language of each text of another language, by its words.
 * @type {Map<string, string>} */
const borrowed = new Map();

/** The content of a file of texts without the marks.
 * @template T
 * @param {T} content
 * @returns {T} */
export function received(content) {
  if (typeof content === "string") {
    const match = MARKED.exec(content);
    if (!match) return content;
    const words = content.slice(match[0].length);
    borrowed.set(words, match[1]);
    return /** @type {T} */ (words);
  }
  if (content && typeof content === "object") {
    const parts = /** @type {Record<string, unknown>} */ (content);
    for (const [key, part] of Object.entries(parts)) parts[key] = received(part);
  }
  return content;
}

/** The language of a text that is not in that of the page.
 * @param {string} words */
export const languageOf = (words) => borrowed.get(words);
