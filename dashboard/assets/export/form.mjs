/** What the form of an export means: addresses of files, how large they are, what is wrong. */

import { format } from "../page/dom.mjs";

const MM_PER_INCH = 25.4;

/**
 * The query of a sheet that shows what the page shows.
 *
 * @param {{extent: number[]|null, territory: string|null, layers: string|null, other: string|null,
 *   treaty: string|null, reading: string|null}} view
 *   `layers` as in the address, null when they are the usual ones; `other` is a day compared,
 *   `treaty` the treaty that is on the map
 * @param {{size: string, dpi: number, kind: string, bw: boolean, without: string[], language: string,
 *   degrees: number}} chosen `degrees` is the widest part of the map that a sheet can show, `without`
 *   what is left out around the map
 */
export function sheetQuery(view, { size, dpi, kind, bw, without, language, degrees }) {
  const query = new URLSearchParams({ size, lang: language });
  if (kind === "png") query.set("dpi", String(dpi));
  if (view.extent) query.set("extent", within(view.extent, degrees).join(","));
  if (view.territory) query.set("territory", view.territory);
  if (view.layers !== null) query.set("layers", view.layers || "none");
  if (view.other) query.set("compare", view.other);
  else if (view.treaty) query.set("treaty", view.treaty);
  if (view.reading) query.set("reading", view.reading);
  if (bw) query.set("bw", "1");
  if (without.length) query.set("without", without.join(","));
  return `?${query}`.replaceAll("%2C", ",");
}

/**
 * The query of a figure: strips or areas through time, the table of a day.
 *
 * @param {{kind: string, dpi: number, bw: boolean, language: string, order: string|null, day: string|null,
 *   reading: string|null}} chosen
 *   `order` as in the address of the page, null when it is the usual order; `day` that of a table
 */
export function figureQuery({ kind, dpi, bw, language, order, day, reading }) {
  const query = new URLSearchParams({ lang: language });
  if (kind === "png") query.set("dpi", String(dpi));
  if (order) query.set("order", order);
  if (day) query.set("day", day);
  if (reading) query.set("reading", reading);
  if (bw) query.set("bw", "1");
  return `?${query}`;
}

/** A box in degrees, made narrower about its middle when it is too wide for a sheet.
 * @param {number[]} extent west, south, east, north
 * @param {number} degrees */
export function within([west, south, east, north], degrees) {
  /**
   * @param {number} low
   * @param {number} high
   */
  const cut = (low, high) => {
    const over = Math.max(0, high - low - degrees) / 2;
    return [low + over, high - over].map((number) => Number(number.toFixed(5)));
  };
  const [[w, e], [s, n]] = [cut(west, east), cut(south, north)];
  return [w, s, e, n];
}

/** Pixels of a picture of a sheet.
 * @param {number[]} mm width and height
 * @param {number} dpi */
export function pixels([width, height], dpi) {
  return [width, height].map((mm) => Math.round((mm / MM_PER_INCH) * dpi));
}

/** Roughly how large a sheet is, in kB: a picture grows with its pixels.
 * @param {{kb: Object<string, number>, sizes: Array<[string, string, number, number]>}} sheet of the payload
 * @param {string} kind
 * @param {number[]} mm
 * @param {number} dpi */
export function sheetKb(sheet, kind, mm, dpi) {
  if (kind !== "png") return sheet.kb[kind];
  const [, , ...a4] = sheet.sizes[0];
  /** @param {number[]} pair */
  const area = ([width, height]) => width * height;
  return (sheet.kb.png * area(pixels(mm, dpi))) / area(pixels(a4, 300));
}

/** `14 kB`, `2.6 MB`
 * @param {number} kb
 * @param {string} language */
export function sizeText(kb, language) {
  const [value, unit] = kb < 1000 ? [kb, "kB"] : [kb / 1000, "MB"];
  const digits = kb < 1000 ? 0 : 1;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)} ${unit}`;
}

/** The address of a file of data. A reader opens a CSV in a spreadsheet, which takes its text for that of an old
 * code page unless a byte-order mark begins it; programs that ask the server themselves get none.
 * @param {{address: string, held?: boolean}} kind of payload.exports.data
 * @param {Object<string, string>} days day, first and last as `YYYY-MM-DD`
 * @param {string} suffix
 * @param {{reading?: string, frozen?: boolean}} page the reading that is shown: only of what is held does a file
 *   differ; the files of a frozen site are as they were written */
export function dataAddress(kind, days, suffix, { reading = "", frozen = false } = {}) {
  const query = new URLSearchParams();
  if (reading && kind.held) query.set("reading", reading);
  if (suffix === "csv" && !frozen) query.set("bom", "1");
  return `${format(kind.address, days)}.${suffix}${query.size ? `?${query}` : ""}`;
}

/** What is wrong with two days as typed: a key of the texts, or null.
 * @param {number|null} first
 * @param {number|null} last
 * @param {(day: number|null) => boolean} inside */
export function daysFault(first, last, inside) {
  if (first === null || last === null) return "dateWrong";
  if (!inside(first) || !inside(last)) return "dateOutside";
  return last < first ? "export.backwards" : null;
}

/**
 * The query of a film of what the page shows, from day to day.
 *
 * @param {{extent: number[]|null, territory: string|null, reading: string|null}} view
 * @param {{from: string, to: string, by: string, kind: string, size: string, bw: boolean,
 *   language: string, degrees: number}} chosen
 */
export function filmQuery(view, { from, to, by, kind, size, bw, language, degrees }) {
  const query = new URLSearchParams({ from, to, by, kind, size, lang: language });
  if (view.extent) query.set("extent", within(view.extent, degrees).join(","));
  if (view.territory) query.set("territory", view.territory);
  if (view.reading) query.set("reading", view.reading);
  if (bw) query.set("bw", "1");
  return `?${query}`.replaceAll("%2C", ",");
}
