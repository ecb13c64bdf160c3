/** The window on the map: metres to pixels, zoom, the scale bar. */

import { about, around } from "../core/fit.mjs";
import { h } from "../page/dom.mjs";

/** @import { Box } from "../core/boxes.mjs" */
/** @import { Axis, Chart, Ranges } from "./plotly.mjs" */
/** @import { Shift } from "./touch.mjs" */

const ZOOM_STEP = 1.6;
const HOLD_TRIES = 4;

/** @typedef {{left: number, right: number, clear?: number}} Sides pixels that cards cover at either side of the map,
 * and those from its left that the legend lies over */

export class Viewport {
  /**
   * @param {Chart} chart
   * @param {number[]} home west, south, east, north of the whole map, in metres
   * @param {[number, number]} limits least and greatest width of the map, in metres
   * @param {() => Sides} free what is covered at either side
   * @param {HTMLElement[]} cards what lies over the map
   */
  constructor(chart, home, limits, free, cards) {
    this.chart = chart;
    this.home = home;
    this.limits = limits;
    this.free = free;
    this.cards = cards;
    /** @type {Array<() => void>} */
    this.listeners = [];
    /** @type {Box[]} */
    this.boxes = [];
    this.west = this.north = this.perMetre = this.width = this.height = 0;
    /** Share of the width that is seen, from and to: another map may lie over a part. */
    this.seen = [0, 1];
    /** Whether the reader has left the home view. */
    this.away = false;
    /** West, south, east, north that the map keeps to, or null. @type {number[]|null} */
    this.held = null;
    this.tries = HOLD_TRIES;
    this.update();
    /** Size and scale of the map when plotly last drew it as it ought to be. */
    this.rested = { width: this.width, height: this.height, perMetre: this.perMetre };
    chart.onMoving((ranges) => {
      this.away = true;
      this.held = null;
      this.update(ranges);
    });
    /** Ranges of the part of the map that was asked for last. @type {Ranges|null} */
    this.part = null;
    chart.onDrawn(() => this.settle());
  }

  /** Names on the map keep clear of another card from now on.
   * @param {HTMLElement} card */
  addCard(card) {
    this.cards.push(card);
  }

  /** @param {() => void} listener called whenever the window is another */
  onMove(listener) {
    this.listeners.push(listener);
  }

  /** @param {Partial<Ranges>} moved what a hand has moved so far */
  update(moved = {}) {
    const { x: across, y: up } = this.chart.axes;
    const x = moved["xaxis.range"] ?? across.range;
    const y = moved["yaxis.range"] ?? up.range;
    this.west = Number(x[0]);
    this.north = Number(y[1]);
    this.perMetre = across.length / (x[1] - x[0]);
    this.measureMap();
    for (const listener of this.listeners) listener();
  }

  measureMap() {
    const { x, y } = this.chart.axes;
    this.width = x.length;
    this.height = y.length;
  }

  /** Plotly has drawn: where that is not what ought to be shown, it draws again. */
  settle() {
    this.measureMap();
    const wanted = this.wanted();
    if (this.shows(wanted)) this.tries = HOLD_TRIES;
    // What plotly refuses is not asked for for ever.
    else if (this.tries-- > 0) {
      this.relayout(wanted);
      return;
    }
    this.update();
    this.rested = { width: this.width, height: this.height, perMetre: this.perMetre };
  }

  /** Keep to what another map keeps to: else each would draw its own again, and move the other by it.
   * @param {Viewport} other */
  keepAs({ away, held }) {
    this.away = away;
    this.held = held;
  }

  /** What ought to be seen: a window that is held, the whole map, or where the reader moved it. */
  wanted() {
    if (this.held) return this.fitted(this.held);
    if (!this.away) return this.ranges(this.home, this.free());
    return this.even();
  }

