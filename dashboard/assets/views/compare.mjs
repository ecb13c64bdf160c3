/**
 * The Compare view: the day of the atlas (A) beside another (B), two maps that move
 * together, and what changed hands between the days.
 */

import { Beside } from "./secondMap.mjs";
import { between } from "../core/between.mjs";
import { Divider } from "./divider.mjs";
import { h, format, put } from "../page/dom.mjs";
import { Handles } from "../timeline/handles.mjs";
import { ChangesTable } from "./transfers.mjs";
import { country } from "../map/treatyMap.mjs";

const VIEW = "compare";
const REST_MS = 150;
const PHONE = 720;

const element = (id) => document.getElementById(id);

/** @implements {import("../parts.mjs").Part} */
export class Compare {
  /** @param {any} atlas */
  constructor(atlas) {
    Object.assign(this, { atlas, t: atlas.t, calendar: atlas.calendar, stage: element("stage") });
    this.parameters = parameters(atlas.calendar);
    this.beside = new Beside(atlas, element("map-b"), element("overlay-b"));
    this.divider = new Divider(element("divider"), this, (percent) => this.split(`swipe:${percent}`));
    this.handles = new Handles(atlas, (day) => this.scrub(day));
    this.table = new ChangesTable(atlas);
    this.heads = ["A", "B"].map((letter) => {
      const head = { date: h("span", { class: "date" }), caption: h("span", { class: "caption" }) };
      const sign = h("span", { class: "letter", "aria-hidden": "true" }, letter);
      const spoken = h("span", { class: "spoken" }, `${format(this.t["compare.day"], { letter })}: `);
      element("heads").append(h("div", { class: "head" }, sign, h("h2", {}, spoken, head.date), head.caption));
      return head;
    });
    put(element("compare"), this.choice(), this.arrangement(), this.table.host);
  }

  get shown() {
    return this.atlas.view.view === VIEW;
  }

  /** The two days, A and B. */
  get days() {
    return [this.atlas.view.day, this.atlas.view.with];
  }

  acts() {
    return { C: () => this.atlas.show(this.shown ? this.atlas.payload.views[0] : VIEW) };
  }

  /** Treaties, each with the days before and after it. */
  choice() {
    const { comparisons, treaties } = this.atlas.payload;
    this.presets = comparisons.map(({ treaty, before, after }) =>
      ({ treaty: treaties.find((one) => one.id === treaty), before, after }));
    const options = this.presets.map(({ treaty }) => {
      const year = this.calendar.date(treaty.signed).getUTCFullYear();
      return h("option", { value: treaty.id }, treaty.name.includes(year) ? treaty.name : `${treaty.name} (${year})`);
    });
    this.chooser = h("select", { id: "compare-treaty", onchange: (event) => this.choose(event.target.value) },
      h("option", { value: "" }, this.t["compare.choose"]), ...options);
    return h("label", { class: "choice" }, h("span", {}, this.t["compare.preset"]), this.chooser);
  }

  choose(id) {
    const preset = this.presets.find(({ treaty }) => treaty.id === id);
    if (!preset) return;
    this.compare(preset.before, preset.after);
    this.approach(preset.treaty);
  }

  /** Both maps show the land that a treaty speaks of; without any, what another power got. */
  approach({ outcomes }) {
    const { model, viewport } = this.atlas;
    const told = outcomes.map(({ territory }) => model.index.get(territory));
    const taken = between(model, ...this.days).filter(({ kind }) => kind === "power").map(({ i }) => i);
    const lands = (told.length ? told : taken).map((i) => model.territories[i]);
    if (lands.length) viewport.showPart(country(lands), { left: 0, right: 0 });
    else viewport.showAll();
  }

  /** Two other days: one step of the history. */
  compare(one, other) {
    this.atlas.view.with = other;
    if (one !== this.atlas.view.day) return this.atlas.jump(one);
    this.atlas.set({}, "pushState");
    this.atlas.rest();
  }

  /** Two maps or one over the other. */
  arrangement() {
    this.radios = ["side", "swipe"].map((name) =>
      h("input", { type: "radio", name: "split", value: name, onchange: () => this.split(name) }));
    return h("fieldset", { class: "arrangement" }, h("legend", { class: "spoken" }, this.t["compare.layout"]),
      ...this.radios.map((radio) =>
        h("label", {}, radio, h("span", {}, this.t[`compare.${radio.value}`]))));
  }

  /** @param {string} split as in the address */
  split(split) {
    this.atlas.set({ split: standard(split) });
    this.arrange();
  }

  arrange() {
    const split = this.atlas.view.split ?? (innerWidth <= PHONE ? "swipe" : "side");
    const [name, percent = "50"] = split.split(":");
    for (const radio of this.radios) radio.checked = radio.value === name;
    this.stage.classList.toggle("swipe", name === "swipe");
    this.divider.show(+percent);
    this.beside.fit();
    this.beside.part(name === "swipe" ? percent / 100 : null);
  }

  /** What the divider parts, in words. */
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
      return;
    }
    const { view } = this.atlas;
    view.with ??= view.day < this.calendar.detailed ? this.calendar.detailed : this.calendar.first;
    this.arrange();
    if (!await this.beside.open()) return;
    this.rest();
    this.stage.dataset.compared = "true";
  }

  /** A finger on B: its map and its head follow, the rest waits. */
  scrub(day) {
    this.atlas.player.pause();
    this.atlas.view.with = this.calendar.clamp(day);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.follow();
    });
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.rest();
      element("speaker").textContent = `B: ${this.calendar.label(this.atlas.view.with)}`;
      this.atlas.set({}, "pushState");
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
    const of = (key) => format(this.t[key], { treaty: preset.treaty.short });
    const roles = preset ? [of("compare.before"), of("compare.after")] : ["", ""];
    this.days.forEach((day, n) => {
      const [event] = this.atlas.model.eventsOn(day);
      this.heads[n].caption.textContent = (n === 1 && event?.title) || roles[n] || event?.title || "";
    });
  }

  selected(territory) {
    this.beside.select(territory);
  }

  switched(layers) {
    if (!this.shown) return;
    // Switching draws anew what is new on day A alone.
    this.atlas.painter.showNews([]);
    this.beside.rest(layers);
    this.legend();
  }

  legend() {
    const maps = [this.atlas, this.beside].map(({ legend }, n) => [legend, this.days[n]]);
    this.table.legend(maps.filter(([legend]) => legend), this.atlas.view.layers);
  }
}

/** `swipe:50` and `swipe` are one thing. */
const standard = (split) => (split === "swipe:50" ? "swipe" : split);

/** @returns {import("../core/address.mjs").Parameter[]} */
function parameters(calendar) {
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
