/**
 * Fingers on the map: one moves it, two zoom about their middle. While they move, what is
 * drawn is shifted and stretched as it is; when they leave, the map is drawn anew.
 */

const STILL = 5;

export class Touch {
  /**
   * @param {HTMLElement} element that plotly drew in
   * @param {HTMLElement} overlay what lies in it moves with the map
   * @param {import("./viewport.mjs").Viewport} viewport
   */
  constructor(element, overlay, viewport) {
    this.element = element;
    this.overlay = overlay;
    this.viewport = viewport;
    /** Whether the map stands in a frame of another page. */
    this.framed = false;
    /** @type {Map<number, number[]>} */
    this.fingers = new Map();
    /** Fingers on other maps that show the same land: those maps move with this map. @type {Touch[]} */
    this.others = [];
    this.shift = identity();
    /** @type {number|null} */
    this.frame = null;
    /** Where the fingers were when the gesture began, and how the map lay. @type {number[][]} */
    this.from = [];
    this.before = identity();
    // Plotly knows a single finger only; it gets none, nor the mouse that browsers make of them.
    element.addEventListener(
      "touchstart",
      (event) => {
        if (!this.passes(event.touches.length)) event.preventDefault();
        event.stopPropagation();
      },
      { capture: true, passive: false },
    );
    element.addEventListener("pointerdown", (event) => this.down(event));
    document.addEventListener("pointermove", (event) => this.move(event));
    document.addEventListener("pointerup", (event) => this.up(event));
    document.addEventListener("pointercancel", (event) => this.up(event));
  }

  /** In a frame a single finger scrolls the page around it.
   * @param {number} count of fingers */
  passes(count) {
    return this.framed && count < 2;
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.pointerType !== "touch") return;
    this.fingers.set(event.pointerId, this.place(event));
    this.begin();
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.fingers.has(event.pointerId)) return;
    this.fingers.set(event.pointerId, this.place(event));
    if (this.passes(this.fingers.size)) return;
    this.follow(gesture(this.from, [...this.fingers.values()].slice(0, 2), this.before));
  }

  /** Stretch what is drawn about a place.
   * @param {number} factor
   * @param {number[]} place in pixels of the map */
  stretch(factor, [left, top]) {
    const { factor: before, x, y } = this.shift;
    this.follow({ factor: before * factor, x: left - (left - x) * factor, y: top - (top - y) * factor });
  }

  /** @param {Shift} shift */
  follow(shift) {
    this.shift = this.limited(shift);
    this.frame ??= requestAnimationFrame(() => {
      /** @type {number | null} */
      this.frame = null;
      this.show();
    });
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.fingers.size) this.begin();
    else this.end();
  }

  /** A finger came or went: what follows is counted from here. */
  begin() {
    this.from = [...this.fingers.values()].slice(0, 2);
    this.before = this.shift;
  }

  /** Forget how far what is drawn was shifted. */
  drop() {
    this.forget();
    this.show();
  }

  forget() {
    cancelAnimationFrame(this.frame ?? 0);
    this.frame = null;
    this.shift = identity();
  }

  end() {
    const { factor, x, y } = this.shift;
    this.forget();
    const moved = factor !== 1 || Math.hypot(x, y) > STILL;
    const drawn = moved ? this.viewport.showShifted(factor, x, y) : Promise.resolve();
    drawn.then(() => this.show());
  }

  show() {
    const { factor, x, y } = this.shift;
    const still = factor === 1 && !x && !y;
    for (const layer of [this, ...this.others].flatMap((other) => other.drawn())) {
      layer.style.transformOrigin = still ? "" : "0 0";
      layer.style.transform = still ? "" : `translate(${x}px, ${y}px) scale(${factor})`;
    }
  }

  drawn() {
    return [this.element, ...this.overlay.children].map((layer) => /** @type {HTMLElement} */ (layer));
  }

  /** @param {MouseEvent} event */
  place({ clientX, clientY }) {
    const { left, top } = /** @type {HTMLElement} */ (this.element.parentElement).getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** No nearer, no farther and not beyond its ends: as the map will be drawn.
   * @param {Shift} shift */
  limited(shift) {
    const factor = this.viewport.possible(shift.factor);
    return factor === shift.factor ? this.viewport.kept(shift) : this.shift;
  }
}

/** @typedef {{factor: number, x: number, y: number}} Shift how a picture lies */

/** @returns {Shift} */
const identity = () => ({ factor: 1, x: 0, y: 0 });

/**
 * How a picture lies after fingers have gone from some points to others, so that what was
 * under each finger stays under it.
 *
 * @param {number[][]} from one or two points, in pixels; `to` where they are now
 * @param {Shift} before how it lay; a point p was at factor p + (x, y)
 * @param {number[][]} to
 */
export function gesture(from, to, before) {
  const [a, b] = [middle(from), middle(to)];
  const stretch = from.length > 1 && to.length > 1 ? span(to) / Math.max(1, span(from)) : 1;
  return {
    factor: before.factor * stretch,
    x: b[0] - (a[0] - before.x) * stretch,
    y: b[1] - (a[1] - before.y) * stretch,
  };
}

/** @param {number[][]} points */
const middle = (points) => [0, 1].map((k) => points.reduce((sum, point) => sum + point[k], 0) / points.length);
/** @param {number[][]} pair */
const span = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
