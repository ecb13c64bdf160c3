/** A small card above the strip: the event that the pointer, the finger or the focus is at. */

import { h, put } from "../page/dom.mjs";
import { REACH } from "./gestures.mjs";

const EDGE = 8;

/** @import { HistoricEvent } from "../core/contract.d.ts" */

export class Preview {
  /**
   * @param {import("./ribbon.mjs").Ribbon} ribbon
   * @param {Object<string, string>} t strings
   */
  constructor(ribbon, t) {
    this.ribbon = ribbon;
    this.t = t;
    this.card = h("div", { id: "event-card", hidden: true, "aria-hidden": "true" });
    this.stem = h("div", { class: "card-stem", hidden: true });
    /** What the card speaks of. @type {HistoricEvent|null} */
    this.event = null;
    /** Whether it stays when the mouse is elsewhere. */
    this.kept = false;
    /** A day whose card was closed. @type {number|null} */
    this.closed = null;
    ribbon.host.append(this.stem, this.card);
    const { host, input } = ribbon;
    host.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") this.look(event);
    });
    host.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && !this.kept) this.hide();
    });
    for (const kind of /** @type {const} */ (["focusin", "focusout"])) {
      host.addEventListener(kind, (event) => this.focus(event, kind === "focusin"));
    }
    input.addEventListener("blur", () => this.hide());
  }

  /** What lies under a mouse.
   * @param {PointerEvent} event */
  look(event) {
    const named = eventAt(event.target);
    const box = this.ribbon.input.getBoundingClientRect();
    const near = named
      ? this.ribbon.model.events.get(named.dataset.event ?? "")
      : event.buttons
        ? null
        : this.ribbon.near(event.clientX - box.left, event.clientY - box.top, REACH.mouse);
    if (near) this.show(near);
    else if (!this.kept) this.hide();
  }

  /** A name that gets the focus by key shows its card.
   * @param {FocusEvent} event
   * @param {boolean} on */
  focus(event, on) {
    const named = eventAt(event.target);
    if (!named) return;
    const shown = this.ribbon.model.events.get(named.dataset.event ?? "");
    if (on && shown && named.matches(":focus-visible")) this.show(shown);
    else this.hide();
  }

  /** With the slider in focus: the event of the day that a key has led to.
   * @param {number} day */
  arrive(day) {
    const [event] = this.ribbon.model.eventsOn(day);
    if (day === this.closed || !this.ribbon.input.matches(":focus-visible")) return;
    this.closed = null;
    if (event) this.show(event, true);
    else this.hide();
  }

  /** @param {HistoricEvent} event
   * @param {boolean} [kept] whether it stays when the mouse is elsewhere */
  show(event, kept = false) {
    this.kept = kept;
    if (this.event !== event) {
      this.event = event;
      const { calendar } = this.ribbon;
      const category = h(
        "p",
        { class: "category" },
        this.t[`category.${event.category}`],
        event.place && h("span", {}, ` · ${event.place}`),
      );
      this.card.className = `of-${event.category}`;
      put(
        this.card,
        category,
        h("p", { class: "title" }, event.title),
        h("p", { class: "muted" }, calendar.label(event.day)),
      );
    }
    for (const part of [this.card, this.stem]) part.hidden = false;
    this.put();
  }

  /** Above its day, inside the window. */
  put() {
    const { ribbon, event } = this;
    if (!event) return;
    const x = ribbon.x(event.day);
    const box = ribbon.host.getBoundingClientRect();
    const width = this.card.offsetWidth;
    const left = Math.max(EDGE - box.left, Math.min(x - width / 2, innerWidth - EDGE - width - box.left));
    this.card.style.left = `${left.toFixed(1)}px`;
    this.card.classList.toggle("above", ribbon.marks.raised);
    Object.assign(this.stem.style, { left: `${x.toFixed(1)}px`, height: `${ribbon.tops.treaties + 4}px` });
  }

  /** @returns {boolean} whether there was a card */
  hide() {
    if (this.card.hidden) return false;
    this.kept = false;
    for (const part of [this.card, this.stem]) part.hidden = true;
    return true;
  }
}

/** The name of an event on the strip that a thing is in, or null.
 * @param {EventTarget|null} target
 * @returns {HTMLElement|null} */
const eventAt = (target) => (target instanceof Element ? target.closest("[data-event]") : null);
