/**
 * The presenter's window: what the class reads, the notes that it does not, the next stop and
 * the time. It steps the class's window and follows it.
 */

import { element, format, h, put } from "../page/dom.mjs";
import { clock } from "../core/lecture.mjs";
import { windowLink } from "./tools.mjs";

/** @import { Stop, Story } from "../core/contract.d.ts" */

const SECOND = 1000;

export class Presenter {
  /** @param {import("./story.mjs").Lecture} lecture */
  constructor(lecture) {
    this.lecture = lecture;
    this.atlas = lecture.atlas;
    this.t = lecture.t;
    this.host = element("presenter");
    this.time = h("time", { class: "elapsed" });
    this.started = Date.now();
    /** @type {ReturnType<typeof setInterval>|undefined} */
    this.ticking = undefined;
  }

  /** @param {boolean} on */
  show(on) {
    this.host.hidden = !on;
    for (const id of ["header", "atlas"]) element(id).classList.toggle("away-from-presenter", on);
    // Neither seen nor reached: the map is in the other window.
    element("header").inert = on;
    element("atlas").inert = on;
    if (!on) return;
    this.ticking ??= setInterval(() => this.tick(), SECOND);
    put(this.host, ...this.shown());
    this.tick();
  }

  tick() {
    this.time.textContent = clock(Date.now() - this.started);
  }

  choice() {
    const { lecture, t } = this;
    return [
      h("h2", {}, t["story.list"]),
      h("ul", {}, ...[...lecture.stories.values()].map((value) => lecture.item(value))),
    ];
  }

  shown() {
    const { story, stop } = this.lecture;
    return story && stop ? this.stop(story, stop) : this.choice();
  }

  /** What a teacher takes to class on paper: all that is read, without what is pressed.
   * @returns {Element[]|null} null in another window, or before a lesson is chosen */
  printed() {
    if (this.host.hidden || !this.lecture.stop) return null;
    const copies = [...this.host.children].filter((part) => part.matches("header, section"));
    return copies.map((part) => {
      const copy = /** @type {Element} */ (part.cloneNode(true));
      for (const pressed of copy.querySelectorAll("button, a, time")) pressed.remove();
      return copy;
    });
  }

  /** @param {Story} story
   * @param {Stop} stop */
  stop(story, stop) {
    const { lecture, t, atlas } = this;
    const { calendar } = atlas;
    const next = story.stops[atlas.view.stop];
    const place = format(t["story.place"], { stop: atlas.view.stop, count: story.stops.length });
    const plan = planOf(story, atlas.view.stop, t);
    const again = () => {
      this.started = Date.now();
      this.tick();
    };
    return [
      h(
        "header",
        {},
        h(
          "p",
          { class: "place" },
          h("strong", {}, place),
          ` · ${story.title}`,
          stop.short ? ` · ${t["story.short"]}` : "",
        ),
        h(
          "p",
          { class: "timer" },
          windowLink(lecture, "class"),
          plan ? h("span", { class: "plan" }, plan) : null,
          this.time,
          h("button", { type: "button", class: "button", onclick: again }, t["story.timer"]),
        ),
      ),
      h(
        "section",
        { class: "now" },
        h("p", { class: "day" }, calendar.label(stop.day)),
        h("h2", {}, stop.title),
        h("p", {}, stop.text),
      ),
      stop.notes ? h("section", { class: "notes" }, h("h3", {}, t["story.notes"]), h("p", {}, stop.notes)) : null,
      h(
        "section",
        { class: "ask" },
        h("h3", {}, t["story.question"]),
        h("p", {}, stop.question),
        h(
          "button",
          { type: "button", class: "button", "aria-pressed": String(lecture.question), onclick: () => lecture.ask() },
          t["story.showQuestion"],
        ),
        stop.answer ? h("div", { class: "answer" }, h("h3", {}, t["story.answer"]), h("p", {}, stop.answer)) : null,
      ),
      h(
        "section",
        { class: "next-stop" },
        h("h3", {}, t["story.nextStop"]),
        h("p", {}, next ? `${calendar.label(next.day)}: ${next.title}` : t["story.end"]),
      ),
      this.tools(story),
    ];
  }

  /** @param {Story} story */
  tools(story) {
    const { lecture, t, atlas } = this;
    const { calendar } = atlas;
    const jump = (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) =>
      lecture.enter(story.id, Number(currentTarget.value));
    const options = story.stops.map((stop, n) =>
      h(
        "option",
        { value: n + 1, selected: n + 1 === atlas.view.stop },
        `${n + 1}. ${calendar.label(stop.day)}: ${stop.title}`,
      ),
    );
    return h(
      "footer",
      {},
      h("button", { type: "button", class: "button", onclick: () => lecture.step(-1) }, `← ${t["story.previous"]}`),
      h("button", { type: "button", class: "button next", onclick: () => lecture.step(1) }, `${t["story.next"]} →`),
      h("label", {}, h("span", {}, t["story.goTo"]), h("select", { onchange: jump }, ...options)),
    );
  }
}

/** The planned time of a stop, and with the stops before it; empty without a plan.
 * @param {Story} story
 * @param {number} number of the stop, from 1
 * @param {Record<string, string>} t */
function planOf(story, number, t) {
  const { minutes } = story.stops[number - 1];
  const total = story.stops.slice(0, number).reduce((sum, stop) => sum + (stop.minutes ?? 0), 0);
  return minutes ? format(t["story.plan"], { minutes, total }) : "";
}
