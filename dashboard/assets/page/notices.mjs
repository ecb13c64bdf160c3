/** Notes about a link that could not be followed in full; each stays until the reader puts it away. */

import { h } from "./dom.mjs";

export class Notices {
  /** @param {HTMLElement} host; `t` the texts
   * @param {Record<string, string>} t */
  constructor(host, t) {
    this.host = host;
    this.t = t;
  }

  /** @param {string[]} notes all there are; those of an earlier link are gone */
  show(notes) {
    this.host.replaceChildren(...notes.map((note) => this.note(note)));
  }

  /** @param {string} text */
  note(text) {
    const line = h("div", { class: "note-line" }, h("p", {}, text));
    line.append(
      h(
        "button",
        { type: "button", class: "close", "aria-label": this.t["notice.close"], onclick: () => line.remove() },
        "×",
      ),
    );
    return line;
  }

  /** Put all away; whether there were any. */
  clear() {
    const any = this.host.childElementCount > 0;
    this.host.replaceChildren();
    return any;
  }
}
