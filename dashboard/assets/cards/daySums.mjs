/** From whom to whom land goes on a day, in sums: each former holder with its area, then the new one with the total. */

import { h } from "../page/dom.mjs";

/** @import { Row } from "../core/contract.d.ts" */
/** @import { Handover } from "../core/model.mjs" */
/** @import { Cards } from "./cards.mjs" */

/** How many new holders, and how many former ones of each, have a line; the sentence under them counts all. */
const NEW = 2;
const FORMER = 3;

/** @typedef {{row: Row, km2: number}} Part
 * @typedef {Part & {former: Part[]}} Sum */

/** The sums of what changed hands, the largest first.
 * @param {readonly Handover[]} handovers
 * @returns {Sum[]} by new holder */
export function sumsOf(handovers) {
  /** @type {Map<string, {row: Row, km2: number, former: Map<string, Part>}>} */
  const sums = new Map();
  for (const { territory, before, after } of handovers) {
    const sum = sums.get(after.controller) ?? { row: after, km2: 0, former: new Map() };
    const part = sum.former.get(before.controller) ?? { row: before, km2: 0 };
    sum.km2 += territory.km2;
    part.km2 += territory.km2;
    sum.former.set(before.controller, part);
    sums.set(after.controller, sum);
  }
  const largest = (/** @type {Part} */ a, /** @type {Part} */ b) => b.km2 - a.km2;
  return [...sums.values()].map((sum) => ({ ...sum, former: [...sum.former.values()].sort(largest) })).sort(largest);
}

/** @param {Cards} cards
 * @param {readonly Handover[]} handovers */
export function daySums(cards, handovers) {
  /** @param {Part} part
   * @param {boolean} after */
  const line = ({ row, km2 }, after) =>
    h(
      "p",
      { class: after ? "day-sum to" : "day-sum" },
      cards.swatch(row),
      h("span", {}, after ? "→ " : null, h(after ? "strong" : "span", {}, cards.short(row.controller))),
      h(after ? "strong" : "span", { class: "km2" }, cards.area(km2)),
    );
  return sumsOf(handovers)
    .slice(0, NEW)
    .flatMap((sum) => [...sum.former.slice(0, FORMER).map((part) => line(part, false)), line(sum, true)]);
}
