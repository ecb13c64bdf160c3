/** Connected pieces of land of a polity, which names are written on. No DOM in here. */

import { addTo } from "./groups.mjs";

/** @import { Model } from "./model.mjs" */

/**
 * @typedef {{key: string, polity: string, members: number[], km2: number, unit: boolean}} Piece
 */

export class Pieces {
  /** @param {import("./model.mjs").Model} model */
  constructor(model) {
    this.model = model;
    /** By number of the day. @type {Map<string, Piece>[]} */
    this.known = [];
  }

  /** The pieces of a day, the largest first.
   * @param {number} day
   * @returns {Map<string, Piece>} by key; equal keys are the same land in the same hands */
  on(day) {
    return (this.known[this.model.at(day)] ??= this.find(day));
  }

  /** The pieces of a day whose names stand in them, the largest first.
   * @param {number} day */
  large(day) {
    const [, usual] = this.model.payload.sizes.names;
    return [...this.on(day).values()].filter(({ km2 }) => km2 >= usual);
  }

  /** @param {number} day */
  find(day) {
    const { territories, pieces } = this.model;
    const { statuses } = this.model.payload;
    const [at, rows] = [this.model.at(day), this.model.rowsOn(day)];
    /** @type {Map<number, number[]>} */
    const members = new Map();
    territories.forEach((_, i) => {
      const first = pieces[i][at];
      if (first >= 0) addTo(members, first, i);
    });
    const lands = [...members.values()].map((list) => {
      const polity = rows[list[0]].controller;
      return {
        key: `${polity} ${list.join(" ")}`,
        polity,
        members: list,
        km2: list.reduce((sum, j) => sum + territories[j].km2, 0),
        unit: list.every((j) => statuses[rows[j].status] === "rim"),
      };
    });
    return new Map(lands.sort((a, b) => b.km2 - a.km2).map((piece) => [piece.key, piece]));
  }
}
