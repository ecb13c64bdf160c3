/** The names on the strip: milestones above the wave, treaties below the ticks. */

import { Space, stretch } from "../core/boxes.mjs";
import { h, s } from "../page/dom.mjs";

/** @import { Box } from "../core/boxes.mjs" */
/** @import { HistoricEvent, Treaty } from "../core/contract.d.ts" */
/** @import { Ribbon, Tops } from "./ribbon.mjs" */

/** Height of a line of names: a target for a finger. */
export const LINE = 24;
/** The same in type for a wall. */
const PLAIN_LINE = 32;
const PIN_GAP = 9;
const PIN = 4;
const EDGE = 3;
/** Between two names of a row. */
const GAP = 4;
/** More between milestones: two that stand closer read as one. */
const WIDER = 8;
/** Pixels within which two stems are one, and how much of it is seen below the upper name. */
const SHARED = 3;
const SHARED_STEM = 6;
/** Between two names on one stem, with a dot in its middle. */
const JOIN = 13;

/**
 * @typedef {{button: HTMLButtonElement, event: HistoricEvent, day: number, width: number}} Mark
 * @typedef {{x: number, left: number, top: number, width: number, row: Row, first: Mark}} PlacedMark
 */

export class Marks {
  /**
   * @param {HTMLElement} host
   * @param {import("../core/model.mjs").Model} model
   * @param {{name: (event: HistoricEvent, label: string) => string, chosen: (id: string) => void}} say
   */
  constructor(host, model, say) {
    const { milestones, treaties } = model.payload;
    /**
     * @param {string} id
     * @param {string} label
     * @param {string} look
     */
    const mark = (id, label, look) => {
      const event = /** @type {HistoricEvent} */ (model.events.get(id));
      const button = h(
        "button",
        {
          type: "button",
          class: look,
          "data-event": id,
          "aria-label": say.name(event, label),
          onclick: () => say.chosen(id),
        },
        label,
      );
      return { button, event, day: event.day, width: 0 };
    };
    /** Whether a milestone stands a line above the others. */
    this.raised = false;
    this.milestones = milestones.map(({ event, label }) => mark(event, label, "milestone"));
    /** @param {Treaty} treaty */
    const weight = (treaty) => (treaty.leads ? 0 : (model.events.get(treaty.event)?.tier ?? 2));
    // Those that lead are placed in the order of time, so that none lies over the stem of the next.
    const day = (/** @type {Treaty} */ treaty) => model.events.get(treaty.event)?.day ?? 0;
    const told = [...treaties]
      .filter((treaty) => model.events.has(treaty.event))
      .sort((a, b) => weight(a) - weight(b) || (a.leads ? day(a) - day(b) : b.outcomes.length - a.outcomes.length));
    this.treaties = told.map((one) => mark(one.event, one.short, `treaty ${one.force}`));
    /** Those that the whole time names; the others follow where the reader asks for more. */
    this.leading = this.treaties.filter((_, n) => told[n].leads);
    const inTime = [...this.milestones, ...this.treaties].sort((a, b) => a.day - b.day);
    /** In the order of time. */
    this.buttons = inTime.map((one) => one.button);
    host.replaceChildren(...this.buttons);
  }

  /** Widths of the names in the type of now; asks for layout, so once a size. */
  measure() {
    for (const one of [...this.milestones, ...this.treaties]) one.width = one.button.offsetWidth;
  }

  /**
   * Put every name where it touches no other; one that has no room is left out, its pin stays.
   *
   * @param {Ribbon} ribbon
   * @param {Tops} tops
   * @returns {SVGElement[]} pins and stems
   */
  place(ribbon, tops) {
    return [...this.placeMilestones(ribbon, tops), ...this.placeTreaties(ribbon, tops)];
  }

  /**
   * @param {Ribbon} ribbon
   * @param {Tops} tops
   */
  placeMilestones(ribbon, tops) {
    const shown = this.milestones.filter((milestone) => ribbon.span.holds(milestone.day));
    const rows = [new Row(ribbon.width), new Row(ribbon.width)];
    for (const { day } of shown) rows[0].keep(ribbon.x(day) - PIN, ribbon.x(day) + PIN);
    /** @type {SVGElement[]} */
    const drawn = [];
    for (const milestone of this.milestones) hide(milestone);
    this.raised = false;
    for (const one of shown) {
      const x = ribbon.x(one.day);
      drawn.push(
        s(
          "g",
          { class: "milestone" },
          s("line", { x1: x, x2: x, y1: 10, y2: tops.scale }),
          s("circle", { cx: x, cy: 10, r: 4.5 }),
        ),
      );
      // Left of the pin if the name to the right would run into the next one; else a line above.
      const beside = rows[0].fit(x, one.width, [1, -1], PIN_GAP);
      const left = beside ?? rows[1].fit(x, one.width, [0, -1, 1], -EDGE);
      if (left === null) continue;
      rows[beside === null ? 1 : 0].keep(left - WIDER, left + one.width + WIDER);
      put(one, left, beside === null ? -(ribbon.plain ? PLAIN_LINE : LINE) : 0);
      this.raised ||= beside === null;
      if (beside === null) drawn.push(s("line", { x1: x, x2: x, y1: -2, y2: 10, class: "stem" }));
    }
    return drawn;
  }

