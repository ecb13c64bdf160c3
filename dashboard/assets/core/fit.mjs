/** Which part of the map a window shows: ranges of its two axes, in metres. No DOM in here. */

/**
 * @typedef {[number, number]} Range
 * @typedef {{length: number, least: number, most: number}} Side of a map: its pixels, and the ends in metres that it
 *   keeps to
 */

/**
 * The ranges about a place: `perMetre` pixels to a metre, or more where the map has an end.
 *
 * @param {Side[]} sides across and upward
 * @param {number[]} place in metres
 * @param {number} perMetre
 * @returns {Range[]}
 */
export function about(sides, place, perMetre) {
  const scale = Math.max(perMetre, ...sides.map(({ least, most, length }) => length / (most - least)));
  return sides.map(({ least, most, length }, n) => {
    const half = length / scale / 2;
    const kept = Math.max(least + half, Math.min(most - half, place[n]));
    return [kept - half, kept + half];
  });
}

/**
 * The ranges that show all of a box in what lies free: in its middle, but clear of the legend where there
 * is room to spare for all of it (styles/map.css has the same for the map of the page itself).
 *
 * @param {Side[]} sides across and upward
 * @param {number[]} box west, south, east, north in metres
 * @param {{left: number, right: number, clear?: number}} covered pixels at either side; `clear` are those from
 *   the left that the legend lies over
 * @returns {Range[]}
 */
export function around(sides, [west, south, east, north], { left, right, clear = 0 }) {
  const [across, up] = sides.map(({ length }) => length);
  const width = Math.max(across - left - right, across / 3);
  const perMetre = Math.min(width / (east - west), up / (north - south));
  const spare = width - (east - west) * perMetre;
  const aside = clear - left <= spare ? clear - left : 0;
  const begins = left + Math.max(spare / 2, aside);
  const middle = (west + east) / 2 + (across / 2 - begins - (width - spare) / 2) / perMetre;
  return about(sides, [middle, (south + north) / 2], perMetre);
}
