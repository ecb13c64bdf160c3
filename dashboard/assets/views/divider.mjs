/** The divider of two maps that lie over each other: dragged, or moved with the keys. */

import { element, h } from "../page/dom.mjs";
import { keyName } from "../page/keys.mjs";

const STEP = 2;
const LEAP = 10;

export class Divider {
  /**
   * @param {HTMLElement} host
   * @param {{t: Object<string, string>, parted: (percent: number) => string, stage: HTMLElement}} view
   * @param {(percent: number) => void} moved called when a move is over
   */
  constructor(host, view, moved) {
    this.host = host;
    this.view = view;
    this.moved = moved;
    this.percent = 50;
    const given = {
      role: "slider",
      tabindex: 0,
      "aria-label": view.t["compare.divider"],
      "aria-orientation": "horizontal",
      "aria-valuemin": 0,
      "aria-valuemax": 100,
    };
    for (const [name, value] of Object.entries(given)) host.setAttribute(name, String(value));
    host.append(h("span", { class: "grip", "aria-hidden": "true" }, "◂ ▸"));
    this.listen();
  }

  listen() {
    const { host } = this;
    host.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      host.setPointerCapture(event.pointerId);
      host.focus({ preventScroll: true });
      this.dragging = true;
    });
    host.addEventListener("pointermove", (event) => {
      if (!this.dragging) return;
      const box = element("map-b").getBoundingClientRect();
      this.show((100 * (event.clientX - box.left)) / box.width);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      host.addEventListener(end, () => {
        if (this.dragging) this.settle();
        this.dragging = false;
      });
    }
    /** @type {Record<string, () => number>} */
    const keys = {
      ArrowLeft: () => this.percent - STEP,
      ArrowDown: () => this.percent - STEP,
      ArrowRight: () => this.percent + STEP,
      ArrowUp: () => this.percent + STEP,
      PageDown: () => this.percent - LEAP,
      PageUp: () => this.percent + LEAP,
      Home: () => 0,
      End: () => 100,
    };
    host.addEventListener("keydown", (event) => {
      const to = keys[keyName(event)];
      if (!to) return;
      // The same keys move the day everywhere else.
      event.preventDefault();
      event.stopPropagation();
      this.show(to());
      this.settle();
    });
  }

  settle() {
    this.speak();
    this.moved(this.percent);
  }

  /** @param {number} percent of the width that day A takes */
  show(percent) {
    this.percent = Math.round(Math.max(0, Math.min(100, percent)));
    this.view.stage.style.setProperty("--swipe", String(this.percent));
  }

  speak() {
    this.host.setAttribute("aria-valuenow", String(this.percent));
    this.host.setAttribute("aria-valuetext", this.view.parted(this.percent));
  }
}
