/**
 * Where a name fits into a land: the longest place along its inner axis, straight or
 * slightly curved. Pure arithmetic over the grid of ui/map_payload.py; no DOM in here.
 */

// Weights of a step to the side and a diagonal one in a distance transform.
const SIDE = 1;
const DIAGONAL = Math.SQRT2;
const CENTRES = 26;
const SAMPLES = 9;
const CHOICE = 40;
const ANGLES = [0, -12, 12, -24, 24, -36, 36, -48, 48].map((degrees) => (degrees * Math.PI) / 180);
// Height of the arc as a part of its chord; positive bows upward.
const BENDS = [0, 0.07, -0.07, 0.14, -0.14];

/**
 * @typedef {{x: number, y: number, angle: number, bend: number, length: number}} Baseline
 *   middle of the chord in metres, angle in radians against the x axis (upward positive)
 */

export class Rooms {
  /** @param {{cell: number, columns: number, rows: number, west: number, north: number,
   *   runs: number[]}} grid */
  constructor(grid) {
    this.grid = grid;
    this.cells = new Int16Array(grid.columns * grid.rows);
    let at = 0;
    for (let n = 0; n < grid.runs.length; n += 2) {
      this.cells.fill(grid.runs[n], at, at + grid.runs[n + 1]);
      at += grid.runs[n + 1];
    }
    this.known = new Map();
  }

  /** The room of some territories together.
   * @param {number[]} members */
  of(members) {
    const key = members.join(" ");
    if (!this.known.has(key)) this.known.set(key, new Room(this, new Set(members)));
    return this.known.get(key);
  }
}

export class Room {
  constructor({ grid, cells }, members) {
    this.grid = grid;
    this.distance = distances(cells, grid, members);
    this.peaks = peaks(this.distance, grid);
  }

  /** Metres to the nearest place outside, 0 outside.
   * @param {number} x in metres; `y` likewise */
  at(x, y) {
    const { cell, columns, rows, west, north } = this.grid;
    const column = Math.round((x - west) / cell);
    const row = Math.round((north - y) / cell);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return 0;
    return Math.max(0, this.distance[row * columns + column] - 0.5) * cell;
  }

  /** The roomiest points, far from each other: x, y and metres to the edge. */
  spots(count) {
    return this.peaks.slice(0, count);
  }

  /**
   * Baselines on which a strip of `length` by `2 * half` metres lies inside, the best first;
   * straight and level ones are better than turned or bent ones, longer ones than shorter.
   *
   * @param {number[]} lengths in metres, the best first
   * @param {number} half of the height, in metres
   * @param {boolean} curved whether the line may bend
   * @returns {Baseline[]}
   */
  baselines(lengths, half, curved) {
    const found = [];
    for (const [rank, length] of lengths.entries()) {
      for (const angle of ANGLES) {
        for (const bend of curved ? BENDS : [0]) {
          const cost = rank * 0.22 + Math.abs(angle) * 0.55 + Math.abs(bend) * 1.6;
          this.tryCentres({ length, angle, bend, half, cost }, found);
        }
      }
    }
    return found.sort((a, b) => a.cost - b.cost).slice(0, CHOICE);
  }

  tryCentres({ length, angle, bend, half, cost }, found) {
    for (const [n, [x, y]] of this.peaks.entries()) {
      const line = { x, y, angle, bend, length, cost: cost + n * 0.02 };
      if (this.holds(line, half)) {
        found.push(line);
        // A level line is worth moving when another name is in its way; a turned one is not.
        if (angle || bend) return;
      }
    }
  }

  /** Middles of level blocks of `width` by `height` metres that lie inside, the roomiest first. */
  blocks(width, height) {
    const line = { angle: 0, bend: 0, length: width };
    return this.peaks.filter(([x, y]) => [-0.5, 0, 0.5].every((part) =>
      this.holds({ ...line, x, y: y + part * height }, 1)));
  }

  holds(line, half) {
    for (let n = 0; n < SAMPLES; n += 1) {
      const [x, y] = along(line, n / (SAMPLES - 1));
      if (this.at(x, y) < half) return false;
    }
    return true;
  }
}

/** A point of a baseline in metres; `t` from 0, its left end, to 1.
 * @param {Baseline} line */
export function along({ x, y, angle, bend, length }, t) {
  const across = (t - 0.5) * length;
  // A parabola about the chord's level, so that the middle of the arc lies on both sides of it.
  const up = bend * length * (2 / 3 - 4 * (t - 0.5) ** 2);
  return [
    x + across * Math.cos(angle) - up * Math.sin(angle),
    y + across * Math.sin(angle) + up * Math.cos(angle),
  ];
}

/** Cells to the nearest cell outside `members`, by two sweeps over the grid. */
function distances(cells, { columns, rows }, members) {
  const far = columns + rows;
  const found = new Float32Array(cells.length);
  for (let i = 0; i < cells.length; i += 1) found[i] = members.has(cells[i]) ? far : 0;
  const sweep = (i, step, left) => {
    if (!found[i]) return;
    found[i] = Math.min(found[i], found[i - step] + SIDE, found[i - left] + SIDE,
      found[i - step - 1] + DIAGONAL, found[i - step + 1] + DIAGONAL);
  };
  // The rim of the grid lies outside every land.
  for (let row = 1; row < rows - 1; row += 1) {
    for (let c = 1; c < columns - 1; c += 1) sweep(row * columns + c, columns, 1);
  }
  const back = (i) => {
    if (!found[i]) return;
    found[i] = Math.min(found[i], found[i + columns] + SIDE, found[i + 1] + SIDE,
      found[i + columns + 1] + DIAGONAL, found[i + columns - 1] + DIAGONAL);
  };
  for (let row = rows - 2; row > 0; row -= 1) {
    for (let c = columns - 2; c > 0; c -= 1) back(row * columns + c);
  }
  return found;
}

/** The roomiest cells, each some way from those before it, as [x, y, metres to the edge]. */
function peaks(distance, { cell, columns, west, north }) {
  const inside = [];
  for (let i = 0; i < distance.length; i += 1) if (distance[i]) inside.push(i);
  inside.sort((a, b) => distance[b] - distance[a]);
  const apart = Math.max(1.5, Math.sqrt(inside.length) / 7);
  const chosen = [];
  for (const i of inside) {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    if (chosen.every(([c, r]) => Math.hypot(c - column, r - row) >= apart)) chosen.push([column, row, i]);
    if (chosen.length === CENTRES) break;
  }
  return chosen.map(([column, row, i]) => [west + column * cell, north - row * cell, distance[i] * cell]);
}
