/**
 * A treaty on the map: its lines, the territories it speaks of, and at each a number with the
 * former and the new holder. Land that passes is solid, land that is confirmed an outline. On the wall,
 * where no card explains the numbers, the largest lands say from whom to whom.
 */

import { element, s } from "../page/dom.mjs";
import { Space, arrange } from "../core/boxes.mjs";
import { holds } from "../core/model.mjs";
import { standing } from "../core/treaty.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Box } from "../core/boxes.mjs" */
/** @import { Treaty } from "../core/contract.d.ts" */
/** @import { TreatyOutcome } from "../core/treaty.mjs" */
/** @import { Ranges } from "./plotly.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

/** Heights and widths of a sign in pixels, before it is enlarged for a large screen. */
const SIGN = { height: 22, number: 22, swatch: 17, arrow: 13, end: 7 };
const LARGE = 1700;
/** How much larger signs are that are read from the back of a room. */
const WALL = 1.8;
/** A sign farther from its point than this no longer belongs to it: then numbers alone. */
const NEAR = 44;
const FAR = 480;
/** Between two signs, and from the edge of the map. */
const GAP = 2;
/** Signs on the wall. */
const FEW = 3;
/** The part of a sign that its number takes. */
const HEAD = SIGN.number - SIGN.end + 2;
/** Towns up to this rank keep their names beside the signs. */
const TOWNS = 2;

/**
 * @typedef {object} Badge a number, and where there is room from whom to whom
 * @property {TreatyOutcome} row
 * @property {SVGGElement} node
 * @property {SVGPathElement} leader from the sign to its point
 * @property {SVGGElement} full what only a whole sign has
 * @property {SVGElement} pill its ground
 * @property {number} width of a whole sign, before it is enlarged
 *
 * @typedef {{at: number[], size: number[], whole: boolean, large: number, bare?: boolean}} Sign
 * @typedef {{status: string, group: SVGGElement, spans: {start: number|null, end: number|null}[]}} DrawnLine
 */

