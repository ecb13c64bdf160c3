/**
 * The brush: the whole time with its years below the strip, and on it the part that the strip shows.
 * A year is a button; the part is dragged along, and its two ends apart.
 */

import { SHORTEST, Span } from "../core/span.mjs";
import { h } from "../page/dom.mjs";

/** @import { Calendar } from "../core/calendar.mjs" */
/** @import { Ribbon } from "./ribbon.mjs" */

export const BRUSH = 24;
const NARROWEST = 10;
/** A year narrower than this bears no name. */
const LEAST_YEAR = 34;
/** A press that moves farther than this many pixels drags. */
const STILL = 3;
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

export class Overview {
  /**
   * @param {Ribbon} ribbon
   * @param {Record<string, string>} t strings
   * @param {(span: Span) => void} look
   */
  constructor(ribbon, t, look) {
    this.ribbon = ribbon;
    this.look = look;
    /** @type {Calendar} */
    this.calendar = ribbon.calendar;
    this.part = h("div", { class: "part" });
    this.grips = [t["span.from"], t["span.until"]].map((label, n) => this.grip(label, n));
    this.years = this.makeYears();
    this.host = h(
      "div",
      { class: "overview", role: "group", "aria-label": t["span.name"] },
      ...this.years.map((mark) => mark.button),
      this.part,
      ...this.grips,
    );
    ribbon.host.append(this.host);
    this.drag(this.part, (event, start) => this.slide(event, start));
  }

  /** The years that have a day for each pixel or more, and a single stretch for all that follow. */
  makeYears() {
    const { calendar } = this;
    const first = calendar.date(0).getUTCFullYear();
    const detailed = calendar.date(calendar.detailed - 1).getUTCFullYear();
    const last = calendar.date(calendar.last).getUTCFullYear();
    const stretches = Array.from({ length: detailed - first + 1 }, (_, n) => [first + n, first + n]);
    if (last > detailed) stretches.push([detailed + 1, last]);
    return stretches.map(([from, until]) => {
      const days = [calendar.monthStart(from, 1), calendar.monthStart(until, 13) - 1].map((day) => calendar.clamp(day));
      const name = from === until ? String(from) : `${from}–${until}`;
      const button = h("button", { type: "button", "data-year": from, onclick: () => this.choose(days) }, name);
      return { button, days };
    });
  }

  /** Show a year; the year that is shown already gives back the whole time.
   * @param {number[]} days first and last */
  choose([from, until]) {
    const shown = String(this.ribbon.span.days) === String([from, until]);
    this.look(shown ? this.calendar.whole : new Span(this.calendar, from, until));
  }

  /**
   * @param {string} label
   * @param {number} n 0 the first day, 1 the last
   */
  grip(label, n) {
    const grip = h("div", { class: `end ${n ? "until" : "from"}`, role: "slider", tabindex: 0, "aria-label": label });
    this.drag(grip, (event) => this.pull(n, this.dayUnder(event)));
    grip.addEventListener("keydown", (event) => {
      const months = /** @type {Record<string, number>} */ (KEYS)[event.key];
      if (!months || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.pull(n, this.calendar.addMonths(this.ribbon.span.days[n], months));
    });
    return grip;
  }

  /** @param {PointerEvent} event */
  dayUnder(event) {
    const { left, width } = this.host.getBoundingClientRect();
    return Math.round(this.calendar.whole.timeAt((event.clientX - left) / width));
  }

  /** Move an end of the part.
   * @param {number} n
   * @param {number} day */
  pull(n, day) {
    const [from, until] = this.ribbon.span.days;
    const { calendar } = this;
    this.look(
      n
        ? new Span(calendar, from, Math.max(from + SHORTEST, calendar.clamp(day)))
        : new Span(calendar, Math.min(until - SHORTEST, calendar.clamp(day)), until),
    );
  }

  /**
   * @param {HTMLElement} element
   * @param {(event: PointerEvent, start: PointerEvent) => void} moved
   */
  drag(element, moved) {
    /** @type {PointerEvent|null} */
    let start = null;
    let dragged = false;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      element.focus({ preventScroll: true });
      start = event;
      dragged = false;
      this.held = this.ribbon.span;
    });
    element.addEventListener("pointermove", (event) => {
      if (!start) return;
      dragged ||= Math.abs(event.clientX - start.clientX) > STILL;
      if (dragged) moved(event, start);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      element.addEventListener(end, () => {
        // A press on the part that goes nowhere is meant for the year below it.
        if (start && !dragged && element === this.part) {
          const day = this.dayUnder(start);
          const year = this.years.find(({ days }) => days[0] <= day && day <= days[1]);
          if (year) this.choose(year.days);
        }
        start = null;
      });
    }
  }

  /** The visible part follows the pointer.
   * @param {PointerEvent} event
   * @param {PointerEvent} start */
  slide(event, start) {
    const span = this.held;
    if (!span) return;
    const { whole } = this.calendar;
    const { left, width } = this.host.getBoundingClientRect();
    const [from, to] = [start, event].map(({ clientX }) => span.weigh(whole.timeAt((clientX - left) / width)));
    this.look(span.of(span.low + to - from, span.high + to - from));
  }

  draw() {
    const { ribbon, calendar } = this;
    const { span, width } = ribbon;
    const place = (/** @type {number} */ day) => calendar.position(day) * width;
    Object.assign(this.host.style, { top: `${ribbon.tops.overview}px`, height: `${BRUSH}px` });
    this.host.classList.toggle("whole", span.whole);
    // A narrow strip has room for it only while a part of the time is chosen.
    this.host.hidden = ribbon.narrow && span.whole;
    for (const { button, days } of this.years) {
      const [from, until] = [place(days[0]), Math.min(width, place(days[1] + 1))];
      Object.assign(button.style, { left: `${from}px`, width: `${until - from}px` });
      button.classList.toggle("narrow", until - from < LEAST_YEAR);
      button.setAttribute("aria-pressed", String(String(span.days) === String(days)));
    }
    const [from, until] = [span.unweigh(span.low), span.unweigh(span.high)].map(
      (time) => calendar.position(time) * width,
    );
    const room = Math.max(NARROWEST, until - from);
    const left = Math.max(0, Math.min(from - (room - (until - from)) / 2, width - room));
    Object.assign(this.part.style, { left: `${left}px`, width: `${room}px` });
    this.grips.forEach((grip, n) => {
      grip.style.left = `${n ? left + room : left}px`;
      const day = span.days[n];
      grip.setAttribute("aria-valuemin", "0");
      grip.setAttribute("aria-valuemax", String(calendar.last));
      grip.setAttribute("aria-valuenow", String(day));
      grip.setAttribute("aria-valuetext", calendar.label(day));
    });
  }
}
