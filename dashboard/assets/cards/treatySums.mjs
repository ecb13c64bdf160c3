/** What a treaty says of land in sum: from whom to whom, how much, and which. */

import { addTo } from "../core/groups.mjs";
import { handsOf } from "../map/treatyMap.mjs";
import { h, s } from "../page/dom.mjs";

/** @import { TreatyOutcome } from "../core/treaty.mjs" */
/** @import { Cards } from "./cards.mjs" */

/** A row for each pair of hands, the pair with the most lands first.
 * @param {Cards} cards
 * @param {TreatyOutcome[]} rows */
export function sums(cards, rows) {
  /** @type {Map<string, TreatyOutcome[]>} */
  const same = new Map();
  for (const row of rows) addTo(same, `${handsOf(row)} ${row.moved}`, row);
  const sorted = [...same.values()].sort((a, b) => b.length - a.length);
  return h("ul", { class: "pairs" }, ...sorted.map((some) => pair(cards, some)));
}

/** The numbers are those of the list and of the map.
 * @param {Cards} cards
 * @param {TreatyOutcome[]} same rows of the same hands */
function pair(cards, same) {
  const { territories } = cards.model;
  const km2 = same.reduce((sum, { i }) => sum + territories[i].km2, 0);
  const hands = handsOf(same[0]);
  const named = hands.map((polity, n) =>
    h(
      "span",
      { class: "side" },
      n ? arrow() : null,
      cards.swatch(cards.payload.polities[polity]),
      h(n === hands.length - 1 ? "strong" : "span", {}, cards.short(polity)),
    ),
  );
  return h(
    "li",
    { class: same[0].moved ? "moved" : "confirmed" },
    h("p", { class: "hands" }, h("span", { class: "of" }, ...named), h("span", { class: "km2" }, cards.area(km2))),
    h("p", { class: "muted" }, same.map(({ number, i }) => `${number} ${territories[i].name}`).join(" · ")),
  );
}

/** An arrow in a line of words. */
export function arrow() {
  return s(
    "svg",
    { class: "arrow", width: 14, height: 10, role: "img", "aria-label": "→" },
    s("path", { d: "M1 3.5h6v-2.7l6 4.2l-6 4.2v-2.7h-6z" }),
  );
}
