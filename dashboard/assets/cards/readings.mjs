/**
 * Other readings of what sources dispute: outlined on the map where the reading that is shown differs, and
 * listed with the events of the day. Another reading is another page: the timeline, the strips and the
 * exports follow it, so the address is opened anew.
 */

import * as address from "../core/address.mjs";
import { differing, next, shown } from "../core/readings.mjs";
import { element, format, h, s } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Difference, Reading } from "../core/contract.d.ts" */

export class Readings {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.readings = atlas.payload.readings;
    this.shown = shown(atlas.payload);
    this.outline = s("g", { class: "disputed", "pointer-events": "none" });
    /** Territories that are outlined, and whether plotly has drawn their edges anew since. */
    this.drawn = "";
    this.parameters = [this.parameter()];
    if (!this.readings.length) return;
    this.choice = this.chooser();
    atlas.layers.list.append(h("label", { class: "reading" }, this.t.reading, this.choice));
    if (this.shown) this.begin(this.shown);
  }

  /** Say beside the day, in every view, which reading it is.
   * @param {Reading} reading */
  begin({ name }) {
    const said = format(this.t["reading.shown"], { name });
    element("day-block").append(h("p", { class: "muted reading" }, said));
    // After the painter has looked up plotly's new paths.
    this.atlas.chart.onDrawn(() =>
      queueMicrotask(() => {
        this.drawn = "";
        this.draw(this.atlas.view.day);
      }),
    );
  }

  /** @returns {import("../core/view.d.ts").Parameter} */
  parameter() {
    return {
      name: "reading",
      usual: null,
      read: (text, fail) => (this.readings.some(({ id }) => id === text) ? text : fail()),
      write: (reading) => reading,
      fault: "reading.unknown",
    };
  }

  chooser() {
    const options = [{ id: "", name: this.t["reading.own"] }, ...this.readings].map(({ id, name }) =>
      h("option", { value: id, selected: id === (this.shown?.id ?? "") }, name),
    );
    const choose = () => this.choice && this.to(this.choice.value || null);
    return h("select", { name: "reading", onchange: choose }, ...options);
  }

  /** Open the page of the same view with another reading.
   * @param {string|null} reading */
  to(reading) {
    const { view, parameters } = this.atlas;
    location.assign(location.pathname + address.write({ ...view, reading }, parameters));
  }

  /** @param {number} day */
  draw(day) {
    if (!this.shown) return;
    const { chart, painter } = this.atlas;
    const lands = new Set(differing(this.shown, day).map(({ territory }) => territory));
    const drawn = [...lands].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    chart.over(this.outline);
    this.outline.replaceChildren(...painter.along(painter.outline(lands), "reading"));
  }

  /** After the events of the day are written.
   * @param {number} day */
  rest(day) {
    this.draw(day);
    if (this.shown) element("events").prepend(this.card(this.shown, day));
    else element("events").append(...this.offers(day));
  }

  /** What the reading that is shown has otherwise.
   * @param {Reading} reading
   * @param {number} day */
  card(reading, day) {
    const { calendar, store } = this.atlas;
    const differences = differing(reading, day);
    const later = next(reading, day);
    const go = () => later !== null && store.jump(later);
    return h(
      "section",
      { class: "readings" },
      h("h3", {}, format(this.t["reading.shown"], { name: reading.name })),
      h("p", { class: "muted" }, format(this.t["reading.count"], { count: differences.length })),
      h(
        "p",
        { class: "row" },
        later === null
          ? null
          : h(
              "button",
              { type: "button", class: "link", onclick: go },
              format(this.t["reading.next"], { day: calendar.label(later) }),
            ),
        h("button", { type: "button", class: "link", onclick: () => this.to(null) }, this.t["reading.back"]),
      ),
      h("ul", {}, ...differences.map((difference) => this.item(difference))),
    );
  }

  /** @param {Difference} difference */
  item({ territory, atlas, other, certainty, sources, note }) {
    const { cards, model, payload, store } = this.atlas;
    const held = (/** @type {Difference["atlas"]} */ { controller, status }) =>
      `${payload.polities[controller].name}, ${this.t[`status.${status}`]}`;
    const select = () => store.select(territory);
    return h(
      "li",
      {},
      h("button", { type: "button", class: "link", onclick: select }, model.territory(territory).name),
      h("p", {}, held(other)),
      h("p", { class: "muted" }, format(this.t["reading.atlas"], { holding: held(atlas) })),
      note ? h("p", { class: "note" }, note) : null,
      cards.evidence({ certainty, sources: /** @type {[string, string][]} */ (sources) }),
    );
  }

  /** Readings that have land otherwise on a day that shows the atlas's own.
   * @param {number} day */
  offers(day) {
    const counted = this.readings.map((reading) => ({ reading, count: differing(reading, day).length }));
    const there = counted.filter(({ count }) => count);
    if (!there.length) return [];
    return [
      h("h3", { class: "divider" }, this.t["reading.others"]),
      ...there.map(({ reading, count }) =>
        h(
          "p",
          { class: "reading" },
          h("button", { type: "button", class: "link", onclick: () => this.to(reading.id) }, reading.name),
          ` ${format(this.t["reading.count"], { count })}`,
        ),
      ),
    ];
  }
}
