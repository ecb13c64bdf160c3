/** The typeface inside a drawing: the rules of the page whose letters it uses, with their files as data. */

import { s } from "../page/dom.mjs";
import { kept, load } from "../page/load.mjs";

/**
 * A rule for a face with a file: its style, the address of the file, the first and last code points of its ranges.
 *
 * @typedef {{rule: CSSFontFaceRule, style: string, address: string, ranges: number[][]}} Shipped
 */

const ADDRESS = /url\("([^"]+)"\)/;

/** A file as a `data:` address; fetched once. */
const dataOf = kept(
  /** @param {string} address */
  async (address) => {
    const reader = new FileReader();
    const read = new Promise((done) => reader.addEventListener("load", done));
    reader.readAsDataURL(/** @type {Blob} */ (await load(address, "font")));
    await read;
    return String(reader.result);
  },
);

/** Put the letters of a drawing into it, so that it is the same in every program that reads embedded faces.
 * @param {SVGElement} svg */
export async function embedLetters(svg) {
  const used = lettersOf(svg);
  const wanted = [...document.styleSheets]
    .flatMap(shipped)
    .filter(({ style, ranges }) =>
      used[style].some((code) => ranges.some(([first, last]) => first <= code && code <= last)),
    );
  const made = await Promise.allSettled(
    wanted.map(async ({ rule, address }) => rule.cssText.replace(ADDRESS, `url("${await dataOf(address)}")`)),
  );
  // Without a file the drawing is still usable: the reader's own letters stand in, as on the page.
  const rules = made.map((result) => (result.status === "fulfilled" ? result.value : ""));
  svg.prepend(s("style", {}, rules.join("\n")));
}

/** Code points of the texts of a drawing by style.
 * @param {SVGElement} svg
 * @returns {Record<string, number[]>} */
function lettersOf(svg) {
  /** @type {Record<string, Set<number>>} */
  const used = { normal: new Set(), italic: new Set() };
  const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    const style = parentElement?.closest("[font-style]")?.getAttribute("font-style") ?? "normal";
    for (const letter of textContent ?? "") used[style].add(/** @type {number} */ (letter.codePointAt(0)));
  }
  return { normal: [...used.normal], italic: [...used.italic] };
}

/** The rules of a sheet for faces that have a file.
 * @param {CSSStyleSheet} sheet
 * @returns {Shipped[]} */
function shipped(sheet) {
  return [...sheet.cssRules].flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const match = ADDRESS.exec(rule.style.getPropertyValue("src"));
    if (!match) return [];
    const style = rule.style.getPropertyValue("font-style");
    return [{ rule, style, address: new URL(match[1], sheet.href ?? location.href).href, ranges: rangesOf(rule) }];
  });
}

/** @param {CSSFontFaceRule} rule */
function rangesOf(rule) {
  const ranges = rule.style.getPropertyValue("unicode-range").split(",");
  return ranges.map((range) => {
    const [first, last = first] = range.trim().slice(2).split("-");
    return [first, last].map((digits) => Number.parseInt(digits, 16));
  });
}
