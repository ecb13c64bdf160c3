/**
 * The legend: every style on the part of the map that is seen, on the day, and no other. Its
 * samples are drawn from the table that the map is drawn from (cartography/look/style.py).
 */

import { differing, shown } from "../core/readings.mjs";
import { format, h, put, s } from "../page/dom.mjs";
import { claimStrokes, stroke } from "./rims.mjs";
import { stopSample } from "./stops.mjs";

/** @import { Look, Row } from "../core/contract.d.ts" */

const SAMPLE = { width: 24, height: 12 };
/** Rows of the legend that is read at a glance, and its signs. */
const MOST = 6;
/** Names in the row of the small powers before the others are counted; all are in its title. */
const NAMES = 1;
const MOST_SIGNS = 4;
/** Lines of the ground, which only the whole list explains. */
const BASE = ["inner", "polity", "railway", "road", "station", "pass"];
/** Dots that are filled. @type {Record<string, number>} */
const FILLED = { low: 1, medium: 2, high: 3 };

/**
 * @typedef {{territories: Set<number>, path: (path: SVGGraphicsElement) => boolean}} Seen what is in
 *   the window: numbers of the territories, and whether a path of the map is
 * @typedef {{row: Row, km2: number}} Holding of a polity
 *
 * @type {Seen|null}
 */
const ALL = null;

export class Legend {
  /**
   * @param {HTMLElement} host
   * @param {import("../core/model.mjs").Model} model
   * @param {import("./painter.mjs").Painter} painter
   * @param {import("../cards/cards.mjs").Cards} cards
   */
  constructor(host, model, painter, cards) {
    this.host = host;
    this.model = model;
    this.painter = painter;
    this.cards = cards;
    this.payload = model.payload;
    this.t = model.payload.strings;
    this.list = h("ul");
    this.sure = h("p", { class: "certainties" });
    this.summary = h("summary", {}, this.t.legend);
    this.glance = h("div", { class: "glance" });
    this.more = h("button", { type: "button", class: "link", "aria-expanded": "false", onclick: () => this.unfold() });
    this.more.append(this.t["legend.all"]);
    this.ground = h("p", { class: "muted", hidden: !this.t["legend.ground"] }, this.t["legend.ground"]);
    this.all = h("div", { class: "all-signs", hidden: true }, this.list, this.sure);
    this.details = h("details", { open: true }, this.summary, this.more, this.glance, this.ground, this.all);
    put(host, this.details);
  }

  /** @param {number} day
   * @param {Set<string>} layers that are on
   * @param {string[]} signs kinds of signs that are drawn, as Labels.signs() has them
   * @param {Seen|null} seen what is in the window; null is the whole map */
  show(day, layers, signs = [], seen = ALL) {
    this.seen = seen;
    const stops = /** @type {const} */ (["station", "pass"]).filter(
      (kind) => layers.has("railways") && signs.includes(kind),
    );
    put(
      this.list,
      ...this.powers(day).filter(Boolean),
      ...this.unions(day),
      ...this.lines(layers),
      ...stops.map((kind) => this.row(stopSample(kind, SAMPLE), this.t[`legend.${kind}`], kind)),
      ...(layers.has("claims") ? this.claims(day) : []),
    );
    put(this.sure, ...this.certainty(day));
    put(this.glance, h("div", {}, ...this.largest(day)), h("div", {}, ...this.main()));
  }

  /** Every sign of the map, beside the few that are read at a glance. */
  unfold() {
    this.all.hidden = !this.all.hidden;
    this.more.setAttribute("aria-expanded", String(!this.all.hidden));
  }

