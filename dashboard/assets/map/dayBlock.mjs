/**
 * The day over the map: on a single line, as large as its water bears; where it would lie over land it
 * stands on a card. Settled at rest, since it asks for layout.
 */

/** @import { Painter } from "./painter.mjs" */

const PHONE = 720;
/** Between two points at which the ground is looked at, and what the words keep clear of, in pixels. */
const STEP = 22;
const APART = 8;
/** Type is made smaller by so many pixels at once, down to this part of its size. */
const SMALLER = 2;
const LEAST = 0.73;
/** How far the words may rise from their usual place before the type is made smaller, and by how much at once. */
const HIGHEST = 32;
const RISE = 8;

export class DayBlock {
  /**
   * @param {HTMLElement} block
   * @param {Painter} painter of the map that it lies over
   * @param {() => boolean} apart whether the block is another thing now: the card of a lecture
   */
  constructor(block, painter, apart) {
    this.block = block;
    this.painter = painter;
    this.apart = apart;
    /** What was looked at last. */
    this.seen = "";
  }

  /** Find its size and its ground for the window as it is.
   * @param {string} window of the map
   * @returns {boolean} whether it changed */
  settle(window) {
    const { block } = this;
    const seen = [window, block.textContent, innerWidth, innerHeight, this.apart()].join();
    if (seen === this.seen) return false;
    this.seen = seen;
    const before = `${block.className} ${block.style.cssText}`;
    block.classList.remove("card");
    block.style.removeProperty("--day");
    block.style.removeProperty("--rise");
    if (innerWidth > PHONE && !this.apart()) this.fit();
    return before !== `${block.className} ${block.style.cssText}`;
  }

  fit() {
    const { block } = this;
    const usual = parseFloat(getComputedStyle(block).getPropertyValue("--day-size"));
    for (let size = usual; size >= usual * LEAST; size -= SMALLER) {
      block.style.setProperty("--day", `${size}px`);
      for (let rise = 0; rise <= HIGHEST; rise += RISE) {
        block.style.setProperty("--rise", `${-rise}px`);
        if (this.overWater()) return;
      }
    }
    block.style.removeProperty("--day");
    block.style.removeProperty("--rise");
    block.classList.add("card");
  }

  overWater() {
    const { left, top, bottom } = this.block.getBoundingClientRect();
    // A long date goes on beyond its block.
    const right = Math.max(...[...this.block.querySelectorAll("*")].map((part) => part.getBoundingClientRect().right));
    /** @type {Array<[number, number]>} */
    const points = [];
    for (let x = left - APART; x <= right + APART + STEP; x += STEP)
      for (let y = top - APART; y <= bottom + APART + STEP; y += STEP)
        points.push([Math.min(x, right + APART), Math.min(y, bottom + APART)]);
    return !points.some(([x, y]) => this.painter.hits.landAt(x, y));
  }
}
