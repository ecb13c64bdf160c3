/**
 * The columns of the table: what each says of a territory, and by what it sorts: numbers, since the order of
 * names is computed where the languages are known (i18n/collation.py).
 */

import { format, h } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Row, Territory } from "../core/contract.d.ts" */
/** @import { Child } from "../page/elements.d.ts" */
/** @import { Table } from "./table.mjs" */

/**
 * @typedef {{i: number, territory: Territory, row: Row, claimants: string[], fresh: boolean}} State of a territory
 *
 * @typedef {object} Column
 * @property {string} id
 * @property {string} name
 * @property {(state: State, table: Table) => number[]} [key] what sorts
 * @property {(state: State, table: Table) => Child[]} cell
 *
 * @typedef {(t: Record<string, string>) => Column} MakeColumn
 */

const CERTAINTY = ["low", "medium", "high"];
/** Claimants that are named in a cell; the others are counted. */
const CLAIMANTS = 2;

/**
 * @param {Atlas} atlas
 * @param {string} polity
 */
const short = (atlas, polity) => (polity ? atlas.cards.short(polity) : "");

/** The first claimants, and how many more there are, with the names of all.
 * @param {State} state
 * @param {Table} table */
function claims({ claimants }, { atlas, t }) {
  const names = claimants.map((polity) => short(atlas, polity));
  if (!names.length) return [h("span", { class: "spoken" }, t.nobody)];
  const more = names.length - CLAIMANTS;
  const said = names.slice(0, CLAIMANTS).join(", ");
  if (more < 1) return [said];
  return [
    `${said} `,
    h("span", { class: "muted", title: names.join(", "), "aria-hidden": "true" }, `+${more}`),
    h("span", { class: "spoken" }, `, ${names.slice(CLAIMANTS).join(", ")}`),
  ];
}

/** Ranks of polities by their names; nobody is before all.
 * @param {Atlas} atlas
 * @param {string[]} polities */
const ranks = ({ payload }, ...polities) => polities.filter(Boolean).map((id) => payload.ranks.polities[id]);

/**
 * @param {State} state
 * @param {Atlas} atlas
 */
const event = ({ row }, { model }) => model.events.get(row.event)?.title ?? "";

/** @type {MakeColumn} */
const territory = (t) => ({
  id: "territory",
  name: t["table.territory"],
  key: ({ i }, { atlas }) => [atlas.payload.ranks.territories[i]],
  cell: (state, table) => [
    table.name(state.territory),
    state.territory.today ? h("span", { class: "muted second" }, ` ${state.territory.today}`) : null,
  ],
});

/** @type {MakeColumn} */
const holder = (t) => ({
  id: "holder",
  name: t.heldBy,
  key: ({ row }, { atlas }) => ranks(atlas, row.controller),
  cell: ({ row }, { atlas }) => [
    atlas.cards.swatch(row),
    " ",
    h(
      "span",
      { class: "name" },
      short(atlas, row.controller),
      h("span", { class: "muted second" }, ` ${how(row, atlas)}`),
    ),
  ],
});

/** How the land is held, and against whom.
 * @param {Row} row
 * @param {Atlas} atlas */
function how(row, atlas) {
  const status = atlas.t[`status.${row.status}`];
  return row.second ? `${status} · ${atlas.t.against}: ${short(atlas, row.second)}` : status;
}

/** @type {MakeColumn} */
const claimed = (t) => ({
  id: "claims",
  name: t.claimedBy,
  key: ({ claimants }, { atlas }) => ranks(atlas, ...claimants),
  cell: claims,
});

/** @type {MakeColumn} */
const since = (t) => ({
  id: "since",
  name: t.since,
  key: ({ row }) => [row.start],
  cell: ({ row, fresh }, { atlas }) => [
    fresh ? h("strong", {}, t["table.today"]) : atlas.cards.dayLink(row.start, atlas.calendar.short(row.start)),
  ],
});

/** @type {MakeColumn} */
const happened = (t) => ({
  id: "event",
  name: t["table.event"],
  key: ({ row }, { eventRanks }) => [eventRanks.get(row.event) ?? -1],
  cell: (state, { atlas }) => [event(state, atlas)],
});

/** @type {MakeColumn} */
const certainty = (t) => ({
  id: "certainty",
  name: t["table.certainty"],
  key: ({ row }) => [CERTAINTY.indexOf(row.certainty)],
  cell: ({ row }, { atlas }) => [atlas.cards.certainty(row.certainty)],
});

/** A mark for each kind of the sources of a row.
 * @param {Row} row
 * @param {Atlas} atlas */
const marks = (row, { payload, t }) =>
  [...new Set(row.sources.map(([key]) => payload.sources[key].kind))]
    .filter(Boolean)
    .map((kind) => h("span", { class: `kind ${kind}` }, h("span", { class: "spoken" }, t[`kind.${kind}`])));

/** @type {MakeColumn} */
const sources = (t) => ({
  id: "sources",
  name: t.sources,
  cell: ({ row }, { atlas }) => [
    h(
      "details",
      {},
      h(
        "summary",
        {},
        h("span", { class: "spoken" }, format(t["table.sources"], { count: row.sources.length })),
        h("span", { "aria-hidden": "true" }, row.sources.length),
        ...marks(row, atlas),
      ),
      atlas.cards.sources(row.sources),
      atlas.cards.dispute(row.alt, row.note),
    ),
  ],
});

const COLUMNS = [territory, holder, claimed, since, happened, certainty, sources];

/** The columns in their order.
 * @param {Record<string, string>} t words of the page
 * @returns {Column[]} */
export const columns = (t) => COLUMNS.map((make) => make(t));
