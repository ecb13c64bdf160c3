/**
 * The Compare view: the day of the atlas (A) beside another (B), two maps that move
 * together, and what changed hands between the days.
 */

import { Beside } from "./secondMap.mjs";
import { between } from "../core/between.mjs";
import { Divider } from "./divider.mjs";
import { element, format, h } from "../page/dom.mjs";
import { Handles } from "../timeline/handles.mjs";
import { ChangesTable } from "./transfers.mjs";
import { country } from "../map/treatyMap.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Legend } from "../map/legend.mjs" */
/** @import { Calendar } from "../core/calendar.mjs" */
/** @import { Treaty } from "../core/contract.d.ts" */
/** @import { View } from "../core/view.d.ts" */

const VIEW = "compare";
const REST_MS = 150;
const PHONE = 720;

export class Compare {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.calendar = atlas.calendar;
    this.stage = element("stage");
    this.parameters = parameters(atlas.calendar);
    this.beside = new Beside(atlas, element("map-b"), element("overlay-b"));
    this.divider = new Divider(element("divider"), this, (percent) => this.split(`swipe:${percent}`));
    this.handles = new Handles(atlas, (day) => this.scrub(day));
    this.table = new ChangesTable(atlas);
    this.heads = ["A", "B"].map((letter) => {
      const head = { date: h("span", { class: "date" }), caption: h("span", { class: "caption" }) };
      const sign = h("span", { class: "letter", "aria-hidden": "true" }, letter);
      const spoken = h("span", { class: "spoken" }, `${format(this.t["compare.day"], { letter })}: `);
      const said = h("div", { class: "said" }, h("h2", {}, spoken, head.date), head.caption);
      element("heads").append(h("div", { class: "head" }, sign, said));
      return head;
    });
    const { comparisons, treaties } = atlas.payload;
    this.presets = comparisons.flatMap(({ treaty: id, before, after }) =>
      treaties.filter((treaty) => treaty.id === id).map((treaty) => ({ treaty, before, after })),
    );
    this.chooser = this.makeChooser();
    this.radios = ["side", "swipe"].map((name) =>
      h("input", { type: "radio", name: "split", value: name, onchange: () => this.split(name) }),
    );
    /** Whether a finger on B will be drawn, and what waits until it rests. */
    this.framed = false;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.resting = undefined;
    /** The days that the table compares, and whether others are shown. */
    this.compared = "";
    this.stale = false;
    /** Whether the part of the map that is shown was chosen here. */
    this.fitted = false;
    element("compare").append(this.table.host);
    this.choices = h("div", { class: "choices" }, this.choice(), this.arrangement());
    this.phone = matchMedia(`(max-width: ${PHONE}px)`);
    this.phone.addEventListener("change", () => this.place());
    this.place();
  }

  /** The choices stand in the head of B; on a phone, where it has no room, above what changed. */
  place() {
    const { matches } = this.phone;
    if (matches) element("compare").prepend(this.choices);
    else element("heads").lastElementChild?.append(this.choices);
    this.table.unfold(matches);
  }

  get shown() {
    return this.atlas.view.view === VIEW;
  }

  /** The two days, A and B.
   * @returns {[number, number]} */
  get days() {
    return [this.atlas.view.day, this.atlas.view.with ?? this.atlas.view.day];
  }

  acts() {
    return { C: () => this.atlas.store.show(this.shown ? this.atlas.payload.views[0] : VIEW) };
  }

  /** Treaties, each with the days before and after it. */
  makeChooser() {
    const options = this.presets.map(({ treaty }) => {
      const year = this.calendar.date(treaty.signed).getUTCFullYear();
      return h(
        "option",
        { value: treaty.id },
        treaty.name.includes(String(year)) ? treaty.name : `${treaty.name} (${year})`,
      );
    });
    return h(
      "select",
      { id: "compare-treaty", onchange: ({ currentTarget }) => this.choose(currentTarget.value) },
      h("option", { value: "" }, this.t["compare.choose"]),
      ...options,
    );
  }

  choice() {
    return h("label", { class: "choice" }, h("span", {}, this.t["compare.preset"]), this.chooser);
  }

  /** @param {string} id */
  choose(id) {
    const preset = this.presets.find(({ treaty }) => treaty.id === id);
    if (!preset) return;
    this.compare(preset.before, preset.after);
    this.approach(preset.treaty);
  }

  /** Both maps show the land that a treaty speaks of; without any, what another power got.
   * @param {Treaty} treaty */
  approach({ outcomes }) {
    const { model, viewport } = this.atlas;
    const moved = outcomes.map(({ territory }) => model.numberOf(territory));
    const taken = between(model, ...this.days)
      .filter(({ kind }) => kind === "power")
      .map(({ i }) => i);
    const lands = (moved.length ? moved : taken).map((i) => model.territories[i]);
    if (lands.length) viewport.holdPart(country(lands, this.atlas.payload.sizes.treaty));
    else viewport.showAll();
    this.beside.keep();
  }

  /** Open on the land that goes to another power, unless the reader has chosen a part of the map. */
  fit() {
    const { model, view, viewport } = this.atlas;
    if (view.extent || viewport.away) return;
    const taken = between(model, ...this.days).filter(({ kind }) => kind === "power");
    if (!taken.length) return;
    this.fitted = true;
    // The land itself is held, not a window in the shape of a map that has not been halved yet.
    const lands = taken.map(({ i }) => model.territories[i]);
    viewport.holdPart(country(lands, this.atlas.payload.sizes.treaty));
    this.beside.keep();
  }

  /** Two other days: a single step of the history.
   * @param {number} day
   * @param {number} other */
  compare(day, other) {
    this.atlas.view.with = other;
    if (day !== this.atlas.view.day) return this.atlas.store.jump(day);
    this.atlas.store.set({}, "pushState");
    this.atlas.store.rest();
  }

  /** Two maps, beside or over each other. */
  arrangement() {
    return h(
      "fieldset",
      { class: "arrangement" },
      h("legend", { class: "spoken" }, this.t["compare.layout"]),
      ...this.radios.map((radio) => h("label", {}, radio, h("span", {}, this.t[`compare.${radio.value}`]))),
    );
  }

  /** @param {string} split as in the address */
  split(split) {
    this.atlas.store.set({ split: standard(split) });
    this.arrange();
  }

  arrange() {
    const split = this.atlas.view.split ?? (this.phone.matches ? "swipe" : "side");
    const [name, percent = "50"] = split.split(":");
    for (const radio of this.radios) radio.checked = radio.value === name;
    this.stage.classList.toggle("swipe", name === "swipe");
    this.divider.show(+percent);
    this.beside.fit();
    this.beside.part(name === "swipe" ? Number(percent) / 100 : null);
  }

  /** What the divider parts, in words.
   * @param {number} percent */
  parted(percent) {
    const [a, b] = this.days.map((day) => this.calendar.label(day));
    return format(this.t["compare.dividerAt"], { a, b, percent });
  }

  retype() {
    this.beside.retype();
  }

  async show() {
    if (!this.shown) {
      this.beside.part(null);
      // The map alone is the whole map again, unless the reader has moved it.
      if (this.fitted && this.atlas.viewport.held) this.atlas.viewport.showAll();
      this.fitted = false;
      return;
    }
    const { view } = this.atlas;
    view.with ??= view.day < this.calendar.detailed ? this.calendar.detailed : this.calendar.first;
    this.arrange();
    if (!(await this.beside.open())) return;
    this.fit();
    this.rest();
    this.stage.dataset.compared = "true";
  }

  /** A finger on B: its map and its head follow, the rest waits.
   * @param {number} day */
  scrub(day) {
    this.atlas.player.pause();
    this.atlas.view.with = this.calendar.clamp(day);
    if (!this.framed) {
      this.framed = true;
      requestAnimationFrame(() => {
        this.framed = false;
        this.follow();
      });
    }
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.rest();
      element("speaker").textContent = `B: ${this.calendar.label(this.days[1])}`;
      this.atlas.store.set({}, "pushState");
    }, REST_MS);
  }

  draw() {
    if (this.shown && this.atlas.view.with !== null) this.follow();
  }

  /** What moves with a finger on either day. */
  follow() {
    const [a, b] = this.days;
    this.beside.paint(b);
    this.handles.show(a, b);
    [a, b].forEach((day, n) => (this.heads[n].date.textContent = this.calendar.label(day)));
    const stale = String(this.days) !== this.compared;
    if (stale !== this.stale) this.stage.classList.toggle("stale", stale);
    this.stale = stale;
  }

  rest() {
    this.beside.select(this.atlas.view.territory);
    if (!this.shown || this.atlas.view.with === null) return;
    const { painter, model } = this.atlas;
    this.compared = String(this.days);
    // What is new on day A alone is not what is compared here.
    painter.showNews([]);
    const differences = between(model, ...this.days);
    this.beside.outline(differences);
    this.follow();
    this.captions();
    this.divider.speak();
    this.table.show(differences, ...this.days);
    this.beside.rest(this.atlas.view.layers);
    this.legend();
  }

  /** Beside each date: what it is to the treaty chosen, or what happened on it. */
  captions() {
    const preset = this.presets.find(({ before, after }) => before === this.days[0] && after === this.days[1]);
    this.chooser.value = preset ? preset.treaty.id : "";
    /** @param {string} key */
    const of = (key) => format(this.t[key], { treaty: preset?.treaty.short });
    const roles = preset ? [of("compare.before"), of("compare.after")] : ["", ""];
    this.days.forEach((day, n) => {
      const [event] = this.atlas.model.eventsOn(day);
      this.heads[n].caption.textContent = (n === 1 && event?.title) || roles[n] || event?.title || "";
    });
  }

  /** @param {string|null} territory */
  select(territory) {
    this.beside.select(territory);
  }

  /** @param {Set<string>} layers */
  switched(layers) {
    if (!this.shown) return;
    // Switching draws anew what is new on day A alone.
    this.atlas.painter.showNews([]);
    this.beside.rest(layers);
    this.legend();
  }

  legend() {
    const [a, b] = this.days;
    const other = this.beside.map;
    this.table.legend(
      [[this.atlas.legend, a], ...(other ? [/** @type {[Legend, number]} */ ([other.legend, b])] : [])],
      this.atlas.view.layers,
    );
  }
}

/** `swipe:50` and `swipe` mean the same.
 * @param {string} split */
const standard = (split) => (split === "swipe:50" ? "swipe" : split);

/** @returns {import("../core/view.d.ts").Parameter[]}
 * @param {Calendar} calendar */
function parameters(calendar) {
  /**
   * @param {string | null} text
   * @param {View} view
   */
  const here = (text, view) => (view.view === VIEW ? text : null);
  return [
    {
      name: "with",
      usual: null,
      read: (text, fail) => {
        const day = calendar.fromIso(text);
        return calendar.inside(day) ? day : fail();
      },
      write: (day, view) => here(calendar.iso(day), view),
      fault: "noteWith",
    },
    {
      name: "split",
      usual: null,
      read: (text, fail) => (/^(side|swipe(:([0-9]|[1-9][0-9]|100))?)$/.test(text) ? standard(text) : fail()),
      write: (split, view) => here(split, view),
      fault: "noteSplit",
    },
  ];
}
