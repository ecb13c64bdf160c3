/**
 * A lesson of the teacher's own: views are added as stops, put in order and given words; it is kept in this
 * browser, played as any lesson, and downloaded in the form of the stories of the data package.
 */

import { LessonFault, checkDays, lacking, lessonOf, lessonToml, said, written } from "../core/ownLesson.mjs";
import { element, format, h, put } from "../page/dom.mjs";
import { closesWithin } from "../page/keys.mjs";
import { focusTool } from "../page/menu.mjs";
import { field } from "../page/modal.mjs";
import { save } from "../page/save.mjs";
import { OWN, knownTo, lessonStory, ownOf, recallLesson, rememberLesson } from "./keptLesson.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Own, OwnStop, Words } from "../core/ownLesson.mjs" */
/** @import { Lecture } from "./story.mjs" */

const LARGEST_KB = 250;

export class OwnLesson {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.host = element("own");
    closesWithin(this.host, () => this.close());
    this.language = atlas.payload.language;
    this.languages = Object.keys(atlas.payload.dayWords);
    this.own = recallLesson(atlas) ?? empty();
    /** The lesson before a stop was removed or another lesson took its place. @type {Own|null} */
    this.former = null;
    this.list = h("ol", {});
    this.status = h("p", { role: "status", class: "said" });
    this.undo = h("button", { type: "button", class: "button", onclick: () => this.takeBack() }, this.t["own.undo"]);
  }

  escapes() {
    return { own: () => this.close() };
  }

  /** @param {string} kind
   * @param {string|null} id of a story to begin with a copy of */
  openCard(kind, id) {
    if (kind !== "own") return;
    this.open();
    const story = this.atlas.payload.stories.find((story) => story.id === id);
    if (!story) return;
    this.take(ownOf(story, this.atlas));
    this.say(format(this.t["own.opened"], { count: story.stops.length }));
  }

  open() {
    const { t } = this;
    const file = h("input", {
      type: "file",
      accept: ".toml",
      class: "spoken",
      tabindex: -1,
      "aria-label": t["own.file"],
    });
    file.addEventListener("change", () => this.read(file));
    this.heading = h("h2", { tabindex: -1 }, t.own);
    this.title = this.writing(
      "input",
      () => this.own.title,
      (words) => (this.own.title = words),
    );
    /** @param {string} word
     * @param {() => unknown} act */
    const button = (word, act, look = "button") => h("button", { type: "button", class: look, onclick: act }, t[word]);
    put(
      this.host,
      h("button", { type: "button", class: "close", "aria-label": t.close, onclick: () => this.close() }, "×"),
      this.heading,
      h("p", { class: "muted" }, t["own.about"]),
      field(t["own.title"], this.title),
      this.list,
      h(
        "p",
        { class: "row" },
        button("own.add", () => this.add(), "button strong"),
        button("story.start", () => this.begin()),
        this.undo,
      ),
      this.status,
      h(
        "p",
        { class: "row" },
        button("own.download", () => this.download()),
        button("own.file", () => file.click()),
        button("own.clear", () => this.take(empty())),
      ),
      file,
    );
    this.host.hidden = false;
    element("stage").classList.add("with-own");
    this.render();
    this.heading.focus({ preventScroll: true });
  }

  /** @returns {boolean} whether it was open */
  close() {
    if (this.host.hidden) return false;
    this.host.hidden = true;
    element("stage").classList.remove("with-own");
    put(this.host);
    focusTool(element("stories-open"));
    return true;
  }

  /** A control that writes words in the language of the page.
   * @template {"input"|"textarea"} K
   * @param {K} tag
   * @param {() => Words} words
   * @param {(words: Words) => void} put */
  writing(tag, words, put) {
    const [first] = this.languages;
    const control = /** @type {HTMLInputElement|HTMLTextAreaElement} */ (
      h(tag, { maxlength: 2000, ...(tag === "input" ? { type: "text" } : { rows: 3 }) })
    );
    control.value = said(words(), this.language, first);
    control.addEventListener("input", () => {
      put(written(words(), control.value, this.language, first));
      rememberLesson(this.atlas, this.own);
    });
    return control;
  }

  /** @param {OwnStop} stop */
  nameOf(stop) {
    const day = this.atlas.calendar.fromIso(stop.day);
    const title = said(stop.title, this.language, this.languages[0]);
    return [day === null ? stop.day : this.atlas.calendar.short(day), title].filter(Boolean).join(" · ");
  }

  /** The stops; one of them open to be written.
   * @param {number} [open] */
  render(open) {
    this.undo.hidden = !this.former;
    put(this.list, ...this.own.stops.map((stop, n) => this.stop(stop, n, n === open)));
  }

  /** @param {OwnStop} stop
   * @param {number} n
   * @param {boolean} open */
  stop(stop, n, open) {
    const { t, own } = this;
    /** @param {"title"|"text"|"question"|"answer"|"notes"} name
     * @param {string} label
     * @param {"input"|"textarea"} tag */
    const text = (name, label, tag) =>
      field(
        t[label],
        this.writing(
          tag,
          () => stop[name],
          (words) => (stop[name] = words),
        ),
      );
    /** @param {string} word
     * @param {string} sign
     * @param {() => void} act */
    const tool = (word, sign, act, off = false) =>
      h(
        "button",
        {
          type: "button",
          class: "button",
          "aria-label": format(t[word], { stop: this.nameOf(stop) }),
          "data-act": word,
          disabled: off,
          onclick: act,
        },
        sign,
      );
    return h(
      "li",
      {},
      h(
        "details",
        { open },
        h("summary", {}, this.nameOf(stop)),
        text("title", "own.stopTitle", "input"),
        text("text", "own.text", "textarea"),
        text("question", "own.question", "input"),
        text("answer", "story.answer", "textarea"),
        text("notes", "own.notes", "textarea"),
        h("button", { type: "button", class: "button", onclick: () => this.showStop(n) }, t["own.show"]),
      ),
      h(
        "span",
        { class: "tools" },
        tool("own.up", "↑", () => this.move(n, -1), n === 0),
        tool("own.down", "↓", () => this.move(n, 1), n === own.stops.length - 1),
        tool("own.remove", "×", () => this.remove(n)),
      ),
    );
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
  }

  changed() {
    rememberLesson(this.atlas, this.own);
    this.say("");
  }

  /** What is shown becomes a stop, with the words of the event of its day to begin with. */
  add() {
    const { atlas, t } = this;
    const { view, model, calendar, payload } = atlas;
    const today = model.eventsOn(view.day);
    const events = today.length ? today : model.eventsBefore(view.day + 1, 1);
    const [first] = this.languages;
    /** @param {string} text
     * @returns {Words} */
    const words = (text) => written({}, text, this.language, first);
    const usual = payload.layers.filter(({ on }) => on).map(({ id }) => id);
    const layers = payload.layers.map(({ id }) => id).filter((id) => view.layers.has(id));
    this.own.stops.push({
      day: calendar.iso(view.day),
      title: words(today[0]?.title ?? calendar.label(view.day)),
      text: words(today[0]?.description ?? ""),
      question: words(t["own.ask"]),
      answer: {},
      notes: {},
      minutes: null,
      short: false,
      events: events.map(({ id }) => id),
      territory: view.territory,
      treaty: payload.treaties.some(({ id }) => id === view.treaty) ? view.treaty : null,
      layers: String(layers) === String(usual) ? null : layers,
      extent: view.extent,
    });
    this.changed();
    this.render(this.own.stops.length - 1);
    this.say(format(t["own.added"], { stop: this.nameOf(/** @type {OwnStop} */ (this.own.stops.at(-1))) }));
    this.list.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} n
   * @param {number} by */
  move(n, by) {
    const { stops } = this.own;
    const [stop] = stops.splice(n, 1);
    stops.splice(n + by, 0, stop);
    this.changed();
    this.render();
    // At either end the way back is all that is left.
    const ways = by < 0 ? ["own.up", "own.down"] : ["own.down", "own.up"];
    const tools = ways.map((act) => `button[data-act="${act}"]:enabled`);
    const moved = this.list.children[n + by];
    const tool = moved.querySelector(tools[0]) ?? moved.querySelector(tools[1]);
    if (tool instanceof HTMLElement) tool.focus();
  }

  /** @param {number} n */
  remove(n) {
    this.former = structuredClone(this.own);
    this.own.stops.splice(n, 1);
    this.changed();
    this.render();
    this.heading?.focus({ preventScroll: true });
  }

  /** @param {number} n */
  showStop(n) {
    const { store, viewport, payload } = this.atlas;
    const { day, layers, territory, treaty, box } = lessonStory(this.own, this.atlas).stops[n];
    const on = new Set(layers ?? payload.layers.filter((layer) => layer.on).map(({ id }) => id));
    store.become({ day, territory, treaty, layers: on, extent: null, view: payload.views[0], story: null, stop: 1 });
    if (box) viewport.showPart(box, this.atlas.covers());
    else viewport.showAll();
  }

  /** Whether it can be shown to a class; else what it lacks is said. */
  ready() {
    const { t } = this;
    if (!this.own.stops.length) {
      this.say(t["own.empty"]);
      return false;
    }
    const lack = lacking(this.own, this.languages[0], this.atlas.payload.stopTexts);
    if (!lack) return true;
    const label = lack.stop ? (lack.field === "title" ? "own.stopTitle" : `own.${lack.field}`) : "own.title";
    this.say(format(t["own.lacks"], { stop: lack.stop || "–", field: t[label] }));
    return false;
  }

  begin() {
    if (!this.ready()) return;
    const lecture = /** @type {Lecture} */ (/** @type {unknown} */ (this.atlas.parts.lecture));
    lecture.stories.set(OWN, lessonStory(this.own, this.atlas));
    this.close();
    lecture.enter(OWN);
  }

  download() {
    if (!this.ready()) return;
    // A story of the package has a summary; the title says enough where there is none.
    const { title, summary } = this.own;
    const whole = { ...this.own, summary: Object.keys(summary).length ? summary : title };
    save(new Blob([lessonToml(whole)], { type: "application/toml" }), "my_lesson.toml");
    this.say(this.t["save.done"]);
  }

  /** @param {HTMLInputElement} input */
  async read(input) {
    const [file] = input.files ?? [];
    if (file) this.say(await this.openFile(file));
    input.value = "";
  }

  /** @param {File} file
   * @returns {Promise<string>} what is said of it */
  async openFile(file) {
    const { t } = this;
    if (file.size > LARGEST_KB * 1000) return format(t["own.tooLarge"], { size: LARGEST_KB });
    const loaded = await Promise.all([import("../vendor/smol-toml.js"), file.text()]).catch(() => null);
    if (!loaded) return t["load.failed"];
    const [{ parse }, text] = loaded;
    try {
      const file = parse(text);
      checkDays(text);
      this.take(lessonOf(file, knownTo(this.atlas)));
    } catch (fault) {
      if (fault instanceof LessonFault) {
        return format(t["own.fault"], { stop: fault.stop || "–", field: fault.field });
      }
      const { line } = /** @type {{line?: number}} */ (fault);
      if (line === undefined) throw fault;
      return format(t["own.notToml"], { line });
    }
    return format(t["own.opened"], { count: this.own.stops.length });
  }

  /** The lesson that was removed or replaced is there again; the present lesson can be restored the same way. */
  takeBack() {
    const { former } = this;
    if (!former) return;
    this.former = null;
    this.take(former);
    if (this.undo.hidden) this.heading?.focus({ preventScroll: true });
  }

  /** @param {Own} own */
  take(own) {
    const { title, stops } = this.own;
    if (stops.length || Object.values(title).some(Boolean)) this.former = this.own;
    this.own = own;
    this.changed();
    if (this.title) this.title.value = said(own.title, this.language, this.languages[0]);
    this.render();
  }
}

/** @returns {Own} */
const empty = () => ({ title: {}, summary: {}, stops: [] });
