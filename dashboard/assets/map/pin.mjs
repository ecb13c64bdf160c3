/** A point on the map that a card speaks of: a ring where something happened, a pin with its name. */

import { Space } from "../core/boxes.mjs";
import { element, s } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const RING = 13;
const MARGIN = 24;

export class Pin {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    /** @type {number[] | null} */
    this.at = null;
    /** Pixels that the name takes. */
    this.wide = 0;
    this.svg = s("svg", { class: "pin", "aria-hidden": "true" });
    element("overlay").append(this.svg);
    atlas.viewport.onMove(() => this.place());
    // Names keep clear of it, as of the other signs.
    atlas.labels.avoid(() => this.boxes());
  }

  /** @param {[number, number]|null} xy metres
   * @param {string} name written beside it; empty for a ring alone */
  show(xy, name = "") {
    this.at = xy;
    this.svg.replaceChildren(...(xy ? [sign(name)] : []));
    this.wide = (this.svg.querySelector("text")?.getBBox().width ?? -8) + 8;
    this.place();
  }

  /** What it takes of the map, in pixels. */
  boxes() {
    if (!this.wide || !this.at) return [];
    const [x, y] = this.atlas.viewport.toPixels(this.at);
    return [[x - RING, y - RING, x + RING + this.wide, y + RING]];
  }

  place() {
    if (!this.at) return;
    const [x, y] = this.atlas.viewport.toPixels(this.at);
    this.svg.firstElementChild?.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }

  /** Bring the point into what the cards leave free.
   * @param {boolean} near come near in any case, not only when it is out of sight */
  approach(near) {
    if (!this.at || (!near && this.seen(this.at))) return;
    const [x, y] = this.at;
    const half = this.atlas.payload.sizes.around / 2;
    const right = element("panels").offsetWidth;
    const free = innerWidth > 720 ? { left: 0, right: right + 60 } : { left: 0, right: 0 };
    this.atlas.viewport.showPart([x - half, y - half, x + half, y + half], free);
  }

  /** @param {number[]} at */
  seen(at) {
    const { viewport } = this.atlas;
    const [x, y] = viewport.toPixels(at);
    const { width, height } = viewport;
    const within = [MARGIN, MARGIN, width - MARGIN, height - MARGIN];
    return new Space({ gap: MARGIN, within, taken: viewport.covers() }).free([x, y, x, y]);
  }
}

/** @param {string} name */
function sign(name) {
  /** @param {string} className */
  const ring = (className) => s("circle", { class: className, r: RING });
  /** @type {SVGElement[]} */
  const parts = [ring("casing"), ring("ring")];
  if (name) parts.push(s("circle", { class: "dot", r: 4 }), s("text", { x: RING + 6, dy: "0.35em" }, name));
  return s("g", {}, ...parts);
}
