/** The scale of time over the strips, with its milestones, and the scale of areas. */

import { Space, stretch } from "../core/boxes.mjs";
import { h, put } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const MONTHS = [4, 7, 10];
const TAIL_YEARS = 8;
const GAP_PX = 6;
/** A target for a finger, and how far from its middle the pin may stand to make room for the next. */
const TARGET_PX = 24;
const ASIDE_PX = 6;

export class StripAxis {
  /**
   * @param {HTMLElement} host as wide as the strips
   * @param {Atlas} atlas
   */
  constructor(host, atlas) {
    this.host = host;
    this.atlas = atlas;
    this.calendar = atlas.calendar;
    const { payload, model } = atlas;
    this.pins = payload.milestones
      .flatMap(({ event, label }) => {
        const known = model.events.get(event);
        return known ? [{ day: known.day, title: known.title, label }] : [];
      })
      .sort((a, b) => a.day - b.day)
      .map((mark) => this.pin(mark));
    put(host, ...this.years(), ...this.pins);
  }

  /** @param {number} day */
  at(day) {
    return `left:${(this.calendar.position(day) * 100).toFixed(3)}%`;
  }

  /** @param {{ day: number, label: string, title: string }} pin */
  pin({ day, label, title }) {
    return h(
      "button",
      { type: "button", class: "pin", title, style: this.at(day), onclick: () => this.atlas.store.jump(day) },
      h("span", {}, label),
    );
  }

  /** Years, the months of the detailed ones, some years of the tail. */
  *years() {
    const { calendar } = this;
    /** @param {number} day */
    const year = (day) => calendar.date(day).getUTCFullYear();
    /**
     * @param {number} day
     * @param {string} look
     * @param {string | number} text
     */
    const mark = (day, look, text) => h("span", { class: look, style: this.at(day) }, text);
    const end = year(calendar.last);
    for (let number = year(0); number < end; number += 1) {
      const day = calendar.monthStart(number, 1);
      const fine = day < calendar.detailed;
      if (fine) yield mark(day, "year", number);
      else if (number > year(calendar.detailed) && (end - number) % TAIL_YEARS === 0) yield mark(day, "tail", number);
      for (const month of fine ? MONTHS : []) {
        const start = calendar.monthStart(number, month);
        // A package may begin in the middle of a year.
        if (start > 0) yield mark(start, "month", calendar.shortMonths[month - 1]);
      }
    }
    yield mark(calendar.last, "tail end", end);
  }

  /** Names of milestones on the side of their pins that is free; without room, the pin alone. */
  place() {
    const width = this.host.clientWidth;
    if (!width) return;
    for (const pin of this.pins) {
      pin.hidden = false;
      pin.style.setProperty("--aside", "0px");
    }
    const all = this.pins.map((pin) => ({
      pin,
      x: pin.offsetLeft,
      name: (pin.querySelector("span")?.offsetWidth ?? 0) + 10,
    }));
    const pins = thinned(all);
    const space = new Space({ gap: GAP_PX, within: stretch(0, width - GAP_PX) });
    const points = pins.map(({ x }) => stretch(x, x));
    space.take(...points);
    pins.forEach(({ pin, x, name }, n) => {
      space.leave(points[n]);
      // To the right the name of the next pin would lose its place: the left is better.
      if (space.put(stretch(x - name, x))) pin.dataset.side = "left";
      else if (space.put(stretch(x, x + name))) pin.dataset.side = "right";
      else {
        pin.dataset.side = "bare";
        space.take(points[n]);
      }
    });
  }

  /** Labels of the areas' scale.
   * @param {HTMLElement} host
   * @param {{total: number, ticks: number[]}} meta in km2 */
  scale(host, { total, ticks }) {
    const { cards } = this.atlas;
    put(
      host,
      ...ticks.map((km2) => h("span", { style: `bottom:${((100 * km2) / total).toFixed(2)}%` }, cards.round(km2))),
    );
  }
}

/** Those pins that have a target of their own: the targets of near ones step aside for each other.
 * Of pins too near for that the first stays; the timeline names them all.
 * @param {{ pin: HTMLElement, x: number, name: number }[]} pins */
function thinned(pins) {
  let free = 0;
  return pins.filter(({ pin, x }) => {
    const aside = Math.max(free - x, -ASIDE_PX);
    pin.hidden = aside > ASIDE_PX;
    if (pin.hidden) return false;
    pin.style.setProperty("--aside", `${aside}px`);
    free = x + aside + TARGET_PX;
    return true;
  });
}
