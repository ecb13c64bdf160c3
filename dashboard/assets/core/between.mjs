/** The browser's half of dataset/between.py: what is different between two days. No DOM in here. */

import { addTo } from "./groups.mjs";

/** @import { Outcome, Row, Treaty } from "./contract.d.ts" */
/** @import { Model } from "./model.mjs" */

/**
 * @typedef {object} Difference
 * @property {number} i number of the territory
 * @property {"power"|"polity"|"status"} kind what is another: the power that holds it, only the
 *   polity of that power, or only the status or the other party
 * @property {Row} before row of the earlier day
 * @property {Row} after row of the later day
 * @property {Row} by the row that brought what holds on the later day
 * @property {Array<{treaty: Treaty, outcome: Outcome}>} outcomes what treaties signed between the
 *   days say in favour of the holder
 */

/**
 * @param {import("./model.mjs").Model} model
 * @param {number} day a day
 * @param {number} other another, before or after
 * @returns {Difference[]} from the earlier day to the later, in the order of the territories
 */
export function between(model, day, other) {
  const [first, last] = day < other ? [day, other] : [other, day];
  return model.territories.flatMap((territory, i) => {
    const [before, after] = [model.row(i, first), model.row(i, last)];
    const kind = kindOf(model, before, after);
    if (!kind) return [];
    const by = firstOfRun(territory.rows, after, kind === "status" ? sameTerms : sameHolder);
    return [{ i, kind, before, after, by, outcomes: said(model, territory.id, after, first, last) }];
  });
}

/**
 * The differences of a kind by pair of holders, the largest area first.
 *
 * @param {import("./model.mjs").Model} model
 * @param {Difference[]} differences
 * @returns {Array<{before: Row, after: Row, km2: number, list: Difference[]}>} in a group
 *   `before` and `after` are rows of its largest territory, which comes first in `list`
 */
export function byHolders(model, differences) {
  /** @param {Difference} difference */
  const km2 = ({ i }) => model.territories[i].km2;
  /** @type {Map<string, Difference[]>} */
  const groups = new Map();
  for (const difference of differences) {
    const key = `${difference.before.controller} ${difference.after.controller}`;
    addTo(groups, key, difference);
  }
  return [...groups.values()]
    .map((group) => {
      const list = group.sort((a, b) => km2(b) - km2(a));
      const { before, after } = list[0];
      return { before, after, list, km2: list.reduce((sum, difference) => sum + km2(difference), 0) };
    })
    .sort((a, b) => b.km2 - a.km2);
}

/**
 * @param {Model} model
 * @param {Row} before
 * @param {Row} after
 * @returns {Difference["kind"] | null}
 */
function kindOf(model, before, after) {
  if (sameTerms(before, after)) return null;
  if (sameHolder(before, after)) return "status";
  return model.role(before.controller) === model.role(after.controller) ? "polity" : "power";
}

/**
 * @param {Row} a
 * @param {Row} b
 */
const sameHolder = (a, b) => a.controller === b.controller;
/**
 * @param {Row} a
 * @param {Row} b
 */
const sameTerms = (a, b) => sameHolder(a, b) && a.status === b.status && a.second === b.second;

/**
 * @param {Row[]} rows
 * @param {Row} row
 * @param {(a: Row, b: Row) => boolean} alike
 */
function firstOfRun(rows, row, alike) {
  let at = rows.indexOf(row);
  while (at > 0 && alike(rows[at - 1], row)) at -= 1;
  return rows[at];
}

/**
 * @param {Model} model
 * @param {string} territory
 * @param {Row} after
 * @param {number} first
 * @param {number} last
 */
function said(model, territory, after, first, last) {
  const holders = [after.controller, ...model.federations(after.controller, last)];
  return model.payload.treaties
    .filter((treaty) => first < treaty.signed && treaty.signed <= last)
    .flatMap((treaty) =>
      treaty.outcomes
        .filter((outcome) => outcome.territory === territory && holders.includes(outcome.to))
        .map((outcome) => ({ treaty, outcome })),
    )
    .sort((a, b) => a.treaty.signed - b.treaty.signed);
}
