/** What a treaty is on a day and what became of the land it speaks of. No DOM in here. */

/**
 * @typedef {object} Outcome one row of outcomes.csv with what the table of control adds
 * @property {number} number as on the map and in the card, from 1
 * @property {number} i the territory's place in the model
 * @property {boolean} moved whether the treaty gives the land from one polity to another; if not,
 *   it confirms what was held
 * @property {string|null} former who had it before: by the treaty, or before the holding confirmed
 * @property {""|"since"|"from"|"never"} held when the new holder came to hold it: before the
 *   signature, from then on or later, never; empty when the tables cannot say
 * @property {number|null} start first day of that holding
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
 * @returns {Outcome[]} in the order of the table
 */
export function outcomes(model, treaty) {
  return treaty.outcomes.map((one, n) => ({
    ...one,
    number: n + 1,
    i: model.index.get(one.territory),
    moved: one.from !== one.to,
  }));
}

/**
 * Rows that say and cite the same, once each.
 *
 * @param {Outcome[]} rows
 * @returns {Array<{numbers: string, note: string, certainty: string, sources: string[][]}>}
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
  const runs = [];
  for (const n of sorted) {
    const run = runs.at(-1);
    if (run && run.at(-1) === n - 1) run.push(n);
    else runs.push([n]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.join(", "))).join(", ");
}

/** The articles of a treaty one by one, as the text names them. */
export function articles(text) {
  return text.split(/;\s+(?=(?:arts?|md)\.\s)/i).map((one) => one[0].toUpperCase() + one.slice(1));
}

/**
 * Room for signs near their points: where each stays clear of what is taken and of the others.
 *
 * @param {Array<[number, number]>} points in pixels
 * @param {Array<[number, number]>} sizes of the signs
 * @param {number[][]} taken boxes: left, top, right, bottom
 * @param {[number, number]} window width and height that the signs must keep to
 * @param {number} reach how far from its point a sign may go
 * @returns {Array<[number, number]>|null} middles of the signs; null when one finds no room
 */
export function arrange(points, sizes, taken, [width, height], reach) {
  const boxes = [...taken];
  const found = [];
  for (const [n, [x, y]] of points.entries()) {
    const [w, h] = sizes[n].map((size) => size / 2);
    const fits = ([cx, cy]) => {
      const box = [cx - w, cy - h, cx + w, cy + h];
      const inside = box[0] >= 2 && box[1] >= 2 && box[2] <= width - 2 && box[3] <= height - 2;
      return inside && boxes.every((other) => apart(box, other));
    };
    const spot = around(x, y, reach).find(fits);
    if (!spot) return null;
    boxes.push([spot[0] - w, spot[1] - h, spot[0] + w, spot[1] + h]);
    found.push(spot);
  }
  return found;
}

/** The point itself, then rings about it, the near ones first. */
function around(x, y, reach) {
  const spots = [[x, y]];
  for (let r = 8; r <= reach; r += 8) {
    const count = Math.max(8, Math.round(r / 3));
    for (let n = 0; n < count; n += 1) {
      const angle = (2 * Math.PI * n) / count;
      spots.push([x + r * Math.cos(angle), y + r * Math.sin(angle)]);
    }
  }
  return spots;
}

const GAP = 2;

const apart = (a, b) =>
  a[2] + GAP <= b[0] || b[2] + GAP <= a[0] || a[3] + GAP <= b[1] || b[3] + GAP <= a[1];
