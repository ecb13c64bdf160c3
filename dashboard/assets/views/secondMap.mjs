/** The second map: drawn when it is first asked for, and moved together with the first. */

import { element, put, s } from "../page/dom.mjs";
import { Unloaded, kept } from "../page/load.mjs";
import { unloaded } from "../page/unloaded.mjs";
import { figure } from "../map/figure.mjs";
import { Labels } from "../map/labels.mjs";
import { Legend } from "../map/legend.mjs";
import { Painter } from "../map/painter.mjs";
import { Chart } from "../map/plotly.mjs";
import { Pointing } from "../map/pointing.mjs";
import { sharpen } from "../map/relief.mjs";
import { Touch } from "../map/touch.mjs";
import { Viewport } from "../map/viewport.mjs";
import { Wheel } from "../map/wheel.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Difference } from "../core/between.mjs" */

/** Half of the divider's grip, in pixels. */
const GRIP = 22;
/** What lies over the second map: its names keep clear of it. */
const CARDS = ["zoom", "divider", "details", "treaty", "found"];

/**
 * @typedef {{chart: Chart, painter: Painter, viewport: Viewport}} Side of the comparison: one of the maps
 * @typedef {Side & {labels: Labels, pointing: Pointing, legend: Legend, outlines: SVGElement[]}} Second
 */

export class Beside {
  /**
   * @param {Atlas} atlas
   * @param {HTMLElement} host of the map; its `data-config` are plotly's options
   * @param {HTMLElement} overlay host of its names
   */
  constructor(atlas, host, overlay) {
    this.atlas = atlas;
    this.host = host;
    this.overlay = overlay;
    /** The map, when it is drawn. @type {Second|null} */
    this.map = null;
    /** Share of the width that the first map has, as `part` has it. @type {number|null} */
    this.at = null;
    /** @type {Difference[]} */
    this.differences = [];
    this.made = kept((/** @type {"map"} */ _) => this.make());
  }

  /** @returns {Promise<boolean>} whether the map is drawn; if not, a message stands in its place */
  async open() {
    const { store, t, view } = this.atlas;
    try {
      await this.made("map");
      return true;
    } catch (fault) {
      this.host.removeAttribute("aria-busy");
      put(
        this.host,
        unloaded(fault, t, () => store.show(view.view, "replaceState")),
      );
      if (!(fault instanceof Unloaded)) throw fault;
      return false;
    }
  }

  async make() {
    const { atlas } = this;
    const { model } = atlas;
    this.host.setAttribute("aria-busy", "true");
    const { data, layout } = await figure();
    const { "xaxis.range": across, "yaxis.range": up } = atlas.chart.ranges;
    layout.xaxis.range = across;
    layout.yaxis.range = up;
    const chart = await Chart.drawMap(this.host, { data, layout });
    this.map = this.second(chart, new Painter(chart, model, "b-"));
    const { painter, viewport } = this.map;
    sharpen(chart, viewport, (again) => atlas.lostRelief(again));
    viewport.onMove(() => this.moved());
    chart.onDrawn(() => painter.repaint());
    for (const drawn of [atlas.chart, chart]) drawn.onDrawn(() => this.drawOutlines());
    this.couple(atlas, this.map);
    this.couple(this.map, atlas);
    new ResizeObserver(() => this.fit()).observe(this.host);
    painter.repaint();
    this.host.removeAttribute("aria-busy");
    this.select(atlas.view.territory);
    this.align(atlas, this.map);
    this.part(this.at);
  }

  /**
   * @param {Chart} chart
   * @param {Painter} painter
   * @returns {Second}
   */
  second(chart, painter) {
    const { atlas } = this;
    const cards = CARDS.map((id) => element(id));
    const viewport = new Viewport(
      chart,
      atlas.payload.home,
      atlas.payload.sizes.window,
      () => ({ left: 0, right: 0 }),
      cards,
    );
    const touch = new Touch(chart.element, this.overlay, viewport);
    new Wheel(touch);
    touch.others = [atlas.touch];
    atlas.touch.others = [touch];
    return {
      chart,
      painter,
      viewport,
      labels: new Labels(this.overlay, atlas.model, viewport),
      pointing: new Pointing(atlas, { surface: chart.element, painter, day: () => atlas.view.with ?? 0 }),
      legend: new Legend(document.createElement("div"), atlas.model, painter, atlas.cards),
      outlines: [0, 1].map(() => s("g", { class: "differences", "pointer-events": "none" })),
    };
  }

