/**
 * The wheel over the map zooms about the pointer. While it turns, what is drawn is stretched as it
 * is; plotly, which draws every trace anew, is asked once, when it has stood still.
 */

/** @import { Touch } from "./touch.mjs" */

const STILL_MS = 180;
/** A notch, and any turn that is larger, comes a tenth nearer; a touchpad sends small ones. */
const NOTCH = 20;
const PER_NOTCH = 0.1;

export class Wheel {
  /** @param {Touch} touch the hand on the same map: it shows and ends what is begun here */
  constructor(touch) {
    this.touch = touch;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.waiting = undefined;
    const { element, viewport } = touch;
    element.addEventListener("wheel", (event) => this.turn(event), { capture: true, passive: false });
    // What follows starts from the map as it is drawn.
    element.addEventListener("pointerdown", () => this.waiting && this.end(), { capture: true });
    viewport.onMove(() => this.drop());
  }

  /** @param {WheelEvent} event */
  turn(event) {
    event.preventDefault();
    // Plotly would draw at each pause of a twentieth of a second.
    event.stopPropagation();
    this.touch.stretch(factorOf(event), this.touch.place(event));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.end(), STILL_MS);
  }

  end() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.touch.end();
  }

  /** The map was drawn in another window: what was to come began from the former. */
  drop() {
    if (this.waiting === undefined) return;
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.touch.drop();
  }
}

/** How much nearer a turn of the wheel comes, below 1 farther.
 * @param {{deltaY: number, deltaMode: number}} turn */
export function factorOf({ deltaY, deltaMode }) {
  // Lines and pages are of a wheel with notches.
  const turned = deltaMode ? Math.sign(deltaY) * NOTCH : Math.max(-NOTCH, Math.min(NOTCH, deltaY));
  return Math.exp((-turned / NOTCH) * PER_NOTCH);
}
