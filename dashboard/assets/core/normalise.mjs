/** Names as they are compared in a search; the rule is that of i18n/folding.py. No DOM in here. */

const APOSTROPHES = /['’‘ʻʼ`´ʹ]/g;

/**
 * Small letters without marks, a single space between words: `Über` and `UBER` are `uber`.
 *
 * @param {string} text
 * @param {Object<string, string>} letters those that normalization leaves whole, and their others
 */
export function fold(text, letters) {
  const bare = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{Mn}\p{Me}]/gu, "");
  const plain = [...bare.replace(APOSTROPHES, "")].map((letter) => letters[letter] ?? letter).join("");
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
