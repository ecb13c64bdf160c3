/**
 * The menu of the tools that are seldom needed, and what the header has no room for: the years of the title,
 * the width of the search field, then two more tools, which join the menu.
 */

import { element } from "./dom.mjs";

/** Give the focus to a tool of the header, or to the menu that it is in.
 * @param {HTMLElement} tool */
export function focusTool(tool) {
  (tool.checkVisibility() ? tool : element("menu")).focus({ preventScroll: true });
}

/** What gives way, first to last, until the words of the language fit into the line. */
const FOLDS = ["years", "field", "tools", "tight"];

export class Menu {
  constructor() {
    this.header = element("header");
    this.title = /** @type {HTMLElement} */ (this.header.querySelector("h1"));
    // A view's link has another size when a style sheet of the reader's own changes the type.
    const watch = new ResizeObserver(() => this.fit());
    for (const item of [this.header, ...this.header.querySelectorAll("#views a")]) watch.observe(item);
    document.fonts.addEventListener("loadingdone", () => this.fit());
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

  /** Let as little give way as the line allows; a title longer than the line ends in an ellipsis. */
  fit() {
    for (let count = 0; count <= FOLDS.length; count += 1) {
      this.header.dataset.folded = FOLDS.slice(0, count).join(" ");
      if ([this.header, this.title].every((item) => item.scrollWidth <= item.clientWidth)) return;
    }
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
    this.first().focus();
  }

  /** The first tool of the menu: on a phone all are in it, in a narrow window two more than in a wide one. */
  first() {
    const all = getComputedStyle(this.tools).position === "absolute";
    const more = this.header.dataset.folded?.includes("tools");
    const part = all ? "first-actions" : more ? "quick-actions" : "actions";
    return /** @type {HTMLElement} */ (element(part).firstElementChild);
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
