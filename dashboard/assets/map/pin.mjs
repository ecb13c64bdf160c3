/** A point on the map that a card speaks of: a ring where something happened, a pin with its name. */

import { s } from "../page/dom.mjs";

const RING = 13;
/** About the point this much country is shown, in metres. */
const COUNTRY = 260_000;
const MARGIN = 24;

export class Pin {
  constructor(atlas) {
    this.atlas = atlas;
    this.at = null;
    this.svg = s("svg", { class: "pin", "aria-hidden": "true" });
    document.getElementById("overlay").append(this.svg);
    atlas.viewport.onMove(() => this.place());
    // Names keep clear of it, as of the other signs.
    const { reserve } = atlas.labels;
    atlas.labels.reserve = () => [...reserve(), ...this.boxes()];
  }

  /** @param {[number, number]|null} xy metres
   * @param {string} name written beside it; empty for a ring alone */
  show(xy, name = "") {
    this.at = xy;
    this.svg.replaceChildren(...(xy ? [sign(name)] : []));
    this.wide = xy && name ? this.svg.querySelector("text").getBBox().width + 8 : 0;
    this.place();
  }

  /** What it takes of the map, in pixels. */
  boxes() {
    if (!this.wide) return [];
    const [x, y] = this.atlas.viewport.toPixels(this.at);
    return [[x - RING, y - RING, x + RING + this.wide, y + RING]];
  }

  place() {
    if (!this.at) return;
    const [x, y] = this.atlas.viewport.toPixels(this.at);
    this.svg.firstChild.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }

  /** Bring the point into what the cards leave free.
   * @param {boolean} near come near in any case, not only when it is out of sight */
  approach(near) {
    if (!this.at || (!near && this.seen())) return;
    const [x, y] = this.at;
    const half = COUNTRY / 2;
    const right = document.getElementById("panels").offsetWidth;
    const free = innerWidth > 720 ? { left: 0, right: right + 60 } : { left: 0, right: 0 };
    this.atlas.viewport.showPart([x - half, y - half, x + half, y + half], free);
  }

  seen() {
    const { viewport } = this.atlas;
    const [x, y] = viewport.toPixels(this.at);
    const clear = ([left, top, right, bottom]) =>
      x < left - MARGIN || x > right + MARGIN || y < top - MARGIN || y > bottom + MARGIN;
    return x > MARGIN && y > MARGIN && x < viewport.width - MARGIN && y < viewport.height - MARGIN
      && viewport.covers().every(clear);
  }
}

function sign(name) {
  const ring = (className) => s("circle", { class: className, r: RING });
  const parts = [ring("casing"), ring("ring")];
  if (name) parts.push(s("circle", { class: "dot", r: 4 }),
    s("text", { x: RING + 6, dy: "0.35em" }, name));
  return s("g", {}, ...parts);
}