export class TreatyMap {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.lines = s("g", { class: "treaty-lines", "pointer-events": "none" });
    this.svg = s("svg", { class: "badges", "aria-hidden": "true" });
    element("overlay").append(this.svg);
    /** @type {Treaty | null} */
    this.treaty = null;
    /** @type {Badge[]} */
    this.badges = [];
    /** @type {Box[]} */
    this.boxes = [];
    /** @type {DrawnLine[]} */
    this.drawn = [];
    // Names keep clear of the numbers.
    atlas.labels.avoid(() => this.place());
    // After the painter has looked up plotly's new paths.
    atlas.chart.onDrawn(() => queueMicrotask(() => this.draw()));
  }

  /**
   * @param {Treaty|null} treaty
   * @param {import("../core/treaty.mjs").TreatyOutcome[]} rows
   */
  show(treaty, rows) {
    this.treaty = treaty;
    /** @type {TreatyOutcome[]} */
    this.rows = rows;
    this.badges = rows.map((row) => this.badge(row));
    /** @type {string | null} */
    this.key = null;
    this.svg.replaceChildren(
      s("g", {}, ...this.badges.map((badge) => badge.leader)),
      ...this.badges.map((badge) => badge.node),
    );
    this.draw();
  }

  /** Bring the treaty's land near, unless the reader has chosen a window; and back after it. */
  approach() {
    const { viewport, model } = this.atlas;
    const mine = viewport.part && showing(viewport.part, viewport);
    if (viewport.away && !mine) return;
    if (!this.rows.length) {
      if (mine) viewport.showAll();
      return;
    }
    const lands = this.rows.map((row) => model.territories[row.i]);
    viewport.showPart(country(lands, this.atlas.payload.sizes.treaty), this.free());
  }

  /** Pixels at the sides that cards cover. */
  free() {
    const right = element("panels").offsetWidth;
    const left = element("legend").offsetWidth;
    return innerWidth > 720 ? { left: left + 30, right: right + 90 } : { left: 0, right: 40 };
  }

  /** Lines that are not on the map on `day` are there for the treaty's sake, and paler; what is
   * not in force yet is dashed.
   * @param {number} day */
  date(day) {
    if (!this.treaty) return;
    const early = ["before", "pending"].includes(standing(this.treaty, day));
    for (const { status, spans, group } of this.drawn) {
      const there = spans.some(({ start, end }) => holds(start, end, day));
      group.setAttribute("class", `line ${early ? "signed" : status}${there ? "" : " absent"}`);
    }
  }

  /** @param {number|null} number the outcome that the reader points at in the card */
  light(number) {
    for (const badge of this.badges) badge.node.classList.toggle("lit", badge.row.number === number);
  }

  draw() {
    const { painter, chart, view } = this.atlas;
    chart.over(this.lines);
    this.drawn = [];
    const { treaty } = this;
    if (!treaty) {
      this.lines.replaceChildren();
      return;
    }
    const areas = this.rows.flatMap((row) => {
      const d = painter.areas[row.i]?.getAttribute("d");
      const look = row.moved ? "moved" : "confirmed";
      return d ? [s("path", { d, class: "casing" }), s("path", { d, class: `area ${look}` })] : [];
    });
    const moved = this.rows.some((row) => row.moved);
    // A line may have several spans, and belong to several treaties: it is drawn once.
    const all = painter.history.map((line) => ({
      ...line,
      d: line.paths.map((path) => path.getAttribute("d")).join(""),
    }));
    const own = all.filter(({ uid }) => treaty.lines.includes(uid));
    for (const [d, { status }] of new Map(own.map((line) => [line.d, line]))) {
      const strokes = ["casing", "ink", ...(moved ? [] : ["core"])];
      const group = s("g", {}, ...strokes.map((part) => s("path", { d, class: part })));
      this.drawn.push({ status, group, spans: all.filter((line) => line.d === d) });
    }
    this.lines.replaceChildren(...areas, ...this.drawn.map((line) => line.group));
    this.date(view.day);
  }

  /** A number, and where there is room from whom to whom.
   * @param {TreatyOutcome} row */
  badge(row) {
    const { height, number, swatch, arrow, end } = SIGN;
    const hands = handsOf(row);
    const width = number + hands.length * swatch + (hands.length - 1) * arrow + end + 3;
    const parts = hands.flatMap((polity, n) => {
      const x = number + 3 + n * (swatch + arrow);
      return [n ? pointer(x - arrow, height / 2) : null, this.swatch(polity, x)];
    });
    const middle = height / 2;
    const pill = s("rect", { class: "pill", y: 0.5, height: height - 1, rx: middle });
    const full = s("g", { class: "hands" }, pill, ...parts.filter(Boolean));
    const node = s(
      "g",
      { class: `badge ${row.moved ? "moved" : "confirmed"} ${this.treaty?.force}`, "data-number": row.number },
      full,
      s("circle", { cx: middle, cy: middle, r: middle - 2 }),
      s("text", { x: middle, y: middle + 4, "text-anchor": "middle" }, row.number),
    );
    const leader = s("path", { class: "leader" });
    return { row, node, leader, full, pill, width };
  }

  /**
   * @param {string} polity
   * @param {number} x
   */
  swatch(polity, x) {
    const { payload, cards } = this.atlas;
    const swatch = cards.swatch(payload.polities[polity]);
    for (const [name, value] of Object.entries({
      x,
      y: 5,
      width: SIGN.swatch,
      height: 12,
      viewBox: "0 0 24 15",
      preserveAspectRatio: "none",
    }))
      swatch.setAttribute(name, String(value));
    return swatch;
  }

  /** Room for the signs and names of the chief towns. */
  towns(large = 1) {
    const { payload, viewport } = this.atlas;
    return payload.places
      .filter((place) => place.rank <= TOWNS)
      .map((place) => {
        const [x, y] = viewport.toPixels(place.xy);
        return [x - 5, y - 9, x + 60 * large, y + 18 * large];
      });
  }

  /** Put every sign into the present window.
   * @returns {number[][]} the boxes they take, for the names of the map */
  place() {
    if (!this.badges.length) return [];
    const { viewport, view } = this.atlas;
    const { west, north, perMetre, width, height } = viewport;
    const covers = viewport.covers();
    const wall = view.mode === "projector";
    const key = [west, north, perMetre, width, height, wall, ...covers.flat()].join();
    if (key === this.key) return this.boxes;
    this.key = key;
    const points = this.badges.map(({ row }) => viewport.toPixels(this.atlas.model.territories[row.i].xy));
    let seen = this.badges.filter(
      (_, n) => points[n][0] > 0 && points[n][1] > 0 && points[n][0] < width && points[n][1] < height,
    );
    if (wall) seen = this.few(seen);
    const anchors = seen.map((badge) => points[this.badges.indexOf(badge)]);
    const signs = wall
      ? this.bare(seen, anchors, [width, height], covers)
      : this.settle(seen, anchors, [width, height], covers);
    seen = seen.slice(0, signs.length);
    for (const badge of this.badges) {
      const n = seen.indexOf(badge);
      badge.node.style.display = badge.leader.style.display = n < 0 ? "none" : "";
      if (n >= 0) put(badge, signs[n], anchors[n]);
    }
    this.boxes = signs.map(boxOf);
    return this.boxes;
  }

  /** The largest land of each pair of holders.
   * @param {Badge[]} seen */
  few(seen) {
    const { territories } = this.atlas.model;
    const sorted = [...seen].sort((a, b) => territories[b.row.i].km2 - territories[a.row.i].km2);
    const pair = (/** @type {Badge} */ { row }) => handsOf(row).join();
    const first = sorted.filter((badge, n) => sorted.findIndex((other) => pair(other) === pair(badge)) === n);
    return first.filter(({ row }) => handsOf(row).length > 1).slice(0, FEW);
  }

  /** Where each sign without a number goes: as many, from the first, as have room near their points.
   * @param {Badge[]} seen
   * @param {number[][]} anchors
   * @param {number[]} room
   * @param {Box[]} covers
   * @returns {Sign[]} */
  bare(seen, anchors, room, covers) {
    const sizes = seen.map(({ width }) => [(width - HEAD) * WALL, SIGN.height * WALL]);
    for (let count = seen.length; count; count -= 1) {
      const space = signSpace([...covers, ...this.towns(WALL)], room);
      const at = arrange(space, anchors.slice(0, count), sizes.slice(0, count), NEAR * WALL);
      if (at) return at.map((one, n) => ({ at: one, size: sizes[n], whole: true, large: WALL, bare: true }));
    }
    return [];
  }

  /** Where each sign goes: whole near its point if all have room, else numbers, whole where
   * there is room left.
   * @param {Badge[]} seen
   * @param {number[][]} anchors
   * @param {number[]} room
   * @param {Box[]} covers */
  settle(seen, anchors, room, covers) {
    const large = innerWidth >= LARGE ? 1.3 : 1;
    const whole = seen.map((badge) => [badge.width * large, SIGN.height * large]);
    const short = seen.map(() => [SIGN.height * large, SIGN.height * large]);
    const towns = [...covers, ...this.towns()];
    const near = NEAR * large;
    /** @param {Box[]} taken */
    const clearOf = (taken) => signSpace(taken, room);
    const all = arrange(clearOf(towns), anchors, whole, near) ?? arrange(clearOf(covers), anchors, whole, near);
    if (all) return all.map((at, n) => ({ at, size: whole[n], whole: true, large }));
    const numbers = arrange(clearOf(covers), anchors, short, FAR) ?? anchors;
    const signs = numbers.map((at, n) => ({ at, size: short[n], whole: false, large }));
    for (const [n, anchor] of anchors.entries()) {
      const others = signs.filter((_, m) => m !== n).map(boxOf);
      const [at] = arrange(clearOf([...towns, ...others]), [anchor], [whole[n]], near / 2) ?? [];
      if (at) signs[n] = { at, size: whole[n], whole: true, large };
    }
    return signs;
  }
}

