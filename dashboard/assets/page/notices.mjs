/** Notes about a link that could not be followed in full and the like; each stays until the reader puts it away. */

import { h } from "./dom.mjs";

export class Notices {
  /** @param {HTMLElement} host; `t` the texts
   * @param {Record<string, string>} t */
  constructor(host, t) {
    this.host = host;
    this.t = t;
    /** What is true of whatever link is followed.
     * @type {Element[]} */
    this.lasting = [];
  }

  /** @param {string[]} notes all there are; those of an earlier link are gone */
  show(notes) {
    this.host.replaceChildren(...this.lasting, ...notes.map((note) => this.note(note)));
  }

  /** Add a note with something to do about it, which puts it away; two with the same text are one note.
   * @param {string} text
   * @param {string} word of the button
   * @param {() => void} act
   * @returns {() => void} puts it away too */
  offer(text, word, act) {
    const shown = this.find(text);
    const line = shown ?? this.note(text);
    const button = shown?.querySelector(".button") ?? h("button", { type: "button", class: "button" }, word);
    const unsay = () => this.remove(line);
    button.addEventListener("click", unsay);
    button.addEventListener("click", act);
    if (!shown) {
      line.lastElementChild?.before(button);
      this.host.append(line);
    }
    return unsay;
  }

  /** As `offer`; it stays when another link is followed.
   * @param {string} text
   * @param {string} word
   * @param {() => void} act */
  insist(text, word, act) {
    this.offer(text, word, act);
    this.lasting = [...this.host.children].filter((line) => line === this.find(text) || this.lasting.includes(line));
  }

  /** The note with a text.
   * @param {string} text */
  find(text) {
    return [...this.host.children].find((line) => line.firstElementChild?.textContent === text);
  }

  /** @param {string} text */
  note(text) {
    const line = h("div", { class: "note-line" }, h("p", {}, text));
    line.append(
      h(
        "button",
        { type: "button", class: "close", "aria-label": this.t["notice.close"], onclick: () => this.remove(line) },
        "×",
      ),
    );
    return line;
  }

  /** @param {Element} line */
  remove(line) {
    this.lasting = this.lasting.filter((one) => one !== line);
    line.remove();
  }

  /** Put all away; whether there were any. */
  clear() {
    const any = this.host.childElementCount > 0;
    this.lasting = [];
    this.host.replaceChildren();
    return any;
  }
}
