/** What a browser prints of the page: the map as a picture with events and how to cite it, or the table. */

import { element, h, put } from "../page/dom.mjs";
import { picture } from "./drawing.mjs";

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
    const { view } = this.atlas.view;
    this.host.classList.toggle("rows", view === "table");
    if (view === "table") {
      // A table goes on from sheet to sheet, with its heads on each.
      put(this.host, element("table").cloneNode(true));
      for (const node of this.host.querySelectorAll("[id]")) node.removeAttribute("id");
      return;
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
