/**
 * Where a name fits into a land: the longest place along its inner axis, straight or
 * slightly curved. Pure arithmetic over the grid of ui/browser/drawing.py; no DOM in here.
 */

/** @import { Grid } from "./contract.d.ts" */

// Weights of a step to the side and a diagonal step in a distance transform.
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
 * @typedef {Baseline & {cost: number}} Candidate the smaller its cost the better
 * @typedef {number[]} Spot x, y and metres to the edge
 * @typedef {[number, number, number, number]} Span first column and row, last column and row
 */

export class Rooms {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.cells = new Int16Array(grid.columns * grid.rows);
    let at = 0;
    for (let n = 0; n < grid.runs.length; n += 2) {
      this.cells.fill(grid.runs[n], at, at + grid.runs[n + 1]);
      at += grid.runs[n + 1];
    }
    this.spans = spans(this.cells, grid);
    /** @type {Map<string, Room>} */
    this.known = new Map();
  }

  /** Numbers of the territories that have a cell in a window.
   * @param {number[]} window west, south, east, north in metres */
  within([west, south, east, north]) {
    const { cell, columns, rows, west: left, north: top } = this.grid;
    /**
     * @param {number} metres
     * @param {number} count
     */
    const at = (metres, count) => Math.max(0, Math.min(count - 1, Math.round(metres / cell)));
    const rooms = new Set();
    for (let row = at(top - north, rows); row <= at(top - south, rows); row += 1) {
      for (let column = at(west - left, columns); column <= at(east - left, columns); column += 1) {
        rooms.add(this.cells[row * columns + column]);
      }
    }
    rooms.delete(-1);
    return rooms;
  }

  /** The room of some territories together.
   * @param {number[]} members */
  of(members) {
    const key = members.join(" ");
    if (!this.known.has(key)) this.known.set(key, new Room(this, new Set(members)));
    return /** @type {Room} */ (this.known.get(key));
  }
}

export class Room {
  /**
   * @param {Rooms} rooms
   * @param {Set<number>} members
   */
  constructor({ grid, cells, spans }, members) {
    this.cell = grid.cell;
    const box = [...members].reduce((box, i) => united(box, spans.get(i) ?? NO_CELLS), NO_CELLS);
    // A cell more on each side, which lies outside.
    this.columns = Math.max(0, box[2] - box[0] + 1) + 2;
    this.rows = Math.max(0, box[3] - box[1] + 1) + 2;
    this.west = grid.west + (box[0] - 1) * grid.cell;
    this.north = grid.north - (box[1] - 1) * grid.cell;
    this.distance = distances(this, (column, row) =>
      members.has(cells[(box[1] - 1 + row) * grid.columns + box[0] - 1 + column]),
    );
    this.peaks = peaks(this);
  }

  /** Metres to the nearest place outside, 0 outside.
   * @param {number} x in metres; `y` likewise
   * @param {number} y */
  at(x, y) {
    const column = Math.round((x - this.west) / this.cell);
    const row = Math.round((this.north - y) / this.cell);
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return 0;
    return Math.max(0, this.distance[row * this.columns + column] - 0.5) * this.cell;
  }

  /** The roomiest points, far from each other: x, y and metres to the edge.
   * @param {number} count
   * @returns {Spot[]} */
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
    /** @type {Candidate[]} */
    const candidates = [];
    for (const [rank, length] of lengths.entries()) {
      for (const angle of ANGLES) {
        for (const bend of curved ? BENDS : [0]) {
          const cost = rank * 0.22 + Math.abs(angle) * 0.55 + Math.abs(bend) * 1.6;
          this.tryCentres({ length, angle, bend, half, cost }, candidates);
        }
      }
    }
    return candidates.sort((a, b) => a.cost - b.cost).slice(0, CHOICE);
  }

  /**
   * @param {Omit<Candidate, "x" | "y"> & {half: number}} candidate
   * @param {Candidate[]} candidates
   */
  tryCentres({ length, angle, bend, half, cost }, candidates) {
    for (const [n, [x, y, room]] of this.peaks.entries()) {
      // The peaks that follow are narrower still.
      if (room < half) return;
      const line = { x, y, angle, bend, length, cost: cost + n * 0.02 };
      if (this.holds(line, half)) {
        candidates.push(line);
        // A level line is worth moving when another name is in its way; a turned line is not.
        if (angle || bend) return;
      }
    }
  }

  /** Middles of level blocks of `width` by `height` metres that lie inside, the roomiest first.
   * @param {number} width
   * @param {number} height
   * @returns {Spot[]} */
  blocks(width, height) {
    const line = { angle: 0, bend: 0, length: width };
    return this.peaks.filter(([x, y]) =>
      [-0.5, 0, 0.5].every((part) => this.holds({ ...line, x, y: y + part * height }, 1)),
    );
  }

  /**
   * @param {Baseline} line
   * @param {number} half
   */
  holds(line, half) {
    for (let n = 0; n < SAMPLES; n += 1) {
      const [x, y] = along(line, n / (SAMPLES - 1));
      if (this.at(x, y) < half) return false;
    }
    return true;
  }
}

