/** The window on the map: metres to pixels, zoom, the scale bar. */

import { h } from "./dom.mjs";

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
    /** @type {{window: number[], tries: number}|null} */
    this.held = null;
    this.update();
    graph.on("plotly_relayouting", (event) => {
      this.away = true;
      this.held = null;
      this.update(event);
    });
    /** Ranges of the part of the map that was asked for last, or null. */
    this.part = null;
    graph.on("plotly_afterplot", () => this.update());
    this.tries = HOLD_TRIES;
    // The whole map stays the whole map when the page changes its size or Dash draws it anew.
    graph.on("plotly_afterplot", () => {
      if (this.held) this.holdFast();
      else if (!this.away) this.stayWhole();
    });
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
    this.width = xaxis._length;
    this.height = yaxis._length;
    for (const listener of this.listeners) listener();
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
  showWindow([west, south, east, north]) {
    const perMetre = Math.min(this.width / (east - west), this.height / (north - south));
    const [x, y] = [(west + east) / 2, (south + north) / 2];
    this.away = true;
    const [across, up] = [this.width / perMetre / 2, this.height / perMetre / 2];
    return this.relayout({ "xaxis.range": [x - across, x + across], "yaxis.range": [y - up, y + up] });
  }

  /** Show a window and keep to it when the page changes its size, or Dash draws the map as it was. */
  hold(window) {
    this.held = { window, tries: HOLD_TRIES };
    return this.showWindow(window);
  }

  /** Nothing but the reader's hand leads away from a window that is held. */
  holdFast() {
    const { window: [west, south, east, north] } = this.held;
    const [x, y] = this.toPixels([(west + east) / 2, (south + north) / 2]);
    const whole = Math.min(this.width / (east - west), this.height / (north - south));
    const there = Math.hypot(x - this.width / 2, y - this.height / 2) < 0.5
      && Math.abs(this.perMetre / whole - 1) * this.width < 0.5;
    if (there) this.held.tries = HOLD_TRIES;
    // Where the map ends plotly shows less than is asked for: it is not asked for ever.
    else if (this.held.tries-- > 0) this.showWindow(this.held.window);
  }

  stayWhole() {
    const { "xaxis.range": [west, east], "yaxis.range": [, north] } = this.ranges(this.home, this.free());
    const [x, y] = this.toPixels([west, north]);
    const there = Math.hypot(x, y) < 1 && Math.abs((east - west) * this.perMetre - this.width) < 1;
    if (there) this.tries = HOLD_TRIES;
    else if (this.tries-- > 0) this.showAll();
  }

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
    const x0 = (west + east) / 2 - (left + width / 2) / perMetre;
    const y0 = (south + north) / 2 - this.height / 2 / perMetre;
    return {
      "xaxis.range": [x0, x0 + this.width / perMetre],
      "yaxis.range": [y0, y0 + this.height / perMetre],
    };
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
