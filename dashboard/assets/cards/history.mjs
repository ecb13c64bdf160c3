/**
 * The whole history of the territory that is chosen: a strip with who held it and who claimed
 * it, and for each interval on whose word. `panel=history` in the address opens it.
 */

import { element, format, h, put, s } from "../page/dom.mjs";
import { SIZES, apart, claimants, columns, leader, rising } from "../core/lifeline.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Row } from "../core/contract.d.ts" */

const OPEN = "history";
/** Height in a row to which its line leads. */
const ROW_MIDDLE = 17;
const YEAR_ROOM = 16;
/** A panel with less room than this for the strip lets it go by with the rows. */
const LEAST = 240;
/** By so much the head of the panel reaches over its padding (history.css). */
const HEAD_UP = 14;
/** Below the last day, so that the cursor is seen there. */
const FOOT = 12;
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
    this.claims = claimants(this.territory.claims);
    this.sizes = SIZES.wide;
    this.parts = columns(0, this.sizes);
    /** Where the strip is drawn, and the cursor on it. */
    this.svg = s("svg", { class: "lifeline", "aria-hidden": "true" });
    this.cursor = s("g", { class: "now" });
    this.rows = h("ol");
    this.names = s("svg", { "aria-hidden": "true" });
    /** From the strip to each row. @type {SVGPathElement[]} */
    this.leaders = [];
    /** Whether the strip stands while the rows go by. */
    this.stands = false;
    this.host.addEventListener("scroll", () => this.shown && this.stands && this.join(), { passive: true });
    /** Pixels of the strip. */
    this.length = 0;
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
    this.watch = new ResizeObserver(() => this.trace());
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
    this.claims = claimants(this.territory.claims);
    this.sizes = this.host.clientWidth < NARROW ? SIZES.narrow : SIZES.wide;
    this.parts = columns(this.claims.length, this.sizes);
    const { name, region, km2, today } = this.territory;
    this.svg = s("svg", { class: "lifeline", "aria-hidden": "true", width: this.parts.width });
    this.rows = h("ol", {}, ...this.territory.rows.map((row) => this.row(row)));
    this.watch.disconnect();
    for (const one of [this.rows, this.host]) this.watch.observe(one);
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
      h("div", { class: "body" }, this.svg, this.rows),
      ...this.claimed(),
    );
    this.rise();
    this.host.scrollTop = 0;
    this.mark(id, this.atlas.view.day);
    this.trace();
    this.rows.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  /** Names above the columns; those of the claimants rise from their bars. */
  heads() {
    this.names = s(
      "svg",
      { width: this.parts.width, "aria-hidden": "true" },
      ...this.claims.map(({ claimant }) => s("text", {}, this.cards.short(claimant))),
    );
    return h("div", { class: "heads" }, this.names, h("span", {}, `${this.t.heldBy} · ${this.t.sources}`), this.full());
  }

  /** As much room above the columns as the longest name takes. */
  rise() {
    const texts = [...this.names.querySelectorAll("text")];
    const { height } = rising(
      texts.map((text) => text.getComputedTextLength()),
      this.sizes,
    );
    const { bar, rise } = this.sizes;
    this.names.setAttribute("height", String(height));
    texts.forEach((text, n) =>
      text.setAttribute("transform", `translate(${this.parts.bars[n] + bar} ${height - 4}) rotate(${-rise})`),
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
    if (!this.claims.length) return [h("p", { class: "muted" }, `${this.t.claimedBy}: ${this.t.nobody}`)];
    const items = this.claims.flatMap(({ claimant, spans }) =>
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

  /** @param {{start: number, end: number|null}} one */
  span({ start, end }) {
    const until = end === null ? this.t.openEnd : this.calendar.label(end - 1);
    return `${this.calendar.label(start)} – ${until}`;
  }

  /** Height of a day on the strip.
   * @param {number} day */
  height(day) {
    return this.calendar.position(Math.min(Math.max(day, this.calendar.first), this.calendar.last)) * this.length;
  }

  /** Draw the strip: it stands, as long as the panel, while the rows go by; where the page scrolls
   * instead of the panel it is as long as its rows. */
  trace() {
    if (!this.svg.isConnected) return;
    const rows = this.rows.offsetHeight;
    if (!rows) return;
    const head = /** @type {HTMLElement} */ (this.host.querySelector(".top")).offsetHeight;
    const room = this.host.clientHeight - head - FOOT;
    this.stands = this.host.scrollHeight > this.host.clientHeight && room > LEAST;
    const tall = this.stands ? Math.min(rows, room) : rows;
    this.host.style.setProperty("--head", `${head - HEAD_UP}px`);
    this.length = tall - FOOT;
    this.svg.setAttribute("height", String(tall));
    const { strip, right } = this.parts;
    this.cursor = s(
      "g",
      { class: "now" },
      s("path", { d: `M${this.sizes.years - 4} 0H${right + 6}` }),
      s("circle", { cx: (strip + right) / 2, r: 6 }),
    );
    put(this.svg, ...this.years(), ...this.bars(), ...this.segments(), this.gap(), ...this.leaders, this.cursor);
    this.join();
    this.draw(this.atlas.view.day);
  }

  years() {
    /** @type {{ year: number, day: number }[]} */
    const years = [];
    for (let day = this.calendar.first; day < this.calendar.last; ) {
      const year = this.calendar.date(day).getUTCFullYear();
      years.push({ year, day });
      day = this.calendar.monthStart(year + 1, 1);
    }
    return apart(years, (day) => this.height(day), YEAR_ROOM).flatMap(({ year, day }) => {
      const y = this.height(day);
      return [
        s("path", { class: "year", d: `M0 ${y.toFixed(1)}H${this.parts.strip}` }),
        s("text", { x: 0, y: y + 13 }, year),
      ];
    });
  }

  /** Thin bars of the claims, in the colour of the claimant. */
  bars() {
    const { payload } = this.atlas;
    return this.claims.flatMap(({ claimant, spans }, n) =>
      spans.map(({ start, end }) => {
        const { fill, ink } = payload.roles[payload.polities[claimant].role];
        return this.box(this.parts.bars[n], this.sizes.bar, start, end, { fill, stroke: ink });
      }),
    );
  }

  /** Join each row that is seen with its place on the strip. */
  join() {
    const slid = this.svg.getBoundingClientRect().top - this.rows.getBoundingClientRect().top;
    const items = [...this.rows.children].map((one) => /** @type {HTMLElement} */ (one));
    this.leaders.forEach((path, n) => {
      const to = items[n].offsetTop + ROW_MIDDLE - slid;
      const seen = !this.stands || (to > 0 && to < this.length + FOOT);
      const from = this.height(this.territory.rows[n].start);
      path.setAttribute("d", seen ? leader(this.parts.right, this.sizes.leader, from, to) : "");
    });
  }

  segments() {
    const { payload } = this.atlas;
    const { strip, right } = this.parts;
    const { strip: width } = this.sizes;
    this.leaders = this.territory.rows.map(() => s("path", { class: "leader" }));
    return this.territory.rows.flatMap((row) => {
      const paint = payload.paints[row.paint];
      const fill = paint.fill.replace("#paint-", "#swatch-");
      const { ink } = payload.roles[paint.role];
      const go = () => this.atlas.store.jump(Math.max(row.start, this.calendar.first));
      const y = this.height(row.start);
      const edge = `M${strip} ${y.toFixed(1)}H${right}`;
      return [
        this.box(strip, width, row.start, row.end, { class: "segment", fill, stroke: ink, onclick: go }),
        payload.statuses[row.status] === "rim" ? this.inset(row, ink) : null,
        s("path", { class: `edge ${row.certainty}`, d: edge }),
      ].filter(Boolean);
    });
  }

  /** Where the scale becomes shorter. */
  gap() {
    const [from, until] = (this.calendar.breakAt ?? [1, 1]).map((at) => at * this.length);
    const left = this.sizes.years;
    const step = (this.parts.right + 2 - left) / 12;
    const zigzag = Array.from({ length: 12 }, (_, n) => `l${step} ${n % 2 ? 4 : -4}`).join("");
    const middle = (from + until) / 2;
    return s(
      "g",
      { class: "gap" },
      s("path", { class: "blank", d: `M${left} ${middle}${zigzag}` }),
      s("path", { d: `M${left} ${middle - 3}${zigzag}M${left} ${middle + 3}${zigzag}` }),
    );
  }

  /**
   * @param {number} x
   * @param {number} width
   * @param {number} start
   * @param {number | null} end
   * @param {Record<string, unknown>} look
   */
  box(x, width, start, end, look) {
    const y = this.height(start);
    const until = end === null ? this.length : this.height(end);
    return s("rect", { x, y, width, height: Math.max(1, until - y), ...look });
  }

  /** A unit with a rim has a line inside its edge, as on the map.
   * @param {Row} row
   * @param {string} ink */
  inset(row, ink) {
    const y = this.height(row.start) + 3.5;
    const until = (row.end === null ? this.length : this.height(row.end)) - 3.5;
    return until > y + 4
      ? s("rect", {
          class: "inset",
          x: this.parts.strip + 3.5,
          y,
          width: this.sizes.strip - 7,
          height: until - y,
          fill: "none",
          stroke: ink,
        })
      : null;
  }

  /** Follows the finger.
   * @param {number} day */
  draw(day) {
    if (this.shown) this.cursor.setAttribute("transform", `translate(0 ${this.height(day).toFixed(1)})`);
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
    this.territory.rows.forEach((one, n) => {
      const item = this.rows.children[n];
      if (one === row) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    });
  }
}
