/** The message in place of a file that could not be loaded. */

import { h } from "./dom.mjs";
import { Unloaded } from "./load.mjs";

/** With a button to try again, or to load the page anew when the server has another version by now.
 *
 * @param {unknown} fault as the loader throws it
 * @param {Object<string, string>} t texts
 * @param {() => void} again
 * @returns {HTMLElement}
 */
export function unloaded(fault, t, again) {
  /** @type {[string, string, () => void]} */
  const [text, word, act] =
    fault instanceof Unloaded && fault.gone
      ? ["load.gone", "load.reload", () => location.reload()]
      : ["load.failed", "load.again", again];
  return h(
    "div",
    { class: "unloaded", role: "alert" },
    h("p", {}, t[text]),
    h("button", { type: "button", class: "button", onclick: act }, t[word]),
  );
}
