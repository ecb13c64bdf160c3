/** Play, previous, next, speed, and the field to type a day. */

import { format, h, s } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Player } from "./player.mjs" */

/** @typedef {keyof typeof SHAPES} Shape */

const SHAPES = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  previous: "M6 5h2.5v14H6zM19 5v14l-9.5-7z",
  next: "M15.5 5H18v14h-2.5zM5 5v14l9.5-7z",
};

export class Controls {
  /** @param {HTMLElement} host; `atlas` moves, `player` plays
   * @param {Atlas} atlas
   * @param {Player} player */
  constructor(host, atlas, player) {
    this.atlas = atlas;
    this.player = player;
    this.t = atlas.t;
    this.field = h("input", {
      id: "date-input",
      type: "text",
      inputmode: "text",
      autocomplete: "off",
      spellcheck: "false",
      title: this.t.dateHint,
      "aria-describedby": "date-fault",
    });
    this.fault = h("p", { id: "date-fault", role: "alert" });
    const go = () => this.enter(this.field.value);
    this.field.addEventListener("change", go);
    this.field.addEventListener("keydown", (event) => event.key === "Enter" && go());
    /**
     * @param {string} id
     * @param {Shape} shape
     * @param {string} label
     * @param {() => void} act
     */
    const button = (id, shape, label, act) =>
      h("button", { id, type: "button", "aria-label": label, title: label, onclick: act }, icon(shape));
    this.play = button("play", "play", this.t.play, () => player.toggle());
    host.append(
      h(
        "div",
        { class: "buttons" },
        button("previous-change", "previous", this.t.previousChange, atlas.steps.ArrowLeft),
        this.play,
        button("next-change", "next", this.t.nextChange, atlas.steps.ArrowRight),
      ),
      h("div", { class: "fields" }, this.speed(), this.date()),
      this.rest(host),
    );
  }

  /** On a phone what is seldom wanted comes when it is asked for.
   * @param {HTMLElement} host */
  rest(host) {
    const button = h(
      "button",
      {
        id: "controls-more",
        type: "button",
        class: "tool",
        "aria-expanded": "false",
        "aria-controls": host.id,
        "aria-label": this.t["controls.more"],
        title: this.t["controls.more"],
      },
      "⋯",
    );
    button.addEventListener("click", () => button.setAttribute("aria-expanded", String(host.classList.toggle("open"))));
    return button;
  }

  speed() {
    /** @param {Event} event */
    const choose = (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) =>
      (this.player.speed = currentTarget.value);
    const options = [...Object.keys(this.player.speeds), "event"].map((name) =>
      h("option", { value: name, selected: name === this.player.speed }, this.t[`speed.${name}`]),
    );
    return h("label", {}, h("span", {}, this.t.speed), h("select", { id: "speed", onchange: choose }, ...options));
  }

  date() {
    return h("label", { class: "date" }, h("span", {}, this.t.date), this.field, this.fault);
  }

  /** @param {string} text */
  enter(text) {
    const { calendar } = this.atlas;
    const day = calendar.parse(text);
    const ends = { first: calendar.label(calendar.first), last: calendar.label(calendar.last) };
    const outside = calendar.inside(day) ? "" : format(this.t.dateOutside, ends);
    const fault = day === null ? this.t.dateWrong : outside;
    this.fault.textContent = fault;
    this.field.setAttribute("aria-invalid", fault ? "true" : "false");
    if (day !== null && !fault) this.atlas.store.jump(day);
  }

  /** The field keeps up with a finger.
   * @param {number} day */
  follow(day) {
    if (document.activeElement === this.field) return;
    this.field.value = this.atlas.calendar.iso(day);
  }

  /** @param {number} day */
  show(day) {
    if (document.activeElement === this.field && this.fault.textContent) return;
    this.field.value = this.atlas.calendar.iso(day);
    this.fault.textContent = "";
    this.field.setAttribute("aria-invalid", "false");
  }

  /** @param {boolean} on */
  playing(on) {
    const label = on ? this.t.pause : this.t.play;
    this.play.replaceChildren(icon(on ? "pause" : "play"));
    this.play.setAttribute("aria-label", label);
    this.play.title = label;
    // It rests soon, unless a step to another day comes first and rests by itself.
    if (!on) this.atlas.store.move(this.atlas.view.day);
  }
}

/** @param {Shape} name */
function icon(name) {
  return s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: SHAPES[name] }));
}
