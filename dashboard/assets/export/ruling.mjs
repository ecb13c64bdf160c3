/**
 * Hatched areas as a plain colour with lines over it, cut at the outline: programs that are no
 * browsers draw patterns pale, and without the turn of their tiles.
 */

import { s } from "../page/dom.mjs";

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

const LINE = /^M([\d.]+) ([\d.]+)([HV])/;
// What holds for the area as a whole, not for its outline alone.
const WHOLE = ["transform", "clip-path", "mask", "opacity"];
const PRECISION = 100;
const round = (/** @type {number} */ value) => Math.round(value * PRECISION) / PRECISION;

/**
 * A line of a tile, on all tiles over a box.
 *
 * @param {string} d a line across its tile, as `M3.5 0V7` or `M0 3.5H7`
 * @param {number} period of the tiles
 * @param {number} angle by which the tiles are turned, in degrees clockwise
 * @param {Box} box what the lines have to cover
 * @returns {string} a path, to be turned by the angle; empty for what is no such line
 */
export function lines(d, period, angle, { x, y, width, height }) {
  const [, across, down, way] = LINE.exec(d) ?? [];
  if (!way) return "";
  const [sine, cosine] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const corners = [x, x + width].flatMap((left) => [y, y + height].map((top) => [left, top]));
  const us = corners.map(([left, top]) => left * cosine + top * sine);
  const vs = corners.map(([left, top]) => top * cosine - left * sine);
  const [steps, reach, first] = way === "V" ? [us, vs, Number(across)] : [vs, us, Number(down)];
  const [start, end] = [round(Math.min(...reach)), round(Math.max(...reach))];
  const count = (/** @type {number} */ at) => (at - first) / period;
  let path = "";
  // A line beside the box may be wide enough to be seen in it.
  for (let n = Math.floor(count(Math.min(...steps))); n <= Math.ceil(count(Math.max(...steps))); n++) {
    const at = round(first + n * period);
    path += way === "V" ? `M${at} ${start}V${end}` : `M${start} ${at}H${end}`;
  }
  return path;
}

/**
 * An area with a pattern, without it.
 *
 * @param {SVGElement} area
 * @param {SVGPatternElement} pattern a ground with lines or dots
 * @param {Box} box of the area, before it is moved
 * @param {{id: string, rule: string, stroke: string}} more id for its outline, which of it lies
 *   inside, and the paint of its rim
 * @returns {SVGElement} the area in the colour of the ground, over it the lines; dots stay a pattern
 */
export function ruled(area, pattern, box, { id, rule, stroke }) {
  const whole = s("g");
  for (const name of WHOLE) {
    const value = area.getAttribute(name);
    if (value === null) continue;
    whole.setAttribute(name, value);
    area.removeAttribute(name);
  }
  const over = /** @type {SVGElement} */ (area.cloneNode());
  over.removeAttribute("data-territory");
  area.setAttribute("fill", pattern.querySelector("rect")?.getAttribute("fill") ?? "none");
  area.setAttribute("stroke", "none");
  const turn = pattern.getAttribute("patternTransform") ?? "";
  const angle = Number(/rotate\((-?[\d.]+)\)/.exec(turn)?.[1] ?? 0);
  const period = Number(pattern.getAttribute("width"));
  const drawn = [...pattern.querySelectorAll("path")].map((mark) => {
    const made = /** @type {SVGElement} */ (mark.cloneNode());
    made.setAttribute("d", lines(mark.getAttribute("d") ?? "", period, angle, box));
    made.setAttribute("fill", "none");
    return made;
  });
  if (!drawn.length) {
    whole.append(area, over);
    return whole;
  }
  const outline = /** @type {SVGElement} */ (over.cloneNode());
  outline.setAttribute("clip-rule", rule);
  const cut = s("clipPath", { id }, outline);
  const hatch = s("g", { "clip-path": `url(#${id})` }, s("g", { transform: turn || null }, ...drawn));
  whole.append(area, cut, hatch);
  if (stroke !== "none") {
    over.setAttribute("fill", "none");
    whole.append(over);
  }
  return whole;
}
