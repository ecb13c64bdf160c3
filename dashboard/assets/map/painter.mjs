/** Paints a day on the paths of the map: only what differs from the last day painted is touched. */

import { s } from "../page/dom.mjs";
import { addTo } from "../core/groups.mjs";
import { holds, last } from "../core/model.mjs";
import { patternDefs } from "./patterns.mjs";
import { bandSeen, lineSeen, lookOf, paintOf } from "./dayLook.mjs";
import { Hits } from "./hits.mjs";
import { Rims, rim, stroke } from "./rims.mjs";

/** @import { Line, Look, Payload, Row } from "../core/contract.d.ts" */
/** @import { Handover } from "../core/model.mjs" */

/** Property of a style, what it is in a look, and its unit. */
const STROKE = /** @type {const} */ ([
  ["stroke", "color", ""],
  ["strokeWidth", "width", "px"],
  ["strokeOpacity", "opacity", ""],
  ["strokeDasharray", "dash", ""],
]);

/** @typedef {Line & {paths: SVGPathElement[], casings: SVGPathElement[], there?: boolean}} HistoryLine */

/** @type {Look} */
const NOTHING = { color: "none", width: 0, dash: "", casing: 0, opacity: 1 };

/** Kind of an edge that is not painted yet. */
const UNKNOWN = -1;

export class Painter {
  /**
   * @param {import("./plotly.mjs").Chart} chart
   * @param {import("../core/model.mjs").Model} model
   * @param {string} prefix of the ids it makes: those of two maps must not meet
   */
  constructor(chart, model, prefix = "") {
    this.chart = chart;
    this.prefix = prefix;
    this.model = model;
    this.payload = model.payload;
    this.day = 0;
    /** What draws the map while the day moves, if anything does beside the paths.
     * @type {import("./motion.mjs").Motion|null} */
    this.motion = null;
    /** @type {Array<Row|null>} */
    this.shown = new Array(model.territories.length).fill(null);
    this.kinds = new Int8Array(model.payload.edges.length).fill(UNKNOWN);
    /** What each edge was given last: only what differs is given anew. @type {Array<Look|undefined>} */
    this.worn = [];
    /** The paths: of territories, of edges, and the bands along frontiers of each territory.
     * @type {Array<SVGPathElement|null>} */
    this.areas = [];
    /** All land, around the atlas and in it. @type {SVGPathElement[]} */
    this.grounds = [];
    /** @type {SVGPathElement[][]} */
    this.lines = [];
    /** @type {Array<Array<{path: SVGPathElement, role: string}>>} */
    this.bands = [];
    /** Lines of treaties, fronts and districts. @type {HistoryLine[]} */
    this.history = [];
    /** What lies where. */
    this.hits = new Hits(this);
    /** The rows and the number of the turn of the lines that are painted. @type {Row[]|null} */
    this.rows = null;
    /** @type {number|null} */
    this.linesAt = null;
    /** The day that has come to rest last. @type {number|undefined} */
    this.told = undefined;
    const ends = model.payload.lines.flatMap(({ start, end }) => [start, end]);
    this.lineDays = [...new Set(ends.filter((day) => day !== null))].sort((a, b) => a - b);
    /** Numbers of the edges of each territory, by its id. @type {Map<string, number[]>} */
    this.edgesOf = new Map();
    this.payload.edges.forEach((sides, e) => {
      for (const side of sides) addTo(this.edgesOf, side, e);
    });
    this.rims = new Rims(this);
    this.news = s("g", { class: "news", "pointer-events": "none" });
    this.selected = s("g", { class: "selected", "pointer-events": "none" });
    /** What changed hands on the day, as it is emphasised. @type {Handover[]} */
    this.fresh = [];
    /** @type {string|null} */
    this.chosen = null;
    this.collect();
  }

  /** Find the paths. */
  collect() {
    const { chart } = this;
    this.areas = this.model.territories.map(({ id }) => chart.paths(`t-${id}`)[0] ?? null);
    this.lines = this.payload.edges.map((_, e) => chart.paths(`e-${e}`));
    const around = [...chart.traces.paths].filter(([uid]) => uid.startsWith("l-")).flatMap(([, paths]) => paths);
    this.grounds = [...around, ...this.areas].filter((path) => path !== null);
    this.bands = this.model.territories.map(() => []);
    for (const [uid, territory, role] of this.payload.bands) {
      const [path] = chart.paths(uid);
      if (path) this.bands[this.model.numberOf(territory)].push({ path, role });
    }
    this.history = this.payload.lines.map((line) => ({
      ...line,
      paths: chart.paths(line.uid),
      casings: chart.paths(`${line.uid}-casing`),
    }));
    this.ensureDefs();
    chart.over(this.rims.group, this.news, this.selected);
    this.areas.forEach((path, i) => {
      if (path) path.setAttribute("data-territory", this.model.territories[i].id);
    });
  }

  ensureDefs() {
    // The first map has them for all.
    if (document.getElementById("atlas-paints")) return;
    this.chart.define(patternDefs(this.payload));
  }

  /** The paths lie elsewhere: make anew what follows them. */
  repaint() {
    this.motion?.drop();
    this.hits.clear();
    this.rims.clear();
    this.paintPaths(this.day);
    this.drawNews();
    this.drawSelected();
    this.rims.rest(this.day);
  }

  /** @param {number} day */
  paint(day) {
    this.day = day;
    if (!this.motion?.paint(day)) this.paintPaths(day);
  }

  /** @param {number} day */
  paintPaths(day) {
    const rows = this.model.rowsOn(day);
    if (rows !== this.rows) this.paintRows(rows);
    this.rows = rows;
    const at = last(this.lineDays, day);
    if (at !== this.linesAt) for (const line of this.history) this.paintLine(line, day);
    this.linesAt = at;
    this.rims.draw(day);
  }

