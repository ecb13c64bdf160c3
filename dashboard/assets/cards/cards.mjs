/** The cards beside the map: the day, what happened, a territory, a treaty, the legend. */

import { format, h, put, s } from "../page/dom.mjs";
import { at } from "../page/server.mjs";
import { patternDefs } from "../map/patterns.mjs";
import { standing } from "../core/treaty.mjs";
import { daySums } from "./daySums.mjs";
import { holder } from "./holder.mjs";
import { Sourced } from "./sourced.mjs";

/** @import { HistoricEvent, Row, Territory, Treaty } from "../core/contract.d.ts" */
/** @import { Handover, Shares } from "../core/model.mjs" */
/** @import { Child } from "../page/elements.d.ts" */

const EARLIER = 4;

export class Cards extends Sourced {
  /**
   * @param {import("../core/model.mjs").Model} model
   * @param {import("../core/calendar.mjs").Calendar} calendar
   * @param {{go: (day: number) => void, select: (id: string|null) => void, close: () => void,
   *   open: (kind: string, id: string|null) => void, zoom: (id: string) => void}} act `open` is for a card as `Part.openCard` has it
   */
  constructor(model, calendar, act) {
    super(model.payload);
    this.model = model;
    this.calendar = calendar;
    this.act = act;
    this.weekday = h("span", { class: "weekday" });
    this.date = h("span", { class: "date" });
    /** Whether the headline says nothing. */
    this.plain = false;
    this.numbers = new Intl.NumberFormat(model.payload.language, { maximumFractionDigits: 0 });
    /** @type {Map<Shares, string>} */
    this.shares = new Map();
    const defs = s("svg", { class: "spoken", "aria-hidden": "true", width: 0, height: 0 });
    const patterns = patternDefs(this.payload);
    // The map has patterns of its own; ids must not meet.
    for (const child of patterns.children) child.id = child.id.replace("paint-", "swatch-");
    patterns.removeAttribute("id");
    defs.append(patterns);
    document.body.append(defs);
  }

  /** Weekday, day, and what the day is: its event; on a wall, which has no cards, what changes hands.
   * @param {HTMLElement} host
   * @param {HTMLElement} headline
   * @param {number} day */
  day(host, headline, day) {
    if (!this.date.isConnected) put(host, this.weekday, this.date);
    this.weekday.textContent = this.calendar.weekday(day);
    // The number stays with its month when the line breaks.
    this.date.textContent = this.calendar.label(day).replace(" ", "\u00a0");
    const [event] = this.model.eventsOn(day);
    const handovers = this.model.handovers(day);
    const plain = !event && !handovers.length;
    if (plain && this.plain) return;
    this.plain = plain;
    put(headline, event ? h("p", { class: "event" }, event.title) : null, ...this.handovers(handovers));
  }

  /** @param {Handover[]} handovers */
  handovers(handovers) {
    if (!handovers.length) return [];
    /** @type {Map<string, {before: Row, after: Row, km2: number}>} */
    const pairs = new Map();
    for (const { territory, before, after } of handovers) {
      const key = `${before.controller} ${after.controller}`;
      const pair = pairs.get(key) ?? { before, after, km2: 0 };
      pair.km2 += territory.km2;
      pairs.set(key, pair);
    }
    const largest = [...pairs.values()].sort((a, b) => b.km2 - a.km2).slice(0, 3);
    const rows = largest.map(({ before, after }) =>
      h(
        "p",
        { class: "handover" },
        h("span", { class: "side" }, this.swatch(before), this.short(before.controller)),
        h("span", { class: "side" }, "→ ", this.swatch(after), h("strong", {}, this.short(after.controller))),
      ),
    );
    return [...rows, h("p", { class: "muted" }, this.changedHands(handovers))];
  }

  /** How much changes hands, in words.
   * @param {readonly Handover[]} handovers */
  changedHands(handovers) {
    const km2 = handovers.reduce((sum, { territory }) => sum + territory.km2, 0);
    const text = handovers.length === 1 ? this.t.changedHandsOne : this.t.changedHands;
    return format(text, { count: handovers.length, km2: this.round(km2) });
  }

