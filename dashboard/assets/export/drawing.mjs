/**
 * The view on the screen as a drawing that needs nothing else: the map with its names, the
 * day, the legend and the scale where they stand, below them how to cite it.
 */

import { element, format, s } from "../page/dom.mjs";
import { drawings, pictures as drawnPictures } from "../map/plotly.mjs";
import { load } from "../page/load.mjs";
import { root } from "../page/server.mjs";
import { permalink } from "./share.mjs";
import { inked, paragraph } from "./svgStyle.mjs";
import { paintOf } from "./paint.mjs";
import { Copier, framed, round } from "./svgCopy.mjs";

/** @import { Atlas } from "../atlas.mjs" */

/**
 * @typedef {{left: number, top: number}} Corner of the picture, in pixels of the window
 * @typedef {{svg: SVGElement, width: number, height: number}} Drawn
 */

const MARGIN = 16;
const GAP = 12;
const PHONE = 720;
const MAPS = [
  ["map", "overlay"],
  ["map-b", "overlay-b"],
];
const comparing = () => element("page").dataset.show === "compare";
/** Two maps share a legend, with the table of what changed. */
const legend = () =>
  /** @type {HTMLElement} */ (comparing() ? document.querySelector("#compare .both") : element("legend"));
const cards = () => [element("heads"), element("day-block"), legend(), element("scale")];

/** Views that can be a picture: those that show the map.
 * @param {string} view */
export const pictured = (view) => element("stage").dataset.views?.split(" ").includes(view);

/**
 * @param {Atlas} atlas
 * @param {(address: string) => string} image what stands for the address of a picture
 * @returns {Drawn} in pixels
 */
export function picture(atlas, image) {
  atlas.painter.motion?.still();
  const copier = new Copier(image, true);
  const stage = element("stage").getBoundingClientRect();
  const head = title(stage.width);
  const width = breadth(stage);
  const origin = { left: stage.left, top: stage.top - head.height };
  const opened = unfold();
  const maps = MAPS.flatMap((ids) => map(ids, origin, copier));
  const inks = cards().flatMap((card) => inked(card, place(card, origin), copier));
  const bottom = Math.max(
    ...[...cards(), element("map")].map((card) => {
      const box = card.getBoundingClientRect();
      return box.height ? box.bottom - place(card, origin).top : 0;
    }),
  );
  opened();
  const foot = cite(atlas, width, bottom + GAP);
  const height = Math.ceil(bottom + GAP + foot.height + MARGIN);
  const paper = getComputedStyle(document.body).backgroundColor;
  const svg = s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height },
    s("title", {}, said(atlas)),
    copier.defs,
    s("rect", { width, height, ...paintOf("fill", paper) }),
    ...maps,
    ...inks,
    ...head.nodes,
    ...foot.nodes,
  );
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return { svg, width, height };
}

/** The cards at the side are read on the page: the picture ends before them. Two maps fill the window.
 * @param {DOMRect} stage */
function breadth(stage) {
  const panels = element("panels").getBoundingClientRect();
  const side = innerWidth > PHONE && !comparing() && panels.width;
  return Math.floor(side ? panels.left - stage.left - GAP : stage.width);
}

/** Below the map of a phone the cards for reading are left out: the legend follows the day.
 * @param {Element} card
 * @param {Corner} origin */
function place(card, origin) {
  if (card !== element("legend") || innerWidth > PHONE) return origin;
  const [day, own] = [element("day-block"), card].map((part) => part.getBoundingClientRect());
  return { ...origin, top: origin.top + own.top - day.bottom - GAP };
}

/** Show all of the legend; what comes back folds it again. */
function unfold() {
  const details = legend().closest("details") ?? legend().querySelector("details");
  const was = details?.open;
  const { classList } = element("page");
  if (details) details.open = true;
  // A picture has every sign: nobody can press a button on paper.
  const all = legend().querySelector(".all-signs");
  const folded = all instanceof HTMLElement && all.hidden;
  if (folded) all.hidden = false;
  classList.add("pictured");
  const [day, own] = [element("day-block"), legend()].map((part) => part.getBoundingClientRect());
  // A long legend would cover the day: it stands below the map.
  classList.toggle("pictured-below", comparing() || (innerWidth > PHONE && own.top < day.bottom));
  return () => {
    classList.remove("pictured", "pictured-below");
    if (details && was !== undefined) details.open = was;
    if (folded) all.hidden = true;
  };
}