  /** What the reader's hand left, with a metre as long upward as across. It is not where the page
   * has changed its size, and where the map has an end: there plotly cuts off each axis for itself. */
  even() {
    const { width, height, perMetre } = this.rested;
    const axes = Object.values(this.chart.axes);
    const [across, up] = axes.map(({ length, range: [from, to] }) => length / (to - from));
    const resized = width !== this.width || height !== this.height;
    const same = Math.abs(across / up - 1) < 1e-6;
    const scale = resized ? perMetre : same ? across : Math.min(across, up, perMetre);
    return this.about(
      axes.map(({ range: [from, to] }) => (from + to) / 2),
      scale,
    );
  }

  /** Whether no eye can tell what is drawn from these ranges.
   * @param {Ranges} wanted */
  shows(wanted) {
    const { x, y } = this.chart.axes;
    const close = (/** @type {Axis} */ { range, length }, /** @type {number[]} */ [from, to]) =>
      Math.max(Math.abs(range[0] - from), Math.abs(range[1] - to)) * length < 0.5 * (to - from);
    return close(x, wanted["xaxis.range"]) && close(y, wanted["yaxis.range"]);
  }

  /** Boxes of what lies over the map, in its pixels; cards are measured when the window moves. */
  covers() {
    const [left, right] = this.seen.map((share) => share * this.width);
    return [...this.boxes, [-1, 0, left, this.height], [right, 0, this.width + 1, this.height]].filter(
      ([from, , to]) => to - from > 1,
    );
  }

  measure() {
    this.boxes = this.cards
      .map((card) => this.boxOf(card))
      .filter(([left, top, right, bottom]) => left < right && top < bottom);
  }

  /** Left, top, right, bottom of an element in pixels of the map.
   * @param {HTMLElement} element
   * @returns {Box} */
  boxOf(element) {
    const [origin, box] = [this.chart.element, element].map((node) => node.getBoundingClientRect());
    return [box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top];
  }

  /** Pixels from the upper left corner of the map.
   * @param {number[]} point
   * @returns {number[]} */
  toPixels([x, y]) {
    return [(x - this.west) * this.perMetre, (this.north - y) * this.perMetre];
  }

  /** Metres of a place given in pixels from the upper left corner of the map.
   * @param {number[]} place */
  fromPixels([x, y]) {
    return [this.west + x / this.perMetre, this.north - y / this.perMetre];
  }

  /** West, south, east, north of what is shown, in metres. */
  window() {
    const { west, north, perMetre, width, height } = this;
    return [west, north - height / perMetre, west + width / perMetre, north];
  }

  /** The nearest allowed factor: neither too near nor too far.
   * @param {number} factor above 1 comes nearer */
  possible(factor) {
    const across = this.width / this.perMetre / factor;
    const [least, most] = this.limits;
    return across < least || across > most ? 1 : factor;
  }

  /** Zoom about the middle; a factor above 1 comes nearer.
   * @param {number} factor */
  zoom(factor) {
    if (this.possible(factor) !== factor) return;
    this.showShifted(factor, (this.width * (1 - factor)) / 2, (this.height * (1 - factor)) / 2);
  }

  /** Move the window by a quarter of itself.
   * @param {number} right
   * @param {number} down */
  pan(right, down) {
    return this.showShifted(1, (-right * this.width) / 4, (-down * this.height) / 4);
  }

  /** Show what has been stretched by `factor` and then moved by `x` and `y` pixels.
   * @param {number} factor
   * @param {number} x
   * @param {number} y */
  showShifted(factor, x, y) {
    this.held = null;
    return this.showWindow(this.shifted({ factor, x, y }));
  }

  /** West, south, east, north of the window on what has been stretched and moved.
   * @param {Shift} shift */
  shifted({ factor, x, y }) {
    const perMetre = this.perMetre * factor;
    const west = this.west - x / perMetre;
    const north = this.north + y / perMetre;
    return [west, north - this.height / perMetre, west + this.width / perMetre, north];
  }

  /** The nearest shift that does not pass the ends of the map.
   * @param {Shift} shift
   * @returns {Shift} */
  kept(shift) {
    const { "xaxis.range": across, "yaxis.range": up } = this.fitted(this.shifted(shift));
    const perMetre = this.width / (across[1] - across[0]);
    const [x, y] = [(this.west - across[0]) * perMetre, (up[1] - this.north) * perMetre];
    return { factor: perMetre / this.perMetre, x, y };
  }