/** Room for signs on the map.
 * @param {number[][]} taken boxes that they keep clear of
 * @param {number[]} size width and height of the map */
export const signSpace = (taken, [width, height]) =>
  new Space({ gap: GAP, within: [GAP, GAP, width - GAP, height - GAP], taken });

/** Who had the land before and who got it, if they are not the same.
 * @param {TreatyOutcome} row */
export const handsOf = ({ former, to }) => [...(former && former !== to ? [former] : []), ...(to ? [to] : [])];

/** A window on some lands with the country about them: west, south, east, north in metres.
 * @param {Array<{xy: [number, number]}>} lands
 * @param {number} least width and height, in metres */
export function country(lands, least) {
  const [[west, east], [south, north]] = [0, 1].map((k) => {
    const all = lands.map(({ xy }) => xy[k]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    // Points lie in the middle of lands: about them there is some country more.
    const half = Math.max((high - low) * 0.65, least / 2);
    return [(low + high) / 2 - half, (low + high) / 2 + half];
  });
  return [west, south, east, north];
}

/**
 * @param {Sign} sign
 * @returns {Box}
 */
const boxOf = ({ at: [x, y], size: [w, h] }) => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

/** Whether the reader has not moved away from a part of the map.
 * @param {Ranges} part
 * @param {Viewport} part1 */
const showing = (part, { west, north }) =>
  Math.abs(part["xaxis.range"][0] - west) < 1 && Math.abs(part["yaxis.range"][1] - north) < 1;

/**
 * @param {Badge} badge
 * @param {Sign} part1
 * @param {number[]} part2
 */
function put({ node, leader, full, pill, width }, { at: [x, y], size: [w, h], whole, large, bare }, [ax, ay]) {
  const head = bare ? HEAD : 0;
  const corner = `translate(${(x - w / 2 - head * large).toFixed(1)} ${(y - h / 2).toFixed(1)})`;
  node.classList.toggle("bare", Boolean(bare));
  pill.setAttribute("x", String(head + 0.5));
  pill.setAttribute("width", String(width - head - 1));
  node.setAttribute("transform", `${corner} scale(${large})`);
  full.style.display = whole ? "" : "none";
  const away = Math.abs(x - ax) > w / 2 || Math.abs(y - ay) > h / 2;
  leader.setAttribute("d", away ? `M${ax} ${ay}h.01M${ax} ${ay}L${x} ${y}` : "");
}

/** An arrow to the right; filled or hollow by the style of its sign.
 * @param {number} x
 * @param {number} y */
function pointer(x, y) {
  const d = `M${x + 1.5} ${y - 1.6}h4.5v-2.6l5.5 4.2l-5.5 4.2v-2.6h-4.5z`;
  return s("path", { class: "pointer", d });
}
