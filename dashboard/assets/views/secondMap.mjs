/** The second map: drawn when it is first asked for, and moved together with the first. */

import { put, s } from "../page/dom.mjs";
import { Unloaded, kept } from "../page/load.mjs";
import { unloaded } from "../page/unloaded.mjs";
import { figure } from "../map/figure.mjs";
import { Labels } from "../map/labels.mjs";
import { Legend } from "../map/legend.mjs";
import { Painter } from "../map/painter.mjs";
import { Pointing } from "../map/pointing.mjs";
import { Touch } from "../map/touch.mjs";
import { Viewport } from "../map/viewport.mjs";

/** Half of the divider's grip, in pixels. */
const GRIP = 22;

export class Beside {
  /**
   * @param {any} atlas
   * @param {HTMLElement} host of the map; its `data-config` are plotly's options
   * @param {HTMLElement} overlay host of its names
   */
  constructor(atlas, host, overlay) {
    Object.assign(this, { atlas, host, overlay, plotly: window.Plotly });
    this.differences = [];
    this.made = kept(() => this.make());
  }

  /** @returns {Promise<boolean>} whether the map is drawn; if not, the reader is told in its place */
  async open() {
    try {
      await this.made();
      return true;
    } catch (fault) {
      this.host.removeAttribute("aria-busy");
      put(this.host, unloaded(fault, this.atlas.t, () => this.atlas.show(this.atlas.view.view, "replaceState")));
      if (!(fault instanceof Unloaded)) throw fault;
      return false;
    }
  }

  async make() {
    const { atlas, plotly } = this;
    const { model, payload } = atlas;
    this.host.setAttribute("aria-busy", "true");
    const { data, layout } = await figure();
    const first = atlas.graph._fullLayout;
    for (const axis of ["xaxis", "yaxis"]) layout[axis].range = [...first[axis].range];
    const drawn = document.createElement("div");
    put(this.host, drawn);
    this.graph = await plotly.newPlot(drawn, data, layout, JSON.parse(this.host.dataset.config));
    this.painter = new Painter(this.graph, model, "b-");
    const cards = ["zoom", "divider"].map((id) => document.getElementById(id));
    this.viewport = new Viewport(this.graph, plotly, payload.home, () => ({ left: 0, right: 0 }), cards);
    this.labels = new Labels(this.overlay, model, this.viewport);
    this.touch = new Touch(this.graph, this.overlay, this.viewport);
    this.touch.others = [atlas.touch];
    atlas.touch.others = [this.touch];
    this.pointing = new Pointing(atlas,
      { graph: this.graph, painter: this.painter, day: () => atlas.view.with });
    this.legend = new Legend(document.createElement("div"), model, this.painter, atlas.cards);
    this.outlines = [atlas.graph, this.graph].map(() =>
      s("g", { class: "differences", "pointer-events": "none" }));
    this.viewport.onMove(() => this.moved());
    this.graph.on("plotly_afterplot", () => this.painter.repaint());
    atlas.graph.on("plotly_afterplot", () => this.drawOutlines());
    this.graph.on("plotly_afterplot", () => this.drawOutlines());
    const [a, b] = [atlas, this];
    for (const [from, to] of [[a, b], [b, a]]) this.couple(from, to);
    new ResizeObserver(() => this.fit()).observe(this.host);
    this.painter.repaint();
    this.host.removeAttribute("aria-busy");
    this.select(atlas.view.territory);
    this.align(a, b);
    this.part(this.at ?? null);
  }

  /** What one map does the other does: at once while a finger moves, in full when it rests. */
  couple(from, to) {
    from.graph.on("plotly_relayouting", (event) => {
      if (!this.alike()) return;
      to.viewport.away = from.viewport.away;
      to.viewport.update(event);
      mirror(from.graph, to.graph);
    });
    from.graph.on("plotly_relayout", () => this.align(from, to));
  }

