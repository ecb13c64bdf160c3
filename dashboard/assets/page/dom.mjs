/** Small helpers to find and to make elements; text is always set as text, never as HTML. */

import { languageOf } from "../core/borrowed.mjs";

/** @import { Attributes, Child } from "./elements.d.ts" */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The element of the page with an id.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [type] what it must be
 * @returns {T}
 * @throws {Error} when the page has no such element
 */
export function element(id, type) {
  const node = document.getElementById(id);
  if (!node || (type && !(node instanceof type))) {
    throw new Error(`the page has no ${type?.name ?? "element"} #${id} (ui/page/layout.py)`);
  }
  return /** @type {T} */ (/** @type {unknown} */ (node));
}

/**
 * The links to the page in other languages, none in an atlas of a single language.
 *
 * @returns {HTMLAnchorElement[]}
 */
export const languageLinks = () => [
  .../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a#language, #language a")),
];

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes<HTMLElementTagNameMap[K]>} [attributes] `on*` are listeners, the rest attributes
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Like {@link h}, in the SVG namespace.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes<SVGElementTagNameMap[K]>} [attributes]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[K]} */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {object} attributes
 * @param {Child[]} children
 * @returns {T}
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...nodes(element, children));
  return element;
}

/** Give an element these children and no others; null and false are left out.
 * @param {Element} element
 * @param {Child[]} children */
export function put(element, ...children) {
  element.replaceChildren(...nodes(element, children));
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
const nodes = (parent, children) =>
  children
    .filter((child) => child || child === 0)
    .map((child) => (child instanceof Node ? child : spoken(parent, String(child))));

/** A text, with its language where that is not the language of the page.
 * @param {Element} parent
 * @param {string} text */
function spoken(parent, text) {
  const language = languageOf(text);
  if (!language || !(parent instanceof HTMLElement)) return text;
  const marked = document.createElement("span");
  marked.className = "borrowed";
  marked.lang = language;
  // Of a language that runs the other way, in its own direction.
  marked.dir = "auto";
  marked.textContent = text;
  return marked;
}

/** Put `values` into the `{name}` places of a text.
 * @param {string} text
 * @param {object} values */
export function format(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(/** @type {Record<string, unknown>} */ (values)[name]));
}
