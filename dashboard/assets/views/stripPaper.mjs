/** The strips on paper: names, years, bars and areas as one drawing, with the legend below it. */

import { Copier } from "../export/svgCopy.mjs";
import { paragraph } from "../export/svgStyle.mjs";
import { drawings } from "../map/plotly.mjs";
import { element, h, s } from "../page/dom.mjs";

/** @import { AreaMeta, StripMeta } from "../core/contract.d.ts" */
/** @import { Strips } from "./strips.mjs" */

// In units of the drawing: on A4 one is some 0.2 mm.
const [HEADINGS, NAMES, PLOT] = [112, 148, 560];
const [AXIS, ROW, GAP, CHART, FOOT] = [16, 12, 14, 104, 4];
const LEFT = HEADINGS + NAMES;
const LETTERS = 10.5;
const LINE = 0.6;

/**
 * @param {Strips} strips that are drawn
 * @param {{rows: StripMeta, areas: AreaMeta}} meta
 * @returns {Element[]}
 */
export function stripPaper(strips, { rows, areas }) {
  const copier = new Copier((address) => address);
  const high = rows.rows * ROW;
  const below = AXIS + high + GAP;
  const height = below + CHART + FOOT;
  const { calendar, view } = strips.atlas;
  const x = LEFT + PLOT * calendar.position(view.day);
  const cursor = s("line", { x1: x, x2: x, y1: AXIS, y2: height - FOOT, stroke: "#000", "stroke-width": 1.2 });
  const drawn = [
    ...graph("strips-graph", { y: AXIS, height: high }, copier),
    ...graph("areas-graph", { y: below, height: CHART }, copier),
  ];
  const svg = s(
    "svg",
    { viewBox: `0 0 ${LEFT + PLOT} ${height}`, "font-size": LETTERS, "font-family": "inherit" },
    copier.defs,
    ...years(strips, height - FOOT),
    ...drawn,
    ...rows.groups.flatMap((group) => named(strips, group)),
    ...areas.ticks.map((km2) => {
      const text = strips.atlas.cards.round(km2);
      return words(text, LEFT - 5, below + CHART * (1 - km2 / areas.total) + LETTERS / 3, "end");
    }),
    words(element("areas-title").textContent ?? "", 0, below + LETTERS),
    cursor,
  );
  const lists = element("strips-head").querySelectorAll("ul");
  const head = h("h2", {}, `${strips.day.textContent} · ${strips.headline.textContent}`);
  return [head, svg, ...[...lists].map((list) => /** @type {Element} */ (list.cloneNode(true)))];
}

/** What plotly has drawn, as wide as the paper and as high as its rows.
 * @param {string} id
 * @param {{y: number, height: number}} at
 * @param {Copier} copier */
function graph(id, at, copier) {
  return drawings(element(id)).flatMap((source) => {
    const { width, height } = source.getBoundingClientRect();
    const made = copier.copy(source);
    if (!made) return [];
    const box = { x: LEFT, width: PLOT, ...at, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none" };
    for (const [name, value] of Object.entries(box)) made.setAttribute(name, String(value));
    return [made];
  });
}

/** The years of the scale over the strips, and a hairline down from each; those between the last
 * detailed year and the end have no room.
 * @param {Strips} strips
 * @param {number} bottom */
function years(strips, bottom) {
  const marks = /** @type {NodeListOf<HTMLElement>} */ (strips.axis.host.querySelectorAll(".year, .end"));
  return [...marks].flatMap((mark) => {
    const end = mark.classList.contains("end");
    const x = LEFT + (PLOT * parseFloat(mark.style.left)) / 100;
    const line = s("line", { x1: x, x2: x, y1: 2, y2: bottom, stroke: "#777", "stroke-width": LINE });
    return [line, words(mark.textContent ?? "", end ? x - 3 : x + 3, AXIS - 5, end ? "end" : "start")];
  });
}

/** The heading of a group and the names of its rows.
 * @param {Strips} strips
 * @param {import("../core/contract.d.ts").StripGroup} group */
function named(strips, group) {
  const { grid } = strips;
  const top = AXIS + group.rows[0].top * ROW;
  const look = getComputedStyle(document.body);
  const style = {
    fontFamily: look.fontFamily,
    fontSize: `${LETTERS}px`,
    fontWeight: "700",
    fontStyle: "normal",
    color: "#000",
  };
  const heading = paragraph(grid.title(group), style, { left: 0, top, width: HEADINGS, leading: ROW });
  const names = group.rows.map((row) => {
    const y = AXIS + (row.top + 0.5) * ROW + LETTERS / 3;
    return words(grid.territory(row.territory).name, LEFT - 5, y, "end");
  });
  return [...heading.nodes, ...names];
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y of the baseline
 */
const words = (text, x, y, anchor = "start") => s("text", { x, y, "text-anchor": anchor }, text);
