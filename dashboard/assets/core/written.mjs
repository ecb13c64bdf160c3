/** Points of a trace in metres as an SVG path in pixels of a window. No DOM in here. */

/**
 * @typedef {Array<number|null>} Places in metres along an axis; parts of a trace are separated by null
 * @typedef {{west: number, north: number, across: number, up: number}} Scale of the window: metres of its upper left
 *   corner, pixels to a metre
 * @typedef {{from: number, to: number}} Part of the points of a trace, without the end
 */

/** Pixels are written in hundredths, as plotly does. */
const FINE = 100;

/** The parts of a trace.
 * @param {Places} places
 * @returns {Part[]} none of them empty */
export function partsOf(places) {
  const ends = places.flatMap((place, n) => (place === null ? [n] : []));
  return [...ends, places.length]
    .map((to, n) => ({ from: n ? ends[n - 1] + 1 : 0, to }))
    .filter(({ from, to }) => from < to);
}

/** A part in the words of an SVG path.
 * @param {{x: Places, y: Places}} trace
 * @param {Part} part
 * @param {Scale} scale */
export function written({ x, y }, { from, to }, { west, north, across, up }) {
  let d = "";
  for (let n = from; n < to; n += 1) {
    const right = Math.round((Number(x[n]) - west) * across * FINE) / FINE;
    const down = Math.round((north - Number(y[n])) * up * FINE) / FINE;
    d += `${n > from ? "L" : "M"}${right},${down}`;
  }
  return d;
}
