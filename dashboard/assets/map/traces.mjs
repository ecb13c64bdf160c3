/**
 * The traces of the map as SVG paths, under the classes that plotly gives its own. Plotly sets up the window, the hand
 * that moves it and the relief; these paths need none of what it works out for each trace, which took most of the start
 * and all of a step of the zoom (docs/decisions/04-direct-painting.md).
 */

import { partsOf, written } from "../core/written.mjs";
import { s } from "../page/dom.mjs";

/** @import { Part, Scale } from "../core/written.mjs" */
/** @import { Trace } from "./plotly.mjs" */

/** @typedef {{path: SVGPathElement, trace: Trace, parts: Part[]}} Drawn */

export class Traces {
  /** @param {Trace[]} traces the lowest first */
  constructor(traces) {
    /** @type {Drawn[]} */
    this.drawn = [];
    /** @type {Map<string, SVGPathElement[]>} */
    this.paths = new Map();
    this.group = s("g", { class: "traces" }, ...traces.map((trace) => this.make(trace)));
    this.scale = "";
  }

  /** A filled trace is one path; a line in several parts is several.
   * @param {Trace} trace */
  make(trace) {
    const parts = partsOf(trace.x);
    const drawn = trace.fill
      ? [{ path: filled(trace), trace, parts }]
      : parts.map((part) => ({ path: line(trace), trace, parts: [part] }));
    const paths = drawn.map(({ path }) => path);
    this.drawn.push(...drawn);
    this.paths.set(trace.uid, paths);
    const group = s("g", { class: `trace trace${trace.uid}` }, ...paths);
    if (trace.opacity !== undefined) group.style.opacity = String(trace.opacity);
    return group;
  }

  /** Put all where it lies in a window.
   * @param {Scale} scale */
  place(scale) {
    const key = Object.values(scale).join();
    if (key === this.scale) return;
    this.scale = key;
    for (const { path, trace, parts } of this.drawn) {
      const end = trace.fill ? "Z" : "";
      path.setAttribute("d", parts.map((part) => written(trace, part, scale) + end).join(""));
    }
  }
}

/** @param {Trace} trace */
function filled({ fillcolor }) {
  const path = s("path", { class: "js-fill" });
  Object.assign(path.style, { fill: fillcolor, strokeWidth: "0" });
  return path;
}

/** @param {Trace} trace */
function line({ line: { color = "", width, dash } }) {
  const path = s("path", { class: "js-line" });
  Object.assign(path.style, { fill: "none", stroke: color, strokeWidth: `${width}px` });
  if (dash) path.style.strokeDasharray = dash;
  return path;
}
