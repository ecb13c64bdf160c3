/** A correction of the data: which rows a card speaks of, and the file that says what should stand there. */

import { line } from "./toml.mjs";

/** @import { Correctable, Corrections } from "./contract.d.ts" */

/**
 * @typedef {Record<string, string>} Cells by column
 * @typedef {{file: string, cells: Cells}} Entry a row of a file
 * @typedef {{entry: Entry, field: string, proposed: string, source: string, sourceKey: string,
 *   locator: string, reason: string}} Proposal
 * @typedef {Record<string, {columns: readonly string[], rows: readonly (readonly string[])[]}>} Files
 */

/** @param {Files} files
 * @param {string} file
 * @returns {Entry[]} */
function entries(files, file) {
  const { columns, rows } = files[file] ?? { columns: [], rows: [] };
  return rows.map((row) => ({ file, cells: Object.fromEntries(columns.map((name, n) => [name, row[n]])) }));
}

/**
 * The rows that a card shows on a day.
 *
 * @param {Corrections} about
 * @param {Files} files
 * @param {string} kind of the card
 * @param {string} id
 * @param {string} day `YYYY-MM-DD`
 * @returns {Entry[]} what holds on another day left out
 */
export function entriesOf(about, files, kind, id, day) {
  /** @param {Cells} cells */
  const holds = ({ start = "", end = "" }) => start <= day && (!end || day < end);
  return (about.subjects[kind] ?? []).flatMap(([file, column, dated]) =>
    entries(files, file).filter(({ cells }) => cells[column] === id && (!dated || holds(cells))),
  );
}

/** The file that `python -m dashboard correction` reads.
 * @param {Corrections} about
 * @param {Proposal} said */
export function tomlOf(about, { entry, field, proposed, source, sourceKey, locator, reason }) {
  const { key } = /** @type {Correctable} */ (about.files[entry.file]);
  const more = Object.entries({ source, source_key: sourceKey, locator, reason }).filter(([, text]) => text);
  const lines = [
    line("atlas", about.atlas),
    line("version", about.version),
    line("file", entry.file),
    line("field", field),
    line("stands", entry.cells[field]),
    line("proposed", proposed),
    ...more.map(([name, text]) => line(name, text)),
    "",
    "[row]",
    ...key.map((name) => line(name, entry.cells[name])),
  ];
  return `${lines.join("\n")}\n`;
}

/** A name for the file, of letters that every system takes.
 * @param {Corrections} about
 * @param {Proposal} said */
export function nameOf(about, { entry, field }) {
  const { key } = /** @type {Correctable} */ (about.files[entry.file]);
  const parts = ["correction", ...key.map((name) => entry.cells[name]), field];
  return `${parts.join("-").replace(/[^\w-]+/g, "")}.toml`;
}
