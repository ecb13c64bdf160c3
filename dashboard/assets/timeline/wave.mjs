/** The wave: the share of the land that each power holds, stacked, and the names that fit into it. */

import { s } from "../page/dom.mjs";

/** @import { Payload } from "../core/contract.d.ts" */
/** @import { Model } from "../core/model.mjs" */
/** @import { Span } from "../core/span.mjs" */

/** Sizes of a name, the best first; the height and the room at its sides that it needs. */
const SIZES = [14, 12, 11, 10.5];
const HEIGHT = 0.88;
const SIDES = 10;

/**
 * @typedef {{left: number, right: number, high: number, low: number}} Piece of a band, in pixels from the
 *   upper left corner of the wave
 * @typedef {{role: string, pieces: Piece[]}} Band
 * @typedef {{text: string, size: number, x: number, y: number, role: string}} Name
 */

/** What each power holds, in the order of the roles, from change to change.
 * @param {Model} model
 * @param {Span} span
 * @param {number} width
 * @param {number} height
 * @returns {Band[]} */
export function bands(model, span, width, height) {
  const [first, last] = span.days;
  const days = [first, ...model.changeDays.filter((day) => first < day && day < last), last];
  const steps = days.map((day) => ({ x: span.position(day) * width, ...model.shares(day) }));
  const below = steps.map(() => 0);
  return Object.keys(model.payload.roles).map((role) => ({
    role,
    pieces: steps.map((step, n) => {
      const from = below[n];
      const to = from + (step.km2[role] ?? 0) / step.total;
      below[n] = to;
      const right = steps[Math.min(n + 1, steps.length - 1)].x;
      return { left: step.x, right, high: height * (1 - to), low: height * (1 - from) };
    }),
  }));
}

/** @param {Band[]} all
 * @param {Payload["roles"]} roles
 * @returns {SVGPathElement[]} */
export function shapes(all, roles) {
  const at = (/** @type {number} */ value) => value.toFixed(1);
  return all.map(({ role, pieces }) => {
    const upper = pieces.map(({ left, right, high }) => `${at(left)} ${at(high)}L${at(right)} ${at(high)}`);
    const lower = pieces.map(({ left, right, low }) => `${at(right)} ${at(low)}L${at(left)} ${at(low)}`).reverse();
    return s("path", { d: `M${upper.join("L")}L${lower.join("L")}Z`, fill: roles[role].fill });
  });
}

/** The largest level place of each band that bears its name, and no name where none does.
 * @param {Band[]} all
 * @param {Payload["roles"]} roles
 * @param {number[]} cuts places that no name stands across
 * @param {(text: string, size: number) => number} measure width of a text
 * @param {number[]} sizes of names in pixels, the best first
 * @returns {Name[]} */
export function names(all, roles, cuts, measure, sizes = SIZES) {
  return all.flatMap(({ role, pieces }) => {
    const text = roles[role].name;
    for (const size of sizes) {
      const spot = roomiest(pieces, cuts, size * HEIGHT, measure(text, size) + SIDES);
      if (spot) return [{ text, size, role, ...spot }];
    }
    return [];
  });
}

/** The middle of the largest box in a band that is high and wide enough, or null.
 * @param {Piece[]} pieces
 * @param {number[]} cuts
 * @param {number} height
 * @param {number} width */
function roomiest(pieces, cuts, height, width) {
  let most = 0;
  let best = null;
  for (let first = 0; first < pieces.length; first += 1) {
    let { high, low } = pieces[first];
    for (let last = first; last < pieces.length; last += 1) {
      high = Math.max(high, pieces[last].high);
      low = Math.min(low, pieces[last].low);
      if (low - high < height) break;
      const [left, right] = uncut(pieces[first].left, pieces[last].right, cuts);
      const area = (right - left) * (low - high);
      if (right - left < width || area <= most) continue;
      most = area;
      best = { x: (left + right) / 2, y: (high + low) / 2 };
    }
  }
  return best;
}

/** The widest part of a stretch that no cut goes through.
 * @param {number} left
 * @param {number} right
 * @param {number[]} cuts
 * @returns {[number, number]} */
function uncut(left, right, cuts) {
  const ends = [left, ...cuts.filter((cut) => left < cut && cut < right).sort((a, b) => a - b), right];
  /** @type {[number, number]} */
  let widest = [left, left];
  for (let n = 1; n < ends.length; n += 1) {
    if (ends[n] - ends[n - 1] > widest[1] - widest[0]) widest = [ends[n - 1], ends[n]];
  }
  return widest;
}
