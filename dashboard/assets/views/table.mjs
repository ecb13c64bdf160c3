/** The state of a day as a table: every territory, in words, for readers without the map. */

import { format, h, put } from "../page/dom.mjs";
import { sentences } from "../cards/summary.mjs";

const VIEW = "table";
const REGION = "region";
const CERTAINTY = ["low", "medium", "high"];

export class Table {
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.host = document.getElementById(VIEW);
    this.collator = new Intl.Collator(atlas.payload.language, { numeric: true });
    this.columns = columns(this.t);
    const sorts = this.columns.filter((one) => one.key).flatMap(({ id }) => [id, `-${id}`]);
    this.parameters = [{
      name: "sort",
      usual: REGION,
      read: (text, fail) => (sorts.includes(text) ? text : fail()),
      write: (sort) => (sort === REGION ? null : sort),
      fault: "noteSort",
    }];
    /** @type {Map<number, {made: string, row: HTMLElement}>} by number of the territory */
    this.rows = new Map();
  }

  get shown() {
    return this.atlas.view.view === VIEW;
  }

  draw(day) {
    if (this.shown && this.title) this.title.textContent = this.atlas.calendar.label(day);
  }

  rest(day) {
    if (!this.shown) return;
    this.build();
    this.draw(day);
    const { t, atlas } = this;
    put(this.words, ...sentences(atlas, day).slice(1).map((text) => h("p", {}, text)));
    const { sort } = atlas.view;
    const column = this.columns.find(({ id }) => id === sort.replace("-", ""));
    this.caption.textContent = `${format(t["table.caption"], { day: atlas.calendar.label(day) })}. ${
      column ? format(t["table.sorted"], { column: column.name }) : t["table.grouped"]}`;
    this.regions.setAttribute("aria-pressed", String(sort === REGION));
    this.heads.forEach((head, n) => this.mark(head, this.columns[n].id, sort));
    this.fill(day, column, sort.startsWith("-") ? -1 : 1);
  }

  mark(head, id, sort) {
    const way = sort === id ? "ascending" : sort === `-${id}` ? "descending" : null;
    if (way) head.setAttribute("aria-sort", way);
    else head.removeAttribute("aria-sort");
  }

  /** The frame, once. */
  build() {
    if (this.title) return;
    const { t } = this;
    this.title = h("h2", {});
    this.words = h("div", { class: "words" });
    this.regions = h("button", { type: "button", class: "tool", onclick: () => this.sort(REGION) }, t["table.regions"]);
    this.caption = h("caption", {});
    this.heads = this.columns.map((column) => h("th", { scope: "col", role: "columnheader" },
      column.key ? h("button", { type: "button", onclick: () => this.turn(column.id) }, column.name) : column.name));
    this.table = h("table", { role: "table" }, this.caption,
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...this.heads)));
    put(this.host, h("div", { class: "table-head" }, this.title, this.words, this.regions), this.table);
  }

  turn(id) {
    this.sort(this.atlas.view.sort === id ? `-${id}` : id);
  }

  sort(sort) {
    this.atlas.set({ sort });
    this.rest(this.atlas.view.day);
  }

  /** Rows that say the same as before are kept, with the focus that is in them. */
  fill(day, column, way) {
    const { model, payload } = this.atlas;
    const all = payload.reading.map((id) => this.state(model.index.get(id), day));
    const focus = document.activeElement;
    for (const body of [...this.table.tBodies]) body.remove();
    const body = (...rows) => h("tbody", { role: "rowgroup" }, ...rows);
    if (column) {
      const by = (a, b) => way * this.compare(column.key(a, this.atlas), column.key(b, this.atlas));
      this.table.append(body(...all.sort(by).map((one) => this.row(one))));
    } else {
      const groups = new Map();
      for (const one of all) groups.set(one.territory.region, [...(groups.get(one.territory.region) ?? []), one]);
      for (const [region, members] of groups) {
        const head = h("th", { scope: "rowgroup", role: "rowheader", colspan: this.columns.length }, region);
        this.table.append(body(h("tr", { role: "row", class: "region" }, head), ...members.map((one) => this.row(one))));
      }
    }
    if (this.table.contains(focus)) focus.focus({ preventScroll: true });
  }

  compare(a, b) {
    return typeof a === "number" ? a - b : this.collator.compare(a, b);
  }

  state(i, day) {
    const { model } = this.atlas;
    const row = model.row(i, day);
    return { i, territory: model.territories[i], row, claimants: model.claimants(i, day), fresh: row.start === day };
  }

  row(state) {
    const { i, row, claimants, fresh } = state;
    const made = [row.start, fresh, ...claimants].join(" ");
    const before = this.rows.get(i);
    if (before?.made === made) return before.row;
    const cells = this.columns.map((column) => {
      const tag = column.id === "territory" ? ["th", { scope: "row", role: "rowheader" }] : ["td", { role: "cell" }];
      return h(tag[0], { ...tag[1], "data-label": column.name }, ...column.cell(state, this));
    });
    const kept = { made, row: h("tr", { role: "row", class: fresh ? "fresh" : null }, ...cells) };
    this.rows.set(i, kept);
    return kept.row;
  }

  /** The name leads to the map with the card of the territory. */
  name({ id, name }) {
    const { atlas, t } = this;
    const follow = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      atlas.view.territory = id;
      atlas.show(atlas.payload.views[0]);
    };
    return h("a", { href: `?territory=${id}`, title: t["table.onMap"], onclick: follow }, name);
  }
}

