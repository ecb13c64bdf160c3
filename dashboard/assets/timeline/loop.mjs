/** The loop: two handles on the strip between which play goes round. */

import { h } from "../page/dom.mjs";

const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const WEEK = 7;

export class Loop {
  /**
   * @param {import("./ribbon.mjs").Ribbon} ribbon
   * @param {Object<string, string>} t strings
   * @param {(loop: [number, number], done: boolean) => void} moved `done` when the finger is off
   */
  constructor(ribbon, t, moved) {
    Object.assign(this, { ribbon, moved, calendar: ribbon.calendar, days: null });
    this.band = h("div", { class: "loop-band", "aria-hidden": "true" });
    this.handles = [["from", t["loop.from"]], ["until", t["loop.until"]]].map(([end, name], n) => {
      const handle = h("div", { id: `loop-${end}`, class: `loop-handle ${end}`, role: "slider",
        tabindex: 0, "aria-label": name, "aria-orientation": "horizontal" });
      this.listen(handle, n);
      return handle;
    });
    ribbon.host.append(this.band, ...this.handles);
    this.show(null);
  }

  listen(handle, n) {
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      this.held = n;
    });
    handle.addEventListener("pointermove", (event) => {
      if (this.held !== n) return;
      const { left, width } = this.ribbon.input.getBoundingClientRect();
      this.set(n, this.ribbon.span.dayAt((event.clientX - left) / width), false);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      handle.addEventListener(end, () => {
        if (this.held !== n) return;
        this.held = null;
        this.moved(this.days, true);
      });
    }
    handle.addEventListener("keydown", (event) => {
      const day = this.keyed(event, this.days[n], n);
      if (day === null) return;
      // The same keys move the day elsewhere on the page.
      event.preventDefault();
      event.stopPropagation();
      this.set(n, day, true);
    });
  }

  /** The day that a key moves a handle to; null when it is not the handle's key. */
  keyed(event, day, n) {
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (KEYS[event.key]) return day + KEYS[event.key] * (event.shiftKey ? WEEK : 1);
    if (event.key === "PageUp") return this.calendar.addMonths(day, 1);
    if (event.key === "PageDown") return this.calendar.addMonths(day, -1);
    if (event.key === "Home") return n ? this.days[0] + 1 : 0;
    if (event.key === "End") return n ? this.calendar.last : this.days[1] - 1;
    return null;
  }

  set(n, day, done) {
    const [from, until] = this.days;
    const next = n ? [from, Math.max(from + 1, this.calendar.clamp(day))]
      : [Math.min(until - 1, this.calendar.clamp(day)), until];
    if (next[n] !== this.days[n]) this.show(next);
    this.moved(next, done);
  }

  /** @param {[number, number]|null} days first and last day, or no loop */
  show(days) {
    this.days = days;
    for (const part of [this.band, ...this.handles]) part.hidden = !days;
    if (!days) return;
    this.handles.forEach((handle, n) => {
      handle.setAttribute("aria-valuemin", n ? days[0] + 1 : 0);
      handle.setAttribute("aria-valuemax", n ? this.calendar.last : days[1] - 1);
      handle.setAttribute("aria-valuenow", days[n]);
      handle.setAttribute("aria-valuetext", this.calendar.label(days[n]));
    });
    this.draw();
  }

  /** Put band and handles where their days stand. */
  draw() {
    if (!this.days || !this.ribbon.tops) return;
    const { span, width, tops } = this.ribbon;
    const places = this.days.map((day) => this.ribbon.x(day));
    const [from, until] = places.map((x) => Math.max(0, Math.min(width, x)));
    const rows = { top: `${tops.shares}px`, height: `${tops.scale - tops.shares}px` };
    Object.assign(this.band.style, rows, { left: `${from}px`, width: `${until - from}px` });
    this.handles.forEach((handle, n) => {
      Object.assign(handle.style, rows, { left: `${places[n]}px` });
      handle.classList.toggle("off", !span.holds(this.days[n]));
    });
  }
}

/** How the loop and the span stand in an address: `1920-04-01..1920-05-15`.
 * @returns {{read: (text: string, fail: () => any) => any, write: (days: [number, number]|null) => string|null}} */
export function daysParameter(calendar, shortest = 1) {
  return {
    read: (text, fail) => {
      const days = text.split("..").map((one) => calendar.fromIso(one));
      const fair = days.length === 2 && days.every((day) => calendar.inside(day));
      return fair && days[1] - days[0] >= shortest ? days : fail();
    },
    write: (days) => days?.map((day) => calendar.iso(day)).join("..") ?? null,
  };
}
