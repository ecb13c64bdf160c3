/** A day of the map in sentences, for those who hear the page. */

import { element, format } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

export class Summary {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.host = element("map-summary");
  }

  /** @param {number} day */
  rest(day) {
    this.host.textContent = sentences(this.atlas, day).join(" ");
  }
}

/** How much changes hands on a day; nothing when nothing does.
 * @param {Atlas} atlas
 * @param {number} day
 * @returns {string[]} at most a sentence, without its full stop */
function amount({ model, cards }, day) {
  const changed = model.handovers(day);
  if (!changed.length) return [];
  return [cards.changedHands(changed)];
}

/** What the slider says of a day: its date and event, what changes hands and from whom to whom.
 * @param {Atlas} atlas
 * @param {number} day */
export function value(atlas, day) {
  const pairs = new Set(atlas.model.handovers(day).map((handover) => atlas.cards.handed(handover)));
  const changes = amount(atlas, day).map((text) => `${text}: ${[...pairs].join("; ")}`);
  return [atlas.spoken(), ...changes].join(". ");
}

/**
 * @param {Atlas} atlas
 * @param {number} day
 * @returns {string[]} the day and its event, what changes hands, and what each power holds
 */
export function sentences(atlas, day) {
  const { model, cards, payload, t } = atlas;
  const { km2, count } = model.shares(day);
  const total = Object.values(count).reduce((sum, value) => sum + value, 0);
  const powers = Object.entries(payload.roles)
    .filter(([role]) => count[role])
    .map(([role, { name }]) => format(t["summary.power"], { name, count: count[role], km2: cards.round(km2[role]) }));
  return [
    `${atlas.spoken()}.`,
    ...amount(atlas, day).map((text) => `${text}.`),
    format(t["summary.powers"], { total, powers: powers.join("; ") }),
  ];
}
