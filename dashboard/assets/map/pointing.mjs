/** Click, hover and focus on the territories of a map; plotly's drag layer lies above the paths. */

import { format, h, put } from "../page/dom.mjs";

/** A press that moves farther than this many pixels drags the map. */
const STILL = 5;

export class Pointing {
  /**
   * @param {any} atlas
   * @param {{graph: any, painter: import("./painter.mjs").Painter, day: () => number}} map
   */
  constructor(atlas, { graph, painter, day }) {
    Object.assign(this, { atlas, graph, painter, day, t: atlas.t, tip: document.getElementById("tip") });
    let pressed = null;
    graph.addEventListener("pointerdown", (event) => {
      pressed = event.button === 0 ? [event.clientX, event.clientY] : null;
    }, true);
    // On the document: while the button is down plotly covers the page with its own layer.
    document.addEventListener("pointerup", (event) => {
      const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < STILL;
      pressed = null;
      if (still) atlas.select(painter.territoryAt(event.clientX, event.clientY));
    }, true);
    graph.addEventListener("pointermove", (event) => this.hover(event));
    graph.addEventListener("pointerleave", () => this.tip.replaceChildren());
    const named = (event) => event.target.getAttribute?.("data-territory");
    graph.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (named(event)) atlas.select(named(event));
    });
    graph.addEventListener("focusin", (event) => {
      const id = named(event);
      if (id && id !== atlas.view.territory) atlas.select(id, "replaceState");
    });
  }

  hover(event) {
    const mouse = event.pointerType === "mouse" && !event.buttons;
    const id = mouse && this.painter.territoryAt(event.clientX, event.clientY);
    const line = mouse && this.painter.lineAt(event.clientX, event.clientY, this.atlas.view.layers);
    put(this.tip, id ? h("p", {}, this.sentence(this.atlas.model.index.get(id))) : null,
      line ? h("p", {}, this.lineNote(line)) : null);
    this.tip.style.translate = `${event.clientX + 14}px ${event.clientY + 14}px`;
    this.graph.classList.toggle("over-territory", Boolean(id));
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

  /** What the hand finds at a line: its name and what it rests on. */
  lineNote({ name, basis, grade }) {
    const text = name ? `${name}. ${basis}` : basis;
    return grade === "D" ? format(this.t.uncertainLine, { basis: text }) : text;
  }

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