  /** What either map does the other does: at once while a finger moves, in full when it rests.
   * @param {Side} from
   * @param {Side} to */
  couple(from, to) {
    from.chart.onMoving((ranges) => {
      if (!this.alike()) return;
      to.viewport.keepAs(from.viewport);
      to.viewport.update(ranges);
      to.chart.shiftAs(from.chart);
    });
    from.chart.onMoved(() => this.align(from, to));
  }

  /** Whether both maps are seen and have the same size: only then can they show the same land. */
  alike() {
    const [a, b] = [this.atlas.viewport, this.map?.viewport];
    return this.host.clientWidth > 0 && a.width === b?.width && a.height === b?.height;
  }

  /**
   * @param {Side} from
   * @param {Side} to
   */
  align(from, to) {
    if (!this.alike()) return;
    const [here, there] = [from, to].map(({ chart }) => chart.ranges);
    to.viewport.keepAs(from.viewport);
    if (close(here["xaxis.range"], there["xaxis.range"]) && close(here["yaxis.range"], there["yaxis.range"])) return;
    to.chart.shiftAs(from.chart);
    to.chart.relayout(here);
  }

  /** Keep to what the first map shows now, from the next drawing on. */
  keep() {
    this.map?.viewport.keepAs(this.atlas.viewport);
  }

  /** The page gave the map another size. */
  async fit() {
    const { map, host } = this;
    if (!map || !host.clientWidth) return;
    await map.chart.fit();
    this.align(this.atlas, map);
  }

  /** Keep the names of each map on the side of the divider where it is seen.
   * @param {number|null} at share of the width that the first map has; null: each is seen whole */
  part(at) {
    this.at = at;
    if (!this.map) return;
    const { annotations, viewport } = this.atlas;
    viewport.seen = [0, at === null ? 1 : at - GRIP / viewport.width];
    this.map.viewport.seen = [at ?? 0, 1];
    annotations.update();
    this.moved();
  }

  moved() {
    this.map?.viewport.measure();
    this.map?.labels.place(this.atlas.view.layers.has("certainty"));
  }

  /** The letters have other widths than before. */
  retype() {
    this.map?.labels.retype();
    this.moved();
  }

  /** @param {number} day */
  paint(day) {
    this.map?.painter.paint(day);
    this.map?.labels.show(day);
  }

  /** @param {string|null} territory */
  select(territory) {
    this.map?.painter.select(territory);
  }

  /** What waits until the finger rests.
   * @param {Set<string>} layers that are on */
  rest(layers) {
    if (!this.map) return;
    const { painter, pointing } = this.map;
    painter.rims.rest(painter.day, layers);
    pointing.name();
    this.moved();
  }

  /** Outline on both maps what another holder has: strong where it is another power, there with a band in the
   * colour of the former power on the map of the later day.
   * @param {Difference[]} differences */
  outline(differences) {
    this.differences = differences;
    this.drawOutlines();
  }

  drawOutlines() {
    const { atlas, map } = this;
    if (!map) return;
    const { territories } = atlas.model;
    const later = (atlas.view.with ?? 0) > atlas.view.day ? 1 : 0;
    [atlas, map].forEach(({ chart, painter }, n) => {
      const along = (/** @type {string} */ kind) => {
        const ids = this.differences.filter((difference) => difference.kind === kind).map(({ i }) => territories[i].id);
        return painter.outline(new Set(ids));
      };
      const polity = along("polity");
      const moved = n === later ? this.differences.filter(({ kind }) => kind === "power") : [];
      map.outlines[n].replaceChildren(
        ...painter.former("differ", moved),
        ...(polity ? [s("path", { d: polity, class: "polity" })] : []),
        ...painter.along(along("power"), "changed"),
      );
      chart.over(map.outlines[n]);
    });
  }
}

/** Two ranges of metres that no eye can tell apart.
 * @param {number[]} a
 * @param {number[]} b */
const close = (a, b) => a.every((value, n) => Math.abs(value - b[n]) < 1);
