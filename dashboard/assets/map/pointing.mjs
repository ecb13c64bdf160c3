/** Click, hover and focus on the territories of a map; plotly's drag layer lies above the paths. */

import { element, format, h, put } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

/** A press that moves farther than this many pixels drags the map. */
const STILL = 5;
/** To the right and down. @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

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
    /** The territory that Tab comes to. @type {string|null} */
    this.at = null;
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
        if (still) atlas.store.select(painter.hits.territoryAt(event.clientX, event.clientY));
      },
      true,
    );
    surface.addEventListener("pointermove", (event) => this.hover(event));
    surface.addEventListener("pointerleave", () => this.tip.replaceChildren());
    /** @param {Event} event */
    const named = (event) => /** @type {Element} */ (event.target).getAttribute?.("data-territory");
    surface.addEventListener("keydown", (event) => {
      const id = named(event);
      if (id && !event.ctrlKey && !event.metaKey && !event.altKey) this.key(event, id);
    });
    // Focus names a territory; it is Enter that opens its card.
    surface.addEventListener("focusin", (event) => {
      const id = named(event);
      if (id) this.reach(id);
    });
    surface.addEventListener("focusout", () => this.tip.replaceChildren());
  }

  /** Arrows go to the neighbour on that side, with Shift they move the map; Enter opens the card.
   * @param {KeyboardEvent} event
   * @param {string} id */
  key(event, id) {
    const { atlas } = this;
    const way = WAYS[event.key];
    if (way) {
      if (event.shiftKey) atlas.viewport.pan(...way);
      else this.neighbour(id, way)?.focus(/** @type {FocusOptions} */ ({ preventScroll: true, focusVisible: true }));
    } else if (event.key === "Enter" || event.key === " ") {
      atlas.store.select(id);
      atlas.card.focus();
    } else return;
    // The same keys move the day elsewhere on the page.
    event.preventDefault();
    event.stopPropagation();
  }

  /** The path whose middle is nearest on a side: what lies ahead counts more than what lies aside.
   * @param {string} id
   * @param {[number, number]} way to the right and down */
  neighbour(id, [right, down]) {
    const { areas } = this.painter;
    const middle = (/** @type {Element} */ path) => {
      const { left, top, width, height } = path.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const here = areas[this.atlas.model.numberOf(id)];
    if (!here) return null;
    const [x, y] = middle(here);
    /** @type {SVGPathElement|null} */
    let best = null;
    let least = Infinity;
    for (const path of areas) {
      if (!path || path === here) continue;
      const [a, b] = middle(path);
      const ahead = (a - x) * right + (b - y) * down;
      const aside = Math.abs((a - x) * down) + Math.abs((b - y) * right);
      if (ahead <= 1 || ahead < aside / 2) continue;
      const far = ahead + 2 * aside;
      if (far < least) [best, least] = [path, far];
    }
    return best;
  }

  /** A single stop of the Tab key: the territory that was reached last.
   * @param {string} id */
  reach(id) {
    this.at = id;
    this.painter.areas.forEach((path) => path?.setAttribute("tabindex", path.dataset.territory === id ? "0" : "-1"));
    const path = this.painter.areas[this.atlas.model.numberOf(id)];
    if (!path) return;
    const { left, bottom, width } = path.getBoundingClientRect();
    put(this.tip, h("p", {}, this.sentence(this.atlas.model.numberOf(id))));
    this.tip.style.translate = `${Math.max(8, Math.min(innerWidth - 310, left + width / 2))}px ${Math.min(innerHeight - 60, bottom + 6)}px`;
  }

  /** @param {PointerEvent} event */
  hover(event) {
    const mouse = event.pointerType === "mouse" && !event.buttons;
    const id = mouse && this.painter.hits.territoryAt(event.clientX, event.clientY);
    const line = mouse && this.painter.hits.lineAt(event.clientX, event.clientY, this.atlas.view.layers);
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
    const first = this.painter.areas.findIndex(Boolean);
    this.painter.areas.forEach((path, i) => {
      if (!path) return;
      path.setAttribute("tabindex", (this.at ? path.dataset.territory === this.at : i === first) ? "0" : "-1");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", this.spoken(i));
    });
  }

  /** The tooltip of a line: its name and what it rests on.
   * @param {{ name: string, basis: string, grade: string }} frontier */
  lineNote({ name, basis, grade }) {
    const text = name ? `${name}. ${basis}` : basis;
    return grade === "D" ? format(this.t.uncertainLine, { basis: text }) : text;
  }

  /** The name of a button on the map: who holds the land, in whose place since today, and who claims it.
   * @param {number} i */
  spoken(i) {
    const { model, cards } = this.atlas;
    const handover = model.handovers(this.day()).find((handover) => handover.i === i);
    const claimants = model.claimants(i, this.day()).map((claimant) => cards.short(claimant));
    return [
      this.sentence(i, handover && cards.handed(handover)),
      ...(claimants.length ? [`${this.t.claimedBy}: ${claimants.join(", ")}`] : []),
    ].join(". ");
  }

  /** @param {number} i
   * @param {string} [holder] in words */
  sentence(i, holder) {
    const { model, cards } = this.atlas;
    const row = model.row(i, this.day());
    return format(this.t.territorySpoken, {
      name: model.territories[i].name,
      holder: holder ?? cards.short(row.controller),
      status: this.t[`status.${row.status}`],
    });
  }
}
