/** Addresses of the server, wherever the atlas lies: at a host name, under a path of it, in a folder of files. */

import { format } from "./dom.mjs";

/** The root of the atlas: the document says where it is, as seen from itself. */
export function root() {
  const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-root]"));
  return new URL(script.dataset.root ?? "", document.baseURI).href;
}

/** Where the browser finds what the atlas has at an address.
 * @param {string} address from the root of the atlas, which is its first `/`
 * @param {object} [values] of the `{name}` places in it
 * @returns {string} from the root of the host */
export function at(address, values = {}) {
  const { pathname, search, hash } = new URL(format(address, values).slice(1), root());
  return pathname + search + hash;
}