  /** @param {Row[]} rows */
  paintRows(rows) {
    rows.forEach((row, i) => {
      const before = this.shown[i];
      if (row === before) return;
      this.shown[i] = row;
      this.paintArea(i, row, before);
    });
    const at = this.model.at(this.day);
    for (let e = 0; e < this.kinds.length; e += 1) this.paintEdge(e, this.model.edgeKinds[e][at]);
  }

  /** Path of the edges that have a single side among the territories `inside`.
   * @param {Set<string>} inside */
  outline(inside) {
    /** Edges that were met once. @type {Set<number>} */
    const once = new Set();
    for (const territory of inside) {
      for (const e of this.edgesOf.get(territory) ?? []) if (!once.delete(e)) once.add(e);
    }
    const rims = [...once].sort((a, b) => a - b).map((e) => this.lines[e].map((path) => path.getAttribute("d")));
    return rims.flat().join("");
  }

  /** Only what differs from the row `before`, or all when there was none.
   * @param {number} i
   * @param {Row} row
   * @param {Row | null} before */
  paintArea(i, row, before) {
    const path = this.areas[i];
    if (!path) return;
    const fill = this.fillOf(row);
    if (!before || fill !== this.fillOf(before)) path.style.fill = fill;
    for (const name of /** @type {const} */ (["controller", "status", "certainty"])) {
      if (row[name] !== before?.[name]) path.setAttribute(`data-${name}`, row[name]);
    }
    if (row.controller === before?.controller) return;
    for (const { path: band, role } of this.bands[i]) {
      band.style.visibility = bandSeen(this.model, row, role) ? "" : "hidden";
    }
  }

  /** @param {Row} row */
  fillOf(row) {
    return paintOf(this.payload, row)?.fill ?? "transparent";
  }

  /** @param {number} e of the edge
   * @param {number} number of what it parts, see `kinds` of the payload */
  paintEdge(e, number) {
    if (this.kinds[e] === number) return;
    this.kinds[e] = number;
    const look = lookOf(this.payload, e, number);
    const before = this.worn[e];
    const worn = (this.worn[e] = look ?? { ...(before ?? NOTHING), color: "none" });
    for (const [property, name, unit] of STROKE) {
      if (worn[name] === before?.[name]) continue;
      for (const path of this.lines[e]) path.style[property] = `${worn[name]}${unit}`;
    }
  }

  /** @param {HistoryLine} line
   * @param {number} day */
  paintLine(line, day) {
    const there = lineSeen(line, day);
    if (line.there === there) return;
    line.there = there;
    for (const path of [...line.paths, ...line.casings]) {
      path.style.visibility = there ? "" : "hidden";
    }
  }

  /** Lines of `layers` that are on the map on the day painted.
   * @param {Set<string>} layers */
  linesShown(layers) {
    return this.history.filter(({ layer, start, end }) => layers.has(layer) && holds(start, end, this.day));
  }

  /** What the edges of the day part, `doubtful` when an edge that is drawn is conjecture.
   * @param {(path: SVGPathElement) => boolean} within which paths count */
  kindsShown(within) {
    const kinds = new Set();
    this.kinds.forEach((number, e) => {
      const kind = this.payload.kinds[number];
      const known = kinds.has(kind) && !(e in this.payload.uncertain);
      if (kind === "none" || known || !this.lines[e].some(within)) return;
      kinds.add(kind);
      if (e in this.payload.uncertain) kinds.add("doubtful");
    });
    return kinds;
  }

  /** What waits until the day rests.
   * @param {number} day
   * @param {Set<string>} layers */
  rest(day, layers) {
    this.motion?.rest();
    this.showNews(this.model.handovers(day));
    this.rims.rest(day, layers);
  }

  /** Emphasise what changed hands: outline, and inside it a band of the former colour.
   * @param {Handover[]} handovers */
  showNews(handovers) {
    this.fresh = handovers;
    this.drawNews();
  }

  drawNews() {
    const changed = new Set(this.fresh.map((handover) => handover.territory.id));
    if (!changed.size && !this.news.firstChild) return;
    const bands = this.former("news", this.fresh);
    this.news.replaceChildren(...bands, ...this.along(this.outline(changed), "changed"));
  }

  /** Inside the outlines of lands, bands in the colour of who held them before.
   * @param {string} id of the drawing, other than those of other bands on the map
   * @param {Array<{i: number, before: Row}>} changes numbers and former rows of lands */
  former(id, changes) {
    /** @type {Map<string, number[]>} */
    const former = new Map();
    for (const { i, before } of changes) addTo(former, before.controller, i);
    return [...former].flatMap(([controller, members]) => {
      const color = this.payload.roles[this.model.role(controller)].fill;
      const look = { ...this.payload.looks.before, color };
      return rim(`${id}-${controller}`, this, members, [stroke(look, { class: "band" })]);
    });
  }

  /** A line with its casing along an outline, in the look of that name.
   * @param {string|null} d
   * @param {string} name */
  along(d, name) {
    if (!d) return [];
    const look = this.payload.looks[name];
    const casing = { color: this.payload.casing, width: look.casing, opacity: 1 };
    return [stroke(casing, { d, class: "casing" }), stroke(look, { d, class: "rim" })];
  }

  /** @param {string|null} territory */
  select(territory) {
    this.chosen = territory;
    this.drawSelected();
  }

  drawSelected() {
    const path = this.chosen === null ? null : this.areas[this.model.numberOf(this.chosen)];
    const d = path ? path.getAttribute("d") : null;
    this.selected.replaceChildren(...this.along(d, "chosen"));
  }

  /** The day has come to rest. */
  settle() {
    this.told = this.day;
  }
}
