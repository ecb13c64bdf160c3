/**
 * What a reader would correct: a dialog fills in what stands where, and makes a small file to save
 * and a text to send. Nothing is sent from here; `python -m dashboard correction` reads the file.
 */

import { received } from "../core/borrowed.mjs";
import { entriesOf, nameOf, tomlOf } from "../core/correction.mjs";
import { element, h, put } from "../page/dom.mjs";
import { kept, load } from "../page/load.mjs";
import { Modal, choice, field } from "../page/modal.mjs";
import { copyText, save } from "../page/save.mjs";
import { unloaded } from "../page/unloaded.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { CorrectableField, Corrections } from "../core/contract.d.ts" */
/** @import { Entry, Files, Proposal } from "../core/correction.mjs" */

/** @type {(language: string) => Promise<[Corrections, Files]>} loaded when it is first asked for */
const files = kept(async (/** @type {string} */ language) => {
  const at = (/** @type {string} */ name) => load(new URL(`../${name}.json`, import.meta.url));
  const [about, rows] = await Promise.all([at(`corrections.${language}`), at("rows")]);
  return [/** @type {Corrections} */ (received(about)), /** @type {Files} */ (rows)];
});

export class Correction {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.form = h("form", { novalidate: true, onsubmit: (event) => event.preventDefault() });
    this.modal = new Modal(element("correction", HTMLDialogElement), this.t.correct, this.t.close, [
      h("p", { class: "muted" }, this.t["correct.about"]),
      this.form,
    ]);
    this.status = h("p", { role: "status", class: "said" });
  }

  escapes() {
    return { correction: () => this.modal.escape() };
  }

  /**
   * @param {string} kind
   * @param {string|null} id `kind:id` of a card
   */
  openCard(kind, id) {
    if (kind !== "correction" || !id) return;
    const [card, ...rest] = id.split(":");
    this.modal.open();
    this.fill(card, rest.join(":"));
  }

  /** @param {string} card
   * @param {string} id */
  async fill(card, id) {
    const { payload } = this.atlas;
    const asked = `${card}:${id}`;
    this.asked = asked;
    this.status.textContent = "";
    put(this.form, h("p", { class: "muted", "aria-busy": "true" }, this.t["cite.waiting"]));
    try {
      const [about, rows] = await files(payload.language);
      const day = this.atlas.calendar.iso(this.atlas.view.day);
      if (this.asked === asked) this.build(about, entriesOf(about, rows, card, id, day));
    } catch (fault) {
      if (this.asked !== asked) return;
      put(
        this.form,
        unloaded(fault, this.t, () => this.fill(card, id)),
      );
    }
  }

  /** @param {Corrections} about
   * @param {Entry[]} entries */
  build(about, entries) {
    const { t } = this;
    this.about = about;
    this.entries = entries;
    this.which = choice(
      entries.map((entry, n) => [String(n), this.titleOf(entry)]),
      () => this.chooseEntry(),
    );
    this.field = choice([], () => this.chooseField());
    this.now = h("p", { class: "now" });
    this.host = h("div", {});
    this.known = h("datalist", { id: "correction-works" }, ...about.works.map(([, value]) => h("option", { value })));
    this.source = h("input", { type: "text", list: "correction-works", maxlength: 300, autocomplete: "off" });
    this.locator = h("input", { type: "text", maxlength: 200, autocomplete: "off" });
    this.reason = h("textarea", { rows: 2, maxlength: 2000 });
    /** @param {string} text
     * @param {(said: Proposal) => unknown} act */
    const button = (text, act, look = "button") =>
      h("button", { type: "button", class: look, onclick: () => this.checked(act) }, text);
    put(
      this.form,
      field(t["correct.which"], this.which),
      field(t["correct.field"], this.field),
      h("div", { class: "field" }, h("span", {}, t["correct.now"]), this.now),
      this.host,
      field(t["correct.source"], this.source),
      this.known,
      field(t["correct.locator"], this.locator),
      field(t["correct.reason"], this.reason),
      h(
        "p",
        { class: "row" },
        button(t["correct.save"], (said) => this.save(said), "button strong"),
        button(t["correct.copy"], (said) => this.copy(said)),
        button(t["correct.mail"], (said) => this.mail(said)),
      ),
      this.status,
      h("p", { class: "muted" }, t["correct.after"]),
    );
    this.chooseEntry();
  }

  /** @returns {Entry} */
  get entry() {
    return /** @type {Entry[]} */ (this.entries)[Number(this.which?.value ?? 0)];
  }

  /** @returns {CorrectableField} */
  get column() {
    const { fields } = this.sheet(this.entry);
    return /** @type {CorrectableField} */ (fields.find(({ name }) => name === this.field?.value));
  }

  /** @param {Entry} entry */
  sheet({ file }) {
    return /** @type {Corrections} */ (this.about).files[file];
  }

  /** `Held by: Lower Land, 3 June 2001`
   * @param {Entry} entry */
  titleOf(entry) {
    const { title, named } = this.sheet(entry);
    const parts = named.map((name) => this.shown(entry, name)).filter(Boolean);
    return `${title}: ${parts.join(", ")}`;
  }

  /** What stands in a field, as a reader calls it.
   * @param {Entry} entry
   * @param {string} name of the field */
  shown(entry, name) {
    const value = entry.cells[name] ?? "";
    const { kind, choices } = this.sheet(entry).fields.find((field) => field.name === name) ?? {
      kind: "choice",
      choices: "territories",
    };
    const day = kind === "day" ? this.atlas.calendar.fromIso(value) : null;
    if (day !== null) return this.atlas.calendar.label(day);
    return this.about?.choices[choices]?.find(([id]) => id === value)?.[1] ?? value;
  }

  chooseEntry() {
    put(
      /** @type {HTMLSelectElement} */ (this.field),
      ...this.sheet(this.entry).fields.map(({ name, label }) => h("option", { value: name }, label)),
    );
    this.chooseField();
  }

  chooseField() {
    const { entry, column, t } = this;
    put(/** @type {HTMLElement} */ (this.now), this.shown(entry, column.name) || t["correct.nothing"]);
    this.proposal = this.input(column, entry.cells[column.name]);
    put(/** @type {HTMLElement} */ (this.host), field(t["correct.should"], this.proposal));
    this.status.textContent = "";
  }

  /** A control that begins with what stands there.
   * @param {CorrectableField} column
   * @param {string} value */
  input({ kind, choices, optional }, value) {
    if (kind === "choice") {
      const known = (this.about?.choices[choices] ?? []).map(([id, name]) => pair(id, name));
      const list = choice(optional ? [pair("", this.t["correct.nothing"]), ...known] : known, () => {});
      list.value = value;
      return list;
    }
    const control = kind === "day" ? h("input", { type: "text", autocomplete: "off" }) : h("textarea", { rows: 3 });
    control.value = value;
    return control;
  }

  /** What the reader proposes, or what is missing in it, in words.
   * @returns {Proposal | string} */
  said() {
    const { t, column, entry } = this;
    const typed = (this.proposal?.value ?? "").trim();
    const day = column.kind === "day" && typed ? this.atlas.calendar.parse(typed) : null;
    if (column.kind === "day" && typed && day === null) return t.dateWrong;
    const proposed = day === null ? typed.replace(/\s+/g, " ") : this.atlas.calendar.iso(day);
    if (proposed === entry.cells[column.name]) return t["correct.same"];
    const source = this.source?.value.trim() ?? "";
    if (!source && !column.wording) return t["correct.noSource"];
    const sourceKey = this.about?.works.find(([, name]) => name === source)?.[0] ?? "";
    const locator = (this.locator?.value.trim() ?? "").replaceAll(";", ",");
    return {
      entry,
      field: column.name,
      proposed,
      source: [source, sourceKey ? "" : locator].filter(Boolean).join(", "),
      sourceKey,
      locator: sourceKey ? locator : "",
      reason: this.reason?.value.trim() ?? "",
    };
  }

  /** Do something with a proposal that is complete; else say what is missing.
   * @param {(said: Proposal) => unknown} act */
  async checked(act) {
    const said = this.said();
    this.status.textContent = typeof said === "string" ? said : String((await act(said)) ?? "");
  }

  /** @param {Proposal} said */
  save(said) {
    const about = /** @type {Corrections} */ (this.about);
    save(new Blob([tomlOf(about, said)], { type: "application/toml" }), nameOf(about, said));
    return this.t["save.done"];
  }

  /** @param {Proposal} said */
  async copy(said) {
    return this.t[(await copyText(this.letter(said))) ? "copied" : "notCopied"];
  }

  /** A mail without an address: whoever runs the atlas has an address.
   * @param {Proposal} said */
  mail(said) {
    const subject = encodeURIComponent(`${this.t["correct.subject"]}: ${this.titleOf(said.entry)}`);
    const body = encodeURIComponent(this.letter(said).toWellFormed().replaceAll("\n", "\r\n"));
    location.href = `mailto:?subject=${subject}&body=${body}`;
  }

  /** The proposal in words, and the file below it.
   * @param {Proposal} said */
  letter(said) {
    const { t, column } = this;
    const rows = [
      [t["correct.which"], this.titleOf(said.entry)],
      [t["correct.field"], column.label],
      [t["correct.now"], this.shown(said.entry, column.name) || t["correct.nothing"]],
      [t["correct.should"], this.shown({ ...said.entry, cells: { [column.name]: said.proposed } }, column.name)],
      [t["correct.source"], [said.source, said.locator].filter(Boolean).join(", ")],
      [t["correct.reason"], said.reason],
    ].filter(([, text]) => text);
    const written = rows.map(([name, text]) => `${name}: ${text}`).join("\n");
    return `${t["correct.subject"]}\n${location.href}\n\n${written}\n\n${tomlOf(/** @type {Corrections} */ (this.about), said)}`;
  }
}

/** @param {string} id
 * @param {string} name
 * @returns {[string, string]} */
const pair = (id, name) => [id, name];
