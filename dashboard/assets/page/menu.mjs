/** What the header has no room for is a menu: on a small laptop most tools, on a phone all. */

import { element } from "./dom.mjs";

/** Give the focus to a tool of the header, or to the menu that it is in.
 * @param {HTMLElement} tool */
export function focusTool(tool) {
  (tool.checkVisibility() ? tool : element("menu")).focus({ preventScroll: true });
}

export class Menu {
  constructor() {
    this.button = element("menu");
    this.tools = element("tools");
    this.button.addEventListener("click", () => this.toggle(!this.opened));
    // What is chosen has been asked for. The menu goes first, so that a dialog that closes
    // gives the focus back to a button that can be seen.
    this.tools.addEventListener(
      "click",
      (event) => {
        if (!this.opened || !inside(event.target, "a, button")) return;
        this.button.focus();
        this.toggle(false);
      },
      true,
    );
    document.addEventListener("pointerdown", (event) => {
      if (this.opened && !inside(event.target, "#tools, #menu")) this.toggle(false);
    });
  }

  get opened() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  /** The menu stands before its button: it takes the focus, or `Tab` would pass it by.
   * @param {boolean} on */
  toggle(on) {
    this.button.setAttribute("aria-expanded", String(on));
    this.tools.classList.toggle("open", on);
    if (!on) return;
    // On a phone the first tools are in the menu too.
    const all = getComputedStyle(this.tools).position === "absolute";
    const first = element(all ? "first-actions" : "actions").firstElementChild;
    if (first instanceof HTMLElement) first.focus();
  }

  escapes() {
    return { menu: () => this.escape() };
  }

  escape() {
    const { opened } = this;
    if (opened) {
      this.toggle(false);
      this.button.focus();
    }
    return opened;
  }
}

/** @param {EventTarget|null} target
 * @param {string} selector */
const inside = (target, selector) => target instanceof Element && target.closest(selector) !== null;
