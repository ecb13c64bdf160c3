/**
 * A card beside the map for what is neither a territory nor a treaty: an event with its
 * evidence, a place with its names, a person with the events that name them. `event`, `place`
 * or `person` in the address opens it.
 */

import { element, format, h, put } from "../page/dom.mjs";
import { nameOn } from "../core/placeNames.mjs";
import { evidence } from "./evidence.mjs";
import { rows } from "./figures.mjs";
import { focusTool } from "../page/menu.mjs";
import { Pin } from "../map/pin.mjs";
import { unloaded } from "../page/unloaded.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { HistoricEvent, Place, Renaming } from "../core/contract.d.ts" */
/** @import { Child } from "../page/elements.d.ts" */
/** @import { EvidenceFile } from "./evidence.mjs" */

/** @typedef {"event"|"place"|"person"} Kind of card */

/** @type {Kind[]} */
const KINDS = ["event", "place", "person"];

/** @param {string} kind
 * @returns {kind is Kind} */
const isKind = (kind) => KINDS.some((known) => known === kind);
/** Scripts that say which language a name is read in; Latin ones do not. */
/** @type {Array<[string, RegExp]>} */
const SCRIPTS = [
  ["ru", /\p{Script=Cyrillic}/u],
  ["hy", /\p{Script=Armenian}/u],
  ["ka", /\p{Script=Georgian}/u],
];

