/**
 * The strip of a history, from the first day at the top to the last: a bar for each claimant, the
 * segments of the holders, and a line from each to its row of the list.
 */

import { SIZES, apart, claimants, columns, leader, rising } from "../core/lifeline.mjs";
import { put, s } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Row, Territory } from "../core/contract.d.ts" */

/** Height in a row to which its line leads. */
const ROW_MIDDLE = 17;
const YEAR_ROOM = 16;
/** A panel with less room than this for the strip lets it go by with the rows. */
const LEAST = 240;
/** By so much the head of the panel reaches over its padding (history.css). */
const HEAD_UP = 14;
/** Below the last day, so that the cursor is seen there. */
const FOOT = 12;

export class HistoryStrip {
  /**
   * @param {Atlas} atlas
   * @param {Territory} territory
   * @param {boolean} narrow
   */
  constructor(atlas, territory, narrow) {
    this.atlas = atlas;
    this.calendar = atlas.calendar;
    this.territory = territory;
    this.claims = claimants(territory.claims);
    this.sizes = narrow ? SIZES.narrow : SIZES.wide;
    this.parts = columns(this.claims.length, this.sizes);
    this.svg = s("svg", { class: "lifeline", "aria-hidden": "true", width: this.parts.width });
    this.cursor = s("g", { class: "now" });
    /** Names of the claimants, above their bars. */
    this.names = s(
      "svg",
      { width: this.parts.width, "aria-hidden": "true" },
      ...this.claims.map(({ claimant }) => s("text", {}, atlas.cards.short(claimant))),
    );
    /** From the strip to each row. @type {SVGPathElement[]} */
    this.leaders = [];
    /** Whether the strip stands while the rows go by. */
    this.stands = false;
    /** Pixels of the strip. */
    this.length = 0;
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

  /** Height of a day on the strip.
   * @param {number} day */
  height(day) {
    return this.calendar.position(Math.min(Math.max(day, this.calendar.first), this.calendar.last)) * this.length;
  }

  /** Draw the strip: it stands, as long as the panel, while the rows go by; where the page scrolls
   * instead of the panel it is as long as its rows.
   * @param {HTMLElement} host the panel
   * @param {HTMLElement} rows */
  trace(host, rows) {
    if (!this.svg.isConnected) return;
    const length = rows.offsetHeight;
    if (!length) return;
    const head = /** @type {HTMLElement} */ (host.querySelector(".top")).offsetHeight;
    const room = host.clientHeight - head - FOOT;
    this.stands = host.scrollHeight > host.clientHeight && room > LEAST;
    const tall = this.stands ? Math.min(length, room) : length;
    host.style.setProperty("--head", `${head - HEAD_UP}px`);
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
    this.join(rows);
    this.follow(this.atlas.view.day);
  }

  /** Set the cursor to a day.
   * @param {number} day */
  follow(day) {
    this.cursor.setAttribute("transform", `translate(0 ${this.height(day).toFixed(1)})`);
  }

  years() {
    return apart(this.calendar.years(), (day) => this.height(day), YEAR_ROOM).flatMap(({ year, day }) => {
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

  /** Join each row that is seen with its place on the strip.
   * @param {HTMLElement} rows */
  join(rows) {
    const slid = this.svg.getBoundingClientRect().top - rows.getBoundingClientRect().top;
    const items = [...rows.children].map((child) => /** @type {HTMLElement} */ (child));
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
}