/**
 * @returns {Array<{id: string, name: string, key?: (state: any, atlas: any) => string|number,
 *   cell: (state: any, table: Table) => Array<Node|string|null>}>} `key` is what sorts
 */
function columns(t) {
  const short = (atlas, polity) => (polity ? atlas.cards.short(polity) : "");
  const claims = ({ claimants }, atlas) => claimants.map((one) => short(atlas, one)).join(", ");
  const event = ({ row }, { model }) => model.events.get(row.event)?.title ?? "";
  const others = (text) => [text || h("span", { class: "muted", "aria-label": t.nobody }, "–")];
  return [
    { id: "territory", name: t["table.territory"], key: ({ territory }) => territory.name,
      cell: ({ territory }, table) => [table.name(territory),
        territory.today ? h("span", { class: "muted" }, ` ${territory.today}`) : null] },
    { id: "holder", name: t.heldBy, key: ({ row }, atlas) => short(atlas, row.controller),
      cell: ({ row }, { atlas }) => [atlas.cards.swatch(row), " ", atlas.payload.polities[row.controller].name] },
    { id: "status", name: t.status, key: ({ row }) => t[`status.${row.status}`],
      cell: ({ row }) => [t[`status.${row.status}`]] },
    { id: "party", name: t.against, key: ({ row }, atlas) => short(atlas, row.second),
      cell: ({ row }, { atlas }) => others(short(atlas, row.second)) },
    { id: "claims", name: t.claimedBy, key: claims, cell: (state, { atlas }) => others(claims(state, atlas)) },
    { id: "since", name: t.since, key: ({ row }) => row.start,
      cell: ({ row, fresh }, { atlas }) => [atlas.cards.dayLink(row.start),
        fresh ? h("strong", {}, ` ${t["table.today"]}`) : null] },
    { id: "event", name: t["table.event"], key: event, cell: (state, { atlas }) => [event(state, atlas)] },
    { id: "certainty", name: t["table.certainty"], key: ({ row }) => CERTAINTY.indexOf(row.certainty),
      cell: ({ row }, { atlas }) => [atlas.cards.certainty(row.certainty)] },
    { id: "sources", name: t.sources,
      cell: ({ row }, { atlas }) => [h("details", {},
        h("summary", {}, format(t["table.sources"], { count: row.sources.length })),
        atlas.cards.sources(row.sources), atlas.cards.dispute(row.alt, row.note))] },
  ];
}
