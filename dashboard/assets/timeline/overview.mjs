/** The whole time in small, below a strip that shows a part of it; drag the part along. */

import { h, s } from "../page/dom.mjs";

const HEIGHT = 8;
const NARROWEST = 10;

export class Overview {
  /**
   * @param {import("./ribbon.mjs").Ribbon} ribbon
   * @param {(span: import("../core/span.mjs").Span) => void} look
   */
  constructor(ribbon, look) {
    this.ribbon = ribbon;
    this.look = look;
    this.wave = s("svg", { height: HEIGHT });
    this.part = h("div", { class: "part" });
    this.host = h("div", { class: "overview", "aria-hidden": "true", hidden: true }, this.wave, this.part);
    /** The width that the wave is drawn for. */
    this.drawn = 0;
    this.dragged = false;
    ribbon.host.append(this.host);
    this.host.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      this.host.setPointerCapture(event.pointerId);
      this.dragged = true;
      this.centre(event);
    });
    this.host.addEventListener("pointermove", (event) => this.dragged && this.centre(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.host.addEventListener(end, () => (this.dragged = false));
    }
  }

  /** Bring the time under the pointer to the middle of the strip.
   * @param {PointerEvent} event */
  centre(event) {
    const { calendar, span } = this.ribbon;
    const { left, width } = this.host.getBoundingClientRect();
    const weight = span.weigh(calendar.whole.timeAt((event.clientX - left) / width));
    this.look(span.of(weight - span.length / 2, weight + span.length / 2));
  }

  draw() {
    const { ribbon } = this;
    const { calendar, span, width } = ribbon;
    this.host.hidden = span.whole;
    if (span.whole) return;
    this.host.style.top = `${ribbon.tops.overview}px`;
    if (this.drawn !== width) {
      this.drawn = width;
      this.wave.setAttribute("width", String(width));
      this.wave.replaceChildren(ribbon.shares(calendar.whole, 0, HEIGHT));
    }
    const [from, until] = [span.unweigh(span.low), span.unweigh(span.high)].map(
      (time) => calendar.position(time) * width,
    );
    const room = Math.max(NARROWEST, until - from);
    const left = Math.min(from - (room - (until - from)) / 2, width - room);
    Object.assign(this.part.style, { left: `${Math.max(0, left)}px`, width: `${room}px` });
  }
}
