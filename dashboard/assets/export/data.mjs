/** The data of the day, of two days or of the whole atlas, as files. */

import { format, h, put } from "../page/dom.mjs";
import { Days } from "./days.mjs";
import { dataAddress, sizeText } from "./form.mjs";
import { choice, field } from "../page/modal.mjs";
import { at } from "../page/server.mjs";

export class DataForm {
  name = "data";

  /** @param {import("./dialog.mjs").Export} owner */
  constructor(owner) {
    const { t, atlas } = owner;
    this.owner = owner;
    this.t = t;
    this.atlas = atlas;
    this.about = atlas.payload.exports;
    const changed = () => this.changed();
    this.kind = choice(
      this.about.data.map(({ id, name }) => [id, name]),
      changed,
    );
    // The view Table leads to the file of its day: here a range is what is looked for. A frozen site has no files
    // of ranges.
    const range = this.about.data.find(({ address }) => address.includes("{first}"));
    if (range && !atlas.payload.frozen) this.kind.value = range.id;
    this.format = choice([], changed);
    this.days = new Days(atlas, changed);
    this.hint = h("p", { class: "muted hint" });
    this.host = h(
      "form",
      { onsubmit: (event) => this.submit(event) },
      field(t["export.content"], this.kind),
      this.days.host,
      field(t["export.format"], this.format),
      this.hint,
      h("p", { class: "row" }, h("button", { class: "button strong" }, t["export.download"])),
    );
  }

  get chosen() {
    return this.about.data.find(({ id }) => id === this.kind.value) ?? this.about.data[0];
  }

  open() {
    this.days.open();
    this.changed();
  }

  changed() {
    const { payload } = this.atlas;
    const { kb, address } = this.chosen;
    const suffixes = Object.keys(kb);
    if (String(this.offered) !== String(suffixes)) {
      this.offered = suffixes;
      put(this.format, ...suffixes.map((suffix) => h("option", { value: suffix }, this.about.formats[suffix])));
    }
    const ranged = address.includes("{first}");
    this.days.check(ranged);
    const size = sizeText(kb[this.format.value], payload.language);
    const hint = format(this.t[ranged ? "export.atMost" : "export.about"], { size });
    // Sizes are known of this package alone, and a frozen site may be of another.
    this.hint.textContent = payload.frozen
      ? address.includes("{day}")
        ? this.atlas.asOf()
        : this.atlas.notHere
      : hint;
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const { calendar } = this.atlas;
    const [first, last] = this.days.iso();
    const days = { day: calendar.iso(this.atlas.dayOfFiles), first, last };
    const { readAs: reading, frozen } = this.atlas.payload;
    const page = { reading, frozen: Boolean(frozen) };
    this.owner.download(at(dataAddress(this.chosen, days, this.format.value, page)));
  }
}
