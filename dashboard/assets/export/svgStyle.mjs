/** HTML of the page drawn as SVG: words where they stand, small drawings, the ground of cards. */

import { s } from "../page/dom.mjs";
import { paintOf } from "./paint.mjs";
import { cased, round } from "./svgCopy.mjs";

/** @import { Copier } from "./svgCopy.mjs" */

const SKIPPED = new Set(["SELECT", "INPUT", "SCRIPT", "STYLE"]);
const CLEAR = "rgba(0, 0, 0, 0)";
const FONT = ["font-family", "font-size", "font-weight", "font-style", "letter-spacing"];
/** A context of a canvas, for its measures. @type {CanvasRenderingContext2D|null} */
let pen = null;

/**
 * @typedef {{left: number, top: number, width: number, height: number}} Frame
 * @typedef {Pick<CSSStyleDeclaration, "fontStyle"|"fontWeight"|"fontSize"|"fontFamily">} Font
 */

/**
 * @param {Element} root
 * @param {{left: number, top: number}} origin corner of the picture, in pixels of the window
 * @param {import("./svgCopy.mjs").Copier} copier
 * @returns {SVGElement[]} in the order in which they lie on each other
 */
export function inked(root, origin, copier) {
  const look = getComputedStyle(root);
  const box = root.getBoundingClientRect();
  const gone = look.display === "none" || look.visibility !== "visible" || SKIPPED.has(root.tagName);
  // What is there for ears alone is a pixel wide.
  if (gone || (box.width <= 1 && box.height <= 1)) return [];
  const at = { left: box.left - origin.left, top: box.top - origin.top, width: box.width, height: box.height };
  if (root.localName === "svg") return drawing(root, at, copier);
  return [
    ...ground(at, look),
    ...[...root.childNodes].flatMap((child) => {
      if (child instanceof Text) return words(child, look, origin);
      return child instanceof Element ? inked(child, origin, copier) : [];
    }),
  ];
}

/**
 * @param {Element} root
 * @param {Frame} at
 * @param {Copier} copier
 */
function drawing(root, at, copier) {
  const made = copier.copy(root);
  if (!made) return [];
  for (const [name, value] of Object.entries({ x: at.left, y: at.top, width: at.width, height: at.height })) {
    made.setAttribute(name, String(round(value)));
  }
  return [made];
}

/** The ground of a card, and the two halves of a scale bar.
 * @param {Frame} at
 * @param {CSSStyleDeclaration} look */
function ground(at, look) {
  const box = { x: round(at.left), y: round(at.top), width: round(at.width), height: round(at.height) };
  const halves = /linear-gradient\(90deg, (rgb\([^)]*\)) 50%, (rgb\([^)]*\)) 50%\)/.exec(look.backgroundImage);
  if (halves) {
    return [
      s("rect", { ...box, fill: halves[2], stroke: halves[1] }),
      s("rect", { ...box, width: round(at.width / 2), fill: halves[1] }),
    ];
  }
  if (look.backgroundColor === CLEAR) return [];
  return [s("rect", { ...box, rx: parseFloat(look.borderRadius) || null, ...paintOf("fill", look.backgroundColor) })];
}

/** A text node, line by line as the page has broken it.
 * @param {Text} node
 * @param {CSSStyleDeclaration} look
 * @param {{left: number, top: number}} origin */
function words(node, look, origin) {
  /** @type {{ top: number, left: number, text: string, end: number }[]} */
  const lines = [];
  const range = document.createRange();
  // A line may end after a hyphen as well as at a space.
  for (const { 0: word, index } of node.data.matchAll(/[^\s-]*-|[^\s-]+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (!box.width) continue;
    if (line && Math.abs(line.top - box.top) < box.height / 2) {
      line.text += (index > line.end ? " " : "") + word;
      line.end = index + word.length;
    } else lines.push({ top: box.top, left: box.left, text: word, end: index + word.length });
  }
  if (!lines.length) return [];
  const font = Object.fromEntries(FONT.map((name) => [name, look.getPropertyValue(name)]));
  const ascent = measure(look).fontBoundingBoxAscent;
  return lines.map((line) =>
    s(
      "text",
      {
        x: round(line.left - origin.left),
        y: round(line.top - origin.top + ascent),
        ...paintOf("fill", look.color),
        ...font,
      },
      cased(line.text, look),
    ),
  );
}

/** Sizes of a text in the font of a style.
 * @param {Font} look */
export function measure(look, text = "x") {
  const context = (pen ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d")));
  context.font = `${look.fontStyle} ${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  return context.measureText(text);
}

/** A text broken to a width, as lines below each other from a corner.
 * @param {string} text
 * @param {Font & {color: string}} look
 * @param {{left: number, top: number, width: number, leading: number}} place
 * @returns {{nodes: SVGElement[], height: number}} */
export function paragraph(text, look, { left, top, width, leading }) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && measure(look, longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const font = { "font-family": look.fontFamily, "font-size": look.fontSize, "font-weight": look.fontWeight };
  const nodes = lines.map((line, n) =>
    s("text", { x: round(left), y: round(top + (n + 0.78) * leading), ...paintOf("fill", look.color), ...font }, line),
  );
  return { nodes, height: lines.length * leading };
}