/** A point of a baseline in metres; `t` from 0, its left end, to 1.
 * @param {Baseline} line
 * @param {number} t
 * @returns {[number, number]} */
export function along({ x, y, angle, bend, length }, t) {
  const across = (t - 0.5) * length;
  // A parabola about the chord's level, so that the middle of the arc lies on both sides of it.
  const up = bend * length * (2 / 3 - 4 * (t - 0.5) ** 2);
  return [x + across * Math.cos(angle) - up * Math.sin(angle), y + across * Math.sin(angle) + up * Math.cos(angle)];
}

/** First and last column and row of the cells of each territory, by its number: west, north, east, south.
 * @param {Int16Array} cells
 * @param {Grid} grid
 * @returns {Map<number, Span>} */
function spans(cells, { columns }) {
  /** @type {Map<number, Span>} */
  const found = new Map();
  cells.forEach((territory, i) => {
    const [column, row] = [i % columns, (i / columns) | 0];
    found.set(territory, united(found.get(territory) ?? NO_CELLS, [column, row, column, row]));
  });
  return found;
}

/** Of land that is in no cell: united with a span it leaves that as it is. @type {Span} */
const NO_CELLS = [Infinity, Infinity, -Infinity, -Infinity];

/** @param {Span} a
 * @param {Span} b
 * @returns {Span} */
const united = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

/** Cells to the nearest cell outside, by two sweeps; the rim of the room is outside.
 * @param {{ columns: number, rows: number }} grid
 * @param {(column: number, row: number) => boolean} inside */
function distances({ columns, rows }, inside) {
  const distances = new Float32Array(columns * rows);
  /**
   * @param {number} i
   * @param {number} side
   * @param {number} line
   */
  const sweep = (i, side, line) => {
    if (!distances[i]) return;
    const straight = Math.min(distances[i + side], distances[i + line]) + SIDE;
    const aslant = Math.min(distances[i + line - 1], distances[i + line + 1]) + DIAGONAL;
    distances[i] = Math.min(distances[i], straight, aslant);
  };
  for (let row = 1; row < rows - 1; row += 1) {
    for (let c = 1; c < columns - 1; c += 1) distances[row * columns + c] = inside(c, row) ? columns + rows : 0;
  }
  for (let row = 1; row < rows - 1; row += 1) {
    for (let c = 1; c < columns - 1; c += 1) sweep(row * columns + c, -1, -columns);
  }
  for (let row = rows - 2; row > 0; row -= 1) {
    for (let c = columns - 2; c > 0; c -= 1) sweep(row * columns + c, 1, columns);
  }
  return distances;
}

/** The roomiest cells, each some way from those before it, as [x, y, metres to the edge].
 * @param {Room} room
 * @returns {Spot[]} */
function peaks({ distance, cell, columns, west, north }) {
  const inside = [];
  for (let i = 0; i < distance.length; i += 1) if (distance[i]) inside.push(i);
  inside.sort((a, b) => distance[b] - distance[a]);
  const apart = Math.max(1.5, Math.sqrt(inside.length) / 7);
  /** @type {number[][]} */
  const chosen = [];
  for (const i of inside) {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    if (chosen.every(([c, r]) => Math.hypot(c - column, r - row) >= apart)) chosen.push([column, row, i]);
    if (chosen.length === CENTRES) break;
  }
  return chosen.map(([column, row, i]) => [west + column * cell, north - row * cell, distance[i] * cell]);
}
