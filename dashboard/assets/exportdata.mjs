/** The data of the day, of two days or of the whole atlas, as files. */

import { format, h, put } from "./dom.mjs";
import { dataAddress, daysFault, sizeText } from "./exportform.mjs";
import { choice, field } from "./modal.mjs";

export class DataForm {
  name = "data";

  /** @param {import("./export.mjs").Export} owner */
  constructor(owner) {
    const { t, atlas } = owner;
    Object.assign(this, { owner, t, atlas, about: atlas.payload.exports });
    const changed = () => this.changed();
    this.kind = choice(this.about.data.map(({ id, name }) => [id, name]), changed);
    this.format = choice([], changed);
    this.days = ["first", "last"].map(() => h("input", { type: "text", autocomplete: "off", oninput: changed }));
    this.between = h("div", { class: "pair" },
      field(t["export.first"], this.days[0]), field(t["export.last"], this.days[1]));
    this.hint = h("p", { class: "muted hint" });
    this.host = h("form", { onsubmit: (event) => this.submit(event) },
      field(t["export.content"], this.kind), this.between, field(t["export.format"], this.format),
      this.hint,
      h("p", { class: "row" }, h("button", { class: "button strong" }, t["export.download"])));
  }

  get chosen() {
    return this.about.data.find(({ id }) => id === this.kind.value);
  }

  /** The two days are those that the timeline shows, or the whole time. */
  open() {
    const { calendar, view } = this.atlas;
    const [first, last] = view.loop ?? view.span ?? [calendar.first, calendar.last];
    this.days[0].value = calendar.iso(first);
    this.days[1].value = calendar.iso(last);
    this.changed();
  }

  changed() {
    const { calendar, payload } = this.atlas;
    const { kb, address } = this.chosen;
    const suffixes = Object.keys(kb);
    if (String(this.offered) !== String(suffixes)) {
      this.offered = suffixes;
      put(this.format, ...suffixes.map((one) => h("option", { value: one }, this.about.formats[one])));
    }
    const ranged = address.includes("{first}");
    this.between.hidden = !ranged;
    const [first, last] = this.parsed();
    const fault = ranged ? daysFault(first, last, (day) => calendar.inside(day)) : null;
    const ends = { first: calendar.label(calendar.first), last: calendar.label(calendar.last) };
    this.days[1].setCustomValidity(fault ? format(this.t[fault], ends) : "");
    const size = sizeText(kb[this.format.value], payload.language);
    this.hint.textContent = format(this.t[ranged ? "export.atMost" : "export.about"], { size });
  }

  parsed() {
    return this.days.map((input) => this.atlas.calendar.parse(input.value));
  }

  submit(event) {
    event.preventDefault();
    const { calendar, view } = this.atlas;
    const [first, last] = this.parsed().map((day) => (day === null ? "" : calendar.iso(day)));
    const days = { day: calendar.iso(view.day), first, last };
    this.owner.download(dataAddress(this.chosen, days, this.format.value));
  }
}