/** What is drawn in a map and over it, cut where the map is cut.
 * @param {string[]} pair
 * @param {Corner} origin
 * @param {Copier} copier */
function map([host, overlay], origin, copier) {
  const box = element(host).getBoundingClientRect();
  if (!box.width || getComputedStyle(element(host)).display === "none") return [];
  const ground = getComputedStyle(element("stage")).backgroundColor;
  const sea = getComputedStyle(element(host)).backgroundColor;
  const drawn = [...drawings(element(host)), ...element(overlay).querySelectorAll(":scope > svg")].flatMap((svg) => {
    const made = copier.copy(svg);
    const at = svg.getBoundingClientRect();
    made?.setAttribute("x", String(round(at.left - box.left)));
    made?.setAttribute("y", String(round(at.top - box.top)));
    return made ? [made] : [];
  });
  const cut =
    (Number(/inset\(.* ([\d.]+)%\)/.exec(getComputedStyle(element(host)).clipPath)?.[1] ?? 0) / 100) * box.width;
  const shifted = drawn.map((text) => {
    text.setAttribute("x", String(round(Number(text.getAttribute("x")) - cut)));
    return text;
  });
  const fill = sea === "rgba(0, 0, 0, 0)" ? ground : sea;
  const at = {
    left: box.left - origin.left + cut,
    top: box.top - origin.top,
    width: box.width - cut,
    height: box.height,
  };
  return [framed([s("rect", { width: "100%", height: "100%", ...paintOf("fill", fill) }), ...shifted], at)];
}

/** @param {number} width */
function title(width) {
  const look = getComputedStyle(/** @type {Element} */ (document.querySelector("#header h1")));
  const place = { left: MARGIN, top: 10, width: width - 2 * MARGIN, leading: parseFloat(look.fontSize) * 1.4 };
  const { nodes, height } = paragraph(document.title, look, place);
  return { nodes, height: Math.round(height + 20) };
}

/** What the picture shows, in a line.
 * @param {Atlas} atlas */
function said(atlas) {
  return `${document.title}, ${atlas.spoken()}`;
}

/** The day of the map, or the two that are compared.
 * @param {Atlas} atlas */
function days({ calendar, view, t }) {
  const [first, second] = [view.day, view.with].map((day) => (day === null ? "" : calendar.label(day)));
  return comparing() && second ? format(t["picture.days"], { first, second }) : first;
}

/** How to cite what is shown.
 * @param {Atlas} atlas */
export function cited(atlas) {
  const { link, reach } = permalink(atlas.payload.exports, location.href, root());
  const address = reach === "all" ? link : "";
  return format(atlas.payload.exports.citation, { day: days(atlas), address }).trimEnd();
}

/**
 * @param {Atlas} atlas
 * @param {number} width
 * @param {number} top
 */
function cite(atlas, width, top) {
  const look = getComputedStyle(document.querySelector("#events .sources") ?? element("headline"));
  const style = {
    fontFamily: look.fontFamily,
    fontSize: "12px",
    fontWeight: "400",
    fontStyle: "normal",
    color: look.color,
  };
  return paragraph(`${atlas.t["cite.as"]}: ${cited(atlas)}`, style, {
    left: MARGIN,
    top,
    width: width - 2 * MARGIN,
    leading: 17,
  });
}

/** The text of a drawing, for a file.
 * @param {SVGElement} svg */
export function serialised(svg) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** @type {Map<string, string>} */
const pictures = new Map();

/** The pictures of the map (its relief) as data, so that a file is whole; fetched once.
 * @returns {Promise<(address: string) => string>} */
export async function embedded() {
  const wanted = drawnPictures(element("map"))
    .map((picture) => picture.getAttribute("href") ?? picture.getAttribute("xlink:href") ?? "")
    .filter((href) => href && !href.startsWith("data:") && !pictures.has(href));
  await Promise.all(
    wanted.map(async (href) => {
      const image = await createImageBitmap(/** @type {Blob} */ (await load(href, "image")));
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: image.width, height: image.height });
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      // PNG: programs that draw do not all read what a browser reads.
      pictures.set(href, canvas.toDataURL("image/png"));
    }),
  );
  return (href) => pictures.get(href) ?? href;
}

/** A drawing as a PNG, `factor` pixels to a pixel of the screen.
 * @param {Drawn} drawn
 * @param {number} factor
 * @returns {Promise<Blob|null>} null when it is larger than this browser draws */
export async function painted({ svg, width, height }, factor) {
  const address = URL.createObjectURL(new Blob([serialised(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: width * factor, height: height * factor });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
