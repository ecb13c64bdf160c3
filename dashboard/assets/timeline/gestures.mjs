/** Fingers, pointer and wheel on the strip: move the day, zoom about the pointer, pan. */

/** Pixels within which a press is meant for a tick: a mouse points finer than a finger.
 * @type {Record<string, number>} */
export const REACH = { mouse: 5, pen: 6, touch: 12 };
const STILL = 4;
/** A notch of a wheel (100) makes the time a fifth shorter or longer. */
const PER_PIXEL = Math.log(1.25) / 100;
const LINE_PIXELS = 33;

/** @import { HistoricEvent } from "../core/contract.d.ts" */
/** @import { Span } from "../core/span.mjs" */

export class Hand {
  /**
   * @param {import("./ribbon.mjs").Ribbon} ribbon
   * @param {{look: (span: Span) => void, pressed: (event: HistoricEvent|null) => void}} act
   */
  constructor(ribbon, act) {
    this.ribbon = ribbon;
    this.act = act;
    /** @type {Map<number, number>} places of the fingers, 0 to 1 */
    this.fingers = new Map();
    /** Where the first finger came down, and on which day of the map. */
    this.from = { x: 0, day: 0 };
    /** @type {"still"|"moving"|null} */
    this.dragging = null;
    /** The span when a second finger came, and the times under both. @type {{span: Span, times: [number, number]}|null} */
    this.pinched = null;
    const { input, host } = ribbon;
    // The scale has a break, a native thumb has not: the pointer is read here, the
    // input keeps its value, its keys and its voice.
    input.addEventListener("pointerdown", (event) => this.down(event));
    input.addEventListener("pointermove", (event) => this.move(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      input.addEventListener(end, (event) => this.up(event));
    }
    for (const native of ["mousedown", "touchstart"]) {
      input.addEventListener(native, (event) => event.preventDefault(), { passive: false });
    }
    host.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  /** @param {MouseEvent} event */
  place(event) {
    const box = this.ribbon.input.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const { input } = this.ribbon;
    if (event.button !== 0) return;
    input.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, this.place(event));
    if (this.fingers.size === 2) return this.beginPinch();
    if (this.fingers.size > 2) return undefined;
    input.focus({ preventScroll: true });
    this.from = { x: event.clientX, day: this.ribbon.day ?? 0 };
    const box = input.getBoundingClientRect();
    const hit = this.ribbon.near(
      event.clientX - box.left,
      event.clientY - box.top,
      REACH[event.pointerType] ?? REACH.mouse,
    );
    this.act.pressed(hit);
    this.dragging = hit ? "still" : "moving";
    if (hit) this.ribbon.act.onDay(hit.day, true);
    else this.follow(event);
    return undefined;
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.fingers.has(event.pointerId)) return;
    this.fingers.set(event.pointerId, this.place(event));
    if (this.pinched) {
      this.act.look(this.pinched.span.pinch(this.pinched.times, this.places()));
    } else if (this.dragging) {
      const still = Math.abs(event.clientX - this.from.x) < STILL;
      // A press on a tick holds its day until the finger really moves.
      if (this.dragging === "still" && still) return;
      if (this.dragging === "still") this.act.pressed(null);
      this.dragging = "moving";
      this.follow(event);
    }
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.fingers.delete(event.pointerId);
    this.dragging = null;
    if (this.fingers.size === 0) this.pinched = null;
  }

  /** @param {PointerEvent} event */
  follow(event) {
    this.ribbon.act.onDay(this.ribbon.span.dayAt(this.place(event)), true);
  }

  /** @returns {[number, number]} of the first two */
  places() {
    const [first, second] = this.fingers.values();
    return [first ?? 0, second ?? 0];
  }

  /** Two fingers change the time that is seen; the day returns to what it was before the first. */
  beginPinch() {
    if (this.dragging) this.ribbon.act.onDay(this.from.day, true);
    this.dragging = null;
    this.act.pressed(null);
    const { span } = this.ribbon;
    const [first, second] = this.places();
    this.pinched = { span, times: [span.timeAt(first), span.timeAt(second)] };
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    const unit = event.deltaMode === 1 ? LINE_PIXELS : event.deltaMode === 2 ? 400 : 1;
    const { span, width } = this.ribbon;
    const aside = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const turned = (aside ? event.deltaX || event.deltaY : event.deltaY) * unit;
    const next = aside
      ? span.pan(turned / width)
      : // A pinch on a touchpad comes as a wheel with Ctrl and small numbers.
        span.zoom(Math.exp(turned * PER_PIXEL * (event.ctrlKey && Math.abs(turned) < 50 ? 4 : 1)), this.place(event));
    // At the ends of what it can do the wheel is the page's.
    if (next.low === span.low && next.high === span.high) return;
    event.preventDefault();
    this.act.look(next);
  }
}
