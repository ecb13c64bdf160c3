/** Connected pieces of land of one polity, which names are written on. No DOM in here. */

import { last } from "./model.mjs";

/**
 * @typedef {{key: string, polity: string, members: number[], km2: number, autonomous: boolean}} Piece
 */

export class Pieces {
  /** @param {import("./model.mjs").Model} model */
  constructor(model) {
    this.model = model;
    this.neighbours = neighbours(model);
    this.known = new Map();
  }

  /** The pieces of a day, the largest first.
   * @returns {Map<string, Piece>} by key; equal keys are the same land in the same hands */
  on(day) {
    const change = last(this.model.changeDays, day);
    if (!this.known.has(change)) this.known.set(change, this.find(day));
    return this.known.get(change);
  }

  find(day) {
    const { territories } = this.model;
    const rows = territories.map((_, i) => this.model.row(i, day));
    const seen = new Set();
    const found = [];
    territories.forEach((territory, i) => {
      if (seen.has(i) || territory.backdrop) return;
      const members = this.piece(i, rows, seen).sort((a, b) => a - b);
      const polity = rows[i].controller;
      found.push({
        key: `${polity} ${members.join(" ")}`,
        polity,
        members,
        km2: members.reduce((sum, j) => sum + territories[j].km2, 0),
        autonomous: members.every((j) => rows[j].status === "autonomous"),
      });
    });
    return new Map(found.sort((a, b) => b.km2 - a.km2).map((piece) => [piece.key, piece]));
  }

  piece(start, rows, seen) {
    const found = [start];
    seen.add(start);
    for (const i of found) {
      for (const j of this.neighbours[i]) {
        const other = this.model.territories[j].backdrop || rows[j].controller !== rows[start].controller;
        if (seen.has(j) || other) continue;
        seen.add(j);
        found.push(j);
      }
    }
    return found;
  }
}

function neighbours(model) {
  const found = model.territories.map(() => new Set());
  for (const [a, b] of model.payload.edges) {
    const [i, j] = [model.index.get(a), model.index.get(b)];
    if (i === undefined || j === undefined) continue;
    found[i].add(j);
    found[j].add(i);
  }
  return found;
}
