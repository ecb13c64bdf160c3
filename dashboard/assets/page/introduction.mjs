/**
 * What a first visit reads instead of the events: what this is, how to move, and where the story
 * turns. It goes at the first move and does not return, unless the help is asked for it.
 */

import { recall, remember } from "./optional.mjs";
import { element, h, put } from "./dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const STORED = "introduced";

export class Introduction {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.host = element("start");
    element("introduction").addEventListener("click", () => {
      atlas.help.close();
      this.open(true);
      this.host.querySelector("button")?.focus();
    });
  }

  /** @param {Set<string>} named */
  restore(named) {
    this.named = named;
  }

  /** A link that says what to show is followed without an introduction. */
  landed() {
    this.open(!this.named?.size && recall(STORED) === null);
  }

  /** @param {boolean} on */
  open(on) {
    if (on && !this.host.childElementCount) this.fill();
    this.host.hidden = !on;
    element("page").toggleAttribute("data-introduction", on);
  }

  /** @returns {boolean} whether it was open */
  leave() {
    const open = !this.host.hidden;
    if (open) {
      remember(STORED, "yes");
      this.open(false);
    }
    return open;
  }

  fill() {
    const { t, atlas } = this;
    const skip = () => this.leave();
    const ways = [t["start.play"], t["start.keys"], t["start.land"]];
    const points = atlas.payload.milestones.map(({ event, label }) => {
      const { day } = /** @type {{day: number}} */ (atlas.model.events.get(event));
      const go = () => atlas.store.jump(day);
      return h(
        "li",
        {},
        h("span", { class: "muted" }, atlas.calendar.short(day)),
        h("button", { type: "button", class: "link", onclick: go }, label),
      );
    });
    put(
      this.host,
      h(
        "button",
        { type: "button", class: "close", "aria-label": t["start.skip"], title: t["start.skip"], onclick: skip },
        "×",
      ),
      h("p", { class: "muted" }, t.start),
      h("h2", {}, atlas.payload.opening),
      h("ul", { class: "ways" }, ...ways.map((way) => h("li", {}, way))),
      points.length ? h("h3", {}, t["start.points"]) : null,
      h("ol", {}, ...points),
    );
  }

  // What the reader does ends it.

  hold() {
    this.leave();
  }

  /** @param {string|null} territory */
  select(territory) {
    if (territory) this.leave();
  }

  openCard() {
    this.leave();
  }

  escapes() {
    return { introduction: () => this.leave() };
  }
}