  /** Who holds most, with the share of the whole atlas; small powers of the same colour share a row.
   * @param {number} day */
  largest(day) {
    const { territories } = this.model;
    const total = territories.reduce((sum, territory) => sum + (territory.backdrop ? 0 : territory.km2), 0);
    /** @type {Map<string, Holding & {names: string[]}>} */
    const rows = new Map();
    territories.forEach((territory, i) => {
      const row = this.model.row(i, day);
      if (!this.holds(i) || row.plain || territory.backdrop) return;
      const entry = rows.get(row.controller) ?? { row, km2: 0, names: [this.cards.short(row.controller)] };
      entry.km2 += territory.km2;
      if (this.payload.statuses[row.status] === "plain") entry.row = row;
      rows.set(row.controller, entry);
    });
    const holdings = [...rows.values()].sort((a, b) => b.km2 - a.km2);
    const role = (/** @type {Holding} */ holding) => this.payload.paints[holding.row.paint].role;
    while (holdings.length > MOST) {
      const small = holdings.findLastIndex(
        (holding, n) => holdings.findIndex((other) => role(other) === role(holding)) < n,
      );
      if (small < 0) break;
      const [holding] = holdings.splice(small, 1);
      const into = /** @type {typeof holding} */ (holdings.findLast((other) => role(other) === role(holding)));
      into.km2 += holding.km2;
      into.names.push(...holding.names);
    }
    return holdings.slice(0, MOST).map((holding) => this.share(holding, (100 * holding.km2) / total, role(holding)));
  }

  /**
   * @param {Holding & {names: string[]}} holding
   * @param {number} percent of the whole atlas
   * @param {string} role
   */
  share({ row, names }, percent, role) {
    const whole = format(this.t["legend.percent"], { percent: Math.max(1, Math.round(percent)) });
    const name =
      names.length > NAMES + 1 ? `${names.slice(0, NAMES).join(", ")} + ${names.length - NAMES}` : names.join(", ");
    const style = `--part: ${percent.toFixed(1)}%; --fill: ${this.payload.roles[role].fill}`;
    return h(
      "p",
      {},
      this.cards.swatch(row),
      h("span", { class: "name", title: names.join(", ") }, name),
      h("span", { class: "bar", style }),
      h("span", { class: "muted" }, percent < 1 ? `<${whole}` : whole),
    );
  }

  /** The signs that matter most of those that are on the map: what changed, how land is held, lines. */
  main() {
    const items = [...this.list.children].map((child) => /** @type {HTMLElement} */ (child));
    const line = (/** @type {HTMLElement} */ item) => item.dataset.line ?? "";
    const order = (/** @type {HTMLElement} */ item) =>
      item.dataset.status ? 1 : ["changed", "reading"].includes(line(item)) ? 0 : line(item) === "uncertain" ? 2 : 3;
    return items
      .filter((item) => item.dataset.status || (line(item) && !BASE.includes(line(item))))
      .sort((a, b) => order(a) - order(b))
      .slice(0, MOST_SIGNS)
      .map((item) => h("p", {}, ...[...item.childNodes].map((node) => node.cloneNode(true))));
  }

  /** Whether territory number `i` is in the window.
   * @param {number} i */
  holds(i) {
    return !this.seen || this.seen.territories.has(i);
  }

  /** Who holds land, the largest of each power first; units with a rim with what they are part of.
   * @param {number} day */
  powers(day) {
    /** @type {Map<string, Holding>} */
    const holders = new Map();
    /** @type {Map<string, Holding>} */
    const units = new Map();
    /** @type {Map<string, Row>} */
    const statuses = new Map();
    this.model.territories.forEach((territory, i) => {
      const row = this.model.row(i, day);
      if (!this.holds(i) || row.plain) return;
      const look = this.payload.statuses[row.status];
      if (this.payload.patterned.includes(row.status) && !statuses.has(row.status)) statuses.set(row.status, row);
      const among = look === "rim" ? units : holders;
      const entry = among.get(row.controller) ?? { row, km2: 0 };
      entry.km2 += territory.km2;
      if (look === "plain") entry.row = row;
      among.set(row.controller, entry);
    });
    // A polity that holds land of both kinds is named once; its land with a rim has a row without a name.
    const both = [...units].find(([polity]) => holders.has(polity));
    for (const polity of holders.keys()) units.delete(polity);
    return [
      ...this.ordered(holders).map(({ row }) => h("li", {}, this.cards.swatch(row), this.name(row.controller))),
      ...this.autonomies(day, this.ordered(units)),
      both ? h("li", {}, this.rimmed(both[1].row), this.t[`sign.${both[1].row.status}`]) : null,
      ...[...statuses].map(([status, row]) =>
        h("li", { "data-status": status }, this.cards.swatch(row), h("span", {}, this.t[`sign.${status}`])),
      ),
    ];
  }

