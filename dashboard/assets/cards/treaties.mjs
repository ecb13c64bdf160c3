/**
 * Treaties beside the map: a list of all by their day, and a card for each with its terms,
 * what it says of each territory and on whose word. `treaty` in the address opens either.
 */

import { element, format, h, put, s } from "../page/dom.mjs";
import { focusTool } from "../page/menu.mjs";
import { articles, evidence, outcomes, standing } from "../core/treaty.mjs";
import { arrow, sums } from "./treatySums.mjs";
import { TreatyMap, handsOf } from "../map/treatyMap.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Line, Treaty } from "../core/contract.d.ts" */
/** @import { TreatyOutcome } from "../core/treaty.mjs" */
/** @import { Child } from "../page/elements.d.ts" */

/** The value of the parameter for the list. */
const ALL = "all";

export class Treaties {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.calendar = atlas.calendar;
    this.cards = atlas.cards;
    this.byId = new Map(atlas.payload.treaties.map((treaty) => [treaty.id, treaty]));
    this.lines = new Map(atlas.payload.lines.map((line) => [line.uid, line]));
    this.host = element("treaty");
    this.map = new TreatyMap(atlas);
    this.button = h(
      "button",
      {
        id: "treaties-open",
        type: "button",
        class: "button",
        "aria-expanded": "false",
        "aria-controls": "treaty",
        onclick: () => this.toggle(),
      },
      this.t["treaty.list"],
    );
    element("actions").append(this.button);
    this.parameters = [this.parameter()];
  }

  /** @returns {import("../core/view.d.ts").Parameter} */
  parameter() {
    return {
      name: "treaty",
      usual: null,
      read: (text, fail) => (text === ALL || this.byId.has(text) ? text : fail()),
      write: (treaty) => treaty,
      fault: "treaty.unknown",
    };
  }

  /**
   * @param {string} kind
   * @param {string|null} id
   */
  openCard(kind, id) {
    if (kind === "treaty") this.open(id);
  }

  /** The name of a treaty on the timeline opens its card as well as its day.
   * @param {string} event */
  chosen(event) {
    const treaty = this.atlas.payload.treaties.find((treaty) => treaty.event === event);
    if (treaty) this.open(treaty.id, false);
  }

  acts() {
    return { T: () => this.toggle() };
  }

  restore() {
    this.arriving = this.shown !== this.atlas.view.treaty;
    if (this.arriving) this.render();
  }

  /** @param {number} day */
  rest(day) {
    // Not before: the cards that lie over the map are there now.
    // A lecture shows the part of the map that its stop names.
    if (this.arriving && !this.atlas.view.story) this.map.approach();
    this.arriving = false;
    const said = this.host.querySelector(".standing");
    const treaty = this.byId.get(this.shown ?? "");
    if (!said || !treaty) return;
    put(said, ...this.standing(treaty, day));
    this.map.date(day);
  }

  escapes() {
    return { treaty: () => this.escape() };
  }

  escape() {
    const { territory } = this.atlas.view;
    const inside = this.host.contains(document.activeElement);
    // The card of a territory was opened from here and lies above.
    if (!this.shown || (territory && !inside)) return false;
    this.close();
    return true;
  }

  toggle() {
    if (this.shown) this.close();
    else this.open(ALL);
  }

  close() {
    const inside = this.host.contains(document.activeElement);
    this.open(null, false);
    if (inside) focusTool(this.button);
  }

  /**
   * @param {string|null} id a treaty, `all` for the list, null for neither
   * @param {boolean} focus whether the reader goes on in the card
   */
  open(id, focus = true) {
    const { atlas } = this;
    if (id && atlas.view.view !== atlas.payload.views[0]) atlas.store.show(atlas.payload.views[0]);
    if (id !== atlas.view.treaty) atlas.store.set({ treaty: id }, "pushState");
    this.render();
    this.map.approach();
    // The names of the map make room for the card and the numbers.
    atlas.annotations.update();
    if (id && focus) this.host.querySelector("h2")?.focus({ preventScroll: true });
  }

  render() {
    const { treaty: id, day } = this.atlas.view;
    /** @type {string | null} */
    this.shown = id;
    const treaty = this.byId.get(id ?? "");
    this.host.hidden = !id;
    // A card that is not shown has no content: at the start it would ask for layout, and for a list that few open.
    if (id) this.host.scrollTop = 0;
    element("stage").classList.toggle("with-treaty", Boolean(id));
    this.button.setAttribute("aria-expanded", String(Boolean(id)));
    const rows = treaty ? outcomes(this.atlas.model, treaty) : [];
    this.map.show(treaty ?? null, rows);
    const close = h(
      "button",
      { type: "button", class: "close", "aria-label": this.t.close, onclick: () => this.close() },
      "×",
    );
    put(this.host, ...(id ? [close, ...(treaty ? this.card(treaty, rows, day) : this.list())] : []));
  }

  /** All treaties, the earliest first. */
  list() {
    const sorted = [...this.byId.values()].sort((a, b) => a.signed - b.signed);
    /** @param {Treaty} treaty */
    const year = (treaty) => this.calendar.date(treaty.signed).getUTCFullYear();
    const years = [...new Set(sorted.map(year))];
    return [
      h("h2", { tabindex: -1 }, this.t["treaty.list"]),
      ...years.flatMap((number) => [
        h("h3", { class: "divider" }, number),
        h("ol", { class: "treaties" }, ...sorted.filter((t) => year(t) === number).map((t) => this.brief(t))),
      ]),
    ];
  }

  /** @param {Treaty} treaty */
  brief(treaty) {
    const open = () => this.open(treaty.id);
    return h(
      "li",
      { class: treaty.force },
      h("button", { type: "button", class: "link name", "data-treaty": treaty.id, onclick: open }, treaty.name),
      h("p", {}, this.day(treaty.signed), " ", mark(treaty.force), " ", this.t[`force.${treaty.force}`]),
    );
  }

  /**
   * @param {Treaty} treaty
   * @param {TreatyOutcome[]} rows
   * @param {number} day
   */
  card(treaty, rows, day) {
    const all = () => this.open(ALL);
    const category = this.atlas.model.events.get(treaty.event)?.category;
    return [
      h("button", { type: "button", class: "link all", onclick: all }, `← ${this.t["treaty.all"]}`),
      h("p", { class: "category" }, category ? this.t[`category.${category}`] : this.t["kind.treaty"]),
      h("h2", { tabindex: -1, class: treaty.force }, treaty.name),
      h("p", { class: "standing", role: "status" }, ...this.standing(treaty, day)),
      h("p", { class: "parties" }, h("span", { class: "spoken" }, `${this.t.parties}: `), treaty.parties.join(" · ")),
      this.terms(treaty),
      ...this.outcomes(rows),
      h("h3", {}, this.t.articles),
      h("ul", { class: "articles" }, ...articles(treaty.articles).map((article) => h("li", {}, article))),
      ...this.clauses(treaty),
      this.cards.dispute(treaty.alt, treaty.note),
      ...this.evidence(rows),
      h("h3", {}, this.t.sources),
      this.cards.evidence(treaty),
      this.cards.correct("treaty", treaty.id),
    ];
  }

  /** The articles themselves, in the language of the copy that was read.
   * @param {Treaty} treaty */
  clauses({ clauses }) {
    if (!clauses.length) return [];
    const names = new Map(this.atlas.model.territories.map((territory) => [territory.id, territory.name]));
    const rows = clauses.map((clause) =>
      h(
        "li",
        {},
        h("h4", {}, clause.article),
        h("blockquote", { lang: clause.language }, clause.text),
        h("p", { class: "muted" }, clause.territories.map((id) => names.get(id)).join(" · ")),
        clause.line ? h("p", { class: "muted" }, `${this.t["treaty.lines"]}: ${clause.line}`) : null,
        clause.note ? h("p", { class: "note" }, clause.note) : null,
        this.cards.folded([...clause.sources]),
      ),
    );
    return [h("h3", {}, this.t["treaty.text"]), h("ol", { class: "clauses" }, ...rows)];
  }

  /** `28 April 2001: signed, not yet in force`, with the line's look.
   * @param {Treaty} treaty
   * @param {number} day */
  standing(treaty, day) {
    const key = standing(treaty, day);
    const ended = key === "superseded" && this.atlas.model.events.get(treaty.endedBy);
    const look = key === "before" || key === "pending" ? "not_ratified" : treaty.force;
    return [
      mark(look),
      " ",
      `${this.calendar.label(day)}: `,
      h("strong", {}, this.t[`standing.${key}`]),
      ended ? [" · ", this.day(ended.day), `: ${ended.title}`] : null,
    ].flat();
  }

  /** @param {Treaty} treaty */
  terms(treaty) {
    const term = (/** @type {string} */ name, /** @type {Child[]} */ ...value) => [
      h("dt", {}, name),
      h("dd", {}, ...value.filter(Boolean)),
    ];
    const lines = treaty.lines.flatMap((uid) => this.lines.get(uid) ?? []);
    return h(
      "dl",
      {},
      ...term(
        this.t.signed,
        this.day(treaty.signed),
        treaty.dating ? h("span", { class: "muted" }, ` ${format(this.t.dating, treaty)}`) : null,
      ),
      ...term(this.t.inForceSince, ...this.force(treaty)),
      ...(lines.length ? term(this.t["treaty.lines"], h("ul", {}, ...lines.map((line) => this.line(line)))) : []),
    );
  }

  /** From which day it was in force, and in which words if from none.
   * @param {Treaty} treaty */
  force({ force, inForce }) {
    if (inForce !== null) {
      return [this.day(inForce), force === "in_force" ? "" : ` (${this.t[`force.${force}`]})`];
    }
    return force === "not_ratified" || force === "not_applied"
      ? [format(this.t["treaty.never"], { force: this.t[`force.${force}`] })]
      : [format(this.t["treaty.undated"], { force: this.t[`force.${force}`] })];
  }

  /** @param {Line} line */
  line({ name, start, end }) {
    const from = start === null ? "" : this.calendar.label(start);
    const until = end === null ? "" : this.calendar.label(end);
    const text = end === null ? this.t["treaty.from"] : this.t["treaty.span"];
    return h("li", {}, name, h("span", { class: "muted" }, ` ${format(text, { from, until })}`));
  }

  /** @param {TreatyOutcome[]} rows */
  outcomes(rows) {
    if (!rows.length) return [h("p", { class: "muted" }, this.t["treaty.noLand"])];
    const looks = [true, false].filter((look) => rows.some((row) => row.moved === look));
    const key = looks.map((moved) =>
      h("li", { class: moved ? "moved" : "confirmed" }, arrow(), this.t[moved ? "treaty.moved" : "treaty.confirmed"]),
    );
    return [
      h("h3", {}, this.t.landOutcome),
      sums(this.cards, rows),
      h("ul", { class: "looks" }, ...key),
      h("ol", { class: "outcomes" }, ...rows.map((row) => this.outcome(row))),
    ];
  }

  /** @param {TreatyOutcome} row */
  outcome(row) {
    const { model, payload } = this.atlas;
    const territory = model.territories[row.i];
    /** @param {number | null} number */
    const light = (number) => () => this.map.light(number);
    const to = payload.polities[row.to];
    const held =
      row.held &&
      format(this.t[`held.${row.held}`], {
        day: row.start === null ? "" : this.calendar.label(row.start),
        polity: to.short,
      });
    const facts = [this.t[`outcome.${row.kind}`], row.article, held, `${this.cards.round(territory.km2)} km²`];
    const hands = handsOf(row);
    return h(
      "li",
      {
        class: row.moved ? "moved" : "confirmed",
        onpointerenter: light(row.number),
        onpointerleave: light(null),
        onfocusin: light(row.number),
        onfocusout: light(null),
      },
      h("span", { class: "number" }, row.number),
      h(
        "button",
        { type: "button", class: "link name", onclick: () => this.atlas.store.select(row.territory) },
        territory.name,
      ),
      h(
        "p",
        { class: "hands" },
        ...hands.flatMap((polity, n) => [
          n ? arrow() : null,
          this.cards.swatch(payload.polities[polity]),
          this.cards.short(polity),
        ]),
      ),
      h("p", { class: "muted" }, facts.filter(Boolean).join(" · ")),
    );
  }

  /** The sources of each outcome; rows with the same sources, once.
   * @param {TreatyOutcome[]} rows */
  evidence(rows) {
    if (!rows.length) return [];
    const groups = evidence(rows).map(({ numbers, note, certainty, sources }) =>
      h(
        "li",
        {},
        h("strong", {}, numbers),
        note ? h("p", { class: "note" }, note) : null,
        this.cards.certainty(certainty),
        this.cards.sources(sources),
      ),
    );
    return [h("details", { class: "grounds" }, h("summary", {}, this.t["treaty.grounds"]), h("ul", {}, ...groups))];
  }

  /** A link to a day.
   * @param {number} day */
  day(day) {
    return this.cards.dayLink(day);
  }
}

/** How the line of such a treaty is drawn.
 * @param {string} force */
function mark(force) {
  return s(
    "svg",
    { class: `force-mark ${force}`, width: 26, height: 8, "aria-hidden": "true" },
    s("path", { d: "M1 4H25" }),
  );
}
