/** What a browser prints of the page: the view that is shown, and how to cite it. */

import { element, h, put } from "../page/dom.mjs";
import { cited, picture } from "./drawing.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const EVENTS = 3;
const EARLIER = 4;

export class Paper {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.host = h("div", { id: "paper", "aria-hidden": "true" });
    document.body.append(this.host);
    window.addEventListener("beforeprint", () => this.prepare());
    window.addEventListener("afterprint", () => put(this.host));
  }

  prepare() {
    const { t, view, parts } = this.atlas;
    this.host.dataset.view = view.presenter ? "presenter" : view.view;
    for (const part of Object.values(parts)) {
      const own = part.printed?.();
      if (own) {
        put(this.host, ...own, h("p", { class: "cited" }, `${t["cite.as"]}: ${cited(this.atlas)}`));
        return;
      }
    }
    const { svg } = this.uncovered(() => picture(this.atlas, (address) => address));
    // The paper is the measure of it now.
    for (const side of ["width", "height"]) svg.removeAttribute(side);
    put(this.host, svg, h("div", { class: "told" }, ...this.events()));
    for (const fold of this.host.querySelectorAll("details")) fold.open = true;
  }

  /** The map may be behind another view; it keeps its place there.
   * @template T
   * @param {() => T} work
   * @returns {T} */
  uncovered(work) {
    const stage = element("stage");
    const covered = stage.classList.contains("elsewhere");
    stage.classList.remove("elsewhere");
    try {
      return work();
    } finally {
      stage.classList.toggle("elsewhere", covered);
    }
  }

  events() {
    const {
      model,
      cards,
      t,
      view: { day },
    } = this.atlas;
    const today = model.eventsOn(day).slice(0, EVENTS);
    const earlier = model.eventsBefore(day, EARLIER);
    return [
      h("h2", {}, t.whatHappened),
      ...today.map((event) => cards.event(event)),
      ...(earlier.length ? [h("h3", { class: "divider" }, t.earlier)] : []),
      ...earlier.map((event) => cards.brief(event)),
    ];
  }
}
