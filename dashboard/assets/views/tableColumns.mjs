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

/**
 * @param {Atlas} atlas
 * @param {string} polity
 */
const short = (atlas, polity) => (polity ? atlas.cards.short(polity) : "");

/**
 * @param {State} state
 * @param {Atlas} atlas
 */
const claims = ({ claimants }, atlas) => claimants.map((polity) => short(atlas, polity)).join(", ");

/** Ranks of polities by their names; nobody is before all.
 * @param {Atlas} atlas
 * @param {string[]} polities */
const ranks = ({ payload }, ...polities) => polities.filter(Boolean).map((id) => payload.ranks.polities[id]);

/**
 * @param {State} state
 * @param {Atlas} atlas
 */
const event = ({ row }, { model }) => model.events.get(row.event)?.title ?? "";

/**
 * @param {string} text
 * @param {Record<string, string>} t
 */
const orNobody = (text, t) => [text || nobody(t)];

/** A dash; for those who hear the page, who take no name of a span, the words.
 * @param {Record<string, string>} t */
const nobody = (t) =>
  h("span", { class: "muted" }, h("span", { "aria-hidden": "true" }, "–"), h("span", { class: "spoken" }, t.nobody));

/** @type {MakeColumn} */
const territory = (t) => ({
  id: "territory",
  name: t["table.territory"],
  key: ({ i }, { atlas }) => [atlas.payload.ranks.territories[i]],
  cell: (state, table) => [
    table.name(state.territory),
    state.territory.today ? h("span", { class: "muted" }, ` ${state.territory.today}`) : null,
  ],
});

/** @type {MakeColumn} */
const holder = (t) => ({
  id: "holder",
  name: t.heldBy,
  key: ({ row }, { atlas }) => ranks(atlas, row.controller),
  cell: ({ row }, { atlas }) => [atlas.cards.swatch(row), " ", short(atlas, row.controller)],
});

/** @type {MakeColumn} */
const status = (t) => ({
  id: "status",
  name: t.status,
  key: ({ row }, { atlas }) => [atlas.payload.ranks.statuses[row.status]],
  cell: ({ row }) => [t[`status.${row.status}`]],
});

/** @type {MakeColumn} */
const party = (t) => ({
  id: "party",
  name: t.against,
  key: ({ row }, { atlas }) => ranks(atlas, row.second),
  cell: ({ row }, { atlas }) => orNobody(short(atlas, row.second), t),
});

/** @type {MakeColumn} */
const claimed = (t) => ({
  id: "claims",
  name: t.claimedBy,
  key: ({ claimants }, { atlas }) => ranks(atlas, ...claimants),
  cell: (state, { atlas }) => orNobody(claims(state, atlas), t),
});

/** @type {MakeColumn} */
const since = (t) => ({
  id: "since",
  name: t.since,
  key: ({ row }) => [row.start],
  cell: ({ row, fresh }, { atlas }) => [
    atlas.cards.dayLink(row.start),
    fresh ? h("strong", {}, ` ${t["table.today"]}`) : null,
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

/** @type {MakeColumn} */
const sources = (t) => ({
  id: "sources",
  name: t.sources,
  cell: ({ row }, { atlas }) => [
    h(
      "details",
      {},
      h("summary", {}, format(t["table.sources"], { count: row.sources.length })),
      atlas.cards.sources(row.sources),
      atlas.cards.dispute(row.alt, row.note),
    ),
  ],
});

const COLUMNS = [territory, holder, status, party, claimed, since, happened, certainty, sources];

/** The columns in their order.
 * @param {Record<string, string>} t words of the page
 * @returns {Column[]} */
export const columns = (t) => COLUMNS.map((make) => make(t));