  /** @param {Map<string, Holding>} entries */
  ordered(entries) {
    const roles = Object.keys(this.payload.roles);
    /** @param {Holding} holding */
    const rank = ({ row }) => roles.indexOf(this.payload.paints[row.paint].role);
    return [...entries.values()].sort((a, b) => rank(a) - rank(b) || b.km2 - a.km2);
  }

  /** Swatches of units of the same republic would be alike: a single swatch stands for all, their names follow.
   * @param {number} day
   * @param {Holding[]} entries */
  autonomies(day, entries) {
    /** @type {Map<string, Row[]>} */
    const parents = new Map();
    for (const { row } of entries) {
      const [parent = ""] = this.model.federations(row.controller, day);
      parents.set(parent, [...(parents.get(parent) ?? []), row]);
    }
    return [...parents].map(([parent, rows]) => {
      const [intro, rest] = (
        parent
          ? format(this.t[`units.${rows[0].status}`], { parent: this.cards.short(parent), names: "|" })
          : `${this.t[`sign.${rows[0].status}`]}: |`
      ).split("|");
      const names = rows.flatMap((row, n) => [n ? ", " : null, this.name(row.controller)]);
      return h("li", { class: "wide" }, this.rimmed(rows[0]), h("span", {}, intro, ...names.filter(Boolean), rest));
    });
  }

  /** @param {string} polity */
  name(polity) {
    return h("span", { class: "holder" }, this.cards.short(polity));
  }

  /** @param {Row} row */
  rimmed(row) {
    const swatch = this.cards.swatch(row);
    const { width, opacity } = this.payload.looks.unit;
    const color = this.payload.roles[this.payload.paints[row.paint].role].ink;
    const rim = stroke({ color, width: width / 2, opacity }, { d: "M2 2H22V13H2Z" });
    swatch.append(rim);
    return swatch;
  }

  /** Unions that hold no land themselves.
   * @param {number} day */
  unions(day) {
    const unions = this.painter.rims.unions(day).filter(({ members }) => members.some((i) => this.holds(i)));
    return unions.map(({ name, members }) => {
      const row = this.model.row(members[0], day);
      const look = this.payload.looks[this.painter.rims.unionLook(name)];
      const color = this.payload.roles[this.payload.polities[name].role].ink;
      const ground = this.payload.roles[this.payload.paints[row.paint].role].fill;
      return this.row(
        this.sample({ ...look, color }, ground),
        format(this.t["legend.union"], { name: this.cards.short(name) }),
      );
    });
  }

  /** @param {number} day */
  claims(day) {
    const seen = this.painter.rims.claims(day).filter(({ members }) => members.some((i) => this.holds(i)));
    const polities = seen.flatMap(({ name }) => name.split(" "));
    return [...new Set(polities)].map((polity) => {
      const { casing } = this.payload.looks.claim;
      const strokes = [
        stroke({ color: this.payload.casing, width: casing, opacity: 1 }),
        ...claimStrokes(this.payload, [polity]),
      ];
      return this.row(this.strokes(strokes), format(this.t["legend.claim"], { name: this.cards.short(polity) }));
    });
  }

