/** The buttons of a lecture in the class's window, and the links between its two windows. */

import { h } from "../page/dom.mjs";

/** @import { Story } from "../core/contract.d.ts" */
/** @import { Lecture } from "./story.mjs" */

/** A button that shows a sign and is named by its text.
 * @param {string} name
 * @param {string} text
 * @param {string} sign
 * @param {() => void} act
 * @param {boolean} [off] */
const signButton = (name, text, sign, act, off) =>
  h(
    "button",
    {
      type: "button",
      class: `button ${name}`,
      "aria-label": text,
      title: text,
      "aria-disabled": off ? "true" : null,
      onclick: act,
    },
    sign,
  );

/** Steps, the question, the way to the presenter's window, the end.
 * @param {Lecture} lecture
 * @param {Story} story */
export function lectureTools(lecture, story) {
  const { t } = lecture;
  const { stop } = lecture.atlas.view;
  return h(
    "div",
    { class: "tools" },
    signButton("previous", t["story.previous"], "←", () => lecture.step(-1), stop === 1),
    signButton("next", t["story.next"], "→", () => lecture.step(1), stop === story.stops.length),
    h(
      "button",
      { type: "button", class: "button ask", "aria-pressed": String(lecture.question), onclick: () => lecture.ask() },
      t["story.question"],
    ),
    windowLink(lecture, "presenter"),
    signButton("leave", t["story.leave"], "×", () => lecture.leave()),
  );
}

/** A link to the other window of a lecture.
 * @param {Lecture} lecture
 * @param {"presenter"|"class"} which */
export function windowLink({ atlas, pair, t }, which) {
  const { story, stop } = atlas.view;
  const { id, names } = pair;
  const query = new URLSearchParams({
    story: story ?? "",
    stop: String(stop),
    ...(which === "presenter" && id ? { presenter: id } : {}),
  });
  return h(
    "a",
    { class: "button", href: `${location.pathname}?${query}`, target: names[which], "data-window": which },
    t[`story.${which}`],
  );
}
