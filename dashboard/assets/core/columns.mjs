/** Columns of whole numbers by change day, as ui/browser/days.py packs them. No DOM in here. */

/**
 * @param {number[]} packed value, count, value, count, ...
 * @param {number} length
 * @returns {Int32Array} a value for the first day and for each change day
 */
export function unpack(packed, length) {
  const column = new Int32Array(length);
  for (let n = 0, at = 0; n < packed.length; n += 2) {
    column.fill(packed[n], at, at + packed[n + 1]);
    at += packed[n + 1];
  }
  return column;
}
