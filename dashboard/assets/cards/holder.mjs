/** The head of a territory's card: who holds it, since when, and its whole life as a strip. */

import { h, s } from "../page/dom.mjs";
import { yearTexts } from "../page/yearTexts.mjs";

/** @import { Row } from "../core/contract.d.ts" */
/** @import { Cards } from "./cards.mjs" */

/** Of the strip, in pixels of its drawing. */
const WIDE = 240;
const HIGH = 14;

/**
 * @param {Cards} cards
 * @param {number} i number of the territory
 * @param {Row} row of the day
 * @param {number} day
 */
export function holder(cards, i, row, day) {
  const { t, model, payload } = cards;
  const event = model.events.get(row.event);
  const next = model.territories[i].rows.find(({ start }) => start === row.end);
  return h(
    "div",
    { class: "holder" },
    h(
      "p",
      { class: "held" },
      h("span", { class: "spoken" }, `${t.heldBy}: `),
      cards.swatch(row),
      h("strong", {}, payload.polities[row.controller].name),
      " ",
      h("span", { class: "muted status" }, t[`status.${row.status}`]),
    ),
    h(
      "p",
      { class: "since" },
      `${t.since}: `,
      cards.dayLink(row.start),
      event ? h("span", { class: "event" }, `, ${event.title}`) : null,
    ),
    life(cards, model.territories[i].rows, row, day),
    next
      ? h("p", { class: "next" }, cards.dayLink(next.start), `: ${cards.short(next.controller)}`)
      : h("p", { class: "muted next" }, `${t.until}: ${t.openEnd}`),
  );
}

/** All holders from the first day to the last; the list of the card says the same in words.
 * @param {Cards} cards
 * @param {Row[]} rows
 * @param {Row} shown
 * @param {number} day */
function life({ calendar, payload }, rows, shown, day) {
  const x = (/** @type {number} */ at) => (WIDE * calendar.position(at)).toFixed(1);
  const end = (/** @type {Row} */ row) => row.end ?? calendar.last;
  const box = (/** @type {Row} */ row) => ({ x: x(row.start), width: Math.max(0, +x(end(row)) - +x(row.start)) });
  const parts = rows.map((row) => {
    const fill = payload.paints[row.paint].fill.replace("#paint-", "#swatch-");
    return s("rect", { ...box(row), y: 0, height: HIGH, fill });
  });
  return s(
    "svg",
    { class: "life", viewBox: `-2 -2 ${WIDE + 4} ${HIGH + 18}`, "aria-hidden": "true" },
    ...parts,
    s("rect", { class: "shown", ...box(shown), y: 0, height: HIGH }),
    s("path", { class: "hand", d: `M${x(day)} -2V${HIGH + 2}` }),
    ...yearTexts(calendar, WIDE, HIGH + 13),
  );
}
