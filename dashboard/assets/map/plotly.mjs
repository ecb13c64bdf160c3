/**
 * All that the scripts know of plotly's private parts: its classes, its layout as it is drawn, its
 * events. `missing` names what another version no longer has; a browser test checks the pinned version.
 */

import { Traces } from "./traces.mjs";

/**
 * @typedef {{"xaxis.range": number[], "yaxis.range": number[]}} Ranges from west to east, from south to north
 * @typedef {{range: number[], length: number, least: number, most: number}} Axis in metres, `length` in
 *   pixels; `least` and `most` are the ends that plotly keeps to
 *
 * @typedef {object} Trace
 * @property {string} uid
 * @property {Array<number|null>} x metres, or dates; parts of a line are separated by null
 * @property {Array<number|null>} y
 * @property {string} [fill] of an area
 * @property {string} [fillcolor]
 * @property {{color?: string, width: number, dash?: string}} line
 * @property {number} [opacity]
 *
 * @typedef {{range: number[], _length: number, minallowed: number, maxallowed: number}} DrawnAxis
 * @typedef {object} Drawn what plotly adds to the element that it draws in
 * @property {{xaxis: DrawnAxis, yaxis: DrawnAxis, width: number, height: number}} _fullLayout
 * @property {{meta?: unknown}} layout
 * @property {(name: string, listener: (event: Record<string, unknown>) => void) => void} on
 * @property {(name: string) => void} removeAllListeners
 * @typedef {HTMLElement & Drawn} ChartElement
 *
 * @typedef {{range?: number[], minallowed: number, maxallowed: number, scaleanchor?: string, constrain?: string}} FigureAxis
 * @typedef {{xaxis: FigureAxis, yaxis: FigureAxis, images?: {source: string}[], meta?: unknown}} Layout
 * @typedef {{data: Trace[], layout: Layout}} Figure
 *
 * @typedef {object} Library
 * @property {string} version
 * @property {(element: ChartElement, ranges: Ranges) => Promise<unknown>} relayout
 * @property {(host: HTMLElement, data: object[], layout: object, config: object) => Promise<ChartElement>} react
 * @property {{resize: (element: ChartElement) => Promise<unknown>}} Plots
 */

/** Where the traces lie: plotly shifts it while the map moves, and cuts off what leaves the window. */
const PLOT = ".overplot > g";
/** Plotly moves only a plot that has a trace of its own: one without a point. */
const EMPTY = { type: "scatter", mode: "lines", x: [null], y: [null], hoverinfo: "skip" };
const DRAWING = "svg.main-svg";
/** What plotly calls an element that it has drawn in. */
const DRAWN = ".js-plotly-plot";
const IMAGES = ".imagelayer image";
/** Plotly writes the address of a picture in this old form. */
const XLINK = "http://www.w3.org/1999/xlink";
/** What plotly shifts while the map moves. */
const SHIFTED = `${PLOT}, .plotclip rect, ${IMAGES}`;

/** @returns {Library} */
const library = () => /** @type {{Plotly: Library}} */ (/** @type {unknown} */ (globalThis)).Plotly;

export class Chart {
  /** @param {ChartElement} element that plotly drew in */
  constructor(element) {
    this.element = element;
    /** Of a map: what lies in the window. */
    this.traces = new Traces([]);
  }

  /** Draw a figure in a host, in the place of a figure that is there; it follows the size of the host.
   * @param {HTMLElement} host its `data-config` are plotly's options
   * @param {{data: object[], layout: Layout}} figure */
  static async draw(host, { data, layout }) {
    const before = host.querySelector(DRAWN);
    const place = before instanceof HTMLElement ? before : document.createElement("div");
    if (!before) host.replaceChildren(place);
    const chart = new Chart(await library().react(place, data, layout, JSON.parse(host.dataset.config ?? "{}")));
    if (!before) new ResizeObserver(() => chart.fit()).observe(host);
    return chart;
  }

