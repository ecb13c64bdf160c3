/** The part of the map that the reader has chosen, kept in the address in degrees. */

import { Degrees, onEarth } from "../core/degrees.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

const KEEP_MS = 150;
const METRES_A_DEGREE = 111_320;
// A rounded degree moves the map by less than this many pixels.
const ROUNDING = 0.25;
/** A link may show so many times as much as a sheet. */
const WIDER = 1.5;

export class Extent {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.degrees = new Degrees(atlas.payload.degrees);
    /** @type {number|undefined} */
    this.keeping = undefined;
    /** @type {import("../core/view.d.ts").Parameter[]} */
    this.parameters = [
      {
        name: "extent",
        usual: null,
        read: (text, fail) => parse(text, atlas.payload.exports.sheet) ?? fail(),
        write: (extent) => extent.join(","),
        fault: "noteExtent",
      },
    ];
    atlas.chart.onMoved(() => {
      clearTimeout(this.keeping);
      this.keeping = setTimeout(() => this.keep(), KEEP_MS);
    });
  }

  /** Write what is shown into the address; the home view needs no words. */
  keep() {
    const { viewport, view } = this.atlas;
    // What the address said is as exact as what is shown.
    if (viewport.held) return;
    const extent = viewport.away ? this.shown(viewport) : null;
    if (String(extent) !== String(view.extent)) this.atlas.store.set({ extent });
  }

  /** @param {Viewport} viewport */
  shown(viewport) {
    const digits = Math.ceil(Math.log10((METRES_A_DEGREE * viewport.perMetre) / ROUNDING));
    const kept = Math.min(5, Math.max(2, digits));
    return this.degrees.extentOf(viewport.window()).map((degrees) => Number(degrees.toFixed(kept)));
  }

  /** Show what the address says. */
  restore() {
    const { viewport, view } = this.atlas;
    clearTimeout(this.keeping);
    if (view.extent) viewport.hold(this.degrees.windowOf(view.extent));
    else if (viewport.away && !viewport.part) viewport.showAll();
  }
}

/** West, south, east, north in degrees, or null when a text is no such box.
 * @param {string} text
 * @param {{earth: number[], degrees: number}} sheet what a sheet may show */
export function parse(text, { earth, degrees }) {
  const parts = text.split(",");
  const numbers = parts.map((part) => (part.trim() ? Number(part) : NaN));
  const [west, south, east, north] = numbers;
  const sound =
    parts.length === 4 && onEarth(numbers, earth) && Math.max(east - west, north - south) <= WIDER * degrees;
  return sound ? numbers : null;
}
