/**
 * Names on the map: polities of the day, unions, places, waters, neighbours, and the marks
 * of certainty. Each is placed where it touches nothing of a higher rank, or left out.
 * Placing takes milliseconds: it is done at rest and in idle moments. While the finger
 * moves, a layout that is ready is shown; else only what is still true stays.
 */

import { holds, last } from "../core/model.mjs";
import { FOLLOW_MS } from "../core/store.mjs";
import { element } from "../page/dom.mjs";
import { Idle } from "../page/idle.mjs";
import { LabelPlacer, UNSURE } from "./labelPlacing.mjs";
import { STOPS } from "./stops.mjs";

/** @import { Box } from "../core/boxes.mjs" */
/** @import { Model } from "../core/model.mjs" */
/** @import { Place } from "../core/contract.d.ts" */
/** @import { Placed } from "./labelPlacing.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

const AHEAD = 8;
/** Longer than between two times that names follow a finger: what is placed in between is gone before it is read. */
const PAUSE_MS = FOLLOW_MS + 20;

export class Labels {
  /**
   * @param {HTMLElement} host
   * @param {Model} model
   * @param {Viewport} viewport
   */
  constructor(host, model, viewport) {
    this.model = model;
    this.payload = model.payload;
    this.viewport = viewport;
    this.placer = new LabelPlacer(host, model, viewport);
    this.idle = new Idle();
    /** @type {Map<string, Placed>} */
    this.shown = new Map();
    /** @type {Map<string, Map<string, Placed>>} */
    this.layouts = new Map();
    this.marks = false;
    this.news = placesInTheNews(model);
    /** The window that the layouts are made for. */
    this.window = "";
    this.perMetre = 0;
    this.pageWidth = 0;
    /** @type {number|undefined} */
    this.day = undefined;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.waiting = undefined;
    /** Signs on the map that names keep clear of. @type {Array<() => Box[]>} */
    this.avoided = [];
  }

  /** Names keep clear of other signs on the map from now on, whoever else is avoided.
   * @param {() => Box[]} boxes where they are in the present window */
  avoid(boxes) {
    this.avoided.push(boxes);
  }

  /** The room for names in each land. */
  get rooms() {
    return this.placer.rooms;
  }

  /** What names keep clear of: cards over the map, and signs on it.
   * @returns {Box[]} */
  obstacles() {
    return [...this.viewport.covers(), ...this.avoided.flatMap((boxes) => boxes())];
  }

  /** Follow the finger. @param {number} day */
  show(day) {
    const key = this.keyOf(day);
    if (key === this.key) return;
    /** @type {string | undefined} */
    this.key = key;
    this.day = day;
    const ready = this.layouts.get(key);
    if (ready) this.apply(ready);
    else this.keepTrue(day);
  }

  /** What a layout depends on beside the window.
   * @param {number} day */
  keyOf(day) {
    const turns = [this.model.changeDays, this.payload.nameDays].map((days) => last(days, day));
    return `${turns} ${[...(this.news.get(day) ?? [])].map(({ xy }) => xy).join()} ${this.model.unionsOn(day).join()}`;
  }

  /** At rest, or when the window has moved: place what is shown, then what may come next.
   * @param {boolean} marks whether certainty is marked */
  place(marks = this.marks) {
    const { west, north, perMetre, width, height } = this.viewport;
    const window = [west, north, perMetre, width, height, marks, ...this.obstacles()].join();
    if (window !== this.window) this.clear(perMetre, width);
    this.window = window;
    clearTimeout(this.waiting);
    this.marks = marks;
    if (this.day === undefined) return;
    this.apply(this.ready(this.day));
    this.idle.run(this.soon(this.day).map((day) => () => this.ready(day)));
  }

  /** Layouts made for another window are void, and at another scale the letters too.
   * @param {number} perMetre
   * @param {number} width */
  clear(perMetre, width) {
    this.layouts.clear();
    if (perMetre === this.perMetre && width === this.pageWidth) return;
    this.perMetre = perMetre;
    this.pageWidth = width;
    this.placer.rescale();
  }

