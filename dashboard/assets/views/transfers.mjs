/** What changed hands between two days: the sum, the largest changes, the table; the legend of both maps. */

import { byHolders } from "../core/between.mjs";
import { format, h, put } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Difference } from "../core/between.mjs" */
/** @import { Row } from "../core/contract.d.ts" */

/** @typedef {import("../map/legend.mjs").Legend} Legend */

/** @typedef {{before: Row, after: Row, km2: number, list: Difference[]}} Group of differences between two holders */

/** How many changes stand beside the sum. */
const LARGEST = 5;

export class ChangesTable {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.model = atlas.model;
    this.cards = atlas.cards;
    this.sum = h("div", { class: "sum" });
    this.largest = h("ol", { class: "largest" });
    this.tables = h("div");
    this.rest = h("div", { class: "rest" }, this.tables);
    this.list = h("ul");
    this.all = h("details", { class: "all" }, h("summary", {}, this.t["compare.all"]), this.rest);
    this.both = h("details", { class: "both" }, h("summary", {}, this.t.legend), this.list);
    this.hint = h("p", { class: "hint muted" }, this.t["compare.hint"]);
    this.more = h("div", { class: "disclosures", onkeydown: (event) => this.close(event) }, this.all, this.both);
    this.host = h("div", { class: "transfers" }, this.sum, this.largest, this.more);
  }

  /** Where the table has a page to stand on it is open; else it lies over the map, as the legend does.
   * @param {boolean} open */
  unfold(open) {
    for (const part of [this.all, this.both]) part.name = open ? "" : "changes";
    this.all.open = open;
    (open ? this.more : this.rest).append(this.hint);
  }

  /** Escape closes what lies over the map.
   * @param {KeyboardEvent} event */
  close(event) {
    const open = [this.all, this.both].find((part) => part.open && part.name);
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    open.open = false;
    open.querySelector("summary")?.focus();
  }

  /** @param {import("../core/between.mjs").Difference[]} differences of days `a` and `b`
   * @param {number} a
   * @param {number} b */
  show(differences, a, b) {
    /** @param {string} kind */
    const of = (kind) =>
      byHolders(
        this.model,
        differences.filter((difference) => difference.kind === kind),
      );
    const [power, polity, status] = ["power", "polity", "status"].map(of);
    const { calendar } = this.atlas;
    const [first, last] = [Math.min(a, b), Math.max(a, b)].map((day) => calendar.label(day));
    put(
      this.sum,
      h("h3", {}, this.t["compare.changed"]),
      h("p", { class: "days muted" }, `${first} → ${last}`),
      ...this.total(power),
    );
    put(this.largest, ...power.slice(0, LARGEST).map((group) => this.large(group, power[0].km2)));
    put(
      this.tables,
      power.length ? this.table(power, this.t["compare.changed"]) : null,
      ...this.section(polity, "compare.polity"),
      ...this.section(status, "compare.status"),
      h("p", { class: "muted" }, this.t["compare.ends"]),
    );
  }

  /** A line for each of the largest changes, with a bar as long as its share of the largest.
   * @param {Group} group
   * @param {number} most km² of the largest */
  large({ before, after, km2 }, most) {
    return h(
      "li",
      {},
      h("span", { class: "pair" }, this.pair(before, after)),
      h("span", { class: "signs" }, this.cards.swatch(before), "→", this.cards.swatch(after)),
      h("span", { class: "km2" }, this.cards.round(km2)),
      this.cards.bar(before, km2 / most),
    );
  }

  /** @param {Group[]} groups */
  total(groups) {
    const count = groups.reduce((sum, group) => sum + group.list.length, 0);
    if (!count) return [h("p", { class: "none" }, this.t["compare.none"])];
    const km2 = groups.reduce((sum, group) => sum + group.km2, 0);
    const text = count === 1 ? this.t["compare.countOne"] : this.t["compare.count"];
    return [h("p", { class: "total" }, this.cards.area(km2)), h("p", { class: "muted" }, format(text, { count }))];
  }

  /**
   * @param {Group[]} groups
   * @param {string} key
   */
  section(groups, key) {
    return groups.length ? [h("h4", {}, this.t[key]), this.table(groups, this.t[key])] : [];
  }

  /** From and to, how much, which territories, by what; a body for each pair of holders.
   * @param {Group[]} groups
   * @param {string} caption */
  table(groups, caption) {
    return h(
      "table",
      {},
      h("caption", { class: "spoken" }, caption),
      h(
        "thead",
        { class: "spoken" },
        h(
          "tr",
          {},
          h("th", { scope: "col" }, `${this.t["compare.from"]} → ${this.t["compare.to"]}`),
          h("th", { scope: "col" }, this.t["compare.area"]),
        ),
      ),
      ...groups.map((group) => this.body(group)),
    );
  }

  /** @param {Group} group */
  body({ before, after, list, km2 }) {
    return h(
      "tbody",
      {},
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "rowgroup" },
          h("div", {}, this.cards.swatch(before), this.cards.swatch(after), h("span", {}, this.pair(before, after))),
        ),
        h("td", { class: "km2" }, this.cards.round(km2)),
      ),
      h("tr", {}, h("td", { colspan: 2 }, this.each(list))),
    );
  }

  /** `Holder → other holder`; where only the status changes, the holder and both.
   * @param {Row} before
   * @param {Row} after */
  pair(before, after) {
    const [from, to] = [before, after].map((row) => this.cards.short(row.controller));
    return before.controller === after.controller ? to : `${from} → ${to}`;
  }

  /** The territories by name; opened, each with what brought it.
   * @param {Difference[]} list */
  each(list) {
    const names = list.map(({ i }) => this.model.territories[i].name).join(", ");
    return h(
      "details",
      {},
      h("summary", { title: this.t["compare.each"] }, names),
      h("ul", {}, ...list.map((difference) => h("li", {}, this.territory(difference), ...this.brought(difference)))),
    );
  }

  /** @param {Difference} difference */
  territory({ i, kind, before, after }) {
    const { id, name, km2 } = this.model.territories[i];
    const said = [before, after].map((row) => this.t[`status.${row.status}`]);
    return h(
      "p",
      { class: "one" },
      h("button", { type: "button", class: "link", onclick: () => this.atlas.store.select(id) }, name),
      kind === "status" ? h("span", {}, ` ${said.join(" → ")}`) : null,
      h("span", { class: "km2" }, this.cards.round(km2)),
    );
  }

  /** The event that brought the land, and the articles that say so.
   * @param {Difference} difference */
  brought({ by, outcomes }) {
    const { calendar } = this.atlas;
    const event = this.model.events.get(by.event);
    return [
      h("p", { class: "muted" }, `${calendar.label(by.start)}: ${event?.title ?? ""}`),
      ...outcomes.map(({ treaty, outcome }) =>
        h(
          "p",
          { class: `muted ${treaty.force}` },
          [treaty.name, outcome.article].filter(Boolean).join(", "),
          treaty.force === "in_force" ? null : ` (${this.t[`force.${treaty.force}`]})`,
        ),
      ),
    ];
  }

  /** What is on either map, each once, and what the outlines are.
   * @param {Array<[Legend, number]>} maps the legend of each map with its day
   * @param {Set<string>} layers that are on */
  legend(maps, layers) {
    const rows = new Map();
    for (const [legend, day] of maps) {
      legend.show(day, layers);
      for (const item of legend.host.querySelectorAll("li")) rows.set(item.textContent, item);
    }
    const [[legend]] = maps;
    const outline = legend.sample(this.atlas.payload.looks.changed);
    put(this.list, ...rows.values(), legend.row(outline, this.t["compare.outlined"]));
  }
}