  /** Whether both maps are seen and have the same size: only then can they show the same land. */
  alike() {
    const size = ({ viewport }) => `${viewport.width} ${viewport.height}`;
    return this.host.clientWidth > 0 && size(this.atlas) === size(this);
  }

  align(from, to) {
    if (!this.alike()) return;
    const [here, there] = [from, to].map(({ graph }) => ranges(graph));
    to.viewport.away = from.viewport.away;
    if (Object.keys(here).every((key) => close(here[key], there[key]))) return;
    mirror(from.graph, to.graph);
    this.plotly.relayout(to.graph, here);
  }

  /** The page gave the map another size. */
  async fit() {
    if (!this.graph || !this.host.clientWidth) return;
    const { width, height } = this.graph._fullLayout;
    if (width !== this.host.clientWidth || height !== this.host.clientHeight) {
      await this.plotly.Plots.resize(this.graph);
    }
    this.align(this.atlas, this);
  }

  /** Keep the names of each map on the side of the divider where it is seen.
   * @param {number|null} at share of the width that the first map has; null: each is seen whole */
  part(at) {
    this.at = at;
    if (!this.graph) return;
    this.atlas.viewport.seen = [0, at === null ? 1 : at - GRIP / this.atlas.viewport.width];
    this.viewport.seen = [at ?? 0, 1];
    this.atlas.moved();
    this.moved();
  }

  moved() {
    this.viewport.measure();
    this.labels.place(this.atlas.view.layers.has("certainty"));
  }

  /** The letters have other widths than before. */
  retype() {
    this.labels?.retype();
    if (this.graph) this.moved();
  }

  /** @param {number} day */
  paint(day) {
    this.painter?.paint(day);
    this.labels?.show(day);
  }

  select(territory) {
    this.painter?.select(territory);
  }

  /** What waits until the finger rests.
   * @param {Set<string>} layers that are on */
  rest(layers) {
    if (!this.painter) return;
    this.painter.rims.rest(this.painter.day, layers);
    this.pointing.name();
    this.moved();
  }

  /** Outline on both maps what another holder has: strong where it is another power.
   * @param {import("../core/between.mjs").Difference[]} differences */
  outline(differences) {
    this.differences = differences;
    this.drawOutlines();
  }

  drawOutlines() {
    if (!this.outlines) return;
    const { territories } = this.atlas.model;
    [this.atlas, this].forEach(({ graph, painter }, n) => {
      const along = (kind) => {
        const ids = this.differences.filter((one) => one.kind === kind).map(({ i }) => territories[i].id);
        return painter.outline(new Set(ids));
      };
      const polity = along("polity");
      const lines = [
        ...(polity ? [s("path", { d: polity, class: "polity" })] : []),
        ...painter.along(along("power"), "changed"),
      ];
      this.outlines[n].replaceChildren(...lines);
      const plot = graph.querySelector(".scatterlayer").parentNode;
      if (this.outlines[n].parentNode !== plot) plot.append(this.outlines[n]);
    });
  }
}

function ranges({ _fullLayout: { xaxis, yaxis } }) {
  return { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] };
}

/** Two ranges of metres that no eye can tell apart. */
const close = (a, b) => a.every((value, n) => Math.abs(value - b[n]) < 1);

/** While the map moves plotly shifts what it has drawn: shift the other map's alike.
 * Both were drawn from one figure, so their parts stand in the same order. */
function mirror(from, to) {
  const parts = ".overplot > g, .plotclip rect, .imagelayer image";
  const [theirs, ours] = [from, to].map((graph) => graph.querySelectorAll(parts));
  ours.forEach((part, n) => {
    for (const name of ["transform", "x", "y", "width", "height"]) {
      const value = theirs[n]?.getAttribute(name);
      if (value !== null && value !== undefined && value !== part.getAttribute(name)) part.setAttribute(name, value);
    }
  });
}