  /** The type has another size: all is made and measured anew. */
  retype() {
    this.placer.retype();
    this.shown = new Map();
    this.window = "";
    this.perMetre = 0;
  }

  /** Days of the changes about a day.
   * @param {number} day */
  soon(day) {
    const { changeDays } = this.model;
    const at = last(changeDays, day);
    const near = Array.from({ length: AHEAD }, (_, n) => [at + n + 1, at - n - 1]).flat();
    return near.map((n) => changeDays[n]).filter((day) => day !== undefined);
  }

  /** @param {number} day */
  ready(day) {
    const key = this.keyOf(day);
    if (!this.layouts.has(key)) this.layouts.set(key, this.placer.layout(day, this.asked(day)));
    return /** @type {Map<string, Placed>} */ (this.layouts.get(key));
  }

  /** What a layout is asked for.
   * @param {number} day */
  asked(day) {
    // A treaty speaks of towns.
    const towns = element("stage").classList.contains("with-treaty");
    return { taken: this.obstacles(), marks: this.marks, news: this.news.get(day) ?? new Set(), towns };
  }

  /** Touch only names that differ from those shown.
   * @param {Map<string, Placed>} wanted */
  apply(wanted) {
    for (const [key, { node }] of this.shown) {
      if (!wanted.has(key)) node.style.visibility = "hidden";
    }
    for (const { node, transform, anchor } of wanted.values()) {
      if (node.placed !== transform + anchor) {
        node.placed = transform + anchor;
        node.setAttribute("transform", transform);
        if (anchor) turn(node, anchor);
      }
      if (node.style.visibility) node.style.visibility = "";
    }
    this.shown = wanted;
  }

  /** No layout is ready: a name stays only on land that is still the same in the same hands, and on a
   * place that is still called so.
   * @param {number} day */
  keepTrue(day) {
    const pieces = this.placer.pieces.on(day);
    const unions = this.model.unionsOn(day);
    /** @param {Placed} placed */
    const isTrue = ({ piece, union, from, until }) =>
      (!piece || pieces.has(piece)) &&
      (!union || unions.includes(union)) &&
      (from === undefined || holds(from, until ?? null, day));
    this.apply(new Map([...this.shown].filter(([, placed]) => isTrue(placed))));
    // During a fast drag each layout would be thrown away before it is read.
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.idle.run([() => this.apply(this.ready(this.day ?? day))]), PAUSE_MS);
  }

  /** Kinds of signs that are shown, for the legend: of stops, and of certainty. */
  signs() {
    const shown = [...this.shown.keys()];
    const is = (/** @type {string} */ family) => (/** @type {string} */ kind) =>
      shown.some((key) => key.startsWith(`${family}|${kind}|`));
    return [...STOPS.filter(is("stop")), ...UNSURE.filter(is("sure"))];
  }
}

/** The places where an event of a day happened, by day.
 * @param {Model} model */
function placesInTheNews({ payload }) {
  /** @type {Map<number, Set<Place>>} */
  const byDay = new Map();
  for (const { day, xy } of payload.events) {
    if (!xy) continue;
    /** @param {Place} place */
    const far = (place) => Math.hypot(place.xy[0] - xy[0], place.xy[1] - xy[1]);
    // A package need not have places.
    const [nearest] = payload.places.filter((one) => far(one) <= payload.sizes.event).sort((a, b) => far(a) - far(b));
    if (!nearest) continue;
    byDay.set(day, (byDay.get(day) ?? new Set()).add(nearest));
  }
  return byDay;
}

/** Write a place's name to the right (`start`) or the left (`end`) of its sign.
 * @param {Element} node
 * @param {string} anchor */
function turn(node, anchor) {
  node.setAttribute("text-anchor", anchor);
  for (const line of node.querySelectorAll("tspan")) line.setAttribute("x", anchor === "end" ? "-6" : "6");
}
