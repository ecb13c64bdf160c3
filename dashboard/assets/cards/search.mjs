/**
 * Search over places, territories, events, people, treaties, polities and sources.
 * The pattern is the combobox with a list (WAI-ARIA 1.2): the focus stays in the field.
 */

import { element, h, put, s } from "../page/dom.mjs";
import { at } from "../page/server.mjs";
import { evidence } from "./evidence.mjs";
import { findAsked } from "../core/finder.mjs";
import { unloaded } from "../page/unloaded.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Entry } from "../core/contract.d.ts" */

/** @type {Record<string, number>} */
const MOVES = { ArrowDown: 1, ArrowUp: -1 };

const lens = () =>
  s(
    "svg",
    { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
    s("path", { d: "M10.5 10.5L14.5 14.5M11.5 6.5A5 5 0 1 1 1.5 6.5 5 5 0 0 1 11.5 6.5Z" }),
  );

export class Search {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    /** @type {Entry[]} */
    this.found = [];
    this.at = -1;
    /** Resolved when the list is that of what was typed last. */
    this.looked = Promise.resolve();
    this.dialog = element("search", HTMLDialogElement);
    this.button = h(
      "button",
      {
        id: "search-open",
        type: "button",
        class: "button",
        "aria-haspopup": "dialog",
        "aria-keyshortcuts": "/",
        onclick: () => this.open(),
      },
      lens(),
      h("span", { class: "word" }, this.t["search.open"]),
      h("span", { class: "what" }, this.t["search.hint"]),
    );
    element("first-actions").prepend(this.button);
    this.field = h("input", {
      id: "search-field",
      type: "search",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "search-list",
      "aria-label": this.t["search.open"],
      placeholder: this.t["search.hint"],
      oninput: () => this.renew(),
      onkeydown: (event) => this.key(event),
    });
    this.list = h("ul", { id: "search-list", role: "listbox", "aria-label": this.t["search.results"] });
    this.said = h("p", { class: "muted", role: "status" });
    this.trouble = h("div", {});
    const close = h(
      "button",
      { type: "button", class: "close", "aria-label": this.t.close, onclick: () => this.dialog.close() },
      "×",
    );
    put(this.dialog, h("div", { class: "row" }, this.field, close), this.list, this.said, this.trouble);
    // A click beside the dialog has the dialog itself as its target.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  acts() {
    return { "/": () => this.open() };
  }

  escapes() {
    return { search: () => this.escape() };
  }

  escape() {
    if (!this.dialog.open) return false;
    this.dialog.close();
    return true;
  }

  open() {
    this.dialog.showModal();
    this.field.focus();
    this.field.select();
    this.renew();
  }

  renew() {
    this.looked = this.look();
  }

  async look() {
    const typed = this.field.value;
    let trouble = null;
    const file = await evidence(this.atlas.payload.language).catch((fault) => {
      trouble = unloaded(fault, this.t, () => this.renew());
    });
    // The reader has typed on while the file came.
    if (typed !== this.field.value) return;
    this.found = file ? findAsked(file.entries, typed, file.letters, this.t["search.filler"]) : [];
    this.at = this.found.length ? 0 : -1;
    const nothing = file && !this.found.length ? this.t["search.none"] : "";
    this.said.textContent = typed.trim() ? nothing : this.t["search.over"];
    put(this.trouble, trouble);
    put(this.list, ...this.found.map((entry, n) => this.option(entry, n)));
    this.field.setAttribute("aria-expanded", String(this.found.length > 0));
    this.mark();
  }

  /**
   * @param {Entry} entry
   * @param {number} n
   */
  option(entry, n) {
    return h(
      "li",
      {
        id: `search-${n}`,
        role: "option",
        "aria-selected": "false",
        onclick: () => this.choose(entry),
        onpointermove: () => this.mark(n),
      },
      h("span", { class: "name" }, entry.name),
      entry.detail ? h("span", { class: "detail" }, entry.detail) : null,
      h("span", { class: "kind" }, this.t[`kind.${entry.kind}`]),
    );
  }

  mark(n = this.at) {
    this.at = n;
    [...this.list.children].forEach((child, m) => child.setAttribute("aria-selected", String(m === n)));
    if (n < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", `search-${n}`);
      this.list.children[n].scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const count = this.found.length;
    if (event.key === "Escape") {
      // A search field would only empty itself.
      event.preventDefault();
      this.dialog.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.enter();
    } else if (MOVES[event.key] && count) {
      event.preventDefault();
      this.mark((this.at + MOVES[event.key] + count) % count);
    }
  }

  /** Open what is marked; whoever presses Enter before the list has come means its first row. */
  async enter() {
    await this.looked;
    const entry = this.found[this.at];
    if (entry && this.dialog.open) this.choose(entry);
  }

  /** @param {Entry} entry */
  choose(entry) {
    this.dialog.close();
    const { atlas } = this;
    /** @type {Record<string, () => void>} */
    const open = {
      place: () => atlas.store.ask("place", entry.id),
      person: () => atlas.store.ask("person", entry.id),
      event: () => atlas.store.ask("event", entry.id),
      treaty: () => this.treaty(entry.id),
      territory: () => this.territory(entry.id),
      polity: () => this.polity(entry),
      source: () => location.assign(`${at(atlas.payload.addresses.sources)}#${entry.id}`),
    };
    open[entry.kind]();
  }

  /** On its day, or the map would not show what it says.
   * @param {string} id */
  treaty(id) {
    const treaty = this.atlas.payload.treaties.find((treaty) => treaty.id === id);
    if (treaty && this.atlas.calendar.inside(treaty.signed)) this.atlas.store.jump(treaty.signed);
    this.atlas.store.ask("treaty", id);
  }

  /** @param {string} id */
  territory(id) {
    this.atlas.store.select(id);
    this.atlas.zoomTo(id);
    this.atlas.card.focus();
  }

  /** Where and when a polity first held land.
   * @param {Entry} entry */
  polity({ day, territory }) {
    if (day !== undefined) this.atlas.store.jump(day);
    if (territory) this.territory(territory);
  }
}
