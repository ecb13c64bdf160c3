/** What a treaty is on a day and what became of the land it speaks of. No DOM in here. */

/** @import { Outcome, Row, Treaty } from "./contract.d.ts" */

/**
 * @typedef {object} Added what the table of control adds
 * @property {number} number as on the map and in the card, from 1
 * @property {number} i the territory's place in the model
 * @property {boolean} moved whether the treaty transfers the land to another polity; if not,
 *   it confirms what was held
 * @property {string|null} former who had it before: by the treaty, or before the holding confirmed
 * @property {""|"since"|"from"|"never"} held when the new holder came to hold it: before the
 *   signature, from then on or later, never; empty when the tables cannot say
 * @property {number|null} start first day of that holding
 *
 * @typedef {Outcome & Added} TreatyOutcome a row of outcomes.csv with it
 */

/**
 * The word for a treaty on a day, a key of the texts `standing.*`.
 *
 * @param {{signed: number, inForce: number|null, ended: number|null, force: string}} treaty
 * @param {number} day
 */
export function standing(treaty, day) {
  if (day < treaty.signed) return "before";
  if (treaty.force === "not_applied") return "not_applied";
  if (treaty.ended !== null && day >= treaty.ended) return "superseded";
  if (treaty.force !== "in_force") return treaty.force;
  if (treaty.inForce === null) return "undated";
  return day < treaty.inForce ? "pending" : "in_force";
}

/**
 * @param {import("./model.mjs").Model} model
 * @param {Treaty} treaty
 * @returns {TreatyOutcome[]} in the order of the table
 */
export function outcomes(model, treaty) {
  return treaty.outcomes.map((outcome, n) => ({
    ...outcome,
    number: n + 1,
    i: model.numberOf(outcome.territory),
    moved: outcome.from !== outcome.to,
  }));
}

/**
 * Rows that say and cite the same, once each.
 *
 * @param {TreatyOutcome[]} rows
 * @returns {Array<{numbers: string, note: string, certainty: string, sources: [string, string][]}>}
 */
export function evidence(rows) {
  const groups = new Map();
  for (const { number, note, certainty, sources } of rows) {
    const key = JSON.stringify([note, certainty, sources]);
    if (!groups.has(key)) groups.set(key, { of: [], note, certainty, sources });
    groups.get(key).of.push(number);
  }
  return [...groups.values()].map(({ of, ...rest }) => ({ numbers: ranges(of), ...rest }));
}

/** `1–3, 6` of 1, 2, 3, 6; two neighbours stay two.
 * @param {number[]} sorted */
export function ranges(sorted) {
  /** @type {number[][]} */
  const runs = [];
  for (const n of sorted) {
    const run = runs.at(-1);
    if (run && run.at(-1) === n - 1) run.push(n);
    else runs.push([n]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.join(", "))).join(", ");
}

/** The articles of a treaty as a list, as the text names them.
 * @param {string} text */
export function articles(text) {
  return text.split(/;\s+(?=(?:arts?|md)\.\s)/i).map((article) => article[0].toUpperCase() + article.slice(1));
}
