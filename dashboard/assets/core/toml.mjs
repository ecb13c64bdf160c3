/** TOML that the page writes: texts, days, lists and tables of texts. */

/** A text between double quotes, on a single line.
 * @param {string} text */
export function quoted(text) {
  // JSON escapes as TOML does, but for DEL, which TOML wants escaped.
  return JSON.stringify(text.toWellFormed()).replaceAll("\u007f", "\\u007f");
}

/** `name = "text"`
 * @param {string} name
 * @param {string} text */
export const line = (name, text) => `${name} = ${quoted(text)}`;
