/**
 * The view on the screen as one drawing that needs nothing else: the map with its names, the
 * day, the legend and the scale where they stand, below them how to cite it.
 */

import { format, s } from "../page/dom.mjs";
import { load } from "../page/load.mjs";
import { inked, paragraph } from "./svgStyle.mjs";
import { Copier, framed, round } from "./svgCopy.mjs";

const MARGIN = 16;
const GAP = 12;
const PHONE = 720;
const MAPS = [["map", "overlay"], ["map-b", "overlay-b"]];
const element = (id) => document.getElementById(id);
const comparing = () => element("page").dataset.show === "compare";
/** Two maps have one legend for both, with the table of what changed. */
const legend = () => (comparing() ? document.querySelector("#compare .both") : element("legend"));
const cards = () => [element("heads"), element("day-block"), legend(), element("scale")];

/** Views that can be a picture: those that show the map. */
export const pictured = (view) => element("stage").dataset.views.split(" ").includes(view);

/**
 * @param {any} atlas
 * @param {(address: string) => string} image what stands for the address of a picture
 * @returns {{svg: SVGElement, width: number, height: number}} in pixels
 */
export function picture(atlas, image) {
  const copier = new Copier(image);
  const stage = element("stage").getBoundingClientRect();
  const head = title(stage.width);
  const width = breadth(stage);
  const origin = { left: stage.left, top: stage.top - head.height };
  const opened = unfold();
  const maps = MAPS.flatMap((ids) => map(ids, origin, copier));
  const inks = cards().flatMap((card) => inked(card, place(card, origin), copier));
  const bottom = Math.max(...[...cards(), element("map")].map((card) => {
    const box = card.getBoundingClientRect();
    return box.height ? box.bottom - place(card, origin).top : 0;
  }));
  opened();
  const foot = cite(atlas, width, bottom + GAP);
  const height = Math.ceil(bottom + GAP + foot.height + MARGIN);
  const paper = getComputedStyle(document.body).backgroundColor;
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height },
    s("title", {}, said(atlas)), copier.defs, s("rect", { width, height, fill: paper }),
    ...maps, ...inks, ...head.nodes, ...foot.nodes);
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return { svg, width, height };
}

/** The cards at the side are read on the page: the picture ends before them. */
function breadth(stage) {
  const panels = element("panels").getBoundingClientRect();
  const side = innerWidth > PHONE && panels.width;
  return Math.floor(side ? panels.left - stage.left - GAP : stage.width);
}

/** Below the map of a phone the cards for reading are left out: the legend follows the day. */
function place(card, origin) {
  if (card !== element("legend") || innerWidth > PHONE) return origin;
  const [day, own] = [element("day-block"), card].map((one) => one.getBoundingClientRect());
  return { ...origin, top: origin.top + own.top - day.bottom - GAP };
}

/** Show all of the legend; what comes back folds it again. */
function unfold() {
  const details = legend().closest("details") ?? legend().querySelector("details");
  const was = details?.open;
  const { classList } = element("page");
  if (details) details.open = true;
  classList.add("pictured");
  const [day, own] = [element("day-block"), legend()].map((one) => one.getBoundingClientRect());
  // A long legend would cover the day: it stands below the map.
  classList.toggle("pictured-below", comparing() || (innerWidth > PHONE && own.top < day.bottom));
  return () => {
    classList.remove("pictured", "pictured-below");
    if (details) details.open = was;
  };
}

/** What is drawn in a map and over it, cut where the map is cut. */
function map([host, overlay], origin, copier) {
  const box = element(host).getBoundingClientRect();
  if (!box.width || getComputedStyle(element(host)).display === "none") return [];
  const ground = getComputedStyle(element("stage")).backgroundColor;
  const sea = getComputedStyle(element(host)).backgroundColor;
  const drawn = [...element(host).querySelectorAll("svg.main-svg"), ...element(overlay).querySelectorAll(":scope > svg")]
    .flatMap((svg) => {
      const made = copier.copy(svg);
      const at = svg.getBoundingClientRect();
      made?.setAttribute("x", round(at.left - box.left));
      made?.setAttribute("y", round(at.top - box.top));
      return made ? [made] : [];
    });
  const cut = (Number(/inset\(.* ([\d.]+)%\)/.exec(getComputedStyle(element(host)).clipPath)?.[1] ?? 0) / 100) * box.width;
  const shifted = drawn.map((one) => {
    one.setAttribute("x", round(Number(one.getAttribute("x")) - cut));
    return one;
  });
  const fill = sea === "rgba(0, 0, 0, 0)" ? ground : sea;
  const at = { left: box.left - origin.left + cut, top: box.top - origin.top, width: box.width - cut, height: box.height };
  return [framed([s("rect", { width: "100%", height: "100%", fill }), ...shifted], at)];
}

function title(width) {
  const look = getComputedStyle(document.querySelector("#header h1"));
  const place = { left: MARGIN, top: 10, width: width - 2 * MARGIN, leading: parseFloat(look.fontSize) * 1.4 };
  const { nodes, height } = paragraph(document.title, look, place);
  return { nodes, height: Math.round(height + 20) };
}

/** What the picture shows, in a line. */
function said(atlas) {
  return `${document.title}, ${atlas.spoken()}`;
}

/** The day of the map, or the two that are compared. */
function days({ calendar, view, t }) {
  const [first, second] = [view.day, view.with].map((day) => (Number.isInteger(day) ? calendar.label(day) : ""));
  return comparing() && second ? format(t["picture.days"], { first, second }) : first;
}

function cite(atlas, width, top) {
  const text = format(atlas.payload.exports.citation,
    { day: days(atlas), address: location.href });
  const look = getComputedStyle(document.querySelector("#events .sources") ?? element("headline"));
  const style = { fontFamily: look.fontFamily, fontSize: "12px", fontWeight: "400", fontStyle: "normal", color: look.color };
  return paragraph(`${atlas.t["cite.as"]}: ${text}`, style, { left: MARGIN, top, width: width - 2 * MARGIN, leading: 17 });
}

/** The text of a drawing, for a file. */
export function serialised(svg) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

const pictures = new Map();

/** The pictures of the map (its relief) as data, so that a file is whole; fetched once.
 * @returns {Promise<(address: string) => string>} */
export async function embedded() {
  const found = [...document.querySelectorAll("#map image")]
    .map((one) => one.getAttribute("href") ?? one.getAttribute("xlink:href"))
    .filter((href) => href && !href.startsWith("data:") && !pictures.has(href));
  await Promise.all(found.map(async (href) => {
    const image = await createImageBitmap(await load(href, "blob"));
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    // PNG: programs that draw do not all read what a browser reads.
    pictures.set(href, canvas.toDataURL("image/png"));
  }));
  return (href) => pictures.get(href) ?? href;
}

/** A drawing as a PNG, `factor` pixels to one of the screen.
 * @returns {Promise<Blob|null>} null when it is larger than this browser draws */
export async function painted({ svg, width, height }, factor) {
  const address = URL.createObjectURL(new Blob([serialised(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: width * factor, height: height * factor });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
