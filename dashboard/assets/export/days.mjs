/** Two days that the reader types, the first and the last of a range. */

import { format, h } from "../page/dom.mjs";
import { daysFault } from "./form.mjs";
import { field } from "../page/modal.mjs";

/** @import { Atlas } from "../atlas.mjs" */

export class Days {
  /** @param {Atlas} atlas
   * @param {() => void} changed */
  constructor(atlas, changed) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.inputs = ["first", "last"].map(() =>
      h("input", { type: "text", autocomplete: "off", oninput: () => changed() }),
    );
    this.host = h(
      "div",
      { class: "pair" },
      ...["first", "last"].map((end, n) => field(this.t[`export.${end}`], this.inputs[n])),
    );
  }

  /** Begin with what the timeline shows: its loop, its part of the time, or the whole. */
  open() {
    const { calendar, view } = this.atlas;
    const ends = view.loop ?? view.span ?? [calendar.first, calendar.last];
    ends.forEach((day, n) => (this.inputs[n].value = calendar.iso(day)));
  }

  /** @param {boolean} asked whether the days matter: what is not asked for cannot be wrong */
  check(asked) {
    const { calendar } = this.atlas;
    this.host.hidden = !asked;
    const [first, last] = this.parsed();
    const fault = asked ? daysFault(first, last, (day) => calendar.inside(day)) : null;
    const ends = { first: calendar.label(calendar.first), last: calendar.label(calendar.last) };
    this.inputs[1].setCustomValidity(fault ? format(this.t[fault], ends) : "");
  }

  parsed() {
    return this.inputs.map((input) => this.atlas.calendar.parse(input.value));
  }

  /** First and last as `YYYY-MM-DD`, empty where there is no day. */
  iso() {
    return this.parsed().map((day) => (day === null ? "" : this.atlas.calendar.iso(day)));
  }
}
