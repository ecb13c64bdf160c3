/**
 * Metres of the map to degrees and back, whatever the projection: looked up in a grid of points
 * that PROJ computed (ui/browser/degrees.py), with cubic interpolation between them.
 */

/** @import { DegreeGrid } from "./contract.d.ts" */

const ROUNDS = 24;
/** Weights of four points in a row, one apart, for a place `t` after the second.
 * @param {number} t */
const weights = (t) => [
  (-t * (t - 1) * (t - 2)) / 6,
  ((t + 1) * (t - 1) * (t - 2)) / 2,
  (-(t + 1) * t * (t - 2)) / 2,
  ((t + 1) * t * (t - 1)) / 6,
];

export class Degrees {
  /** @param {DegreeGrid} grid */
  constructor(grid) {
    this.grid = grid;
  }

  /** x and y in metres to longitude and latitude in degrees.
   * @param {number[]} point */
  of([x, y]) {
    const { west, south, across, up, size, lon, lat } = this.grid;
    const [column, row] = [(x - west) / across, (y - south) / up];
    const [i, j] = [column, row].map((at) => Math.min(Math.max(Math.floor(at), 1), size - 3));
    const [a, b] = [weights(column - i), weights(row - j)];
    /** @param {number[]} values */
    const between = (values) =>
      b.reduce((sum, down, m) => {
        const first = (j - 1 + m) * size + i - 1;
        return sum + down * a.reduce((part, weight, n) => part + weight * values[first + n], 0);
      }, 0);
    return [between(lon), between(lat)];
  }

  /**
   * West, south, east, north in degrees of a window in metres: where its middle lines leave it.
   * @param {number[]} window west, south, east, north in metres
   */
  extentOf([x0, y0, x1, y1]) {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return [this.of([x0, y])[0], this.of([x, y0])[1], this.of([x1, y])[0], this.of([x, y1])[1]];
  }

  /** The window of an extent: the inverse of {@link Degrees.extentOf}.
   * @param {number[]} extent west, south, east, north in degrees */
  windowOf(extent) {
    const { west, south, across, up, size } = this.grid;
    const window = [west, south, west + across * (size - 1), south + up * (size - 1)];
    for (let round = 0; round < ROUNDS; round += 1) {
      const shown = this.extentOf(window);
      const scale = [0, 1].map((n) => (window[n + 2] - window[n]) / (shown[n + 2] - shown[n]));
      for (let n = 0; n < 4; n += 1) window[n] += (extent[n] - shown[n]) * scale[n % 2];
    }
    return window;
  }
}

/** Whether a box has its sides in their order, within those of the Earth; one with NaN has not.
 * @param {number[]} box west, south, east, north in degrees
 * @param {number[]} earth the same of the Earth, as the payload has them */
export function onEarth([west, south, east, north], [leastLon, leastLat, mostLon, mostLat]) {
  return leastLon <= west && west < east && east <= mostLon && leastLat <= south && south < north && north <= mostLat;
}
