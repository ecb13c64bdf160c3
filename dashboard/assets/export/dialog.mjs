/** The dialog of exports: the page as a picture, a sheet for print, the data. */

import { element, h } from "../page/dom.mjs";
import { DataForm } from "./data.mjs";
import { FilmForm } from "./film.mjs";
import { FrozenFilmForm } from "./frozenFilm.mjs";
import { FrozenSheetForm } from "./frozenSheet.mjs";
import { PictureForm } from "./picture.mjs";
import { SheetForm } from "./sheet.mjs";
import { Unloaded } from "../page/load.mjs";
import { Modal, segments } from "../page/modal.mjs";
import { Trouble, ask, isAborted, nameOf, save } from "../page/save.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Payload } from "../core/contract.d.ts" */

/** @typedef {{name: string, host: HTMLFormElement, open?: () => void, shown?: () => void}} Form
 *   `open` is called each time the dialog opens, `shown` when the reader then sees the form */

/** The forms of what can be had: a frozen site has no server to make other films or sheets.
 * @param {Payload} payload */
const offered = ({ frozen, exports }) =>
  frozen
    ? [
        PictureForm,
        ...(exports.sheet.kinds.length ? [FrozenSheetForm] : []),
        ...(exports.film.kinds.length ? [FrozenFilmForm] : []),
        DataForm,
      ]
    : [PictureForm, SheetForm, FilmForm, DataForm];

export class Export {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    /** @type {Form[]} */
    this.forms = offered(atlas.payload).map((Form) => new Form(this));
    /** @type {Array<[string, string]>} */
    const names = this.forms.map(({ name }) => [name, this.t[`export.${name}`]]);
    this.what = segments(this.t["export.what"], names, "export-what", (name) => this.choose(name));
    this.status = h("p", { role: "status", class: "said" });
    this.cancel = h(
      "button",
      { type: "button", class: "button", hidden: true, onclick: () => this.stop() },
      this.t.cancel,
    );
    this.modal = new Modal(element("export", HTMLDialogElement), this.t.export, this.t.close, [
      this.what,
      ...this.forms.map(({ host }) => host),
      h("p", { class: "row" }, this.status, this.cancel),
      ...(atlas.payload.frozen ? [h("p", { class: "muted" }, this.t["frozen.export"])] : []),
    ]);
    this.modal.dialog.addEventListener("close", () => this.stop());
    element("quick-actions").prepend(
      h(
        "button",
        { id: "export-open", type: "button", class: "button", "aria-haspopup": "dialog", onclick: () => this.open() },
        this.t.export,
      ),
    );
    this.choose(this.forms[0].name);
  }

  acts() {
    return { E: () => this.open() };
  }

  escapes() {
    return { export: () => this.modal.escape() };
  }

  open() {
    this.atlas.player.pause();
    this.say("");
    for (const form of this.forms) form.open?.();
    this.modal.open();
    this.forms.find(({ name }) => name === this.what.value)?.shown?.();
  }

  /** @param {string} name of a form */
  choose(name) {
    this.what.value = name;
    for (const form of this.forms) form.host.hidden = form.name !== name;
    this.say("");
    if (this.modal.dialog.open) this.forms.find((form) => form.name === name)?.shown?.();
  }

  /** @param {string} text what the reader should know; @param {boolean} fault */
  say(text, fault = false) {
    this.status.textContent = text;
    this.status.classList.toggle("fault", fault);
  }

  stop() {
    this.asked?.abort();
  }

  /** Do what takes a while, a task at a time, and say how it ends.
   * @param {(signal: AbortSignal) => Promise<string>} work comes back with what to say */
  async busy(work) {
    this.stop();
    const asked = new AbortController();
    /** @type {AbortController | null} */
    this.asked = asked;
    this.cancel.hidden = false;
    this.say(this.t["save.working"]);
    try {
      this.say(await work(asked.signal));
    } catch (fault) {
      const called = isAborted(fault);
      const lost = fault instanceof Unloaded;
      if (!called && !lost && !(fault instanceof Trouble)) throw fault;
      const said = called
        ? this.t["save.cancelled"]
        : lost
          ? this.t["save.unreachable"]
          : String(/** @type {Error} */ (fault).message);
      if (asked === this.asked) this.say(said, !called);
    } finally {
      if (asked === this.asked) this.cancel.hidden = true;
    }
  }

  /** Fetch a file of the server's and let the browser save it.
   * @param {string} address */
  download(address) {
    return this.busy(async (signal) => {
      const answer = await ask(address, this.atlas.payload, signal);
      const blob = await answer.blob();
      const plain = address.split("?")[0].split("/").at(-1) ?? "";
      save(blob, nameOf(answer.headers.get("Content-Disposition"), plain));
      return this.t["save.done"];
    });
  }
}
