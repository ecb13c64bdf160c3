/** Stations and passes: their signs. */

import { s } from "../page/dom.mjs";

const SIGNS = {
  pass: "M-3.4-4.5Q.4 0-3.4 4.5M3.4-4.5Q-.4 0 3.4 4.5",
  station: "M-2.2-2.2H2.2V2.2H-2.2Z",
};

/** Kinds of stops. */
export const STOPS = Object.keys(SIGNS);

/** A square for a station, `)(` for a pass, around the origin.
 * @param {"station"|"pass"} kind */
function sign(kind) {
  const d = SIGNS[kind];
  return [s("path", { d, class: "casing" }), s("path", { d })];
}

/** The sign with its name, if any.
 * @param {{kind: "station"|"pass", name: string}} stop */
export function stopNode({ kind, name }) {
  const text = name ? s("text", {}, s("tspan", { x: 6, dy: "0.35em" }, name)) : null;
  return s("g", { class: `stop ${kind}` }, ...sign(kind), text);
}

/** The sign in the middle of a sample of the legend.
 * @param {"station"|"pass"} kind
 * @param {{width: number, height: number}} size */
export function stopSample(kind, { width, height }) {
  const viewBox = `${-width / 2} ${-height / 2} ${width} ${height}`;
  return s("svg", { width, height, viewBox, class: `sample stop ${kind}`, "aria-hidden": "true" }, ...sign(kind));
}
