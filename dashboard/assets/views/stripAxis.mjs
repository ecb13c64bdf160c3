/** The scale of time over the strips, with its milestones, and the scale of areas. */

import { Space, stretch } from "../core/boxes.mjs";
import { element, h, put } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const MONTHS = [4, 7, 10];
const TAIL_YEARS = 8;
const GAP_PX = 6;
/** A target for a finger, and how far from its middle the pin may stand to make room for the next. */
const TARGET_PX = 24;
const ASIDE_PX = 6;
const PHONE = "(max-width: 720px)";

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

  /** Names of milestones on the side of their pins that is free, in a second row above when the first row has no
   * room; without room in either, the pin alone. */
  place() {
    const width = this.host.clientWidth;
    if (!width) return;
    for (const pin of this.pins) {
      pin.hidden = false;
      pin.style.setProperty("--aside", "0px");
    }
    // On a phone no words stand over the names of the rows.
    const left = matchMedia(PHONE).matches ? -this.host.offsetLeft : 0;
    const all = this.pins.map((pin) => ({
      pin,
      x: pin.offsetLeft,
      name: (pin.querySelector("span")?.offsetWidth ?? 0) + 10,
    }));
    // The stems of the pins above go through the row below.
    const rows = [all.map(({ x }) => x), []].map((stems) => new Row(left, width - GAP_PX, stems));
    for (const one of all) {
      const at = rows.findIndex((row) => row.put(one));
      one.pin.classList.toggle("lifted", at === 1);
      if (at < 0) rows[0].bare(one);
    }
    const lifted = all.some(({ pin }) => pin.classList.contains("lifted"));
    element("strips").style.setProperty("--lifted", lifted ? `${TARGET_PX}px` : "0px");
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

/** @typedef {{ pin: HTMLElement, x: number, name: number }} Pin where it stands and how wide its name is */

/** A row of pins with their names. The targets of near pins step aside for each other. */
class Row {
  /** @param {number} left
   * @param {number} right
   * @param {number[]} stems where no name may stand */
  constructor(left, right, stems) {
    this.space = new Space({ gap: GAP_PX, within: stretch(left, right) });
    this.stems = [...stems];
    this.free = 0;
  }

  /** How far the target of a pin steps aside for the target before it.
   * @param {number} x */
  aside(x) {
    return Math.max(this.free - x, -ASIDE_PX);
  }

  /** Whether the row has room for a pin with its name; then both are there.
   * @param {Pin} one */
  put({ pin, x, name }) {
    if (this.aside(x) > ASIDE_PX) return false;
    /** @param {number} from
     * @param {number} until */
    const room = (from, until) =>
      this.stems.every((stem) => stem <= from || stem >= until) && this.space.put(stretch(from, until));
    // To the right the name of the next pin would lose its place: the left is better.
    if (room(x - name, x)) this.stand(pin, x, "left");
    else if (room(x, x + name)) this.stand(pin, x, "right");
    else return false;
    this.stems.push(x);
    return true;
  }

  /** A pin without a name; too near another pin, it is not there. The timeline names them all.
   * @param {Pin} one */
  bare({ pin, x }) {
    pin.hidden = this.aside(x) > ASIDE_PX;
    if (!pin.hidden) this.stand(pin, x, "bare");
  }

  /** @param {HTMLElement} pin
   * @param {number} x
   * @param {string} side */
  stand(pin, x, side) {
    const aside = this.aside(x);
    pin.dataset.side = side;
    pin.style.setProperty("--aside", `${aside}px`);
    this.free = x + aside + TARGET_PX;
  }
}
