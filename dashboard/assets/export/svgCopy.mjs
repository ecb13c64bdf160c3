/**
 * Copies of what is drawn that need neither the page nor its styles: every look is an
 * attribute, every pattern and path that is referred to comes along, nothing lies outside.
 */

import { s } from "../page/dom.mjs";
import { paintOf } from "./paint.mjs";
import { ruled } from "./ruling.mjs";

// What a child has of its parent, and what it has of itself with its usual value.
const INHERITED = [
  "fill",
  "fill-opacity",
  "fill-rule",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "letter-spacing",
  "text-anchor",
];
const PAINTS = ["fill", "stroke"];
const XLINK = "http://www.w3.org/1999/xlink";
// A stroke of constant width would stay thin in an enlarged picture; at rest nothing is stretched.
const OWN = { opacity: "1", "clip-path": "none", mask: "none" };
const KEPT = new Set([
  "d",
  "x",
  "y",
  "dx",
  "dy",
  "x1",
  "x2",
  "y1",
  "y2",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "width",
  "height",
  "points",
  "transform",
  "viewBox",
  "preserveAspectRatio",
  "startOffset",
  "textLength",
  "lengthAdjust",
  "data-territory",
  "href",
  "xlink:href",
]);
const DRAWN = new Set([
  "svg",
  "g",
  "path",
  "rect",
  "circle",
  "line",
  "polyline",
  "polygon",
  "ellipse",
  "text",
  "tspan",
  "textPath",
  "image",
  "use",
]);
const URL_OF = /url\(["']?[^"')]*#([^"')]+)["']?\)/;
/** Before the ids of a copy: the page has the same ids. */
const PREFIX = "copy-";
const PRECISION = 100;

/** Collects what copies refer to; `defs` is theirs, to be put beside them. */
export class Copier {
  /**
   * @param {(address: string) => string} image what stands for the address of a picture
   * @param {boolean} plain draw patterns as lines, for programs that are no browsers
   */
  constructor(image, plain = false) {
    this.image = image;
    this.plain = plain;
    this.areas = 0;
    this.defs = s("defs");
    this.known = new Set();
  }

  /** A copy of a drawing with all it needs, or null when nothing of it is seen.
   * @param {Element} source in the page
   * @param {Record<string, string>|null} above what its parent in the copy hands down
   * @returns {SVGElement|null} */
  copy(source, above = null) {
    if (!DRAWN.has(source.localName)) return null;
    const look = getComputedStyle(source);
    if (look.display === "none" || look.opacity === "0") return null;
    const hidden = look.visibility !== "visible";
    if (hidden && !source.firstElementChild) return null;
    const made = s(/** @type {keyof SVGElementTagNameMap} */ (source.localName));
    for (const { name, value } of source.attributes) {
      if (KEPT.has(name)) made.setAttribute(name.replace("xlink:", ""), value);
    }
    const own = worn(look);
    this.dress(made, look, own, above);
    if (made.hasAttribute("href")) this.refer(made, source.localName);
    for (const child of source.childNodes) {
      if (child instanceof Text) made.append(hidden ? "" : cased(child.data, look));
      else if (child instanceof Element) {
        const copied = this.copy(child, own);
        if (copied) made.append(copied);
      }
    }
    const shape = !["svg", "g", "text", "tspan", "textPath"].includes(source.localName);
    if (!made.childNodes.length && (!shape || hidden)) return null;
    if (source.localName === "text") return haloed(own) ? onHalo(made, own) : made;
    return this.plain && shape ? this.hatched(made, source, own) : made;
  }

  /** An area whose fill is a pattern with lines in its place; any other as it is.
   * @param {SVGElement} made
   * @param {Element} source
   * @param {Record<string, string>} own */
  hatched(made, source, own) {
    const pattern = document.getElementById(URL_OF.exec(own.fill)?.[1] ?? "");
    if (!(pattern instanceof SVGPatternElement) || !(source instanceof SVGGraphicsElement)) return made;
    const id = `${PREFIX}area-${++this.areas}`;
    return ruled(made, pattern, source.getBBox(), { id, rule: own["fill-rule"], stroke: own.stroke });
  }

  /**
   * @param {SVGElement} made
   * @param {CSSStyleDeclaration} look
   * @param {Record<string, string>} own
   * @param {Record<string, string> | null} above
   */
  dress(made, look, own, above) {
    for (const [name, value] of Object.entries(own)) {
      if (value !== above?.[name]) made.setAttribute(name, this.local(value));
    }
    for (const [name, usual] of Object.entries(OWN)) {
      const value = look.getPropertyValue(name);
      // Shapes of CSS are not those of SVG; the caller cuts what they cut.
      if (value !== usual && !value.startsWith("inset")) made.setAttribute(name, this.local(value));
    }
  }

  /** A value with what it refers to taken along.
   * @param {string} value */
  local(value) {
    const id = URL_OF.exec(value)?.[1];
    return id ? `url(#${this.take(id)})` : value;
  }

  /**
   * @param {SVGElement} made
   * @param {string} kind
   */
  refer(made, kind) {
    const href = made.getAttribute("href") ?? "";
    made.removeAttribute("href");
    if (href.includes("#")) linked(made, `#${this.take(href.split("#")[1])}`);
    else linked(made, kind === "image" ? this.image(href) : href);
  }

  /** Take what has an id along; what it refers to as well.
   * @param {string} id
   * @returns {string} its id in the copy */
  take(id) {
    const mine = PREFIX + id;
    const source = document.getElementById(id);
    if (this.known.has(id) || !source) return mine;
    this.known.add(id);
    const made = /** @type {Element} */ (source.cloneNode(true));
    for (const node of [made, ...made.querySelectorAll("*")]) {
      node.removeAttribute("class");
      for (const { name, value } of [...node.attributes]) {
        if (URL_OF.test(value)) node.setAttribute(name, this.local(value));
        else if (name.endsWith("href") && value.startsWith("#")) {
          node.removeAttribute(name);
          linked(node, `#${this.take(value.slice(1))}`);
        } else if (PAINTS.includes(name)) {
          const opacity = node.getAttribute(`${name}-opacity`) ?? "1";
          for (const [part, worth] of Object.entries(paintOf(name, value, opacity))) node.setAttribute(part, worth);
        }
      }
    }
    made.id = mine;
    this.defs.append(made);
    return mine;
  }
}

/** What an element hands down to its children, in paints that every program reads.
 * @param {CSSStyleDeclaration} look
 * @returns {Record<string, string>} */
function worn(look) {
  const style = Object.fromEntries(INHERITED.map((name) => [name, look.getPropertyValue(name)]));
  for (const name of PAINTS) Object.assign(style, paintOf(name, style[name], style[`${name}-opacity`]));
  return style;
}

/** SVG 1.1 knows addresses by this name alone, and no program has forgotten it.
 * @param {Element} made
 * @param {string} address */
const linked = (made, address) => made.setAttributeNS(XLINK, "xlink:href", address);

/** Whether the outline of a text lies under its letters.
 * @param {Record<string, string>} own */
const haloed = (own) => own["paint-order"].startsWith("stroke") && own.stroke !== "none";

/** A text over a copy of it that is its outline: a program without `paint-order` would draw the
 * outline over the letters.
 * @param {SVGElement} made
 * @param {Record<string, string>} own */
function onHalo(made, own) {
  const halo = /** @type {SVGElement} */ (made.cloneNode(true));
  for (const node of [halo, ...halo.querySelectorAll("[fill]")]) node.setAttribute("fill", "none");
  halo.setAttribute("stroke", own.stroke);
  halo.setAttribute("aria-hidden", "true");
  made.setAttribute("stroke", "none");
  return s("g", { "paint-order": "normal" }, halo, made);
}

/** A text as its style writes it.
 * @param {string} text
 * @param {CSSStyleDeclaration} look */
export function cased(text, look) {
  return look.textTransform === "uppercase" ? text.toLocaleUpperCase(document.documentElement.lang) : text;
}

/** A copy set in a frame of its own, cut at its edges.
 * @param {SVGElement[]} children drawn from the corner of the frame
 * @param {{left: number, top: number, width: number, height: number}} box in the picture */
export function framed(children, { left, top, width, height }) {
  return s(
    "svg",
    { x: round(left), y: round(top), width: round(width), height: round(height), overflow: "hidden" },
    ...children,
  );
}

/** @param {number} value */
export const round = (value) => Math.round(value * PRECISION) / PRECISION;
