/**
 * Predict, then play: the page asks who will hold a land on a later day, plays the map to that day
 * and says who does. The questions are made with the data; the answers stay in this window.
 */

import { questionsOf, rightOf } from "../core/quiz.mjs";
import { fileOf } from "../core/readings.mjs";
import { element, format, h, put } from "../page/dom.mjs";
import { closesWithin } from "../page/keys.mjs";
import { kept, load } from "../page/load.mjs";
import { focusTool } from "../page/menu.mjs";
import { copyText } from "../page/save.mjs";
import { unloaded } from "../page/unloaded.mjs";
import { returnTo, viewBefore } from "./before.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Question, Quiz as Questions } from "../core/contract.d.ts" */
/** @import { View } from "../core/view.d.ts" */

const PLAYS_MS = 2500;
/** Cards that lie where the card of the quiz does. */
const OTHERS = new Set(["treaty", "event", "place", "person", "own"]);

const file = kept(
  /** @param {string} name */
  (name) => /** @type {Promise<Questions>} */ (load(new URL(`../${name}`, import.meta.url))),
);

export class Quiz {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.host = element("quiz");
    this.stage = element("stage");
    closesWithin(this.host, () => this.close());
    /** @type {string|null} */
    this.story = null;
    /** What was shown before the first question, null until it is asked. @type {Partial<View>|null} */
    this.before = null;
    /** @type {Question[]} */
    this.questions = [];
    /** Ids of polities, one for each question that was answered. @type {string[]} */
    this.answers = [];
    /** The frame of the map that plays, or 0. */
    this.frame = 0;
    this.status = h("p", { role: "status", class: "said" });
  }

  get open() {
    return !this.host.hidden;
  }

  /** @returns {Question|undefined} the question that is on the map */
  get question() {
    return this.open ? this.shown : undefined;
  }

  escapes() {
    return { quiz: () => this.close() };
  }

  /** Id of a story, or none for the range of days on the timeline.
   * @param {string} kind
   * @param {string|null} id */
  openCard(kind, id) {
    if (kind === "quiz") this.begin(id);
    else if (OTHERS.has(kind)) this.hide();
  }

  /** @param {string|null} story */
  async begin(story) {
    const { atlas } = this;
    this.still();
    this.story = story;
    this.shown = undefined;
    this.answers = [];
    this.host.hidden = false;
    this.stage.classList.add("with-quiz");
    // It may be closed, or another begun, while the file loads.
    const wanted = () => this.open && this.story === story;
    try {
      const span = atlas.view.span ?? [atlas.calendar.first, atlas.calendar.last];
      const quiz = await file(fileOf(atlas.payload, "quiz.json"));
      if (!wanted()) return;
      this.questions = questionsOf(quiz, story, span);
      if (!this.questions.length) this.fill(h("p", {}, this.t["quiz.none"]));
      else this.ask();
    } catch (fault) {
      if (wanted()) this.fill(unloaded(fault, this.t, () => this.begin(story)));
    }
  }

  /** The card with these children below its head; the head takes the focus.
   * @param {(Node|null)[]} children */
  fill(...children) {
    const head = h("h2", { tabindex: -1 }, this.title);
    const close = h(
      "button",
      { type: "button", class: "close", "aria-label": this.t.close, onclick: () => this.close() },
      "×",
    );
    put(this.host, close, h("p", { class: "muted" }, this.t.quiz), head, ...children);
    head.focus({ preventScroll: true });
  }

  get title() {
    const story = this.atlas.payload.stories.find(({ id }) => id === this.story);
    return story?.title ?? this.t["quiz.span"];
  }

  // A question

  ask() {
    const { atlas, t } = this;
    const question = this.questions[this.answers.length];
    this.shown = question;
    const [view] = atlas.payload.views;
    const bare = { territory: null, treaty: null, event: null, place: null, person: null, panel: null, story: null };
    // Back returns to what was shown before the first question.
    const how = this.before ? "replaceState" : "pushState";
    this.before ??= viewBefore(atlas.view);
    atlas.store.become({ ...bare, stop: 1, view, day: question.start, extent: null }, how);
    atlas.zoomTo(question.territory);
    const asked = format(t["quiz.ask"], {
      from: atlas.calendar.label(question.start),
      day: atlas.calendar.label(question.day),
      territory: atlas.model.territory(question.territory).name,
    });
    this.boxes = question.options.map((value) => h("input", { type: "radio", name: "quiz-answer", value }));
    const options = question.options.map((id, n) =>
      h(
        "label",
        {},
        this.boxes?.[n],
        atlas.cards.swatch(atlas.payload.polities[id]),
        h("span", {}, atlas.payload.polities[id].name),
      ),
    );
    this.status = h("p", { role: "status", class: "said" });
    this.tools = h("p", { class: "row" }, h("button", { class: "button strong" }, t["quiz.play"]));
    const place = format(t["quiz.place"], { n: this.answers.length + 1, count: this.questions.length });
    this.fill(
      h(
        "form",
        { onsubmit: (event) => this.answer(event), onkeydown: (event) => this.pick(event) },
        h("p", { class: "muted" }, place),
        h("fieldset", {}, h("legend", {}, asked), ...options),
        this.status,
        this.tools,
      ),
    );
  }

  /** A number chooses the answer of that place.
   * @param {KeyboardEvent} event */
  pick(event) {
    const box = this.boxes?.[Number(event.key) - 1];
    if (!box || box.disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    box.checked = true;
    box.focus();
  }

  /** @param {SubmitEvent} event */
  answer(event) {
    event.preventDefault();
    const chosen = this.boxes?.find((box) => box.checked);
    if (!chosen) {
      this.status.textContent = this.t["quiz.choose"];
      return;
    }
    for (const box of this.boxes ?? []) box.disabled = true;
    this.answers.push(chosen.value);
    put(/** @type {HTMLElement} */ (this.tools));
    this.play(/** @type {Question} */ (this.shown));
  }

  /** @param {Question} question */
  play({ start, day }) {
    const { store } = this.atlas;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const begun = performance.now();
    /** @param {number} now */
    const step = (now) => {
      const part = still ? 1 : Math.max(0, Math.min(1, (now - begun) / PLAYS_MS));
      store.move(Math.round(start + (day - start) * part));
      this.frame = part < 1 ? requestAnimationFrame(step) : 0;
      if (part === 1) this.reveal();
    };
    this.frame = requestAnimationFrame(step);
  }

  reveal() {
    const { t, questions, answers } = this;
    const question = questions[answers.length - 1];
    const { name: holder } = this.atlas.payload.polities[question.answer];
    const right = question.answer === answers.at(-1);
    this.status.textContent = format(t[right ? "quiz.right" : "quiz.wrong"], { holder });
    this.status.classList.toggle("right", right);
    const last = answers.length === questions.length;
    const on = h(
      "button",
      { type: "button", class: "button strong", onclick: () => (last ? this.result() : this.ask()) },
      t[last ? "quiz.end" : "quiz.next"],
    );
    put(/** @type {HTMLElement} */ (this.tools), on);
    on.focus({ preventScroll: true });
    on.scrollIntoView({ block: "nearest" });
  }

  // The end

  result() {
    const { t, questions, answers } = this;
    this.status = h("p", { role: "status", class: "said" });
    /** @param {string} word
     * @param {() => unknown} act */
    const button = (word, act) => h("button", { type: "button", class: "button", onclick: act }, t[word]);
    this.shown = undefined;
    this.fill(
      h("p", { class: "score" }, this.score()),
      h("ol", {}, ...questions.map((question, n) => h("li", {}, this.line(question, answers[n])))),
      h(
        "p",
        { class: "row" },
        button("quiz.copy", () => this.copy()),
        button("quiz.again", () => this.begin(this.story)),
      ),
      this.status,
    );
  }

  score() {
    const { questions, answers } = this;
    return format(this.t["quiz.result"], { right: rightOf(questions, answers), count: questions.length });
  }

  /** `● 3 February 2001, the land: its holder`
   * @param {Question} question
   * @param {string} answer */
  line({ territory, day, answer: right }, answer) {
    const { model, calendar, payload } = this.atlas;
    const said =
      right === answer ? "" : ` (${format(this.t["quiz.yours"], { holder: payload.polities[answer].name })})`;
    const { name } = model.territory(territory);
    return `${said ? "○" : "●"} ${calendar.label(day)}, ${name}: ${payload.polities[right].name}${said}`;
  }

  async copy() {
    const lines = this.questions.map((question, n) => this.line(question, this.answers[n]));
    const done = await copyText([this.title, this.score(), ...lines, location.href].join("\n"));
    this.status.textContent = this.t[done ? "copied" : "notCopied"];
  }

  /** The map plays no further.
   * @returns {boolean} whether it played */
  still() {
    const { frame } = this;
    cancelAnimationFrame(frame);
    this.frame = 0;
    return frame !== 0;
  }

  /** Take the card away; the map stays as it is.
   * @returns {boolean} whether it was open */
  hide() {
    const { open } = this;
    if (!open) return false;
    this.still();
    this.before = null;
    this.host.hidden = true;
    this.stage.classList.remove("with-quiz");
    put(this.host);
    this.atlas.painter.select(this.atlas.view.territory);
    return true;
  }

  /** End the quiz and show what was shown before it.
   * @returns {boolean} whether it was open */
  close() {
    const { before } = this;
    if (!this.hide()) return false;
    if (before) returnTo(this.atlas, before);
    focusTool(element("stories-open"));
    return true;
  }

  // What the atlas tells

  /** The reader moves the day: the answer is shown at once. */
  hold() {
    if (this.still()) this.reveal();
  }

  /** An address says what is shown. */
  landed() {
    this.hide();
  }

  /** A lecture begins. */
  restore() {
    if (this.atlas.view.story) this.hide();
  }

  /** The land that is asked for is outlined, without its card, which would tell. */
  rest() {
    const { question } = this;
    if (question && !this.atlas.view.territory) this.atlas.painter.select(question.territory);
  }
}
