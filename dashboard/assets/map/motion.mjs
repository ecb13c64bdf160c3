/**
 * The map while the day moves: a canvas that a worker draws, in the place of the paths of the page, so that
 * neither their style nor their raster takes the time of a step. At rest the paths are the map: they have
 * keyboard, voice, print and export. Where a browser refuses the worker they are always.
 */

import { last } from "../core/model.mjs";
import { element, h } from "../page/dom.mjs";
import { Idle } from "../page/idle.mjs";
import { Sheet, Stage } from "./scene.mjs";

/** @import { Day, Mark } from "./drawer.js" */
/** @import { Painter } from "./painter.mjs" */

/** Class of the page while the canvases are seen. */
const MOVING = "moving";

/**
 * The strip whose mark moves with the day. `look` says what the mark depends on.
 *
 * @typedef {{canvas: HTMLCanvasElement, x: (day: number) => number, look: () => string,
 *   mark: () => Omit<Mark, "ratio">, show: (day: number) => void}} Strip
 */

export class Motion {
  /**
   * @param {Painter} painter
   * @param {Strip} strip
   */
  constructor(painter, strip) {
    this.painter = painter;
    this.strip = strip;
    this.page = element("page");
    this.chart = painter.chart;
    this.idle = new Idle();
    this.canvas = h("canvas", { class: "motion", "aria-hidden": "true" });
    /** None where it is refused. @type {Worker|null} */
    this.worker = null;
    this.refused = !("transferControlToOffscreen" in this.canvas);
    /** @type {Stage|null} */
    this.stage = null;
    /** @type {Sheet|null} */
    this.sheet = null;
    /** The window and the look that the stage was made for. */
    this.made = "";
    /** Days that were drawn since the last rest. */
    this.steps = 0;
    /** What the canvas was asked for last. */
    this.shown = "";
    this.seen = false;
    this.drawings = 0;
    /** Numbers of the pictures that the worker was asked for, and of the last one that came to rest. */
    this.asked = 0;
    this.over = 0;
    // Plotly shifts the paths with the hand that moves the map, and not the canvas.
    this.chart.onMoving(() => this.drop());
    // With the page: who moves the day asks the server for nothing.
    if (!this.refused) this.hire();
  }

  /** The paths are others, or about to move: what was made of them is void. */
  drop() {
    this.still();
    this.drawings += 1;
    this.stage = null;
  }

  /** In idle moments, make ready for the map as it is. */
  prepare() {
    if (this.refused || this.made === this.key()) return;
    this.idle.run([() => void this.make()]);
  }

  /** What the scene depends on. */
  key() {
    const { painter, chart, drawings } = this;
    const { width, height } = chart.size;
    const { theme } = document.documentElement.dataset;
    const { layers, made } = painter.rims;
    return [drawings, width, height, devicePixelRatio, theme, ...layers, made.size, this.strip.look()].join();
  }

  async make() {
    const key = this.key();
    const { width, height } = this.chart.size;
    if (!width || !height) return undefined;
    try {
      if (this.sheet?.ratio !== devicePixelRatio) this.sheet = new Sheet(this.painter);
      const { sheet } = this;
      const image = sheet.tiles.length ? await sheet.image() : null;
      // Meanwhile plotly may have drawn.
      if (key !== this.key()) return this.prepare();
      const stage = new Stage(this.painter, sheet);
      const ratio = devicePixelRatio;
      const scene = { width, height, ratio, shift: this.chart.shift, tiles: sheet.tiles, sheet: image };
      this.worker?.postMessage({
        scene: { ...scene, items: stage.items() },
        mark: { ...this.strip.mark(), ratio },
      });
      this.chart.under(this.canvas);
      this.stage = stage;
      this.made = key;
    } catch (fault) {
      this.refuse(fault);
    }
    return undefined;
  }

  hire() {
    try {
      const worker = new Worker(new URL("../map/drawer.js", import.meta.url), { type: "module" });
      worker.addEventListener("error", (event) => this.refuse(event));
      worker.addEventListener("message", ({ data }) => this.drawn(data));
      const canvases = [this.canvas, this.strip.canvas].map((one) => one.transferControlToOffscreen());
      worker.postMessage({ canvases }, canvases);
      this.worker = worker;
    } catch (fault) {
      this.refuse(fault);
    }
  }

  /** No worker here, as in a frame without an origin: the paths are drawn, as at rest.
   * @param {unknown} fault */
  refuse(fault) {
    console.info("the map is drawn without a worker", fault);
    this.refused = true;
    this.drop();
  }

  /** Draw a day of many.
   * @param {number} day
   * @returns {boolean} whether the canvas shows it, so that the paths need not */
  paint(day) {
    this.steps += 1;
    // A single step is a rest at once.
    if (this.steps < 2 || !this.stage || !this.worker || this.made !== this.key() || this.chart.focused) {
      this.still();
      return false;
    }
    const { model, lineDays, rims } = this.painter;
    const shown = `${model.at(day)} ${last(lineDays, day)} ${last(rims.turns, day)}`;
    const numbers = shown === this.shown ? undefined : this.stage.on(day, shown);
    this.shown = shown;
    /** @type {Day} */
    const wanted = { x: this.strip.x(day), ...(numbers && { numbers }) };
    // The worker answers only until its first picture is seen: each answer is a task for the page's thread.
    if (!this.seen) wanted.number = this.asked += 1;
    this.worker.postMessage(wanted);
    return this.seen;
  }

  /** The worker has drawn a picture.
   * @param {number} number */
  drawn(number) {
    if (this.seen || number <= this.over || !this.stage) return;
    this.seen = true;
    this.page.classList.add(MOVING);
  }

  /** The paths again, on the day that is shown. */
  still() {
    this.over = this.asked;
    this.shown = "";
    if (!this.seen) return;
    this.seen = false;
    this.page.classList.remove(MOVING);
    this.painter.paintPaths(this.painter.day);
    this.strip.show(this.painter.day);
  }

  rest() {
    this.steps = 0;
    this.still();
  }
}
