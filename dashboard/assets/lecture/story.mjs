/**
 * Lecture mode: a story's stops in their order. The class reads the day, the text and,
 * when asked for, the question; the notes are in the presenter's window alone.
 */

import { element, format, h, put } from "../page/dom.mjs";
import { isHello, placeOf, stepped, viewOf } from "../core/lecture.mjs";
import { focusTool } from "../page/menu.mjs";
import { returnTo, viewBefore } from "./before.mjs";
import { Pair } from "./pair.mjs";
import { Presenter } from "./presenter.mjs";
import { illustrate, lectureParameters, storyDialog, storyItem, waysOf } from "./stories.mjs";
import { keptLesson } from "./keptLesson.mjs";
import { lectureTools } from "./tools.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Stop, Story } from "../core/contract.d.ts" */
/** @import { How } from "../core/store.mjs" */
/** @import { View } from "../core/view.d.ts" */

const PHONE = 720;
/** Within so long a second Escape ends the lecture. */
const AGAIN_MS = 5000;

export class Lecture {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.stories = new Map([...atlas.payload.stories, ...keptLesson(atlas)].map((story) => [story.id, story]));
    this.usual = new Set(atlas.payload.layers.filter((layer) => layer.on).map((layer) => layer.id));
    this.host = element("story");
    this.stage = element("stage");
    /** What was shown before the lecture, null when the page began with it. @type {Partial<View> | null} */
    this.before = null;
    this.question = false;
    this.warned = -Infinity;
    /** Whether an address was read that led here, and the stop that is shown. */
    this.arriving = false;
    this.shown = "";
    /** The stop that was last sent to the other window. */
    this.said = "";
    this.back = h("button", { type: "button", class: "link back", onclick: () => this.step(0) }, this.t["story.back"]);
    this.list = storyDialog(atlas.payload.stories, this.t, waysOf(this));
    this.button = h(
      "button",
      { id: "stories-open", type: "button", class: "button", "aria-haspopup": "dialog", onclick: () => this.choose() },
      this.t["story.open"],
    );
    element("first-actions").append(this.button);
    this.presenter = new Presenter(this);
    new ResizeObserver(() => this.reach()).observe(this.host);
    this.pair = new Pair((message) => this.hear(message));
    this.parameters = lectureParameters(this.stories, this.pair);
    /** When somebody last went somewhere in the lecture, here or in the other window; null before.
     * @type {number | null} */
    this.at = null;
  }

  /** @returns {Story|undefined} */
  get story() {
    return this.stories.get(this.atlas.view.story ?? "");
  }

  /** @returns {Stop|undefined} */
  get stop() {
    return this.story?.stops[this.atlas.view.stop - 1];
  }

  /** A story in a list, with the way into it.
   * @param {Story} story */
  item(story) {
    return storyItem(story, this.t, waysOf(this));
  }

  printed() {
    return this.presenter.printed();
  }

  // Keys

  acts() {
    const stepped = (/** @type {number} */ by) => () => (this.story ? this.step(by) : false);
    return {
      ArrowRight: stepped(1),
      ArrowLeft: stepped(-1),
      PageDown: stepped(1),
      PageUp: stepped(-1),
      S: () => this.choose(),
      Q: () => this.ask(),
    };
  }

  escapes() {
    return {
      stories: () => {
        const { open } = this.list;
        this.list.close();
        return open;
      },
      lecture: () => {
        if (!this.story || this.atlas.view.presenter) return false;
        this.leaveAsked();
        return true;
      },
    };
  }

  /** A remote's key is easily pressed by mistake: the lecture ends with the second stroke. */
  leaveAsked() {
    if (performance.now() - this.warned < AGAIN_MS) {
      this.atlas.notices.clear();
      this.leave();
      return;
    }
    this.warned = performance.now();
    this.atlas.notices.show([this.t["story.escapeAgain"]]);
  }

  // Steps

  choose() {
    if (this.list.open) this.list.close();
    else {
      if (!this.list.querySelector(".small-map")) illustrate(this.list, this.atlas);
      this.list.showModal();
      // Not the cross in the corner, which comes first.
      /** @type {HTMLElement|null} */ (this.list.querySelector(".start"))?.focus();
    }
  }

  /** @param {string} id */
  enter(id, stop = 1) {
    if (this.list.open) this.list.close();
    this.go(id, stop);
    this.tellOthers();
  }

  /** @param {number} by */
  step(by) {
    const { story } = this;
    const { stop, day } = this.atlas.view;
    if (!story) return;
    const next = stepped(story, stop, by);
    if (next === stop && day === this.stop?.day) return;
    this.go(story.id, next);
    this.tellOthers();
  }

  /** Show or hide the question. */
  ask(on = !this.question) {
    if (!this.story) return;
    this.question = on;
    this.render();
    this.host.querySelector(".question")?.scrollIntoView({ block: "nearest" });
    this.tellOthers();
  }

  /**
   * @param {string} id
   * @param {number} stop from 1
   * @param {How} how
   */
  go(id, stop, how = "pushState") {
    const { atlas } = this;
    this.remember();
    this.question = false;
    const story = this.stories.get(id);
    if (!story) return;
    const set = viewOf(story.stops[stop - 1], this.usual);
    atlas.store.become({ story: id, stop, view: atlas.payload.views[0], extent: null, ...set }, how);
    this.aim();
  }

  remember() {
    if (this.story) return;
    this.before = viewBefore(this.atlas.view);
  }

  /** End the lecture and show what was shown before it. */
  leave(known = false) {
    const { atlas } = this;
    const before = this.before ?? { territory: null, treaty: null, layers: new Set(this.usual), extent: null };
    this.before = null;
    returnTo(atlas, before);
    if (!known) this.tellOthers();
    focusTool(this.button);
  }

  // Two windows

  /** Somebody went somewhere here: the other window follows. */
  tellOthers() {
    this.at = Date.now();
    this.sayPlace();
  }

  /** @param {object} [more] */
  sayPlace(more = {}) {
    const { story, stop } = this.atlas.view;
    this.said = this.key();
    this.pair.say({ ...more, place: { story, stop, question: this.question, at: this.at } });
  }

  /** A window that opens says where it is, and hears where the other went since its link was followed;
   * Back and Forward are steps. */
  landed() {
    const { view } = this.atlas;
    if (this.at === null) {
      this.at = this.story ? Date.now() - performance.now() : 0;
      if (this.story || view.presenter) this.sayPlace({ hello: true });
    } else if (this.key() !== this.said) this.tellOthers();
    this.said = this.key();
  }

  /** @param {unknown} message */
  hear(message) {
    const place = placeOf(message, this.stories);
    // Before the address is read there is nothing to compare it with.
    if (!place || this.at === null) return undefined;
    const { view } = this.atlas;
    const here = place.story === view.story && place.stop === view.stop;
    const older = place.at < this.at;
    if (isHello(message) && (here || older)) return this.sayPlace();
    if (older && !here) return undefined;
    this.at = Math.max(this.at, place.at);
    this.follow(place);
    this.said = this.key();
    return undefined;
  }

  /** @param {import("../core/lecture.mjs").Place} place */
  follow(place) {
    const { view } = this.atlas;
    if (!place.story) {
      if (this.story) this.leave(true);
      return;
    }
    if (place.story !== view.story || place.stop !== view.stop || view.day !== this.stop?.day) {
      this.go(place.story, place.stop, "replaceState");
    }
    this.question = place.question;
    this.render();
  }

  // What the atlas tells

  /** The address names a stop: what it does not say beside it is as the stop has it.
   * @param {Set<string>} named */
  restore(named) {
    const { view } = this.atlas;
    if (this.story && view.stop > this.story.stops.length) {
      view.stop = 1;
      element("notice").append(h("p", {}, this.t["story.noStop"]));
    }
    // A question belongs to its stop.
    if (this.shown !== this.key()) this.question = false;
    this.arriving = Boolean(this.story) && named.has("story") && this.shown !== this.key();
    if (this.arriving && this.stop) {
      const set = Object.entries(viewOf(this.stop, this.usual)).filter(([name]) => !named.has(name));
      Object.assign(view, Object.fromEntries(set));
      this.atlas.layers.show(view.layers);
    }
    this.render();
  }

  key() {
    return `${this.atlas.view.story} ${this.atlas.view.stop}`;
  }

  /** @param {number} day */
  draw(day) {
    // The words are those of the stop, whatever day the reader looks at.
    if (this.stop) this.back.hidden = day === this.stop.day;
  }

  rest() {
    // Not before: the cards that lie over the map are there now.
    if (this.arriving && !this.atlas.view.extent) this.aim();
    this.arriving = false;
  }

  select() {
    this.quiet();
  }

  // The map

  aim() {
    const { viewport } = this.atlas;
    const box = this.stop?.box;
    if (!box) return viewport.showAll();
    const part = viewport.ranges(box, viewport.free());
    const [[west, east], [south, north]] = [part["xaxis.range"], part["yaxis.range"]];
    // Held: the address says the stop, and needs no part of the map beside it.
    return viewport.hold([west, south, east, north]);
  }

  /** The words of the lecture cover the left of the map, a card its right. */
  covers() {
    if (!this.story || innerWidth <= PHONE) return null;
    const card = !element("treaty").hidden;
    return { left: element("day-block").offsetWidth + 30, right: card ? element("panels").offsetWidth + 40 : 60 };
  }

  // What is seen

  /** The outline of the stop's own territory says enough; another territory was asked for. */
  quiet() {
    const territory = this.stop?.territory;
    const own = Boolean(territory) && territory === this.atlas.view.territory;
    this.stage.classList.toggle("own-territory", own);
  }

  render() {
    const { view } = this.atlas;
    const { story, stop } = this;
    this.shown = this.key();
    this.stage.classList.toggle("lecture", Boolean(story));
    this.host.hidden = !story;
    this.quiet();
    if (view.presenter) this.pair.follow(view.presenter);
    else if (story) this.pair.lead();
    this.presenter.show(Boolean(view.presenter));
    if (!story || !stop) {
      put(this.host);
      return;
    }
    const place = format(this.t["story.place"], { stop: view.stop, count: story.stops.length });
    this.back.hidden = view.day === stop.day;
    put(
      this.host,
      h("p", { class: "place" }, h("strong", {}, place), h("span", { class: "of" }, ` · ${story.title}`)),
      h(
        "div",
        { class: "told", "aria-live": "polite" },
        h("h3", {}, stop.title),
        h("p", {}, stop.text),
        this.question ? h("p", { class: "question" }, stop.question) : null,
      ),
      lectureTools(this, story),
      this.back,
    );
    this.reach();
  }

  /** A text that scrolls can be reached with Tab. */
  reach() {
    const text = this.host.querySelector(".told");
    if (!(text instanceof HTMLElement)) return;
    if (text.scrollHeight > text.clientHeight) text.tabIndex = 0;
    else text.removeAttribute("tabindex");
  }
}
