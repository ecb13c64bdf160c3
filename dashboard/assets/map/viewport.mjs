/** The window on the map: metres to pixels, zoom, the scale bar. */

import { h } from "../page/dom.mjs";

const ZOOM_STEP = 1.6;
const MIN_WIDTH_M = 60_000;
const HOLD_TRIES = 4;
const MAX_WIDTH_M = 3_200_000;

export class Viewport {
  /**
   * @param {any} graph element plotly drew in; `plotly` the library
   * @param {number[]} home west, south, east, north of the whole map, in metres
   * @param {() => {left: number, right: number}} free pixels that cards cover at either side
   * @param {HTMLElement[]} cards what lies over the map
   */
  constructor(graph, plotly, home, free, cards) {
    Object.assign(this, { graph, plotly, home, free, cards });
    this.listeners = [];
    this.boxes = [];
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
    graph.on("plotly_relayouting", (event) => {
      this.away = true;
      this.held = null;
      this.update(event);
    });
    /** Ranges of the part of the map that was asked for last, or null. */
    this.part = null;
    graph.on("plotly_afterplot", () => this.settle());
  }

  onMove(listener) {
    this.listeners.push(listener);
  }

  update(event = {}) {
    const { xaxis, yaxis } = this.graph._fullLayout;
    const x = ranged(event, "xaxis") ?? xaxis.range;
    const y = ranged(event, "yaxis") ?? yaxis.range;
    this.west = +x[0];
    this.north = +y[1];
    this.perMetre = xaxis._length / (x[1] - x[0]);
    this.measureMap();
    for (const listener of this.listeners) listener();
  }

  measureMap() {
    const { xaxis, yaxis } = this.graph._fullLayout;
    this.width = xaxis._length;
    this.height = yaxis._length;
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

  /** What ought to be seen: a window that is held, the whole map, or what the reader's hand left. */
  wanted() {
    if (this.held) return this.fitted(this.held);
    if (!this.away) return this.ranges(this.home, this.free());
    return this.even();
  }

  /** What the reader's hand left, with a metre as long upward as across. It is not where the page
   * has changed its size, and where the map has an end: there plotly cuts off each axis for itself. */
  even() {
    const { width, height, perMetre } = this.rested;
    const axes = [this.graph._fullLayout.xaxis, this.graph._fullLayout.yaxis];
    const [across, up] = axes.map(({ _length, range: [from, to] }) => _length / (to - from));
    const resized = width !== this.width || height !== this.height;
    const same = Math.abs(across / up - 1) < 1e-6;
    const scale = resized ? perMetre : same ? across : Math.min(across, up, perMetre);
    return this.about(axes.map(({ range: [from, to] }) => (from + to) / 2), scale);
  }

  /** Whether no eye can tell what is drawn from these ranges. */
  shows(wanted) {
    const { xaxis, yaxis } = this.graph._fullLayout;
    return [[xaxis, wanted["xaxis.range"]], [yaxis, wanted["yaxis.range"]]].every(([axis, [from, to]]) =>
      Math.max(Math.abs(axis.range[0] - from), Math.abs(axis.range[1] - to)) * axis._length < 0.5 * (to - from));
  }

  /** Boxes of what lies over the map, in its pixels; cards are measured when the window moves. */
  covers() {
    const [left, right] = this.seen.map((share) => share * this.width);
    return [...this.boxes, [-1, 0, left, this.height], [right, 0, this.width + 1, this.height]]
      .filter(([from, , to]) => to - from > 1);
  }

  measure() {
    this.boxes = this.cards.map((card) => this.boxOf(card))
      .filter(([left, top, right, bottom]) => left < right && top < bottom);
  }

  /** Left, top, right, bottom of an element in pixels of the map.
   * @param {HTMLElement} element */
  boxOf(element) {
    const [origin, box] = [this.graph, element].map((one) => one.getBoundingClientRect());
    return [box.left - origin.left, box.top - origin.top, box.right - origin.left, box.bottom - origin.top];
  }

  /** Pixels from the upper left corner of the map. */
  toPixels([x, y]) {
    return [(x - this.west) * this.perMetre, (this.north - y) * this.perMetre];
  }

  /** Metres of a place given in pixels from the upper left corner of the map. */
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
    return across < MIN_WIDTH_M || across > MAX_WIDTH_M ? 1 : factor;
  }

