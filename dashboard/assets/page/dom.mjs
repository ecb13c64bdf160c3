/** Small helpers to make elements; text is always set as text, never as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag element name, with an optional `.class`
 * @param {Object<string, any>} [attributes] `on*` are listeners, the rest attributes
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Like {@link h}, in the SVG namespace.
 * @returns {SVGElement} */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...nodes(children));
  return element;
}

/** Give an element these children and no others; null and false are left out. */
export function put(element, ...children) {
  element.replaceChildren(...nodes(children));
}

const nodes = (children) => children.filter((child) => child || child === 0).map(String_);

const String_ = (child) => (child instanceof Node ? child : String(child));

/** Put `values` into the `{name}` places of a text. */
export function format(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** What does not appear while the page is looked at for so long never will. */
const PATIENCE_MS = 60_000;
/** A frame that takes longer counts as one: the window was out of sight, or the machine busy. */
const FRAME_MS = 100;

/** Wait until `find` returns something, looking once a frame.
 * @template T
 * @param {() => T} find
 * @returns {Promise<T>} rejected when it never does */
export function appears(find) {
  return new Promise((resolve, reject) => {
    let waited = 0;
    let before = performance.now();
    const look = () => {
      const found = find();
      if (found) return resolve(found);
      const now = performance.now();
      waited += Math.min(now - before, FRAME_MS);
      before = now;
      if (waited > PATIENCE_MS) return reject(new Error(`waited in vain for ${find}`));
      return requestAnimationFrame(look);
    };
    look();
  });
}