export class Found {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.calendar = atlas.calendar;
    this.cards = atlas.cards;
    const { payload, model } = atlas;
    this.language = payload.language;
    this.places = new Map(payload.places.map((place) => [place.id, place]));
    /** @type {Record<Kind, { has: (id: string) => boolean }>} */
    const known = { event: model.events, place: this.places, person: new Set(payload.people) };
    this.parameters = KINDS.map((kind) => this.parameter(kind, known[kind]));
    this.host = element("found");
    this.pin = new Pin(atlas);
    this.shown = "";
  }

  /**
   * @param {Kind} name
   * @param {{ has: (id: string) => boolean }} known
   * @returns {import("../core/view.d.ts").ParameterOf<Kind>}
   */
  parameter(name, known) {
    return {
      name,
      usual: null,
      read: (text, fail) => (known.has(text) ? text : fail()),
      write: (id) => id,
      fault: "found.unknown",
    };
  }

  /** What the address names: a kind and an id, or neither. */
  named() {
    const kind = KINDS.find((kind) => this.atlas.view[kind]);
    return kind ? { kind, id: this.atlas.view[kind] ?? "" } : { kind: null, id: "" };
  }

  /**
   * @param {string} kind
   * @param {string|null} id
   */
  openCard(kind, id) {
    if (id && isKind(kind)) this.open(kind, id);
  }

  restore() {
    const before = this.shown;
    this.render();
    this.arriving = this.shown && this.shown !== before;
  }

  rest() {
    // Not before: the cards that lie over the map are there now.
    if (this.arriving && !this.atlas.view.extent) this.pin.approach(false);
    this.arriving = false;
  }

  escapes() {
    return { found: () => this.escape() };
  }

  escape() {
    const inside = this.host.contains(document.activeElement);
    // The card of a territory was opened from here and lies above.
    if (!this.shown || (this.atlas.view.territory && !inside)) return false;
    this.close();
    return true;
  }

  /** @param {"event"|"place"|"person"} kind
   * @param {string} id */
  open(kind, id) {
    const { atlas } = this;
    const [usual] = atlas.payload.views;
    if (atlas.view.view !== usual) atlas.store.show(usual);
    const day = kind === "event" ? (atlas.model.events.get(id)?.day ?? null) : null;
    if (day !== null && this.calendar.inside(day)) atlas.store.jump(day);
    atlas.store.set({ ...Object.fromEntries(KINDS.map((kind) => [kind, null])), [kind]: id }, "pushState");
    this.render();
    atlas.viewport.measure();
    this.pin.approach(kind === "place");
    // The names of the map make room for the card.
    atlas.annotations.update();
    this.host.querySelector("h2")?.focus({ preventScroll: true });
  }

  close() {
    const inside = this.host.contains(document.activeElement);
    this.atlas.store.set(Object.fromEntries(KINDS.map((kind) => [kind, null])), "pushState");
    this.render();
    this.atlas.annotations.update();
    if (inside) focusTool(element("search-open"));
  }

  render() {
    const { kind, id } = this.named();
    this.shown = kind ? `${kind} ${id}` : "";
    this.host.hidden = !kind;
    this.host.scrollTop = 0;
    const stage = element("stage");
    stage.classList.toggle("with-found", Boolean(kind));
    // The card of an event says all that the list of the day does.
    stage.classList.toggle("with-event", kind === "event");
    this.pin.show(null);
    put(this.host);
    if (!kind) return;
    const close = h(
      "button",
      { type: "button", class: "close", "aria-label": this.t.close, onclick: () => this.close() },
      "×",
    );
    const rest = h("div", { class: "more" });
    put(this.host, close, ...this.content(kind, id), rest, this.cards.correct(kind, id));
    this.fill(kind, id, rest);
  }

  /** What the file of evidence adds, when it is there.
   * @param {Kind} kind
   * @param {string} id
   * @param {HTMLElement} host */
  async fill(kind, id, host) {
    const key = this.shown;
    const more = await evidence(this.language).then(
      (file) => this.more(kind, id, file),
      (fault) => [unloaded(fault, this.t, () => this.fill(kind, id, host))],
    );
    if (key === this.shown) put(host, ...more);
  }

  /** What the page knows of it.
   * @param {Kind} kind
   * @param {string} id */
  content(kind, id) {
    if (kind === "event") return this.event(id);
    return kind === "place" ? this.place(id) : this.person(id);
  }

  /** What the file of evidence adds.
   * @param {Kind} kind
   * @param {string} id
   * @param {EvidenceFile} file
   * @returns {Child[]} */
  more(kind, id, file) {
    if (kind === "event") return this.eventMore(id, file);
    return kind === "place" ? this.placeMore(id, file) : this.personMore(id, file);
  }

  /** @param {string} id */
  event(id) {
    const event = /** @type {HistoricEvent} */ (this.atlas.model.events.get(id));
    const treaty = this.atlas.payload.treaties.find((treaty) => treaty.event === id);
    this.pin.show(event.xy);
    this.host.className = `of-${event.category}`;
    return [
      h(
        "p",
        { class: "category" },
        this.t[`category.${event.category}`],
        event.place ? h("span", {}, ` · ${event.place}`) : null,
      ),
      h("h2", { tabindex: -1 }, event.title),
      h("p", {}, this.day(event.day)),
      h("p", {}, event.description),
      treaty ? this.cards.treaty(treaty, event.day) : null,
      this.cards.dispute(event.alt, event.note),
      this.cards.evidence(event),
      ...this.list(
        this.t["found.territories"],
        event.territories.map((territory) => this.territory(territory)),
      ),
    ];
  }

  /**
   * @param {string} id
   * @param {EvidenceFile} part1
   */
  eventMore(id, { byKind, statements, figures }) {
    const people = [...byKind.person.values()].filter((value) => value.events?.includes(id));
    const said = (statements[id] ?? []).map(({ line, text, date, sources }) =>
      h(
        "li",
        {},
        h("p", {}, text),
        h("p", { class: "muted" }, [format(this.t["found.line"], { line }), date].filter(Boolean).join(" · ")),
        this.cards.sources(sources),
      ),
    );
    return [
      ...this.list(this.t["found.figures"], rows(figures[id] ?? [], this.cards), "statements figures"),
      ...this.list(
        this.t["found.people"],
        people.map((person) => this.link("person", person.id, person.name)),
      ),
      ...this.list(this.t["found.article"], said, "statements"),
    ];
  }

  /** @param {string} id */
  place(id) {
    const place = /** @type {Place} */ (this.places.get(id));
    const { name, today } = nameOn(place, this.atlas.view.day);
    this.pin.show(place.xy, name);
    this.host.className = "";
    return [
      h("p", { class: "muted" }, this.t[`place.${place.kind}`]),
      h("h2", { tabindex: -1 }, name),
      today ? h("p", { class: "muted" }, `${this.t.todayName}: ${today}`) : null,
    ];
  }

  /**
   * @param {string} id
   * @param {EvidenceFile} part1
   */
  placeMore(id, { byKind, languages }) {
    const entry = byKind.place.get(id);
    if (!entry) return [];
    const { also = [], others = [], renamed = [] } = entry;
    const terms = also.flatMap(([language, name]) => [
      h("dt", {}, languages[language]),
      h("dd", { lang: language }, name),
    ]);
    if (others.length) {
      terms.push(h("dt", {}, this.t["found.others"]), h("dd", {}, ...named(others)));
    }
    if (entry.territory) {
      terms.push(h("dt", {}, this.t["found.within"]), h("dd", {}, this.territoryLink(entry.territory)));
    }
    return [
      h("dl", {}, ...terms),
      h("p", { class: "note" }, this.t["found.names"]),
      ...this.list(this.t["found.renamed"], this.renamed(id, renamed), "statements"),
      ...this.list(this.t["found.events"], this.eventsNear(this.places.get(id)?.xy ?? [])),
    ];
  }

  /** The names of a place in their order, each with the day on which it was given, or with
   * what is known of that day.
   * @param {string} id
   * @param {readonly Renaming[]} later */
  renamed(id, later) {
    const place = this.places.get(id);
    if (!place || !later.length) return [];
    const [[, first]] = place.names;
    const rows = later.map((name) =>
      h(
        "li",
        {},
        h("p", {}, h("span", { class: "muted" }, name.dating || this.calendar.label(name.day)), ` ${name.name}`),
        this.cards.dispute(name.alt, name.note),
        this.cards.evidence({ ...name, dating: "" }),
      ),
    );
    return [h("li", {}, h("p", {}, first)), ...rows];
  }

  /** @param {number[]} pair */
  eventsNear([x, y]) {
    /** @param {HistoricEvent} event */
    const near = ({ xy }) => xy && Math.hypot(xy[0] - x, xy[1] - y) < this.atlas.payload.sizes.beside;
    return this.atlas.payload.events.filter(near).map((event) => this.brief(event));
  }

  /** @param {string} id */
  person(id) {
    this.host.className = "";
    return [h("p", { class: "category" }, this.t["kind.person"]), h("h2", { tabindex: -1 }, id)];
  }

  /**
   * @param {string} id
   * @param {EvidenceFile} part1
   */
  personMore(id, { byKind }) {
    const entry = byKind.person.get(id);
    if (!entry) return [];
    const { events = [], others = [], sources = [] } = entry;
    const happened = events.flatMap((event) => this.atlas.model.events.get(event) ?? []);
    const heading = this.host.querySelector("h2");
    if (heading) heading.textContent = entry.name;
    return [
      h("p", {}, entry.detail),
      others.length ? h("p", { class: "muted" }, `${this.t["found.others"]}: `, ...named(others)) : null,
      entry.note ? h("p", { class: "note" }, entry.note) : null,
      ...this.list(
        this.t["found.named"],
        happened.map((event) => this.brief(event)),
      ),
      h("h3", {}, this.t.sources),
      this.cards.sources(sources),
    ];
  }

  /**
   * @param {string} title
   * @param {HTMLElement[]} items
   */
  list(title, items, className = "links") {
    if (!items.length) return [];
    const rows = items.map((item) => (item.tagName === "LI" ? item : h("li", {}, item)));
    return [h("h3", {}, title), h("ul", { class: className }, ...rows)];
  }

  /** @param {HistoricEvent} event */
  brief(event) {
    return h(
      "li",
      {},
      h("span", { class: "muted" }, this.calendar.label(event.day)),
      " ",
      this.link("event", event.id, event.title),
    );
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   * @param {string} text
   */
  link(kind, id, text) {
    return h("button", { type: "button", class: "link", onclick: () => this.open(kind, id) }, text);
  }

  /** @param {string} id */
  territory(id) {
    return h("li", {}, this.territoryLink(id));
  }

  /** @param {string} id */
  territoryLink(id) {
    const { name } = this.atlas.model.territory(id);
    return h("button", { type: "button", class: "link", onclick: () => this.atlas.store.select(id) }, name);
  }

  /** A day with the way to it; outside the atlas there is none.
   * @param {number} day */
  day(day) {
    return this.calendar.inside(day)
      ? this.cards.dayLink(day)
      : h("span", { class: "muted" }, this.calendar.label(day));
  }
}

/** Names with commas between, those of another script in their language.
 * @param {string[]} names */
const named = (names) =>
  names.flatMap((name, n) => {
    const lang = SCRIPTS.find(([, letters]) => letters.test(name))?.[0];
    return [n ? ", " : null, lang ? h("span", { lang }, name) : name];
  });