  /** Draw a map: its window by plotly, its traces as paths of our own.
   * @param {HTMLElement} host
   * @param {Figure} figure */
  static async drawMap(host, { data, layout }) {
    const chart = await Chart.draw(host, { data: [EMPTY], layout });
    chart.traces = new Traces(data);
    chart.place();
    chart.element.querySelector(PLOT)?.prepend(chart.traces.group);
    // The first to hear of it: whoever looks at the paths finds them where they belong.
    chart.onDrawn(() => chart.place());
    return chart;
  }

  /** Put the traces where they lie in the window. */
  place() {
    const { x, y } = this.axes;
    const [[west, east], [south, north]] = [x.range, y.range];
    this.traces.place({ west, north, across: x.length / (east - west), up: y.length / (north - south) });
  }

  // What is drawn

  /** @returns {{x: Axis, y: Axis}} as plotly has drawn them last */
  get axes() {
    const { xaxis, yaxis } = this.element._fullLayout;
    return { x: axis(xaxis), y: axis(yaxis) };
  }

  /** @returns {Ranges} */
  get ranges() {
    const { x, y } = this.axes;
    return { "xaxis.range": [...x.range], "yaxis.range": [...y.range] };
  }

  /** Width and height of the whole figure in pixels. */
  get size() {
    const { width, height } = this.element._fullLayout;
    return { width, height };
  }

  /** Paths of a trace; a line in several parts is several.
   * @param {string} uid */
  paths(uid) {
    return this.traces.paths.get(uid) ?? [];
  }

  /** The traces that are seen, in the order in which they lie on each other. */
  drawn() {
    return [...this.traces.paths.values()].flatMap((paths) => {
      if (!paths.length) return [];
      const { display, opacity } = getComputedStyle(/** @type {Element} */ (paths[0].parentNode));
      return display === "none" ? [] : [{ paths, opacity: Number(opacity) }];
    });
  }

  /** Pixels to the right and down from the corner of the drawing to that of its paths.
   * @returns {[number, number]} */
  get shift() {
    const { e, f } = this.traces.group.getCTM() ?? new DOMMatrix();
    return [e, f];
  }

  /** Whether the keyboard is on one of the paths. */
  get focused() {
    const { activeElement } = document;
    return activeElement instanceof SVGElement && this.element.contains(activeElement);
  }

  /** Lay an element beneath the drawings, so that it moves along with them.
   * @param {HTMLElement} canvas */
  under(canvas) {
    const first = this.element.querySelector(DRAWING);
    if (canvas.nextSibling !== first) first?.before(canvas);
  }

  /** Lay groups of our own over the traces, where plotly moves them along.
   * @param {SVGElement[]} groups in the order in which they lie on each other */
  over(...groups) {
    this.element.querySelector(PLOT)?.append(...groups);
  }

  /** Put definitions before what is drawn.
   * @param {Node} defs */
  define(defs) {
    const svg = this.element.querySelector(DRAWING);
    svg?.insertBefore(defs, svg.firstChild);
  }

  // What it does

  /** @param {() => void} listener called each time that plotly has drawn */
  onDrawn(listener) {
    this.element.on("plotly_afterplot", listener);
  }

  /** @param {(ranges: Partial<Ranges>) => void} listener called while a hand moves the map, with what it has moved */
  onMoving(listener) {
    this.element.on("plotly_relayouting", (event) => {
      const [x, y] = [ranged(event, "xaxis"), ranged(event, "yaxis")];
      listener({ ...(x && { "xaxis.range": x }), ...(y && { "yaxis.range": y }) });
    });
  }

  /** @param {() => void} listener called when the map has been moved */
  onMoved(listener) {
    this.element.on("plotly_relayout", listener);
  }

  /** Ranges alone, and in a single form: then plotly works out no more than the window.
   * @param {Ranges} ranges */
  relayout(ranges) {
    return library().relayout(this.element, ranges);
  }