  /** Areas are shown to three figures: the boundaries bear no more.
   * @param {number} km2 */
  round(km2) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(km2)) - 2);
    return this.numbers.format(Math.round(km2 / step) * step);
  }

  /** @param {number} km2 */
  area(km2) {
    return format(this.t.area, { km2: this.round(km2) });
  }

  /** @param {number} day */
  share(day) {
    const shares = this.model.shares(day);
    if (!this.shares.has(shares)) this.shares.set(shares, this.shareOf(shares));
    return /** @type {string} */ (this.shares.get(shares));
  }

  /** @param {Shares} shares */
  shareOf({ km2, count, total }) {
    const { lead } = this.payload;
    if (!lead) return "";
    const percent = Math.round((100 * (km2[lead] ?? 0)) / total);
    const all = this.model.territories.filter((territory) => !territory.backdrop).length;
    return format(this.t.share, { percent, count: count[lead] ?? 0, total: all });
  }

  /** `Holder in place of the former holder`.
   * @param {{before: Row, after: Row}} rows */
  handed({ before, after }) {
    const [from, to] = [before, after].map((row) => this.short(row.controller));
    return format(this.t["summary.handed"], { from, to });
  }

  /** @param {string} polity */
  short(polity) {
    return this.payload.polities[polity].short;
  }

  /** @param {{paint: string}} row */
  swatch(row) {
    const paint = this.payload.paints[row.paint];
    const box = { width: 24, height: 15, class: "swatch", "aria-hidden": "true" };
    const fill = paint.fill.replace("#paint-", "#swatch-");
    const stroke = this.payload.roles[paint.role].ink;
    return s("svg", box, s("rect", { x: 0.5, y: 0.5, width: 23, height: 14, rx: 2, fill, stroke }));
  }

  /** A bar in the plain colour of the power that holds the land.
   * @param {{paint: string}} row
   * @param {number} share of the whole length, 0 to 1 */
  bar(row, share) {
    const { fill, ink } = this.payload.roles[this.payload.paints[row.paint].role];
    const box = { x: 0.5, y: 0.5, width: `${100 * share}%`, height: 7, rx: 2 };
    return s("svg", { class: "bar", "aria-hidden": "true" }, s("rect", { ...box, fill, stroke: ink }));
  }

  /** The events card: today's, then the headlines before, then the next.
   * @param {HTMLElement} host
   * @param {number} day */
  events(host, day) {
    const today = this.model.eventsOn(day);
    const earlier = this.model.eventsBefore(day, EARLIER);
    const next = this.model.eventAfter(day);
    const share = this.share(day);
    const moved = this.model.handovers(day);
    const [first, ...others] = today.map((event) => this.event(event));
    put(
      host,
      h("h2", { class: "spoken" }, this.t.whatHappened),
      first ?? h("p", { class: "muted" }, this.t.noEvent),
      h(
        "div",
        { class: "sums" },
        ...daySums(this, moved),
        moved.length ? h("p", { class: "muted" }, this.changedHands(moved)) : null,
        share ? h("p", { class: "muted share" }, share) : null,
      ),
      ...others,
      ...(earlier.length ? [h("h3", { class: "divider" }, this.t.earlier)] : []),
      ...earlier.map((event) => this.brief(event)),
      ...(next ? [h("h3", { class: "divider" }, this.t.nextEvent), this.brief(next)] : []),
    );
  }

  /** @param {HistoricEvent} event */
  event(event) {
    const treaty = this.payload.treaties.find((treaty) => treaty.event === event.id);
    return h(
      "article",
      { class: `event of-${event.category}` },
      h(
        "p",
        { class: "category" },
        this.t[`category.${event.category}`],
        event.place ? h("span", {}, ` · ${event.place}`) : null,
      ),
      h("h3", {}, this.eventLink(event)),
      h("p", {}, event.description),
      ...(treaty ? [this.treaty(treaty, event.day)] : []),
      this.dispute(event.alt, event.note),
      this.evidence(event),
      this.correct("event", event.id),
    );
  }

  /** The way to suggest a correction of what a card says.
   * @param {string} kind of the card
   * @param {string} id */
  correct(kind, id) {
    const open = () => this.act.open("correction", `${kind}:${id}`);
    return h("p", { class: "correct" }, h("button", { type: "button", class: "link", onclick: open }, this.t.correct));
  }

  /** The title of an event, which opens its card.
   * @param {HistoricEvent} event */
  eventLink(event) {
    const open = () => this.act.open("event", event.id);
    return h("button", { type: "button", class: "link", onclick: open }, event.title);
  }

  /** @param {HistoricEvent} event */
  brief(event) {
    const go = () => this.act.go(event.day);
    const date = this.calendar.short(event.day);
    const button = this.calendar.inside(event.day)
      ? h("button", { type: "button", class: "link", onclick: go }, date)
      : h("span", { class: "muted" }, date);
    return h("article", { class: `brief of-${event.category}` }, button, h("p", {}, this.eventLink(event)));
  }

  /**
   * @param {string} alt
   * @param {string} note
   */
  dispute(alt, note) {
    const other = this.calendar.fromIso(alt);
    const said = other === null ? "" : format(this.t.sourcesDiffer, { date: this.calendar.label(other) });
    if (!said && !note) return null;
    return h("p", { class: alt ? "dispute" : "note" }, said ? h("strong", {}, `${said} `) : null, note);
  }

  /** A treaty and what it is on a day; its card is a part of its own.
   * @param {Treaty} treaty
   * @param {number} day */
  treaty(treaty, day) {
    const open = () => this.act.open("treaty", treaty.id);
    return h(
      "p",
      { class: `treaty ${treaty.force}` },
      h("button", { type: "button", class: "link", onclick: open }, treaty.name),
      `: ${this.t[`standing.${standing(treaty, day)}`]}`,
    );
  }

  /** Everything that is known of a territory on a day.
   * @param {HTMLElement} host
   * @param {string} id
   * @param {number} day */
  details(host, id, day) {
    const i = this.model.numberOf(id);
    const territory = this.model.territories[i];
    const row = this.model.row(i, day);
    const close = h(
      "button",
      { type: "button", class: "close", "aria-label": this.t.close, onclick: () => this.act.close() },
      "×",
    );
    put(
      host,
      close,
      h("p", { class: "muted" }, `${territory.region} · ${this.area(territory.km2)}`),
      h("h2", {}, territory.name),
      territory.today ? h("p", { class: "muted" }, `${this.t.todayName}: ${territory.today}`) : null,
      territory.note ? h("p", { class: "note" }, territory.note) : null,
      holder(this, i, row, day),
      this.holding(i, row, day),
      this.dispute(row.alt, row.note),
      this.evidence(row),
      h("p", { class: "note" }, h("a", { href: at(this.payload.addresses.method) }, this.t.method)),
      this.ways(territory),
      this.history(i, row),
      this.boundaries(territory),
      // The rows of a correction are the atlas's own, not those of another reading.
      this.payload.readAs ? null : this.correct("territory", id),
    );
  }

  /** How sure each boundary is and what it rests on.
   * @param {Territory} territory */
  boundaries(territory) {
    const { bases } = this.payload;
    const rows = territory.boundaries.map(({ neighbour, grade, basis }) =>
      h("li", {}, h("strong", {}, neighbour || this.t.withSea), ` (${this.t[`grade.${grade}`]}): ${bases[basis]}`),
    );
    return rows.length
      ? h("details", { class: "boundaries" }, h("summary", {}, this.t.boundaries), h("ul", {}, ...rows))
      : null;
  }

  /**
   * @param {number} i
   * @param {Row} row
   * @param {number} day
   */
  holding(i, row, day) {
    const claims = this.model.claims(i, day);
    const above = this.model.federations(row.controller, day).map((federation) => this.short(federation));
    const term = (/** @type {string} */ name, /** @type {Child[]} */ ...value) => [
      h("dt", {}, name),
      h("dd", {}, ...value),
    ];
    return h(
      "dl",
      {},
      ...(above.length ? term(this.t.within, above.join(", ")) : []),
      ...(row.second ? term(this.t.against, this.short(row.second)) : []),
      ...term(
        this.t.claimedBy,
        claims.length ? claims.map((claim) => this.short(claim.claimant)).join(", ") : this.t.nobody,
      ),
    );
  }

  /**
   * @param {number} day
   * @param {string} [text]
   */
  dayLink(day, text = this.calendar.label(day)) {
    const go = () => this.act.go(day);
    return h("button", { type: "button", class: "link", onclick: go }, text);
  }

  /**
   * @param {number} i
   * @param {Row} shown
   */
  history(i, shown) {
    const rows = this.model.territories[i].rows.map((row) =>
      h(
        "li",
        row === shown ? { "aria-current": "true" } : {},
        this.swatch(row),
        this.dayLink(row.start),
        " ",
        h("span", {}, this.short(row.controller)),
        " ",
        h("span", { class: "muted" }, this.t[`status.${row.status}`]),
      ),
    );
    return h("div", { class: "history" }, h("h3", {}, this.t.history), h("ol", {}, ...rows));
  }

  /** Where a reader goes on from the card of a territory.
   * @param {Territory} territory */
  ways({ id }) {
    const open = () => this.act.open("history", null);
    return h(
      "div",
      { class: "ways" },
      h("button", { type: "button", class: "button strong history-open", onclick: open }, this.t["history.open"]),
      h("button", { type: "button", class: "button", onclick: () => this.act.zoom(id) }, this.t.zoomTo),
    );
  }
}
