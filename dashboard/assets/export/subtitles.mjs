/** Links to the subtitles of a film. */

import { h } from "../page/dom.mjs";
import { at } from "../page/server.mjs";

/**
 * @param {string} label
 * @param {string} language of the page, to name the others in
 * @param {Object<string, string>} addresses by language
 * @returns {Array<Node | string>} nothing when there are none
 */
export function subtitleLinks(label, language, addresses) {
  const names = new Intl.DisplayNames([language], { type: "language" });
  const links = Object.entries(addresses).map(([one, address]) =>
    h("a", { href: at(address), download: "" }, names.of(one)),
  );
  return links.flatMap((link, n) => [n ? ", " : `${label}: `, link]);
}
