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

/**
 * @param {Atlas} atlas
 * @param {number} day
 * @returns {string[]} the day and its event, what changes hands, and what each power holds
 */
export function sentences(atlas, day) {
  const { model, cards, payload, t } = atlas;
  const changed = model.handovers(day);
  const area = changed.reduce((sum, one) => sum + one.territory.km2, 0);
  const text = changed.length === 1 ? t.changedHandsOne : t.changedHands;
  const { km2, count } = model.shares(day);
  const total = Object.values(count).reduce((sum, one) => sum + one, 0);
  const powers = Object.entries(payload.roles)
    .filter(([role]) => count[role])
    .map(([role, { name }]) => format(t["summary.power"], { name, count: count[role], km2: cards.round(km2[role]) }));
  return [
    `${atlas.spoken()}.`,
    ...(changed.length ? [`${format(text, { count: changed.length, km2: cards.round(area) })}.`] : []),
    format(t["summary.powers"], { total, powers: powers.join("; ") }),
  ];
}