  /**
   * @param {Ribbon} ribbon
   * @param {Tops} tops
   */
  placeTreaties(ribbon, tops) {
    const rows = [new Row(ribbon.width), new Row(ribbon.width)];
    /** @type {SVGElement[]} */
    const drawn = [];
    /** @type {PlacedMark[]} */
    const placed = [];
    for (const treaty of this.treaties) hide(treaty);
    for (const [one, x] of ribbon.narrow ? [] : this.byStem(ribbon)) {
      const sides = [0, 1, -1];
      let n = 0;
      let left = rows[0].fit(x, one.width, sides, -EDGE);
      // The stem of the lower line passes between the names of the upper one, or goes on below the
      // name of a neighbour whose own stem is as good as at the same place.
      const shared = left === null && rows[0].stemAt(x, SHARED);
      if (left === null && (shared || rows[0].free(x - 1, x + 1))) {
        n = 1;
        left = rows[1].fit(x, one.width, sides, -EDGE);
        if (left !== null && !shared) rows[0].keep(x - 1, x + 1);
      }
      if (left === null) {
        drawn.push(
          ...this.join(
            one,
            placed.find((other) => Math.abs(other.x - x) <= SHARED),
          ),
        );
        continue;
      }
      const top = tops.treaties + n * LINE;
      put(one, left, top);
      placed.push({ x, left, top, width: one.width, row: rows[n], first: one });
      const from = shared ? top - SHARED_STEM : tops.lanes;
      drawn.push(s("line", { x1: x, x2: x, y1: from, y2: top + 2, class: "stem" }));
    }
    return drawn;
  }

  /** Treaties with their places, first those that matter; after each at once those of its stem.
   * @param {Ribbon} ribbon
   * @returns {Array<[Mark, number]>} */
  byStem(ribbon) {
    const all = ribbon.open || !ribbon.span.whole || !this.leading.length;
    const shown = (all ? this.treaties : this.leading)
      .filter((one) => ribbon.span.holds(one.day))
      .map((one) => /** @type {[Mark, number]} */ ([one, ribbon.x(one.day)]));
    const first = (/** @type {number} */ x) => shown.findIndex(([, other]) => Math.abs(other - x) <= SHARED);
    return [...shown].sort(([, a], [, b]) => first(a) - first(b));
  }

  /** A name that finds no room of its own stands in one line with that of its neighbour's stem.
   * @param {Mark} one
   * @param {PlacedMark | undefined} beside */
  join(one, beside) {
    if (!beside) return [];
    const { x, top, row, first } = beside;
    row.leave(x);
    const width = beside.width + JOIN + one.width;
    const left = row.fit(x, width, [0, 1, -1], -EDGE);
    if (left === null) {
      row.keep(beside.left, beside.left + beside.width, x);
      return [];
    }
    put(first, left, top);
    put(one, left + beside.width + JOIN, top);
    // No third one: the dot would stand in the wrong place.
    beside.x = NaN;
    return [s("circle", { cx: left + beside.width + JOIN / 2, cy: top + LINE / 2, r: 1.3, class: "joint" })];
  }
}

/** At the upper left, where it makes the page neither wider nor higher.
 * @param {Mark} one */
function hide(one) {
  Object.assign(one.button.style, { visibility: "hidden", left: "0", top: "0" });
}

/**
 * @param {Mark} one
 * @param {number} left
 * @param {number} top
 */
function put({ button }, left, top) {
  Object.assign(button.style, { visibility: "", left: `${left.toFixed(1)}px`, top: `${top}px` });
}

/** A row of names of which no two touch. */
export class Row {
  /** @param {number} width of the strip; names may reach a little over its ends */
  constructor(width) {
    this.width = width;
    this.space = new Space({ gap: GAP });
    /** The stretch of each name that has a stem of its own, by the place of the stem. @type {Map<number, Box>} */
    this.stems = new Map();
  }

  /**
   * @param {number} left
   * @param {number} right
   */
  free(left, right) {
    return this.space.free(stretch(left, right));
  }

  /**
   * @param {number} left
   * @param {number} right
   * @param {number} [stem] place of the stem of its own
   */
  keep(left, right, stem) {
    const kept = stretch(left, right);
    this.space.take(kept);
    if (stem !== undefined) this.stems.set(stem, kept);
  }

  /** Give back the place of the name whose stem is at `x`.
   * @param {number} x */
  leave(x) {
    const kept = this.stems.get(x);
    if (kept) this.space.leave(kept);
    this.stems.delete(x);
  }

  /** Whether a name has its own stem within some pixels of `x`.
   * @param {number} x
   * @param {number} reach */
  stemAt(x, reach) {
    return [...this.stems.keys()].some((stem) => Math.abs(stem - x) <= reach);
  }

  /** Left edge for a name at `x`: to the right (1), left (-1) or about it (0); null if none fits.
   * @param {number} x
   * @param {number} width
   * @param {number[]} sides
   * @param {number} gap
   * @returns {number|null} */
  fit(x, width, sides, gap) {
    for (const side of sides) {
      const wanted = side === 1 ? x + gap : side === -1 ? x - gap - width : x - width / 2;
      const left = Math.max(-12, Math.min(wanted, this.width - width + 6));
      // Pushed in from an end it must still be beside or about its own stem.
      const near = left - PIN_GAP - 1 <= x && x <= left + width + PIN_GAP + 1;
      if (near && this.free(left, left + width)) {
        this.keep(left, left + width, x);
        return left;
      }
    }
    return null;
  }
}
