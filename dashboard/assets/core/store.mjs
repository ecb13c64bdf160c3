/**
 * The view of the page, and its two phases. While a finger moves, a day is drawn at most once a
 * frame and nothing else is done; when it rests for a while all that waits follows. No DOM in here.
 */

/** @import { Calendar } from "./calendar.mjs" */
/** @import { Parameter, View } from "./view.d.ts" */

/** @typedef {"pushState"|"replaceState"} How a new place in the history, or the same place */

/**
 * A part of the page: what it does in each phase and what it adds. Everything is optional; parts
 * are asked in the order in which they joined.
 *
 * @typedef {object} Part
 * @property {unknown} [host] its element, if it has any
 * @property {Parameter[]} [parameters] what it keeps in the address
 * @property {() => Record<string, () => unknown>} [acts] keys, as in ui/page/shortcuts.py; an act that
 *   returns false leaves its key to the next owner
 * @property {() => Record<string, () => boolean>} [escapes] what Escape closes, by a name of `ESCAPE`; each
 *   returns whether there was anything
 * @property {() => {left: number, right: number}|null} [covers] pixels of the map that it covers at either
 *   side, null when that is for others to say
 * @property {(day: number) => void} [draw] follows the finger: at most once a frame, no layout
 * @property {(day: number) => void} [keepUp] what is read, not watched: it keeps up with the finger some times a
 *   second, and is there at rest
 * @property {(day: number) => void} [rest] what waits until the finger rests
 * @property {() => void} [hold] the reader begins to move the day
 * @property {(view: string) => void} [show] the reader went to another view
 * @property {(territory: string|null) => void} [select] another territory is chosen, or none
 * @property {(layers: Set<string>) => void} [switched] layers were switched on or off
 * @property {(named: Set<string>) => void} [restore] the view is another as a whole; `named` is what an
 *   address gave
 * @property {() => void} [retype] the letters have other widths than before
 * @property {() => void} [landed] the address was read and what it says is shown
 * @property {() => void} [written] the address is right: it says what the page shows at rest
 * @property {() => Element[]|null} [printed] what the browser prints while its view is shown
 * @property {(kind: string, id: string|null) => void} [openCard] the reader asks for a card: of a `treaty`, an
 *   `event`, a `place`, a `person`, or the `history` of the territory
 * @property {(id: string) => void} [chosen] the name of an event on the timeline was pressed
 */

/**
 * @typedef {object} Clock
 * @property {(act: () => void) => unknown} frame calls before the next frame
 * @property {(act: () => void, ms: number) => number} later
 * @property {(id: number) => void} never calls off what was to come later
 * @property {() => number} now in milliseconds
 *
 * @typedef {object} AddressWriter
 * @property {() => void} step what comes is a new place in the history
 * @property {boolean} repeating whether a key is held
 * @property {(how: How) => void} keep write the address
 */

export const REST_MS = 150;
/** Between two times that words follow a finger: any change of the page has the browser go through all of it. */
export const FOLLOW_MS = 100;

export class Store {
  /**
   * @param {View} view
   * @param {Calendar} calendar
   * @param {Clock} clock
   * @param {AddressWriter} address
   */
  constructor(view, calendar, clock, address) {
    this.view = view;
    this.calendar = calendar;
    this.clock = clock;
    this.address = address;
    /** @type {Part[]} */
    this.parts = [];
    this.framed = false;
    /** What waits until the day has stood still. @type {number|null} */
    this.resting = null;
    /** When words last followed. */
    this.followed = -FOLLOW_MS;
  }

  /** @param {Part[]} parts called in every phase from now on, after those that joined before */
  join(...parts) {
    this.parts.push(...parts);
  }

  /** Something has not come to rest yet. */
  get moving() {
    return this.resting !== null;
  }

  // The two phases

  /** A day that a drag or the player moves through.
   * @param {number} day */
  move(day) {
    this.view.day = day;
    if (!this.framed) {
      this.framed = true;
      this.clock.frame(() => {
        this.framed = false;
        this.draw();
      });
    }
    if (this.resting !== null) this.clock.never(this.resting);
    this.resting = this.clock.later(() => this.rest(), REST_MS);
  }

  /** What follows the finger. */
  draw() {
    const { day } = this.view;
    for (const part of this.parts) part.draw?.(day);
    if (this.clock.now() - this.followed >= FOLLOW_MS) this.keepUp();
  }

  /** What keeps up with the finger more slowly. */
  keepUp() {
    this.followed = this.clock.now();
    const { day } = this.view;
    for (const part of this.parts) part.keepUp?.(day);
  }

  /** What waits until the finger rests. */
  rest() {
    if (this.resting !== null) this.clock.never(this.resting);
    this.resting = null;
    this.keepUp();
    const { day } = this.view;
    for (const part of this.parts) part.rest?.(day);
  }

  /** Both at once. */
  settle() {
    this.draw();
    this.rest();
  }

  // What a reader does

  /** The slider or a finger: many days a second, a single step of the history.
   * @param {number} day */
  scrub(day) {
    this.hold();
    this.address.step();
    this.move(day);
  }

  /** A deliberate step to a day: a new place in the history. A key that is held is like a finger.
   * @param {number} day */
  jump(day) {
    this.hold();
    if (day === this.view.day) return;
    this.address.step();
    if (this.address.repeating) this.move(this.calendar.clamp(day));
    else {
      this.view.day = this.calendar.clamp(day);
      this.settle();
    }
  }

  hold() {
    for (const part of this.parts) part.hold?.();
  }

  /** Another view of the same day.
   * @param {string} view
   * @param {How} how */
  show(view, how = "pushState") {
    this.view.view = view;
    for (const part of this.parts) part.show?.(view);
    this.address.keep(how);
    this.rest();
  }

  /**
   * @param {string|null} territory
   * @param {How} how a step of its own for Back, or not: passing with Tab is none
   */
  select(territory, how = "pushState") {
    if (territory === this.view.territory) return;
    this.view.territory = territory;
    this.address.keep(how);
    for (const part of this.parts) part.select?.(territory);
  }

  /** @param {Set<string>} layers that are on */
  switchLayers(layers) {
    this.view.layers = layers;
    for (const part of this.parts) part.switched?.(layers);
    this.address.keep("replaceState");
  }

  /** @param {string} kind
   * @param {string|null} id */
  ask(kind, id = null) {
    for (const part of this.parts) part.openCard?.(kind, id);
  }

  /** The name of an event on the timeline was pressed.
   * @param {string} id */
  choose(id) {
    for (const part of this.parts) part.chosen?.(id);
  }

  /** The typeface or its size has changed: measure all text again. */
  retype() {
    for (const part of this.parts) part.retype?.();
  }

  // Other views as a whole

  /** Change what a part keeps in the address; a step for Back when `how` says so.
   * @param {Partial<View>} values
   * @param {How} how */
  set(values, how = "replaceState") {
    Object.assign(this.view, values);
    this.address.keep(how);
  }

  /** As with a link, but from within.
   * @param {Partial<View>} values
   * @param {How} how */
  become(values, how = "pushState") {
    this.set(values, how);
    this.present(new Set());
  }

  /** Show what an address says.
   * @param {View} view
   * @param {Set<string>} named what it gave */
  open(view, named) {
    this.view = view;
    this.present(named);
    for (const part of this.parts) part.landed?.();
  }

  /** @param {Set<string>} named */
  present(named) {
    this.hold();
    for (const part of this.parts) part.restore?.(named);
    for (const part of this.parts) part.show?.(this.view.view);
    this.settle();
  }
}
