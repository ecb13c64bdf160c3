/**
 * Room for names and signs: what is taken, and what still fits. All that must not touch on the
 * page is asked here, boxes on the map as well as stretches of a line. No DOM in here.
 */

/** @typedef {number[]} Box left, top, right, bottom in pixels */

export class Space {
  /**
   * @param {object} [options]
   * @param {number} [options.gap] least distance between two boxes, across or down
   * @param {Box|null} [options.within] what boxes must lie inside of; null is no limit
   * @param {Box[]} [options.taken] what is there already
   */
  constructor({ gap = 0, within = null, taken = [] } = {}) {
    this.gap = gap;
    this.within = within;
    this.taken = [...taken];
  }

  /** Whether every box lies inside and clear of all that is taken; they may touch each other.
   * @param {Box[]} boxes */
  free(...boxes) {
    return boxes.every((box) => this.holds(box) && this.taken.every((other) => apart(box, other, this.gap)));
  }

  /** @param {Box} box */
  holds(box) {
    const { within } = this;
    return !within || (box[0] >= within[0] && box[1] >= within[1] && box[2] <= within[2] && box[3] <= within[3]);
  }

  /** Take boxes whether they are free or not.
   * @param {Box[]} boxes */
  take(...boxes) {
    this.taken.push(...boxes);
  }

  /** Take boxes if all are free.
   * @param {Box[]} boxes
   * @returns {boolean} whether they were */
  put(...boxes) {
    if (!this.free(...boxes)) return false;
    this.take(...boxes);
    return true;
  }

  /** Give a box back that was taken.
   * @param {Box} box the very same */
  leave(box) {
    this.taken = this.taken.filter((other) => other !== box);
  }
}

/** Whether two boxes are at least `gap` from each other, across or down.
 * @param {Box} a
 * @param {Box} b */
export const apart = (a, b, gap = 0) =>
  a[2] + gap <= b[0] || b[2] + gap <= a[0] || a[3] + gap <= b[1] || b[3] + gap <= a[1];

/** A stretch of a line as a box: two of the same line meet where they meet along it.
 * @param {number} from
 * @param {number} until
 * @returns {Box} */
export const stretch = (from, until) => [from, 0, until, 1];

/**
 * Room for signs near their points, in order: the nearest spot where each is free.
 *
 * @param {Space} space
 * @param {Box[]} points x and y of each
 * @param {number[][]} sizes width and height of each sign
 * @param {number} reach how far from its point a sign may go
 * @returns {number[][]|null} middles of the signs; null when a sign has no room
 */
export function arrange(space, points, sizes, reach) {
  const middles = [];
  for (const [n, [x, y]] of points.entries()) {
    const [w, h] = sizes[n].map((size) => size / 2);
    const spot = around(x, y, reach).find(([cx, cy]) => space.put([cx - w, cy - h, cx + w, cy + h]));
    if (!spot) return null;
    middles.push(spot);
  }
  return middles;
}

/** The point itself, then rings about it, the near ones first.
 * @param {number} x
 * @param {number} y
 * @param {number} reach */
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
