/**
 * The whole history of the territory that is chosen: a strip with who held it and who claimed
 * it, and for each interval on whose word. `panel=history` in the address opens it.
 */

import { element, format, h, put } from "../page/dom.mjs";
import { HistoryStrip } from "./historyStrip.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Row } from "../core/contract.d.ts" */

const OPEN = "history";
/** A panel narrower than this has a narrow strip. */
const NARROW = 560;
/** A territory is shown with this much country about it, in its own widths. */
const COUNTRY = 1.7;

export class History {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.calendar = atlas.calendar;
    this.cards = atlas.cards;
    this.host = element("history");
    this.page = element("atlas");
    /** @type {string | null} */
    this.shown = null;
    this.territory = atlas.model.territories[0];
    this.strip = new HistoryStrip(atlas, this.territory, false);
    this.rows = h("ol");
    this.host.addEventListener("scroll", () => this.shown && this.strip.stands && this.strip.join(this.rows), {
      passive: true,
    });
    /** @type {import("../core/view.d.ts").Parameter[]} */
    this.parameters = [
      {
        name: "panel",
        usual: null,
        read: (text, fail) => (text === OPEN ? text : fail()),
        write: (panel, view) => (view.territory ? panel : null),
        fault: "history.unknown",
      },
    ];
    this.watch = new ResizeObserver(() => this.strip.trace(this.host, this.rows));
  }

  /** The territory whose history is asked for, in a view that has the map. */
  wanted() {
    const { panel, territory, view } = this.atlas.view;
    return panel && view === this.atlas.payload.views[0] ? territory : null;
  }

  /** @param {string} kind */
  openCard(kind) {
    if (kind === "history") this.open();
  }

  restore() {
    this.render();
  }

  show() {
    this.render();
  }

  /** @param {string | null} territory */
  select(territory) {
    if (!territory && this.atlas.view.panel) this.atlas.store.set({ panel: null });
    this.render();
  }

  escapes() {
    return { history: () => this.escape() };
  }

  escape() {
    if (!this.shown) return false;
    this.close();
    return true;
  }

  open() {
    const { atlas } = this;
    const [usual] = atlas.payload.views;
    if (atlas.view.view !== usual) atlas.store.show(usual);
    atlas.store.set({ panel: OPEN }, "pushState");
    this.render();
    this.host.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** Back to the card, which the focus goes to. */
  close() {
    const inside = this.host.contains(document.activeElement);
    this.atlas.store.set({ panel: null }, "pushState");
    this.render();
    if (inside) /** @type {HTMLElement|null} */ (document.querySelector("#details .history-open"))?.focus();
  }

  /** An event has a card beside the map: the history makes room for it.
   * @param {string} id */
  openEvent(id) {
    this.close();
    this.atlas.store.ask("event", id);
  }

  render() {
    const id = this.wanted();
    const before = this.shown;
    if (id === before) return;
    this.shown = id;
    this.host.hidden = !id;
    this.page.classList.toggle("with-history", Boolean(id));
    if (id) this.build(id);
    else this.trackless();
    this.look(id, before);
  }

  /** Nothing is left to follow the day. */
  trackless() {
    this.watch.disconnect();
    put(this.host);
  }

  /** Bring the territory near, unless the reader has chosen a part of the map; and back after it.
   * @param {string | null} id
   * @param {string | null} before */
  look(id, before) {
    const { viewport, model, view } = this.atlas;
    if (view.extent && !viewport.part) return;
    if (!id) {
      if (before && viewport.part) viewport.showAll();
      return;
    }
    const {
      xy: [x, y],
      km2,
    } = model.territory(id);
    const half = (Math.sqrt(km2) * 1000 * COUNTRY) / 2;
    // The map has its new width when the page has been laid out.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => viewport.showPart([x - half, y - half, x + half, y + half], { left: 0, right: 0 })),
    );
  }

  /** @param {string} id */
  build(id) {
    const { model } = this.atlas;
    this.territory = model.territory(id);
    this.strip = new HistoryStrip(this.atlas, this.territory, this.host.clientWidth < NARROW);
    const { name, region, km2, today } = this.territory;
    this.rows = h("ol", {}, ...this.territory.rows.map((row) => this.row(row)));
    this.watch.disconnect();
    for (const part of [this.rows, this.host]) this.watch.observe(part);
    put(
      this.host,
      h(
        "div",
        { class: "top" },
        h("button", { type: "button", class: "close", "aria-label": this.t.close, onclick: () => this.close() }, "×"),
        h("p", { class: "muted" }, `${region} · ${this.cards.area(km2)}`),
        h("h2", { tabindex: -1 }, name, today ? h("span", {}, ` ${today}`) : null),
        this.heads(),
      ),
      h("div", { class: "body" }, this.strip.svg, this.rows),
      ...this.claimed(),
    );
    this.strip.rise();
    this.host.scrollTop = 0;
    this.mark(id, this.atlas.view.day);
    this.strip.trace(this.host, this.rows);
    this.rows.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  /** Names above the columns; those of the claimants rise from their bars. */
  heads() {
    return h(
      "div",
      { class: "heads" },
      this.strip.names,
      h("span", {}, `${this.t.heldBy} · ${this.t.sources}`),
      this.full(),
    );
  }

  /** Only the interval of the day tells all its evidence, so that the strip stays in sight; or all do. */
  full() {
    const toggle = (/** @type {{currentTarget: HTMLElement}} */ { currentTarget }) => {
      const full = this.host.classList.toggle("full");
      currentTarget.setAttribute("aria-pressed", String(full));
    };
    return h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: toggle,
        "aria-pressed": String(this.host.classList.contains("full")),
      },
      this.t["history.full"],
    );
  }

  /** @param {Row} row */
  row(row) {
    const { payload, model } = this.atlas;
    const event = model.events.get(row.event);
    const go = () => this.atlas.store.jump(Math.max(row.start, this.calendar.first));
    const second = row.second ? `, ${this.t.against}: ${this.cards.short(row.second)}` : "";
    return h(
      "li",
      {},
      h("button", { type: "button", class: "link go", onclick: go }, this.calendar.label(row.start)),
      h(
        "div",
        { class: "held" },
        h(
          "p",
          {},
          h("strong", {}, payload.polities[row.controller].name),
          " ",
          h("span", { class: "muted" }, `${this.t[`status.${row.status}`]}${second}`),
        ),
        event
          ? h(
              "p",
              { class: "cause" },
              h("button", { type: "button", class: "link", onclick: () => this.openEvent(event.id) }, event.title),
            )
          : null,
        row.dating ? h("p", { class: "muted dating" }, format(this.t.dating, row)) : null,
        this.cards.sources(row.sources),
        this.cards.dispute(row.alt, row.note),
      ),
      this.cards.certainty(row.certainty),
    );
  }

  /** The claims with their own evidence. */
  claimed() {
    const { payload } = this.atlas;
    const { claims } = this.strip;
    if (!claims.length) return [h("p", { class: "muted" }, `${this.t.claimedBy}: ${this.t.nobody}`)];
    const items = claims.flatMap(({ claimant, spans }) =>
      spans.map((claim) =>
        h(
          "li",
          {},
          this.cards.swatch(payload.polities[claimant]),
          h(
            "div",
            { class: "held" },
            h(
              "p",
              {},
              h("strong", {}, payload.polities[claimant].name),
              " ",
              h("span", { class: "muted" }, this.span(claim)),
            ),
            this.cards.sources(claim.sources),
            claim.note ? h("p", { class: "note" }, claim.note) : null,
          ),
          this.cards.certainty(claim.certainty),
        ),
      ),
    );
    return [h("h3", {}, this.t.claimedBy), h("ul", { class: "claims" }, ...items)];
  }

  /** @param {{start: number, end: number|null}} span */
  span({ start, end }) {
    const until = end === null ? this.t.openEnd : this.calendar.label(end - 1);
    return `${this.calendar.label(start)} – ${until}`;
  }

  /** Follows the finger.
   * @param {number} day */
  draw(day) {
    if (this.shown) this.strip.follow(day);
  }

  /** @param {number} day */
  rest(day) {
    if (this.shown) this.mark(this.shown, day);
  }

  /** Which interval the day lies in.
   * @param {string} id of the territory
   * @param {number} day */
  mark(id, day) {
    const { model } = this.atlas;
    const row = model.row(model.numberOf(id), day);
    this.territory.rows.forEach((other, n) => {
      const item = this.rows.children[n];
      if (other === row) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    });
  }
}
