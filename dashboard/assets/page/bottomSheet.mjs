/**
 * On a phone the card of a territory, a treaty or a search result is a sheet at the foot of the window: its
 * handle is dragged or pressed to make it taller, lower, or to put it away.
 */

import { element, h } from "./dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

/** Share of the window that a sheet takes, low and tall; below the first it closes. */
const CLOSES = 0.3;
const LOW = 0.5;
const TALL = 0.9;
const STILL = 5;
/** The sheet that lies on top comes last. */
const SHEETS = ["treaty", "found", "strips-card", "quiz", "own", "details"];

export class Sheet {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.share = LOW;
    /** Where a drag began, and whether it has gone anywhere. @type {{y: number, share: number}|null} */
    this.from = null;
    this.moved = false;
    this.handle = h("button", { id: "sheet-handle", type: "button", onclick: () => this.press() });
    element("page").append(this.handle);
    this.handle.addEventListener("pointerdown", (event) => this.down(event));
    this.handle.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) this.handle.addEventListener(end, () => this.up());
    this.take(LOW);
  }

  /** @param {number} share of the window */
  take(share) {
    this.share = share;
    // Set on the page, it would have the browser work out the style of all that is in it.
    for (const part of [this.handle, ...SHEETS.map((id) => element(id))])
      part.style.setProperty("--sheet", String(share));
    const tall = share > (LOW + TALL) / 2;
    this.handle.setAttribute("aria-label", this.atlas.t[tall ? "sheet.lower" : "sheet.taller"]);
  }

  /** @param {PointerEvent} event */
  down(event) {
    // A mouse would begin to mark text, and then to drag it.
    event.preventDefault();
    this.from = { y: event.clientY, share: this.share };
    this.moved = false;
    this.handle.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.from) return;
    const up = this.from.y - event.clientY;
    this.moved ||= Math.abs(up) > STILL;
    if (this.moved) this.take(Math.min(TALL, Math.max(0.1, this.from.share + up / innerHeight)));
  }

  up() {
    if (this.from && this.moved) this.settle();
    this.from = null;
    // The click that ends a drag comes at once, if it comes.
    setTimeout(() => (this.moved = false));
  }

  /** Come to rest at the nearest of low, tall and gone. */
  settle() {
    const gone = this.share < CLOSES;
    this.take(!gone && this.share > (LOW + TALL) / 2 ? TALL : LOW);
    if (gone) /** @type {HTMLElement|null|undefined} */ (this.top()?.querySelector(".close"))?.click();
  }

  /** A click that ends a drag is none. */
  press() {
    if (!this.moved) this.take(this.share === TALL ? LOW : TALL);
  }

  top() {
    return SHEETS.map((id) => element(id)).findLast((sheet) => sheet.checkVisibility({ visibilityProperty: true }));
  }

  show() {
    this.take(LOW);
  }
}
