/**
 * What the timeline can do beside moving the day: show a part of the time (`span`), play a
 * loop (`loop`), preview events, and keep up with a day that leaves what is seen.
 */

import { element, format, h } from "../page/dom.mjs";
import { Hand } from "./gestures.mjs";
import { shortcutSwitch } from "../page/keys.mjs";
import { recall, remember } from "../page/optional.mjs";
import { daysParameter, Loop } from "./loop.mjs";
import { Overview } from "./overview.mjs";
import { Preview } from "./preview.mjs";
import { SHORTEST, Span } from "../core/span.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const LANES = "lanes";
const REST_MS = 250;
const STEP = 2;

export class Timeline {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.ribbon = atlas.ribbon;
    this.calendar = atlas.calendar;
    /** @param {Span} span */
    const look = (span) => this.look(span);
    this.preview = new Preview(this.ribbon, this.t);
    this.hand = new Hand(this.ribbon, {
      look,
      pressed: (event) => (event ? this.preview.show(event, true) : this.preview.hide()),
    });
    this.overview = new Overview(this.ribbon, this.t, look);
    this.loop = new Loop(this.ribbon, this.t, (days, done) => this.moveLoop(days, done));
    /** @type {import("../core/view.d.ts").Parameter[]} */
    this.parameters = [
      { name: "span", usual: null, fault: "noteDays", ...daysParameter(this.calendar, SHORTEST) },
      { name: "loop", usual: null, fault: "noteDays", ...daysParameter(this.calendar) },
    ];
    /** The day, where a small window has no other place for it that stays in sight. */
    this.here = h("p", { class: "day-here", "aria-hidden": "true" });
    element("timeline").prepend(this.here);
    this.ribbon.onDrawn(() => this.drawn());
    this.buttons = this.makeButtons();
    element("controls").append(
      this.lanesButton(),
      h("div", { class: "tools", role: "group", "aria-label": this.t["span.name"] }, ...Object.values(this.buttons)),
    );
    element("help").querySelector("table")?.after(shortcutSwitch(this.t["keys.on"]));
    this.drawn();
  }

  /** The buttons beside the controls. */
  makeButtons() {
    /**
     * @param {string} id
     * @param {string} text
     * @param {string} label
     * @param {() => void} act
     */
    const button = (id, text, label, act) =>
      h("button", { id, type: "button", class: "tool", "aria-label": label, title: label, onclick: act }, text);
    return {
      all: button("span-all", this.t["span.all"], this.t["span.allTime"], () => this.look(this.calendar.whole)),
      loop: button("loop-set", this.t.loop, this.t["loop.set"], () => this.toggleLoop()),
    };
  }

  /** All events, in lanes, are there when they are asked for; this browser keeps the wish. */
  lanesButton() {
    const { ribbon } = this;
    const count = ribbon.events.length;
    const button = h(
      "button",
      { id: "lanes-open", type: "button", class: "link", "aria-controls": ribbon.host.id },
      format(this.t["lanes.all"], { count }),
    );
    const show = (/** @type {boolean} */ open) => {
      button.setAttribute("aria-expanded", String(open));
      if (ribbon.open === open) return;
      ribbon.open = open;
      ribbon.draw();
    };
    button.addEventListener("click", () => {
      remember(LANES, ribbon.open ? "folded" : "open");
      show(!ribbon.open);
    });
    show(recall(LANES) === "open");
    return button;
  }

  acts() {
    return {
      "Shift+ArrowUp": () => this.zoom(1 / STEP),
      "Shift+ArrowDown": () => this.zoom(STEP),
      R: () => this.toggleLoop(),
    };
  }

  /** A card that was closed stays closed until another day. */
  escapes() {
    return {
      preview: () => {
        this.preview.closed = this.atlas.view.day;
        return this.preview.hide();
      },
    };
  }

  // The part of the time that is seen

  /** Shorter or longer about the day of the map.
   * @param {number} factor */
  zoom(factor) {
    const { span } = this.ribbon;
    this.look(span.zoom(factor, span.position(this.atlas.view.day)));
  }

  /** Show a part of the time; the address follows when it rests.
   * @param {Span} span */
  look(span) {
    this.preview.hide();
    this.ribbon.look(span);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.atlas.store.set({ span: span.whole ? null : span.days }), REST_MS);
  }

  drawn() {
    const { span } = this.ribbon;
    // A button that does nothing keeps its place and the focus.
    this.buttons.all.setAttribute("aria-disabled", String(span.whole));
    element("timeline").classList.toggle("in-part", !span.whole || this.ribbon.open);
    this.overview.draw();
    this.loop.draw();
  }

  // The loop

  toggleLoop() {
    const days = this.atlas.view.loop ? null : this.ribbon.span.days;
    this.showLoop(days);
    this.atlas.store.set({ loop: days });
    const [from, until] = (days ?? []).map((day) => this.calendar.label(day));
    element("speaker").textContent = days ? format(this.t["loop.spoken"], { from, until }) : this.t["loop.none"];
  }

  /**
   * @param {[number, number]} days
   * @param {boolean} done
   */
  moveLoop(days, done) {
    this.atlas.player.loop = days;
    if (done) this.atlas.store.set({ loop: days });
  }

  /** @param {[number, number] | null} days */
  showLoop(days) {
    this.loop.show(days);
    this.atlas.player.loop = days;
    const label = this.t[days ? "loop.clear" : "loop.set"];
    const { loop } = this.buttons;
    loop.setAttribute("aria-pressed", String(Boolean(days)));
    loop.title = label;
  }

  // What the atlas tells

  /** The address says what is seen and what is looped. */
  restore() {
    const { span, loop } = this.atlas.view;
    clearTimeout(this.resting);
    this.ribbon.look(span ? new Span(this.calendar, ...span) : this.calendar.whole);
    this.showLoop(loop);
  }

  /** @param {number} day */
  draw(day) {
    if (this.rested !== day && !this.stale) this.dim(true);
    // The day has left what is seen: turn the page.
    const { span } = this.ribbon;
    if (!span.holds(day)) this.look(span.turnTo(day));
  }

  /** @param {number} day */
  keepUp(day) {
    this.here.textContent = this.calendar.label(day);
  }

  /** @param {number} day */
  rest(day) {
    this.rested = day;
    if (this.stale) this.dim(false);
    this.preview.arrive(day);
  }

  /** The cards still speak of another day.
   * @param {boolean} on */
  dim(on) {
    this.stale = on;
    element("events").classList.toggle("stale", on);
  }
}
