/**
 * Lambert conformal conic on WGS 84, as cartography/ground/projection.py: degrees to metres and back.
 * Formulas: Snyder, Map Projections: A Working Manual (USGS 1395), pp. 107-109.
 */

const RADIUS = 6378137;
const FLATTENING = 1 / 298.257223563;
const E = Math.sqrt(FLATTENING * (2 - FLATTENING));
const DEGREE = Math.PI / 180;
const ROUNDS = 8;

export class Conic {
  /** @param {{lat_1: number, lat_2: number, lat_0: number, lon_0: number}} parameters in degrees */
  constructor({ lat_1, lat_2, lat_0, lon_0 }) {
    const [m1, m2] = [lat_1, lat_2].map((lat) => scale(lat * DEGREE));
    const [t1, t2, t0] = [lat_1, lat_2, lat_0].map((lat) => conformal(lat * DEGREE));
    // Two equal parallels are one that touches.
    this.n = lat_1 === lat_2 ? Math.sin(lat_1 * DEGREE) : Math.log(m1 / m2) / Math.log(t1 / t2);
    this.size = (RADIUS * m1) / (this.n * t1 ** this.n);
    this.pole = this.size * t0 ** this.n;
    this.lon0 = lon_0;
  }

  /** Longitude and latitude in degrees to x and y in metres.
   * @param {number[]} place */
  toMetres([lon, lat]) {
    const radius = this.size * conformal(lat * DEGREE) ** this.n;
    const angle = this.n * (lon - this.lon0) * DEGREE;
    return [radius * Math.sin(angle), this.pole - radius * Math.cos(angle)];
  }

  /** x and y in metres to longitude and latitude in degrees.
   * @param {number[]} point */
  toDegrees([x, y]) {
    const sign = Math.sign(this.n);
    const radius = sign * Math.hypot(x, this.pole - y);
    const t = (radius / this.size) ** (1 / this.n);
    const angle = Math.atan2(sign * x, sign * (this.pole - y));
    let lat = Math.PI / 2 - 2 * Math.atan(t);
    for (let n = 0; n < ROUNDS; n += 1) {
      lat = Math.PI / 2 - 2 * Math.atan(t * ratio(lat));
    }
    return [angle / this.n / DEGREE + this.lon0, lat / DEGREE];
  }

  /**
   * West, south, east, north in degrees of a window in metres: where its middle lines leave it.
   * @param {number[]} window west, south, east, north in metres
   */
  extentOf([x0, y0, x1, y1]) {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return [
      this.toDegrees([x0, y])[0],
      this.toDegrees([x, y0])[1],
      this.toDegrees([x1, y])[0],
      this.toDegrees([x, y1])[1],
    ];
  }

  /** The window of an extent: the inverse of {@link Conic.extentOf}.
   * @param {number[]} extent west, south, east, north in degrees */
  windowOf(extent) {
    const [west, south, east, north] = extent;
    const middle = (south + north) / 2;
    const [x0, y0] = this.toMetres([west, south]);
    const [x1, y1] = this.toMetres([east, north]);
    const window = [x0, y0, x1, y1];
    const metres = [RADIUS * Math.cos(middle * DEGREE) * DEGREE, RADIUS * DEGREE];
    for (let round = 0; round < 3 * ROUNDS; round += 1) {
      const found = this.extentOf(window);
      for (let n = 0; n < 4; n += 1) window[n] += (extent[n] - found[n]) * metres[n % 2];
    }
    return window;
  }
}

/** @param {number} lat in radians */
const ratio = (lat) => ((1 - E * Math.sin(lat)) / (1 + E * Math.sin(lat))) ** (E / 2);
/** @param {number} lat in radians */
const conformal = (lat) => Math.tan(Math.PI / 4 - lat / 2) / ratio(lat);
/** @param {number} lat in radians */
const scale = (lat) => Math.cos(lat) / Math.sqrt(1 - (E * Math.sin(lat)) ** 2);