  /** Take the size of the host, unless that is hidden. */
  async fit() {
    const { clientWidth, clientHeight } = /** @type {HTMLElement} */ (this.element.parentElement);
    const { width, height } = this.size;
    if (!clientWidth || !clientHeight || (width === clientWidth && height === clientHeight)) return;
    await library().Plots.resize(this.element);
  }

  /** While a map moves plotly shifts what it has drawn: shift this map as another.
   * Both were drawn from the same figure, so their parts stand in the same order.
   * @param {Chart} other */
  shiftAs(other) {
    const [theirs, ours] = [other, this].map(({ element }) => element.querySelectorAll(SHIFTED));
    ours.forEach((part, n) => {
      for (const name of ["transform", "x", "y", "width", "height"]) {
        const value = theirs[n]?.getAttribute(name);
        if (value !== null && value !== undefined && value !== part.getAttribute(name)) part.setAttribute(name, value);
      }
    });
  }
}

/** The drawings of a figure, the lowest first.
 * @param {Element} host that it lies in
 * @returns {SVGSVGElement[]} */
export const drawings = (host) => [...host.querySelectorAll(DRAWING)].map((svg) => /** @type {SVGSVGElement} */ (svg));

/** The pictures in a figure.
 * @param {Element} host that it lies in */
export const pictures = (host) => [...host.querySelectorAll(IMAGES)];

/** Show another picture in the place of one of {@link pictures}.
 * @param {Element} image
 * @param {string} address */
export const setPicture = (image, address) => image.setAttributeNS(XLINK, "xlink:href", address);

/** What plotly tells of an axis while it moves: both ends at once or each by itself.
 * @param {Record<string, unknown>} event
 * @param {string} name
 * @returns {number[]|null} */
function ranged(event, name) {
  const both = event[`${name}.range`];
  if (Array.isArray(both)) return both.map(Number);
  const ends = [0, 1].map((n) => event[`${name}.range[${n}]`]);
  return ends[0] === undefined ? null : ends.map(Number);
}

/** @param {DrawnAxis} drawn
 * @returns {Axis} */
const axis = ({ range, _length, minallowed, maxallowed }) => ({
  range: range.map(Number),
  length: _length,
  least: minallowed,
  most: maxallowed,
});

/** What must be there, by the name that a reader of plotly's source finds it by.
 * @type {Record<string, (element: ChartElement) => unknown>} */
const CONTRACT = {
  "_fullLayout.xaxis and .yaxis with range, _length, minallowed, maxallowed": ({ _fullLayout: layout }) =>
    [layout?.xaxis, layout?.yaxis].every(
      (axis) => axis?.range?.length === 2 && [axis._length, axis.minallowed, axis.maxallowed].every(Number.isFinite),
    ),
  "_fullLayout.width and .height": ({ _fullLayout: layout }) => layout?.width > 0 && layout?.height > 0,
  "the events on, removeAllListeners": (element) =>
    typeof element.on === "function" && typeof element.removeAllListeners === "function",
  [DRAWING]: (element) => element.querySelector(DRAWING),
  [PLOT]: (element) => element.querySelector(PLOT),
  ".plotclip rect": (element) => element.querySelector(".plotclip rect"),
  "Plotly.relayout, .react, .Plots.resize": () =>
    [library().relayout, library().react, library().Plots.resize].every((method) => typeof method === "function"),
};

/** The private parts of plotly that this version has no longer.
 * @param {ChartElement} element that a map is drawn in
 * @returns {string[]} names, none when all is there */
export function missing(element) {
  const there = (/** @type {(element: ChartElement) => unknown} */ check) => {
    try {
      return Boolean(check(element));
    } catch {
      return false;
    }
  };
  return Object.entries(CONTRACT)
    .filter(([, check]) => !there(check))
    .map(([name]) => name);
}
