/** The window on the map: metres to pixels, zoom, the scale bar. */

import { h } from "./dom.mjs";

const ZOOM_STEP = 1.6;
const MIN_WIDTH_M = 60_000;
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
    /** Whether the reader has left the home view. */
    this.away = false;
    this.update();
    graph.on("plotly_relayouting", (event) => {
      this.away = true;
      this.update(event);
    });
    /** Ranges of the part of the map that was asked for last, or null. */
    this.part = null;
    graph.on("plotly_afterplot", () => this.update());
    graph.on("plotly_afterplot", () => this.keepPart());
    // The whole map stays the whole map when the page changes its size.
    let fitted = "";
    graph.on("plotly_afterplot", () => {
      const size = `${this.width} ${this.height}`;
      if (size === fitted || this.away) return;
      fitted = size;
      this.showAll();
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

  /** Boxes of the cards that lie over the map, in its pixels; measured when the window moves. */
  covers() {
    return [...this.boxes];
  }

  measure() {
    const origin = this.graph.getBoundingClientRect();
    this.boxes = this.cards
      .map((card) => card.getBoundingClientRect())
      .filter((box) => box.width && box.height)
      .map((box) => [box.left, box.top, box.right, box.bottom].map((v, k) =>
        v - (k % 2 ? origin.top : origin.left)));
  }

  /** Pixels from the upper left corner of the map. */
  toPixels([x, y]) {
    return [(x - this.west) * this.perMetre, (this.north - y) * this.perMetre];
  }

  /** Zoom about the middle; a factor above 1 comes nearer. */
  zoom(factor) {
    const { xaxis, yaxis } = this.graph._fullLayout;
    const width = (xaxis.range[1] - xaxis.range[0]) / factor;
    if (width < MIN_WIDTH_M || width > MAX_WIDTH_M) return;
    this.away = true;
    const about = ([a, b]) => {
      const half = (b - a) / factor / 2;
      return [(a + b) / 2 - half, (a + b) / 2 + half];
    };
    this.plotly.relayout(this.graph, {
      "xaxis.range": about(xaxis.range),
      "yaxis.range": about(yaxis.range),
    });
  }

  /** The whole map in what the cards leave free; `free` are pixels at left and right. */
  showAll() {
    this.away = false;
    this.part = null;
    return this.plotly.relayout(this.graph, this.ranges(this.home, this.free()));
  }

  /** A part of the map, west, south, east, north in metres, in what `free` leaves. */
  showPart(box, free) {
    this.away = true;
    this.part = this.ranges(box, free);
    return this.plotly.relayout(this.graph, this.part);
  }

  /** Dash draws its figure once more when the page has just begun: the part would be lost. */
  keepPart() {
    const whole = this.ranges(this.home, this.free())["xaxis.range"];
    const shown = this.graph._fullLayout.xaxis.range;
    if (this.part && shown.every((x, n) => Math.abs(x - whole[n]) < 1)) {
      this.plotly.relayout(this.graph, this.part);
    }
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
