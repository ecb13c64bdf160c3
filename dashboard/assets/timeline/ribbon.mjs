/**
 * The timeline: share of each power, density of change, ticks of events, milestones,
 * treaties, and the native range input that moves through the days.
 */

import { h, s } from "../page/dom.mjs";
import { LINE, Marks } from "./marks.mjs";
import { BRUSH } from "./overview.mjs";
import { bands, names, shapes } from "./wave.mjs";
import { WEEK, count } from "../core/bins.mjs";
import { scaleMarks } from "../core/timescale.mjs";

/** @import { Bin, Unit } from "../core/bins.mjs" */
/** @import { Calendar } from "../core/calendar.mjs" */
/** @import { HistoricEvent } from "../core/contract.d.ts" */
/** @import { Model } from "../core/model.mjs" */
/** @import { Span } from "../core/span.mjs" */

/**
 * @typedef {[string, string[]]} Lane its name, and the categories of events in it
 * @typedef {{shares: number, scale: number, density: number, lanes: number, treaties: number,
 *   overview: number, end: number}} Tops upper edges of the rows, in pixels
 */

/** A window lower than this, as at twice the size of letters, keeps its height for the map. */
const LOW = 520;
const HEIGHT = { milestones: 24, shares: 76, scale: 18, density: 12, lane: 13, overview: BRUSH };
/** A desk of little height keeps it for the map. */
const LESS = { ...HEIGHT, shares: 60 };
const LESS_BELOW = 820;
const NARROW = { ...HEIGHT, milestones: 20, shares: 34, scale: 17, lane: 12 };
/** The wave, the years and the milestones alone, in type for a wall. */
const PLAIN = { milestones: 36, shares: 60, scale: 36, density: 0, lane: 0, overview: 0 };
/** Names in the wave for a wall. */
const PLAIN_NAMES = [22];
/** Widest bar of the density row that still says when. */
const BAR = 3;
/** Half the width of the mark of the day, in pixels. */
export const SIDE = 12;

export class Ribbon {
  /**
   * @param {HTMLElement} host
   * @param {{onDay: (day: number, drag: boolean) => void, onEvent: (id: string) => void}} act
   * @param {Model} model
   * @param {Calendar} calendar
   */
  constructor(host, model, calendar, act) {
    this.host = host;
    this.model = model;
    this.calendar = calendar;
    this.act = act;
    const { strings } = model.payload;
    /** @type {Array<() => void>} */
    this.listeners = [];
    this.span = calendar.whole;
    this.width = 0;
    /** @type {number|undefined} */
    this.day = undefined;
    /** @type {Tops} */
    this.tops = { shares: 0, scale: 0, density: 0, lanes: 0, treaties: 0, overview: 0, end: 0 };
    /** Sizes of the type by what it names. @type {Record<string, number>} */
    this.sizes = {};
    this.family = "";
    /** @type {number|null} */
    this.frame = null;
    /** Counted changes by unit. @type {Partial<Record<Unit, Bin[]>>} */
    this.counted = {};
    /** Whether the mark of the day is drawn by something else now. @type {() => boolean} */
    this.apart = () => false;
    /** Whether it shows no more than what is read from the back of a room. */
    this.plain = false;
    /** Whether it shows the changes and all events, in lanes. */
    this.open = false;
    this.svg = s("svg", { class: "ribbon", "aria-hidden": "true" });
    // A layer of its own: moving it costs no repaint of the ribbon.
    this.cursor = s("svg", { class: "cursor", width: 2 * SIDE, "aria-hidden": "true" });
    this.input = h("input", {
      id: "day-slider",
      type: "range",
      min: 0,
      max: calendar.last,
      step: 1,
      value: 0,
      "aria-label": strings.sliderName,
    });
    this.input.addEventListener("input", () => act.onDay(+this.input.value, false));
    const labels = h("div", { class: "marks" });
    this.marks = new Marks(labels, model, {
      name: (event, label) => `${label}: ${calendar.label(event.day)}, ${event.title}`,
      chosen: (id) => act.onEvent(id),
    });
    this.events = model.payload.events.filter((event) => calendar.inside(event.day));
    this.pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    host.replaceChildren(this.svg, this.cursor, this.input, labels);
    // A style sheet of the reader's own may change the type alone: the names are measured again.
    const watch = new ResizeObserver(() => this.resize());
    for (const node of [host, ...this.marks.buttons]) watch.observe(node);
    this.resize();
  }

