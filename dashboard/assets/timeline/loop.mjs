/** The loop: two handles on the strip between which play goes round. */

import { h } from "../page/dom.mjs";

/** @import { Calendar } from "../core/calendar.mjs" */

/** @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const WEEK = 7;

export class Loop {
  /**
   * @param {import("./ribbon.mjs").Ribbon} ribbon
   * @param {Object<string, string>} t strings
   * @param {(loop: [number, number], done: boolean) => void} moved `done` when the finger is off
   */
  constructor(ribbon, t, moved) {
    this.ribbon = ribbon;
    this.moved = moved;
    this.calendar = ribbon.calendar;
    /** @type {[number, number] | null} */
    this.days = null;
    this.band = h("div", { class: "loop-band", "aria-hidden": "true" });
    this.handles = [
      ["from", t["loop.from"]],
      ["until", t["loop.until"]],
    ].map(([end, name], n) => {
      const handle = h("div", {
        id: `loop-${end}`,
        class: `loop-handle ${end}`,
        role: "slider",
        tabindex: 0,
        "aria-label": name,
        "aria-orientation": "horizontal",
      });
      this.listen(handle, n === 0 ? 0 : 1);
      return handle;
    });
    ribbon.host.append(this.band, ...this.handles);
    this.show(null);
  }

  /**
   * @param {HTMLElement} handle
   * @param {0 | 1} n
   */
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
        if (this.days) this.moved(this.days, true);
      });
    }
    handle.addEventListener("keydown", (event) => {
      const day = this.keyed(event, n);
      if (day === null) return;
      // The same keys move the day elsewhere on the page.
      event.preventDefault();
      event.stopPropagation();
      this.set(n, day, true);
    });
  }

  /** The day that a key moves a handle to; null when it is not the handle's key.
   * @param {KeyboardEvent} event
   * @param {0 | 1} n */
  keyed(event, n) {
    if (!this.days || event.ctrlKey || event.metaKey || event.altKey) return null;
    const day = this.days[n];
    if (KEYS[event.key]) return day + KEYS[event.key] * (event.shiftKey ? WEEK : 1);
    if (event.key === "PageUp") return this.calendar.addMonths(day, 1);
    if (event.key === "PageDown") return this.calendar.addMonths(day, -1);
    if (event.key === "Home") return n ? this.days[0] + 1 : 0;
    if (event.key === "End") return n ? this.calendar.last : this.days[1] - 1;
    return null;
  }

  /**
   * @param {0 | 1} n
   * @param {number} day
   * @param {boolean} done
   */
  set(n, day, done) {
    if (!this.days) return;
    const [from, until] = this.days;
    /** @type {[number, number]} */
    const next = n
      ? [from, Math.max(from + 1, this.calendar.clamp(day))]
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
      handle.setAttribute("aria-valuemin", String(n ? days[0] + 1 : 0));
      handle.setAttribute("aria-valuemax", String(n ? this.calendar.last : days[1] - 1));
      handle.setAttribute("aria-valuenow", String(days[n]));
      handle.setAttribute("aria-valuetext", this.calendar.label(days[n]));
    });
    this.draw();
  }

  /** Put band and handles where their days stand. */
  draw() {
    const { days } = this;
    if (!days || !this.ribbon.width) return;
    const { span, width, tops } = this.ribbon;
    const places = days.map((day) => this.ribbon.x(day));
    const [from, until] = places.map((x) => Math.max(0, Math.min(width, x)));
    const rows = { top: `${tops.shares}px`, height: `${tops.scale - tops.shares}px` };
    Object.assign(this.band.style, rows, { left: `${from}px`, width: `${until - from}px` });
    this.handles.forEach((handle, n) => {
      Object.assign(handle.style, rows, { left: `${places[n]}px` });
      handle.classList.toggle("off", !span.holds(days[n]));
    });
  }
}

/** How the loop and the span stand in an address: `2001-02-03..2001-05-15`.
 * @param {Calendar} calendar
 * @returns {Pick<import("../core/view.d.ts").ParameterOf<"loop">, "read" | "write">} */
export function daysParameter(calendar, shortest = 1) {
  return {
    read: (text, fail) => {
      const [from, until, ...more] = text.split("..").map((day) => calendar.fromIso(day));
      const fair = !more.length && calendar.inside(from) && until !== undefined && calendar.inside(until);
      return fair && until - from >= shortest ? [from, until] : fail();
    },
    write: (days) => days?.map((day) => calendar.iso(day)).join("..") ?? null,
  };
}
