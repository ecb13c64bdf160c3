/** The sheet of a frozen site: made before, for each day of change. */

import { h } from "../page/dom.mjs";
import { at } from "../page/server.mjs";

export class FrozenSheetForm {
  name = "sheet";

  /** @param {import("./dialog.mjs").Export} owner */
  constructor(owner) {
    this.owner = owner;
    this.atlas = owner.atlas;
    this.asOf = h("p", { class: "muted" });
    this.host = h(
      "form",
      { onsubmit: (event) => this.submit(event) },
      this.asOf,
      h("p", { class: "row" }, h("button", { class: "button strong" }, owner.t["export.download"])),
    );
  }

  open() {
    this.asOf.textContent = this.atlas.asOf();
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const { calendar, dayOfFiles, payload } = this.atlas;
    const [kind] = payload.exports.sheet.kinds;
    this.owner.download(at(payload.addresses.sheet, { day: calendar.iso(dayOfFiles), kind }));
  }
}
