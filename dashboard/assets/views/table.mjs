/** The state of a day as a table: every territory, in words, for readers without the map. */

import { addTo } from "../core/groups.mjs";
import { element, format, h, put } from "../page/dom.mjs";
import { sentences } from "../cards/summary.mjs";
import { dataAddress } from "../export/form.mjs";
import { at } from "../page/server.mjs";
import { columns } from "./tableColumns.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Territory } from "../core/contract.d.ts" */
/** @import { Column, State } from "./tableColumns.mjs" */

const VIEW = "table";
const REGION = "region";

/** Compare number by number; where one list ends sooner, it is first.
 * @param {number[]} a
 * @param {number[]} b */
function compare(a, b) {
  const n = a.findIndex((rank, i) => rank !== b[i]);
  return n < 0 ? a.length - b.length : a[n] - (b[n] ?? -1);
}

export class Table {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.host = element(VIEW);
    const { events, ranks } = atlas.payload;
    /** Rank of the title of each event in the order of the alphabet, by id. */
    this.eventRanks = new Map(events.map(({ id }, n) => [id, ranks.events[n]]));
    this.columns = columns(this.t);
    const sorts = this.columns.filter((column) => column.key).flatMap(({ id }) => [id, `-${id}`]);
    /** @type {import("../core/view.d.ts").Parameter[]} */
    this.parameters = [
      {
        name: "sort",
        usual: REGION,
        read: (text, fail) => (sorts.includes(text) ? text : fail()),
        write: (sort) => (sort === REGION ? null : sort),
        fault: "noteSort",
      },
    ];
    /** @type {Map<number, {made: string, row: HTMLTableRowElement}>} by number of the territory */
    this.rows = new Map();
    this.title = h("h2", {});
    this.words = h("div", { class: "words" });
    this.regions = h(
      "button",
      { type: "button", class: "tool", onclick: () => this.sort(REGION) },
      this.t["table.regions"],
    );
    this.only = h("input", { type: "checkbox", onchange: () => this.rest(atlas.view.day) });
    const only = h("label", { class: "tool" }, this.only, this.t["table.changed"]);
    this.file = h("a", { class: "tool", download: "" }, "CSV");
    this.head = h("div", { class: "table-head" }, this.title, this.words, only, this.regions, this.file);
    this.caption = h("caption", { class: "spoken" });
    this.none = h("p", { class: "muted", hidden: true }, this.t["table.none"]);
    this.heads = this.columns.map((column) =>
      h(
        "th",
        { scope: "col", role: "columnheader" },
        column.key ? h("button", { type: "button", onclick: () => this.turn(column.id) }, column.name) : column.name,
      ),
    );
    this.table = h(
      "table",
      { role: "table" },
      this.caption,
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...this.heads)),
    );
  }

  get shown() {
    return this.atlas.view.view === VIEW;
  }

  /** @param {number} day */
  keepUp(day) {
    if (this.shown) this.title.textContent = this.atlas.calendar.label(day);
  }

  /** What the browser prints of this view: it goes on from sheet to sheet, with its heads on each. */
  printed() {
    if (!this.shown) return null;
    const rows = /** @type {HTMLElement} */ (this.host.cloneNode(true));
    for (const one of [rows, ...rows.querySelectorAll("[id]")]) one.removeAttribute("id");
    // What is pressed on the screen says nothing on paper: the buttons, and the folded sources.
    for (const tool of rows.querySelectorAll(".table-head .tool")) tool.remove();
    for (const button of rows.querySelectorAll("button")) button.replaceWith(...button.childNodes);
    for (const row of rows.querySelectorAll("tr:not(.region)")) row.lastElementChild?.remove();
    const caption = /** @type {HTMLElement} */ (rows.querySelector("caption"));
    caption.textContent = format(this.t["table.caption"], { day: this.atlas.calendar.label(this.atlas.view.day) });
    caption.removeAttribute("class");
    return [rows];
  }

  /** @param {number} day */
  rest(day) {
    if (!this.shown) return;
    if (!this.host.firstChild) put(this.host, this.head, this.none, this.table);
    this.keepUp(day);
    const { t, atlas } = this;
    const [changed, all] = sentences(atlas, day).slice(1);
    put(
      this.words,
      all ? h("strong", {}, changed) : null,
      h("span", {}, ` ${atlas.cards.share(day)}`),
      h("span", { class: "spoken" }, ` ${all ?? changed}`),
    );
    this.offer(day);
    const { sort } = atlas.view;
    const column = this.columns.find(({ id }) => id === sort.replace("-", ""));
    this.caption.textContent = `${format(t["table.caption"], { day: atlas.calendar.label(day) })}. ${
      column ? format(t["table.sorted"], { column: column.name }) : t["table.grouped"]
    }`;
    this.regions.setAttribute("aria-pressed", String(sort === REGION));
    this.heads.forEach((head, n) => this.mark(head, this.columns[n].id, sort));
    this.fill(day, column, sort.startsWith("-") ? -1 : 1);
  }

  /** The file of what the table shows, where there is one.
   * @param {number} day */
  offer(day) {
    const { exports, frozen, readAs } = this.atlas.payload;
    const state = exports.data.find(({ address }) => address.includes("{day}"));
    this.file.hidden = Boolean(frozen) || !state?.kb.csv;
    if (!state || this.file.hidden) return;
    const days = { day: this.atlas.calendar.iso(day), first: "", last: "" };
    this.file.setAttribute("href", at(dataAddress(state, days, "csv", { reading: readAs })));
    this.file.setAttribute("title", state.name);
  }

  /**
   * @param {HTMLElement} head
   * @param {string} id
   * @param {string} sort
   */
  mark(head, id, sort) {
    const way = sort === id ? "ascending" : sort === `-${id}` ? "descending" : null;
    if (way) head.setAttribute("aria-sort", way);
    else head.removeAttribute("aria-sort");
  }

  /** @param {string} id */
  turn(id) {
    this.sort(this.atlas.view.sort === id ? `-${id}` : id);
  }

  /** @param {string} sort */
  sort(sort) {
    this.atlas.store.set({ sort });
    this.rest(this.atlas.view.day);
  }

  /** Rows that say the same as before are kept, with the focus that is in them.
   * @param {number} day
   * @param {Column | undefined} column
   * @param {number} way */
  fill(day, column, way) {
    const { model, payload } = this.atlas;
    const every = payload.reading.map((id) => this.state(model.numberOf(id), day));
    const all = this.only.checked ? every.filter(({ fresh }) => fresh) : every;
    this.none.hidden = all.length > 0;
    const focus = document.activeElement;
    for (const body of [...this.table.tBodies]) body.remove();
    /** @param {HTMLTableRowElement[]} rows */
    const body = (...rows) => h("tbody", { role: "rowgroup" }, ...rows);
    const { key } = column ?? {};
    if (key) {
      const by = (/** @type {State} */ a, /** @type {State} */ b) => way * compare(key(a, this), key(b, this));
      this.table.append(body(...all.sort(by).map((row) => this.row(row))));
    } else {
      /** @type {Map<string, State[]>} */
      const groups = new Map();
      for (const row of all) addTo(groups, row.territory.region, row);
      for (const [region, members] of groups) {
        const about = [h("b", {}, region), " ", this.extent(members), this.shares(members)];
        const head = h("th", { scope: "rowgroup", role: "rowheader", colspan: this.columns.length }, ...about);
        this.table.append(
          body(h("tr", { role: "row", class: "region" }, head), ...members.map((member) => this.row(member))),
        );
      }
    }
    if (focus instanceof HTMLElement && this.table.contains(focus)) focus.focus({ preventScroll: true });
  }

  /** How many territories a region has, and how large they are together.
   * @param {State[]} members */
  extent(members) {
    const { cards } = this.atlas;
    const km2 = members.reduce((sum, { territory }) => sum + territory.km2, 0);
    const [text, count] = [members.length === 1 ? "table.regionOne" : "table.region", members.length];
    return h("span", { class: "muted" }, format(this.t[text], { count, km2: cards.round(km2) }));
  }

  /** Who holds a region, as a bar; the rows say the same in words.
   * @param {State[]} members */
  shares(members) {
    const { paints, roles } = this.atlas.payload;
    /** @type {Map<string, number>} */
    const held = new Map();
    for (const { row, territory } of members) {
      const { role } = paints[row.paint];
      held.set(role, (held.get(role) ?? 0) + territory.km2);
    }
    const parts = [...held].sort(([, a], [, b]) => b - a);
    const bar = parts.map(([role, km2]) => h("span", { style: `flex: ${km2}; background: ${roles[role].fill}` }));
    return h("span", { class: "shares", "aria-hidden": "true" }, ...bar);
  }

  /**
   * @param {number} i
   * @param {number} day
   */
  state(i, day) {
    const { model } = this.atlas;
    const row = model.row(i, day);
    return { i, territory: model.territories[i], row, claimants: model.claimants(i, day), fresh: row.start === day };
  }

  /** @param {State} state */
  row(state) {
    const { i, row, claimants, fresh } = state;
    const made = [row.start, fresh, ...claimants].join(" ");
    const before = this.rows.get(i);
    if (before?.made === made) return before.row;
    const cells = this.columns.map((column) => {
      const inside = column.cell(state, this);
      return column.id === "territory"
        ? h("th", { scope: "row", role: "rowheader", "data-label": column.name }, ...inside)
        : h("td", { role: "cell", "data-label": column.name }, ...inside);
    });
    const kept = { made, row: h("tr", { role: "row", class: fresh ? "fresh" : null }, ...cells) };
    this.rows.set(i, kept);
    return kept.row;
  }

  /** The name leads to the map with the card of the territory.
   * @param {Territory} territory */
  name({ id, name }) {
    const { atlas, t } = this;
    /** @param {MouseEvent} event */
    const follow = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      atlas.view.territory = id;
      atlas.store.show(atlas.payload.views[0]);
      atlas.card.focus();
    };
    return h("a", { href: `?territory=${id}`, title: t["table.onMap"], onclick: follow }, name);
  }
}
