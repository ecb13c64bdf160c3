/** The scale of time over the strips, with its milestones, and the scale of areas. */

import { h, put } from "../page/dom.mjs";

const MONTHS = [4, 7, 10];
const TAIL_YEARS = 8;
const GAP_PX = 6;
/** A target for a finger, and how far from its middle the pin may stand to make room for the next. */
const TARGET_PX = 24;
const ASIDE_PX = 6;

export class StripAxis {
  /**
   * @param {HTMLElement} host as wide as the strips
   * @param {any} atlas
   */
  constructor(host, atlas) {
    Object.assign(this, { host, atlas, calendar: atlas.calendar });
    const { payload, model } = atlas;
    this.pins = payload.milestones
      .map(({ event, label }) => ({ ...model.events.get(event), label }))
      .sort((a, b) => a.day - b.day)
      .map((one) => this.pin(one));
    put(host, ...this.years(), ...this.pins);
  }

  at(day) {
    return `left:${(this.calendar.position(day) * 100).toFixed(3)}%`;
  }

  pin({ day, label, title }) {
    return h("button", { type: "button", class: "pin", title, style: this.at(day),
      onclick: () => this.atlas.jump(day) }, h("span", {}, label));
  }

  /** Years, the months of the detailed ones, some years of the tail. */
  *years() {
    const { calendar } = this;
    const year = (day) => calendar.date(day).getUTCFullYear();
    const mark = (day, look, text) => h("span", { class: look, style: this.at(day) }, text);
    const end = year(calendar.last);
    for (let one = year(0); one < end; one += 1) {
      const day = calendar.fromParts(one, 1, 1);
      const fine = day < calendar.detailed;
      if (fine) yield mark(day, "year", one);
      else if (one > year(calendar.detailed) && (end - one) % TAIL_YEARS === 0) yield mark(day, "tail", one);
      for (const month of fine ? MONTHS : []) {
        yield mark(calendar.fromParts(one, month, 1), "month", calendar.shortMonths[month - 1]);
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
    const all = this.pins.map((pin) => ({ pin, x: pin.offsetLeft, name: pin.firstChild.offsetWidth + 10 }));
    const pins = thinned(all);
    let taken = 0;
    pins.forEach(({ pin, x, name }, n) => {
      const next = pins[n + 1]?.x ?? width;
      const left = x - name > taken;
      const right = x + name < next - GAP_PX;
      // To the right the name of the next pin would lose its place: the left is better.
      const side = left ? "left" : right ? "right" : "bare";
      pin.dataset.side = side;
      taken = (side === "right" ? x + name : x) + GAP_PX;
    });
  }

  /** Labels of the areas' scale.
   * @param {HTMLElement} host
   * @param {{total: number, ticks: number[]}} meta in km2 */
  scale(host, { total, ticks }) {
    const { cards } = this.atlas;
    put(host, ...ticks.map((km2) =>
      h("span", { style: `bottom:${((100 * km2) / total).toFixed(2)}%` }, cards.round(km2))));
  }
}

/** Those pins that have a target of their own: the targets of near ones step aside for each other.
 * Of pins too near for that the first stays; the timeline names them all. */
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
