/** What a card says of its evidence: how sure it is, its sources, the way to all that rests on them. */

import { format, h } from "../page/dom.mjs";
import { at } from "../page/server.mjs";

/** @import { Payload } from "../core/contract.d.ts" */

/** Dots that are filled. @type {Record<string, number>} */
const FILLED = { low: 1, medium: 2, high: 3 };

/** A part of the page that cites. */
export class Sourced {
  /** @param {Payload} payload */
  constructor(payload) {
    this.payload = payload;
    this.t = payload.strings;
  }

  /** @param {{certainty: string, dating?: string, sources: [string, string][]}} row */
  evidence(row) {
    return h(
      "div",
      { class: "evidence" },
      this.certainty(row.certainty),
      this.folded(row.sources),
      row.dating ? h("p", { class: "muted dating" }, format(this.t.dating, row)) : null,
    );
  }

  /** How many sources there are, and they when they are asked for.
   * @param {[string, string][]} cited */
  folded(cited) {
    const count = cited.length;
    if (!count) return null;
    const counted = count === 1 ? this.t["sources.one"] : format(this.t["sources.many"], { count });
    return h("details", { class: "cited" }, h("summary", {}, counted), this.sources(cited));
  }

  /** @param {string} level */
  certainty(level) {
    const filled = FILLED[level];
    const dots = "●".repeat(filled) + "○".repeat(3 - filled);
    return h(
      "p",
      { class: `certainty ${level}` },
      h("span", { "aria-hidden": "true" }, dots),
      " ",
      this.t[`certainty.${level}`],
    );
  }

  /** @param {[string, string][]} cited */
  sources(cited) {
    const items = cited.map(([key, locator]) => {
      const source = this.payload.sources[key];
      // A work is named in its own language, its page in the reader's.
      const lang = source.lang && source.lang !== this.payload.language ? source.lang : null;
      const text = [h("span", { lang }, source.short), locator ? `, ${locator}` : null];
      const title = [source.title, this.t[`reading.${source.reading}`]].filter(Boolean).join("; ");
      const link = /^https?:/.test(source.url)
        ? h("a", { href: source.url, rel: "noreferrer noopener", target: "_blank", title }, ...text)
        : h("span", { title }, ...text);
      // A reader must see which works the compiler has not seen.
      const unseen = source.reading === "cited" ? h("span", {}, ` (${this.t.notSeen})`) : null;
      const kind = source.kind && h("span", { class: `kind ${source.kind}` }, this.t[`kind.${source.kind}`]);
      return h("li", {}, link, unseen, kind || null, this.allOf(key, source.short));
    });
    return h("ul", { class: "sources" }, ...items);
  }

  /** The way to all that rests on a work.
   * @param {string} key
   * @param {string} name */
  allOf(key, name) {
    const label = format(this.t["found.rests"], { name });
    return h("a", {
      class: "all",
      href: `${at(this.payload.addresses.sources)}#${key}`,
      "aria-label": label,
      title: label,
    });
  }
}
