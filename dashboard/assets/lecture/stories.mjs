/** The stories to choose from, and how a lecture stands in the address. */

import { format, h } from "../page/dom.mjs";
import { at } from "../page/server.mjs";
import { isPair, newPair } from "./pair.mjs";
import { lineOfStops, smallMap, turningStop } from "./storyPictures.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Story } from "../core/contract.d.ts" */
/** @import { Parameter } from "../core/view.d.ts" */
/** @import { Pair } from "./pair.mjs" */
/** @import { Lecture } from "./story.mjs" */

/**
 * @param {Map<string, Story>} stories
 * @param {Pair} pair
 * @returns {Parameter[]}
 */
export function lectureParameters(stories, pair) {
  return [
    {
      name: "story",
      usual: null,
      read: (text, fail) => (stories.has(text) ? text : fail()),
      write: (story) => story,
      fault: "story.unknown",
    },
    {
      name: "stop",
      usual: 1,
      read: (text, fail) => (/^[1-9]\d?$/.test(text) ? Number(text) : fail()),
      write: (stop, view) => (view.story ? String(stop) : null),
      fault: "story.noStop",
    },
    {
      name: "presenter",
      usual: null,
      // `1`: the presenter's window was not opened from a class's.
      read: (text, fail) => (isPair(text) ? text : text === "1" ? (pair.id ?? newPair()) : fail()),
      write: (id) => id,
      fault: "story.noPresenter",
    },
  ];
}

/**
 * Where a story leads to.
 *
 * @typedef {{enter: (id: string) => void, quiz: (id: string|null) => void, own: (copied: string|null) => void,
 *   handout: (story: string) => string, teacher: (story: string) => string}} Ways
 *   `own` begins with a copy of a story, or with what there is; `handout`, `teacher` are addresses, in the reading
 *   that is shown
 * @param {Lecture} lecture
 * @returns {Ways}
 */
export function waysOf(lecture) {
  const { store, payload } = lecture.atlas;
  /** @param {string} kind
   * @param {string|null} id */
  const ask = (kind, id) => {
    lecture.list.close();
    store.ask(kind, id);
  };
  const query = payload.readAs ? `?reading=${payload.readAs}` : "";
  /** @param {string} address
   * @returns {(story: string) => string} */
  const of = (address) => (story) => at(address, { story, query });
  return {
    enter: (id) => lecture.enter(id),
    quiz: (id) => ask("quiz", id),
    own: (copied) => ask("own", copied),
    handout: of(payload.addresses.handout),
    teacher: of(payload.addresses.teacher),
  };
}

/**
 * The dialog with all stories; it is added to the page.
 *
 * @param {readonly Story[]} stories
 * @param {Record<string, string>} t
 * @param {Ways} ways
 */
export function storyDialog(stories, t, ways) {
  const range = { type: "button", class: "button quiz", onclick: () => ways.quiz(null) };
  const own = { type: "button", class: "button own", onclick: () => ways.own(null) };
  const close = h("button", { type: "button", class: "close", "aria-label": t.close }, "×");
  const list = h(
    "dialog",
    { id: "stories", class: "modal", "aria-label": t["story.list"] },
    close,
    h("h2", {}, t["story.list"]),
    h("ul", {}, ...stories.map((story) => storyItem(story, t, ways))),
    h("p", { class: "muted" }, t["story.how"]),
    h("p", { class: "tools" }, h("button", range, t["quiz.span"]), h("button", own, t["own.open"])),
  );
  close.addEventListener("click", () => list.close());
  document.body.append(list);
  return list;
}

/**
 * @param {Story} story
 * @param {Record<string, string>} t
 * @param {Ways} ways
 */
export function storyItem(story, t, { enter, quiz, own, handout, teacher }) {
  const start = {
    type: "button",
    class: "button strong start",
    "data-story": story.id,
    onclick: () => enter(story.id),
  };
  return h(
    "li",
    {},
    h("h3", {}, story.title),
    h("p", {}, story.summary),
    h("p", { class: "muted" }, lengths(story, t)),
    h(
      "p",
      { class: "tools" },
      h("button", start, t["story.start"]),
      h("button", { type: "button", class: "button", onclick: () => quiz(story.id) }, t.quiz),
      h("a", { class: "button", href: handout(story.id) }, t["story.handout"]),
      h("a", { class: "button", href: teacher(story.id) }, t["story.teacher"]),
      h("button", { type: "button", class: "button", onclick: () => own(story.id) }, t["own.copy"]),
    ),
  );
}

/** Show in the list, when it is first opened, what each story is about.
 * @param {HTMLElement} list
 * @param {Atlas} atlas */
export function illustrate(list, atlas) {
  const items = [...list.querySelectorAll("li")];
  atlas.payload.stories.forEach((story, n) => {
    items[n].querySelector(".tools")?.before(lineOfStops(story, atlas.calendar));
    items[n].prepend(smallMap(atlas, turningStop(story, atlas.model)));
  });
}

/** How many stops a story has and how long it takes, whole and by its short route.
 * @param {Story} story
 * @param {Record<string, string>} t */
function lengths({ stops }, t) {
  const short = stops.filter((stop) => stop.short);
  const said = [format(t["story.stops"], { count: stops.length })];
  if (minutesOf(stops)) said.push(format(t["story.minutes"], { minutes: minutesOf(stops) }));
  if (short.length && short.length < stops.length && minutesOf(short))
    said.push(format(t["story.shorter"], { count: short.length, minutes: minutesOf(short) }));
  return said.join(" · ");
}

/** @param {Story["stops"]} stops */
const minutesOf = (stops) => stops.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
