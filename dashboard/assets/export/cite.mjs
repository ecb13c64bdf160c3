/** How to cite what is shown, and the sources that it rests on: a dialog; a click copies. */

import { element, format, h, put } from "../page/dom.mjs";
import { Modal, choice, field } from "../page/modal.mjs";
import { Trouble, ask, copyText, isAborted } from "../page/save.mjs";
import { at } from "../page/server.mjs";

/** @import { Atlas } from "../atlas.mjs" */

/**
 * @typedef {Record<string, string>} Styled a text by its style
 * @typedef {{view: Styled, sources?: Styled, permalink: string, count?: number}} Said by /api/cite
 */

export class Cite {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.style = choice(atlas.payload.exports.styles, () => this.write());
    /** What the server has said of the view. @type {Said|null} */
    this.said = null;
    /** @type {AbortController|null} */
    this.asked = null;
    this.view = this.block("view", this.t["cite.view"]);
    this.sources = this.block("sources", this.t["cite.sources"]);
    this.asOf = h("p", { class: "muted" });
    this.status = h("p", { role: "status", class: "said" });
    this.modal = new Modal(element("cite", HTMLDialogElement), this.t.cite, this.t.close, [
      field(this.t["cite.style"], this.style),
      this.view.host,
      ...(atlas.payload.frozen ? [this.asOf, this.allSources()] : [this.sources.host]),
      this.status,
    ]);
    element("actions").append(
      h(
        "button",
        { id: "cite-open", type: "button", class: "button", "aria-haspopup": "dialog", onclick: () => this.open() },
        this.t.cite,
      ),
    );
  }

  /** What a frozen site has instead of the sources of each day. */
  allSources() {
    const href = at(this.atlas.payload.addresses.sources);
    return h("p", {}, `${this.t["frozen.sources"]} `, h("a", { href }, this.t["frozen.every"]));
  }

  /** A text with buttons to copy and to save it.
   * @param {"view"|"sources"} name
   * @param {string} title */
  block(name, title) {
    const text = h("div", { class: "text", role: "region", tabindex: 0, "aria-label": title });
    const note = h("p", { class: "muted" });
    const copy = h(
      "button",
      { type: "button", class: "button", disabled: true, "data-copy": name, onclick: () => this.copy(name) },
      this.t.copy,
    );
    const file = h("a", { class: "button", download: true }, this.t["cite.file"]);
    const host = h(
      "section",
      { class: "citation" },
      h("h3", {}, title),
      note,
      text,
      h("p", { class: "row" }, copy, file),
    );
    return { host, text, note, copy, file };
  }

  escapes() {
    return { cite: () => this.modal.escape() };
  }

  open() {
    this.atlas.player.pause();
    this.said = null;
    this.status.textContent = "";
    this.write();
    this.modal.open();
    this.fetch();
  }

  /** The citation of the view comes at once; its sources take a second or two. */
  async fetch() {
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      for (const sources of this.atlas.payload.frozen ? [0] : [0, 1]) {
        const answer = await ask(this.address("cite", { sources }), this.atlas.payload, signal);
        this.said = await answer.json();
        this.write();
      }
    } catch (fault) {
      if (fault instanceof Trouble) this.status.textContent = fault.message;
      else if (!isAborted(fault)) throw fault;
    }
  }

  /** @param {"cite"|"citation"} which @param {object} more */
  address(which, more, style = "") {
    const { calendar, dayOfFiles, payload } = this.atlas;
    const asked = new URLSearchParams({ lang: payload.language, view: location.search.slice(1), ...more });
    return at(payload.addresses[which], { day: calendar.iso(dayOfFiles), style, query: `?${asked}` });
  }

  write() {
    const {
      said,
      style: { value: style },
    } = this;
    const { frozen } = this.atlas.payload;
    if (frozen) this.asOf.textContent = this.atlas.asOf();
    for (const name of /** @type {const} */ (["view", "sources"])) {
      const { text, note, copy, file } = this[name];
      const written = said?.[name]?.[style];
      const prose = this.atlas.payload.exports.prose.includes(style) ? written : undefined;
      text.classList.toggle("works", Boolean(prose));
      // A line for each work: each is a paragraph of its own, with a hanging indent.
      put(
        text,
        ...(prose
          ? prose
              .trimEnd()
              .split("\n")
              .map((line) => h("p", {}, line))
          : [written ?? this.t["cite.waiting"]]),
      );
      text.toggleAttribute("aria-busy", written === undefined);
      copy.disabled = !written;
      const more = name === "sources" ? { sources: 1 } : {};
      // A frozen site has no file of a single style: its citations are there to copy.
      file.hidden = frozen;
      if (!frozen) file.href = this.address("citation", more, style);
      if (name === "view") put(note, said && !said.permalink ? this.t["cite.local"] : null);
      if (name === "sources") put(note, said ? format(this.t["cite.count"], said) : null);
    }
  }

  /** @param {"view"|"sources"} name */
  async copy(name) {
    const done = await copyText(this.said?.[name]?.[this.style.value].trimEnd() ?? "");
    this.status.textContent = done ? this.t.copied : this.t.notCopied;
  }
}