  /** @param {number} day
   * @param {string} [spoken] */
  show(day, spoken) {
    this.day = day;
    if (spoken !== undefined) this.follow(day, spoken);
    if (!this.apart()) this.cursor.style.transform = `translateX(${(this.x(day) - SIDE).toFixed(2)}px)`;
  }

  /** The native input follows more slowly: laying out its thumb costs as much as the map.
   * @param {number} day
   * @param {string} [spoken] */
  follow(day, spoken) {
    this.input.value = String(day);
    if (spoken !== undefined) this.input.setAttribute("aria-valuetext", spoken);
  }

  /** @param {() => void} listener called whenever the strip has been drawn anew */
  onDrawn(listener) {
    this.listeners.push(listener);
  }

  /** Show another part of the time; drawn with the next frame.
   * @param {import("../core/span.mjs").Span} span */
  look(span) {
    this.span = span;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  /** The strip has another size, or its type has. */
  resize() {
    this.width = this.host.clientWidth;
    if (!this.width) return;
    const style = getComputedStyle(this.host);
    /** @param {string} name */
    const size = (name) => parseFloat(style.getPropertyValue(name));
    this.sizes = { year: size("--caption"), month: size("--floor"), day: size("--floor") };
    this.family = style.fontFamily;
    this.marks.measure();
    this.draw();
  }

  draw() {
    if (!this.width) return;
    const tops = (this.tops = this.measureTops());
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${tops.end}`);
    this.svg.setAttribute("height", String(tops.end));
    this.host.style.setProperty("--ribbon-height", `${tops.end}px`);
    this.input.style.height = `${tops.treaties}px`;
    const { breakAt } = this.span;
    this.svg.replaceChildren(
      this.shares(this.span, tops.shares, this.height.shares),
      this.powers(tops),
      this.scale(tops),
      ...(this.open && !this.narrow ? [this.density(tops.density)] : []),
      this.lanes(tops.lanes),
      ...(breakAt ? [this.breakMark(tops, breakAt)] : []),
      ...this.marks.place(this, tops),
    );
    this.cursor.replaceChildren(
      s("line", { x1: SIDE, x2: SIDE, y1: tops.shares - 4, y2: tops.treaties - 2 }),
      s("circle", { cx: SIDE, cy: tops.shares + this.height.shares / 2, r: 8 }),
      s("circle", { cx: SIDE, cy: tops.shares + this.height.shares / 2, r: 2.5, class: "dot" }),
    );
    this.cursor.setAttribute("height", String(tops.end));
    this.show(this.day ?? 0);
    for (const listener of this.listeners) listener();
  }

  measureTops() {
    const shares = this.height.milestones;
    const scale = shares + this.height.shares;
    const density = scale + this.height.scale;
    // A narrow timeline keeps to the wave, the milestones and the headlines.
    const lanes = this.narrow || !this.open ? density : density + this.height.density;
    const treaties = lanes + this.height.lane * this.laneNames.length + 2;
    const overview = this.narrow ? treaties : treaties + 2 * LINE;
    // On a narrow strip a part of the time is seldom chosen: its brush comes with it.
    const brush = this.narrow && this.span.whole ? 0 : this.height.overview;
    return { shares, scale, density, lanes, treaties, overview, end: overview + brush };
  }

  get height() {
    if (this.plain) return PLAIN;
    if (this.narrow) return NARROW;
    return innerHeight < LESS_BELOW ? LESS : HEIGHT;
  }

  get narrow() {
    return this.plain || this.width < 640 || innerHeight <= LOW;
  }

  /** A narrow strip has a single lane: what made the headlines. @returns {Lane[]} */
  get laneNames() {
    if (this.plain) return [];
    const { lanes } = this.model.payload;
    if (!this.narrow && !this.open) return [];
    return this.narrow ? [["headlines", lanes.flatMap(([, categories]) => categories)]] : lanes;
  }

  /** @param {number} day */
  x(day) {
    return this.span.position(day) * this.width;
  }

  /** Events of a lane that a narrow or a wide strip shows.
   * @param {Lane} pair */
  inLane([, categories]) {
    return this.events.filter((event) => categories.includes(event.category) && (!this.narrow || event.tier === 1));
  }

  /** The event whose tick or pin is nearest to a point of the strip, or null.
   * @param {number} reach pixels to either side
   * @param {number} x
   * @param {number} y */
  near(x, y, reach) {
    const { shares, lanes, treaties } = this.tops;
    if (y < shares)
      return this.closest(
        this.marks.milestones.map((milestone) => milestone.event),
        x,
        reach,
      );
    if (y < lanes - 2 || y > treaties) return null;
    const lane = this.laneNames[Math.max(0, Math.floor((y - lanes) / this.height.lane))];
    const all = this.laneNames.flatMap((name) => this.inLane(name));
    return (lane && this.closest(this.inLane(lane), x, reach)) ?? this.closest(all, x, reach / 2);
  }

  /**
   * @param {HistoricEvent[]} events
   * @param {number} x
   * @param {number} within
   */
  closest(events, x, within) {
    const [best] = events
      .filter((event) => this.span.holds(event.day))
      .map((event) => ({ event, away: Math.abs(this.x(event.day) - x) }))
      .sort((a, b) => a.away - b.away || a.event.tier - b.event.tier);
    return best && best.away <= within ? best.event : null;
  }

  /** The wave of a part of the time.
   * @param {Span} span
   * @param {number} top
   * @param {number} height */
  shares(span, top, height) {
    const all = bands(this.model, span, this.width, height);
    return s("g", { transform: `translate(0 ${top})` }, ...shapes(all, this.model.payload.roles));
  }

  /** The powers that the wave has room to name; none across a year or a milestone.
   * @param {Tops} tops */
  powers({ shares }) {
    const { calendar, model, span } = this;
    const { roles } = model.payload;
    // Only years that are drawn in detail have a line across the wave.
    const cuts = [...calendar.years().filter(({ day }) => day < calendar.detailed), ...this.marks.milestones]
      .map(({ day }) => day)
      .filter((day) => span.holds(day))
      .map((day) => this.x(day));
    const all = bands(model, span, this.width, this.height.shares);
    const breaks = (span.breakAt ?? []).map((at) => at * this.width);
    const measure = (/** @type {string} */ text, /** @type {number} */ size) => {
      this.pen.font = `600 ${size}px ${this.family}`;
      return this.pen.measureText(text).width;
    };
    const named = names(all, roles, [...cuts, ...breaks], measure, this.plain ? PLAIN_NAMES : undefined);
    return s(
      "g",
      { class: "powers", transform: `translate(0 ${shares})` },
      ...named.map(({ text, size, x, y, role }) =>
        s("text", { x, y, dy: "0.35em", "text-anchor": "middle", "font-size": size, stroke: roles[role].fill }, text),
      ),
    );
  }

  /** @param {Tops} tops */
  scale(tops) {
    const group = s("g", { class: "scale" });
    /**
     * @param {string} text
     * @param {string} kind
     */
    const measure = (text, kind) => {
      this.pen.font = `${kind === "year" ? 700 : 400} ${this.sizes[kind]}px ${this.family}`;
      return this.pen.measureText(text).width;
    };
    const { lines, names } = scaleMarks(this.calendar, this.span, this.width, this.sizes.month, measure);
    for (const { x, kind, fine } of lines) {
      const long = kind === "year" && fine;
      const y = { y1: long ? tops.shares : tops.scale, y2: tops.scale + (kind === "day" ? 3 : 5) };
      group.append(s("line", { x1: x, x2: x, ...y, class: long ? "year" : "tick" }));
    }
    const base = tops.scale + this.sizes.month + 2;
    for (const { x, text, kind, fine, end } of names) {
      const at = { x, y: base, "text-anchor": end ? "end" : "start" };
      group.append(s("text", { ...at, class: kind === "year" && !fine ? "tail" : kind }, text));
    }
    return group;
  }

  /** @param {number} top */
  lanes(top) {
    const group = s("g", { class: "lanes" });
    this.laneNames.forEach((lane, n) => {
      const [name] = lane;
      const y = top + n * this.height.lane + this.height.lane / 2;
      group.append(s("line", { x1: 0, x2: this.width, y1: y, y2: y, class: "lane" }));
      for (const event of this.inLane(lane)) {
        if (!this.span.holds(event.day)) continue;
        const x = this.x(event.day);
        const half = event.tier === 1 ? 3.5 : 2.5;
        const look = `tick tier${event.tier} of-${event.category}`;
        group.append(s("line", { x1: x, x2: x, y1: y - half, y2: y + half, class: look }));
      }
      this.laneName(group, name, y);
    });
    return group;
  }

  /**
   * @param {SVGElement} group
   * @param {string} name
   * @param {number} y
   */
  laneName(group, name, y) {
    if (this.width <= 900) return;
    group.append(s("text", { x: -8, y: y + 3.5, "text-anchor": "end" }, this.model.payload.strings[`lane.${name}`]));
  }

  /** How many territories change by day, week, month or year: what there is room for.
   * @param {number} top */
  density(top) {
    const group = s("g", { class: "density" });
    const low = top + this.height.density;
    for (const { from, until, count, most } of this.bins()) {
      const [x, end] = [this.x(from), this.x(until)];
      // By the square root: one territory and thirty are both to be seen.
      const height = (this.height.density - 2) * Math.sqrt(count / most);
      group.append(s("rect", { x, y: low - height, width: Math.max(1, end - x - 0.5), height }));
    }
    this.laneName(group, "density", low - 6);
    return group;
  }

  bins() {
    const { calendar, span } = this;
    const [first, last] = span.days;
    return [
      [first, Math.min(last, calendar.detailed - 1)],
      [Math.max(first, calendar.detailed), last],
    ]
      .filter(([from, until]) => from <= until)
      .flatMap(([from, until]) => {
        const day = span.step(from) * this.width;
        const unit = day >= BAR ? "day" : day * WEEK >= BAR ? "week" : day * 30 >= BAR ? "month" : "year";
        const all = (this.counted[unit] ??= count(this.model, calendar, unit));
        const most = Math.max(...all.map((bin) => bin.count));
        return all
          .filter((bin) => bin.until > from && bin.from <= until)
          .map((bin) => ({ ...bin, from: Math.max(bin.from, from), until: Math.min(bin.until, until + 1), most }));
      });
  }

  /**
   * @param {Tops} tops
   * @param {[number, number]} part1
   */
  breakMark(tops, [start, stop]) {
    const [from, to] = [start * this.width, stop * this.width];
    /** @param {number} x */
    const zigzag = (x) => {
      let d = `M${x} ${tops.shares - 3}`;
      for (let y = tops.shares - 3, n = 0; y < tops.scale + 3; y += 5, n += 1) {
        d += `L${x + (n % 2 ? -1.5 : 1.5)} ${y + 5}`;
      }
      return d;
    };
    const box = { x: from, y: tops.shares - 4, width: to - from, height: this.height.shares + 8 };
    return s(
      "g",
      { class: "break" },
      s("rect", box),
      s("path", { d: zigzag(from + 2) }),
      s("path", { d: zigzag(to - 2) }),
    );
  }
}
