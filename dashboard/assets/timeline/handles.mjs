/** The two days of a comparison on the timeline: A moves with its cursor, B is dragged by itself. */

import { format, h } from "../page/dom.mjs";
import { keyName } from "../page/keys.mjs";

export class Handles {
  /**
   * @param {import("../atlas.mjs").Atlas} atlas
   * @param {(day: number) => void} move called with each day that B is moved to
   */
  constructor(atlas, move) {
    this.atlas = atlas;
    this.move = move;
    this.calendar = atlas.calendar;
    this.ribbon = atlas.ribbon;
    this.span = h("div", { class: "span" });
    this.a = h("div", { class: "letter", "aria-hidden": "true" }, "A");
    this.b = h(
      "div",
      {
        class: "letter",
        role: "slider",
        tabindex: 0,
        "aria-label": format(atlas.t["compare.day"], { letter: "B" }),
        "aria-valuemin": this.calendar.first,
        "aria-valuemax": this.calendar.last,
      },
      "B",
    );
    this.host = h("div", { class: "handles", "data-views": "compare" }, this.span, this.a, this.b);
    this.ribbon.host.append(this.host);
    this.ribbon.onDrawn(() => this.days && this.show(...this.days));
    this.listen();
  }

  get day() {
    return this.atlas.view.with ?? 0;
  }

  listen() {
    const { b, calendar } = this;
    b.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      b.setPointerCapture(event.pointerId);
      b.focus({ preventScroll: true });
      /** @type {number | undefined} */
      this.grip = event.clientX - (this.left + this.ribbon.x(this.day));
    });
    b.addEventListener("pointermove", (event) => {
      if (this.grip === undefined) return;
      const x = event.clientX - this.grip - this.left;
      this.move(this.ribbon.span.dayAt(x / this.ribbon.width));
    });
    for (const end of ["pointerup", "pointercancel"]) b.addEventListener(end, () => (this.grip = undefined));
    b.addEventListener("keydown", (event) => {
      const to = this.steps()[keyName(event)];
      if (!to) return;
      // The same keys move day A everywhere else.
      event.preventDefault();
      event.stopPropagation();
      this.move(calendar.clamp(to()));
    });
  }

  get left() {
    return this.ribbon.host.getBoundingClientRect().left;
  }

  /** @returns {Record<string, () => number>} days that keys lead to */
  steps() {
    const { calendar, day } = this;
    const { model } = this.atlas;
    return {
      ArrowRight: () => model.nextChange(day) ?? calendar.last,
      ArrowLeft: () => model.previousChange(day) ?? calendar.first,
      "Shift+ArrowRight": () => day + 1,
      "Shift+ArrowLeft": () => day - 1,
      PageUp: () => calendar.addMonths(day, 1),
      PageDown: () => calendar.addMonths(day, -1),
      Home: () => calendar.first,
      End: () => calendar.last,
    };
  }

  /** @param {number} a a day; `b` the other
   * @param {number} b */
  show(a, b) {
    /** @type {[number, number] | null} */
    this.days = [a, b];
    const [xa, xb] = [a, b].map((day) => this.ribbon.x(day));
    this.a.style.transform = `translateX(${xa.toFixed(2)}px)`;
    this.b.style.transform = `translateX(${xb.toFixed(2)}px)`;
    const [low, high] = [xa, xb].map((x) => Math.max(0, Math.min(this.ribbon.width, x))).sort((a, b) => a - b);
    // A day beyond the part of the time that is seen has no place.
    /** @param {number} x */
    const seen = (x) => x >= 0 && x <= this.ribbon.width;
    this.a.hidden = !seen(xa);
    this.b.hidden = !seen(xb);
    this.span.style.transform = `translateX(${low.toFixed(2)}px) scaleX(${(high - low).toFixed(2)})`;
    this.b.setAttribute("aria-valuenow", String(b));
    this.b.setAttribute("aria-valuetext", this.calendar.label(b));
  }
}
