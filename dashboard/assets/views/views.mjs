/** The views of a day (map, strips, ...): which is shown, and the links that lead to them. */

import { element } from "../page/dom.mjs";

/** Give the focus to a part of the page: to what the Tab key stops at there, else to the part itself.
 * @param {HTMLElement} part */
function reach(part) {
  /** @type {HTMLElement|null} */
  const stop = part.querySelector('[role="button"][tabindex="0"], [role="gridcell"][tabindex="0"]');
  if (!stop && !part.hasAttribute("tabindex")) part.setAttribute("tabindex", "-1");
  (stop ?? part).focus();
}

export class Views {
  /** @param {(view: string) => void} chosen called when the reader follows a link */
  constructor(chosen) {
    this.page = element("page");
    this.title = document.title;
    this.links = [...document.querySelectorAll("#views a")].map((link) => /** @type {HTMLAnchorElement} */ (link));
    for (const skip of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".skip"))) {
      // The browser would write the target into the address, which is the view's.
      skip.addEventListener("click", (event) => {
        event.preventDefault();
        reach(element(skip.hash.slice(1)));
      });
    }
    for (const link of this.links) {
      link.addEventListener("click", (event) => {
        // A new tab or window is the browser's.
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        chosen(link.dataset.view ?? "");
      });
    }
  }

  /** What belongs to other views can neither be seen nor reached; `data-views` says what does.
   * @param {string} view */
  show(view) {
    this.page.dataset.show = view;
    for (const link of this.links) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.page.querySelectorAll("[data-views]"))) {
      const here = part.dataset.views?.split(" ").includes(view) ?? false;
      part.classList.toggle("elsewhere", !here);
      part.inert = !here;
    }
  }

  /** Name the page by what it shows, as the history and the bookmarks of the browser have it.
   * @param {string} day its label */
  entitle(day) {
    const shown = this.links.find((link) => link.dataset.view === this.page.dataset.show)?.textContent;
    document.title = [day, shown, this.title].join(" – ");
  }

  /** The links lead to the same day.
   * @param {string} search the address of the view that is shown */
  keep(search) {
    for (const link of this.links) {
      const query = new URLSearchParams(search);
      if (link === this.links[0]) query.delete("view");
      else query.set("view", link.dataset.view ?? "");
      link.search = String(query).replaceAll("%2C", ",");
    }
  }
}