  /** Show all of a window: west, south, east, north in metres.
   * @param {number[]} window */
  showWindow(window) {
    this.away = true;
    return this.relayout(this.fitted(window));
  }

  /** Show a window and keep to it when the page changes its size.
   * @param {number[]} window */
  hold(window) {
    this.held = window;
    this.tries = HOLD_TRIES;
    return this.showWindow(window);
  }

  /** Ranges in the shape of the map that show all of a window.
   * @param {number[]} window */
  fitted([west, south, east, north]) {
    const perMetre = Math.min(this.width / (east - west), this.height / (north - south));
    return this.about([(west + east) / 2, (south + north) / 2], perMetre);
  }

  /** Across and upward, as the map is now. */
  get sides() {
    const { x, y } = this.chart.axes;
    return [
      { ...x, length: this.width },
      { ...y, length: this.height },
    ];
  }

  /** Ranges about a place: `perMetre` pixels to a metre, or more where the map has an end.
   * @param {number[]} place
   * @param {number} perMetre
   * @returns {Ranges} */
  about(place, perMetre) {
    return named(about(this.sides, place, perMetre));
  }

  /** @param {Ranges} ranges */
  relayout(ranges) {
    return this.chart.relayout(ranges);
  }

  /** Begin with the whole map, as {@link atHome} has mostly drawn it already. */
  async begin() {
    if (!this.shows(this.wanted())) await this.showAll();
  }

  /** The whole map in what the cards leave free; `free` are pixels at left and right. */
  showAll() {
    this.away = false;
    this.part = null;
    this.held = null;
    return this.relayout(this.ranges(this.home, this.free()));
  }

  /** A part of the map, west, south, east, north in metres, in what `free` leaves.
   * @param {number[]} box
   * @param {Sides} free */
  showPart(box, free) {
    this.part = this.ranges(box, free);
    const {
      "xaxis.range": [west, east],
      "yaxis.range": [south, north],
    } = this.part;
    return this.hold([west, south, east, north]);
  }

  /** A part of the map, west, south, east, north in metres, whatever shape the map is about to get.
   * @param {number[]} box */
  holdPart(box) {
    this.part = this.fitted(box);
    return this.hold(box);
  }

  /**
   * @param {number[]} box west, south, east, north in metres
   * @param {Sides} free
   */
  ranges(box, free) {
    return named(around(this.sides, box, free));
  }

  /** @param {Record<string, string>} strings */
  buttons(strings) {
    /**
     * @param {string} id
     * @param {string} sign
     * @param {string} label
     * @param {() => void} act
     */
    const button = (id, sign, label, act) =>
      h("button", { id, type: "button", "aria-label": label, title: label, onclick: act }, sign);
    return [
      button("zoom-in", "+", strings.zoomIn, () => this.zoom(ZOOM_STEP)),
      button("zoom-out", "−", strings.zoomOut, () => this.zoom(1 / ZOOM_STEP)),
      button("zoom-home", "⌂", strings.home, () => this.showAll()),
    ];
  }

  /** A scale bar of a round number of kilometres, about 120 pixels long.
   * @param {string} unit */
  scaleBar(unit) {
    const rough = 120 / this.perMetre / 1000;
    const power = 10 ** Math.floor(Math.log10(rough));
    const km = [5, 2, 1].map((n) => n * power).find((n) => n <= rough) ?? power;
    const pixels = km * 1000 * this.perMetre;
    const bar = h("span", { class: "bar", style: `width:${pixels.toFixed(1)}px` });
    return [bar, h("span", { class: "ends" }, h("span", {}, "0"), h("span", {}, `${km} ${unit}`))];
  }
}

/** @param {import("../core/fit.mjs").Range[]} ranges across and upward
 * @returns {Ranges} as plotly names them */
const named = ([across, up]) => ({ "xaxis.range": across, "yaxis.range": up });
