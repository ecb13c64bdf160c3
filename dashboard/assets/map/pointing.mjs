/** Click, hover and focus on the territories of a map; plotly's drag layer lies above the paths. */

import { element, format, h, put } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

/** A press that moves farther than this many pixels drags the map. */
const STILL = 5;

export class Pointing {
  /**
   * @param {Atlas} atlas
   * @param {{surface: HTMLElement, painter: import("./painter.mjs").Painter, day: () => number}} map
   */
  constructor(atlas, { surface, painter, day }) {
    this.atlas = atlas;
    this.surface = surface;
    this.painter = painter;
    this.day = day;
    this.t = atlas.t;
    this.tip = element("tip");
    /** @type {number[]|null} */
    let pressed = null;
    surface.addEventListener(
      "pointerdown",
      (event) => {
        pressed = event.button === 0 ? [event.clientX, event.clientY] : null;
      },
      true,
    );
    // On the document: while the button is down plotly covers the page with its own layer.
    document.addEventListener(
      "pointerup",
      (event) => {
        const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < STILL;
        pressed = null;
        if (still) atlas.store.select(painter.territoryAt(event.clientX, event.clientY));
      },
      true,
    );
    surface.addEventListener("pointermove", (event) => this.hover(event));
    surface.addEventListener("pointerleave", () => this.tip.replaceChildren());
    /** @param {Event} event */
    const named = (event) => /** @type {Element} */ (event.target).getAttribute?.("data-territory");
    surface.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (named(event)) atlas.store.select(named(event));
    });
    surface.addEventListener("focusin", (event) => {
      const id = named(event);
      if (id && id !== atlas.view.territory) atlas.store.select(id, "replaceState");
    });
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const mouse = event.pointerType === "mouse" && !event.buttons;
    const id = mouse && this.painter.territoryAt(event.clientX, event.clientY);
    const line = mouse && this.painter.lineAt(event.clientX, event.clientY, this.atlas.view.layers);
    put(
      this.tip,
      id ? h("p", {}, this.sentence(this.atlas.model.numberOf(id))) : null,
      line ? h("p", {}, this.lineNote(line)) : null,
    );
    this.tip.style.translate = `${event.clientX + 14}px ${event.clientY + 14}px`;
    this.surface.classList.toggle("over-territory", Boolean(id));
  }

  /** A click gives focus to what plotly drew; the paths need names and a place in the tab order. */
  name() {
    this.painter.areas.forEach((path, i) => {
      if (!path) return;
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", this.sentence(i));
    });
  }

  /** What the hand finds at a line: its name and what it rests on.
   * @param {{ name: string, basis: string, grade: string }} one */
  lineNote({ name, basis, grade }) {
    const text = name ? `${name}. ${basis}` : basis;
    return grade === "D" ? format(this.t.uncertainLine, { basis: text }) : text;
  }

  /** @param {number} i */
  sentence(i) {
    const { model, payload } = this.atlas;
    const row = model.row(i, this.day());
    return format(this.t.territorySpoken, {
      name: model.territories[i].name,
      holder: payload.polities[row.controller].short,
      status: this.t[`status.${row.status}`],
    });
  }
}