  /** Zoom about the middle; a factor above 1 comes nearer. */
  zoom(factor) {
    if (this.possible(factor) !== factor) return;
    this.showShifted(factor, (this.width * (1 - factor)) / 2, (this.height * (1 - factor)) / 2);
  }

  /** Show what has been stretched by `factor` and then moved by `x` and `y` pixels. */
  showShifted(factor, x, y) {
    this.held = null;
    const perMetre = this.perMetre * factor;
    const west = this.west - x / perMetre;
    const north = this.north + y / perMetre;
    return this.showWindow([west, north - this.height / perMetre, west + this.width / perMetre, north]);
  }

  /** Show all of a window: west, south, east, north in metres. */
  showWindow(window) {
    this.away = true;
    return this.relayout(this.fitted(window));
  }

  /** Show a window and keep to it when the page changes its size, or Dash draws the map as it was. */
  hold(window) {
    this.held = window;
    this.tries = HOLD_TRIES;
    return this.showWindow(window);
  }

  /** Ranges in the shape of the map that show all of a window. */
  fitted([west, south, east, north]) {
    const perMetre = Math.min(this.width / (east - west), this.height / (north - south));
    return this.about([(west + east) / 2, (south + north) / 2], perMetre);
  }

  /** Ranges about a place: `perMetre` pixels to a metre, or more where the map has an end. */
  about(place, perMetre) {
    const { xaxis, yaxis } = this.graph._fullLayout;
    const sides = [[xaxis, this.width, place[0]], [yaxis, this.height, place[1]]];
    const least = sides.map(([{ minallowed, maxallowed }, pixels]) => pixels / (maxallowed - minallowed));
    const scale = Math.max(perMetre, ...least);
    const [x, y] = sides.map(([{ minallowed, maxallowed }, pixels, middle]) => {
      const half = pixels / scale / 2;
      const kept = Math.max(minallowed + half, Math.min(maxallowed - half, middle));
      return [kept - half, kept + half];
    });
    return { "xaxis.range": x, "yaxis.range": y };
  }

  /** Ranges alone, and in one shape: then plotly draws no trace anew. */
  relayout(ranges) {
    return this.plotly.relayout(this.graph, ranges);
  }

  /** The whole map in what the cards leave free; `free` are pixels at left and right. */
  showAll() {
    this.away = false;
    this.part = null;
    this.held = null;
    return this.relayout(this.ranges(this.home, this.free()));
  }

  /** A part of the map, west, south, east, north in metres, in what `free` leaves. */
  showPart(box, free) {
    this.part = this.ranges(box, free);
    const { "xaxis.range": [west, east], "yaxis.range": [south, north] } = this.part;
    return this.hold([west, south, east, north]);
  }

  ranges([west, south, east, north], { left, right }) {
    const width = Math.max(this.width - left - right, this.width / 3);
    const perMetre = Math.min(width / (east - west), this.height / (north - south));
    const middle = (west + east) / 2 + (this.width / 2 - left - width / 2) / perMetre;
    return this.about([middle, (south + north) / 2], perMetre);
  }

  buttons(strings) {
    const button = (id, sign, label, act) =>
      h("button", { id, type: "button", "aria-label": label, title: label, onclick: act }, sign);
    return [
      button("zoom-in", "+", strings.zoomIn, () => this.zoom(ZOOM_STEP)),
      button("zoom-out", "−", strings.zoomOut, () => this.zoom(1 / ZOOM_STEP)),
      button("zoom-home", "⌂", strings.home, () => this.showAll()),
    ];
  }

  /** A scale bar of a round number of kilometres, about 120 pixels long. */
  scaleBar(unit) {
    const rough = 120 / this.perMetre / 1000;
    const power = 10 ** Math.floor(Math.log10(rough));
    const km = [5, 2, 1].map((n) => n * power).find((n) => n <= rough) ?? power;
    const pixels = km * 1000 * this.perMetre;
    const bar = h("span", { class: "bar", style: `width:${pixels.toFixed(1)}px` });
    return [bar, h("span", { class: "ends" }, h("span", {}, "0"), h("span", {}, `${km} ${unit}`))];
  }
}

function ranged(event, axis) {
  if (event[`${axis}.range`]) return event[`${axis}.range`];
  const low = event[`${axis}.range[0]`];
  return low === undefined ? null : [low, event[`${axis}.range[1]`]];
}
