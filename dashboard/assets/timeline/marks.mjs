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
/** More between milestones: two that stand closer read as a single name. */
const WIDER = 8;
/** Pixels within which two stems merge, and how much of it is seen below the upper name. */
const SHARED = 3;
const SHARED_STEM = 6;
/** Between two names on the same stem, with a dot in its middle. */
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
    const named = [...treaties]
      .filter((treaty) => model.events.has(treaty.event))
      .sort((a, b) => weight(a) - weight(b) || (a.leads ? day(a) - day(b) : b.outcomes.length - a.outcomes.length));
    this.treaties = named.map((treaty) => mark(treaty.event, treaty.short, `treaty ${treaty.force}`));
    /** Those that the whole time names; the others follow where the reader asks for more. */
    this.leading = this.treaties.filter((_, n) => named[n].leads);
    const inTime = [...this.milestones, ...this.treaties].sort((a, b) => a.day - b.day);
    /** In the order of time. */
    this.buttons = inTime.map((mark) => mark.button);
    host.replaceChildren(...this.buttons);
  }

  /** Widths of the names in the type of now; asks for layout, so once a size. */
  measure() {
    for (const mark of [...this.milestones, ...this.treaties]) mark.width = mark.button.offsetWidth;
  }

  /**
   * Put every name where it touches no other; a name that has no room is left out, its pin stays.
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
    for (const mark of shown) {
      const x = ribbon.x(mark.day);
      drawn.push(
        s(
          "g",
          { class: "milestone" },
          s("line", { x1: x, x2: x, y1: 10, y2: tops.scale }),
          s("circle", { cx: x, cy: 10, r: 4.5 }),
        ),
      );
      // Left of the pin if the name to the right would run into the next mark; else a line above.
      const beside = rows[0].fit(x, mark.width, [1, -1], PIN_GAP);
      const left = beside ?? rows[1].fit(x, mark.width, [0, -1, 1], -EDGE);
      if (left === null) continue;
      rows[beside === null ? 1 : 0].keep(left - WIDER, left + mark.width + WIDER);
      put(mark, left, beside === null ? -(ribbon.plain ? PLAIN_LINE : LINE) : 0);
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
    for (const [mark, x] of ribbon.narrow ? [] : this.byStem(ribbon)) {
      const sides = [0, 1, -1];
      let n = 0;
      let left = rows[0].fit(x, mark.width, sides, -EDGE);
      // The stem of the lower line passes between the names of the upper line, or goes on below the
      // name of a neighbour whose own stem is as good as at the same place.
      const shared = left === null && rows[0].stemAt(x, SHARED);
      if (left === null && (shared || rows[0].free(x - 1, x + 1))) {
        n = 1;
        left = rows[1].fit(x, mark.width, sides, -EDGE);
        if (left !== null && !shared) rows[0].keep(x - 1, x + 1);
      }
      if (left === null) {
        drawn.push(
          ...this.join(
            mark,
            placed.find((other) => Math.abs(other.x - x) <= SHARED),
          ),
        );
        continue;
      }
      const top = tops.treaties + n * LINE;
      put(mark, left, top);
      placed.push({ x, left, top, width: mark.width, row: rows[n], first: mark });
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
      .filter((mark) => ribbon.span.holds(mark.day))
      .map((mark) => /** @type {[Mark, number]} */ ([mark, ribbon.x(mark.day)]));
    const first = (/** @type {number} */ x) => shown.findIndex(([, other]) => Math.abs(other - x) <= SHARED);
    return [...shown].sort(([, a], [, b]) => first(a) - first(b));
  }

  /** A name without room of its own stands on the same line as that of its neighbour's stem.
   * @param {Mark} mark
   * @param {PlacedMark | undefined} beside */
  join(mark, beside) {
    if (!beside) return [];
    const { x, top, row, first } = beside;
    row.leave(x);
    const width = beside.width + JOIN + mark.width;
    const left = row.fit(x, width, [0, 1, -1], -EDGE);
    if (left === null) {
      row.keep(beside.left, beside.left + beside.width, x);
      return [];
    }
    put(first, left, top);
    put(mark, left + beside.width + JOIN, top);
    // No third name: the dot would stand in the wrong place.
    beside.x = NaN;
    return [s("circle", { cx: left + beside.width + JOIN / 2, cy: top + LINE / 2, r: 1.3, class: "joint" })];
  }
}

/** At the upper left, where it makes the page neither wider nor higher.
 * @param {Mark} mark */
function hide(mark) {
  Object.assign(mark.button.style, { visibility: "hidden", left: "0", top: "0" });
}

/**
 * @param {Mark} mark
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