  /** Every kind of line that is drawn on the day.
   * @param {Set<string>} layers */
  lines(layers) {
    const { looks } = this.payload;
    const within = this.seen?.path ?? (() => true);
    const edges = this.painter.kindsShown(within);
    /** @type {Array<[Look, string]>} */
    const rows = ["power", "polity", "inner"]
      .filter((kind) => edges.has(kind))
      .map((kind) => [looks[kind], `legend.${kind}`]);
    if (this.painter.fresh.some(({ i }) => this.holds(i))) rows.push([looks.changed, "legend.changed"]);
    const disputed = differing(shown(this.payload), this.painter.day);
    if (disputed.some(({ territory }) => this.holds(this.model.numberOf(territory))))
      rows.push([looks.reading, "legend.reading"]);
    /** @type {Map<string, Look>} */
    const dotted = new Map();
    for (const { status, grade, kind, paths } of this.painter.linesShown(layers)) {
      if (!paths.some(within)) continue;
      const own = looks[`line-${kind}`];
      const name = own ? `line.${kind}` : `legend.${status}`;
      const look = own ?? looks[status];
      // What is conjecture is dotted, whatever line it is.
      if (grade === "D") dotted.set(name, { ...look, dash: looks["polity-doubtful"].dash, casing: 0 });
      else rows.push([look, name]);
    }
    for (const [name, look] of dotted) if (rows.every(([, other]) => other !== name)) rows.push([look, name]);
    if (dotted.size) edges.add("doubtful");
    if (layers.has("railways")) for (const kind of this.payload.ways) rows.push([looks[kind], `legend.${kind}`]);
    if (edges.has("doubtful")) rows.push([looks["polity-doubtful"], "legend.uncertain"]);
    const texts = new Map(rows.map(([look, name]) => [name, look]));
    return [...texts].map(([name, look]) => this.row(this.sample(look), this.t[name], name.split(".")[1]));
  }

  /**
   * @param {SVGElement} sample
   * @param {string} text
   * @param {string} [name] of the line, for tests and styles
   */
  row(sample, text, name = "") {
    return h("li", name ? { "data-line": name } : {}, sample, h("span", {}, text));
  }

  /** A line in the very look of the map, on the ground of a power or on paper.
   * @param {{color: string, width: number, dash?: string, casing?: number, opacity: number}} look */
  sample(look, ground = "") {
    const casing = look.casing ? [stroke({ color: this.payload.casing, width: look.casing, opacity: 1 })] : [];
    return this.strokes([...casing, stroke(look)], ground);
  }

  /** @param {SVGElement[]} strokes */
  strokes(strokes, ground = "") {
    const { width, height } = SAMPLE;
    for (const path of strokes) path.setAttribute("d", `M0 ${height / 2}H${width}`);
    return s(
      "svg",
      { ...SAMPLE, class: "sample", "aria-hidden": "true" },
      ground ? s("rect", { width, height, fill: ground }) : null,
      ...strokes,
    );
  }

  /** How sure the day is: shares of the area by certainty of the row that holds, each with its mark.
   * @param {number} day */
  certainty(day) {
    return [
      h("span", {}, this.t["legend.certainty"]),
      ...this.model
        .certainty(day)
        .map(([level, percent]) =>
          h(
            "span",
            { class: "sureness" },
            sure(level),
            format(this.t["legend.sureness"], { level: this.t[`legend.${level}`], percent }),
          ),
        ),
    ];
  }
}

/** The mark of certainty on map and legend: as many of three dots are filled as in the cards.
 * @param {string} level */
export function sure(level) {
  const filled = FILLED[level];
  const dots = [0, 1, 2].map((n) => s("circle", { cx: 5.4 * (n - 1), r: 1.8, class: n < filled ? "filled" : null }));
  return s(
    "svg",
    { class: "sure-sample", width: 18, height: 8, viewBox: "-9 -4 18 8", "aria-hidden": "true" },
    ...dots,
  );
}
