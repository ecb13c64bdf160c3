/**
 * Opens and folds the legend: as the reader left it, in this browser; folded by itself where the
 * map is narrow or low and while it would lie over the land that is chosen.
 */

import { recall, remember } from "../page/optional.mjs";

const STORED = "legend";
const PHONE = 720;
/** A map narrower than this has no room for it unless asked, a wider map has always. */
const NARROW = 760;
const WIDE = 1300;
/** Between the words of the day and the legend, and the least height of a legend that is of use. */
const APART = 28;
const LOW = 150;

export class Shutter {
  /**
   * @param {import("./legend.mjs").Legend} legend
   * @param {HTMLElement} stage what the legend lies in
   * @param {HTMLElement} words what stands above it
   * @param {(territory: string) => boolean} covers whether the legend, open, lies over it
   * @param {() => void} changed called when the reader opens or folds it
   */
  constructor(legend, stage, words, covers, changed) {
    this.legend = legend;
    this.stage = stage;
    this.words = words;
    this.covers = covers;
    this.wish = recall(STORED);
    /** The place in which the reader opened it although there was no room. */
    this.insisted = null;
    legend.summary.addEventListener("click", (event) => {
      // The browser would do the same, but a moment later.
      event.preventDefault();
      this.turn();
      changed();
    });
  }

  turn() {
    const { details } = this.legend;
    details.open = !details.open;
    this.wish = details.open ? "open" : "folded";
    this.insisted = details.open ? this.place : null;
    remember(STORED, this.wish);
  }

  /** Open or fold it for what is shown now.
   * @param {string|null} territory the land that is chosen
   * @returns {boolean} whether it is another than before */
  settle(territory) {
    const { details } = this.legend;
    const before = details.open;
    const width = this.stage.clientWidth;
    const room = this.stage.getBoundingClientRect().bottom - this.words.getBoundingClientRect().bottom - APART;
    const short = width < NARROW || room < LOW;
    this.place = `${territory} ${short}`;
    if (this.insisted !== this.place) this.insisted = null;
    this.legend.host.style.setProperty("--room", `${Math.max(room, LOW)}px`);
    // Its size is known when it is open.
    details.open = this.welcome(width, short);
    if (details.open && this.blocks(territory)) details.open = false;
    return details.open !== before;
  }

  /**
   * @param {number} width
   * @param {boolean} short
   */
  welcome(width, short) {
    if (innerWidth <= PHONE) return this.wish !== "folded";
    if (short) return this.insisted !== null;
    return this.wish === null ? width > WIDE : this.wish === "open";
  }

  /** @param {string | null} territory */
  blocks(territory) {
    return innerWidth > PHONE && territory !== null && this.insisted === null && this.covers(territory);
  }
}
