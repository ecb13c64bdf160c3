/** The browser's half of timeline.py: who held what on a day. No DOM in here. */

import { unpack } from "./columns.mjs";
import { addTo } from "./groups.mjs";

/** @import { Claim, HistoricEvent, Payload, Row, Territory } from "./contract.d.ts" */

/**
 * @typedef {{i: number, territory: Territory, before: Row, after: Row}} Handover
 * @typedef {{km2: Record<string, number>, count: Record<string, number>, total: number}} Shares by role
 */

export class Model {
  /** @param {Payload} payload */
  constructor(payload) {
    this.payload = payload;
    this.territories = payload.territories;
    this.index = new Map(this.territories.map((territory, i) => [territory.id, i]));
    this.starts = this.territories.map((territory) => territory.rows.map((row) => row.start));
    this.changeDays = payload.changeDays;
    const length = this.changeDays.length + 1;
    this.edgeKinds = payload.edgeKinds.map((kind) => unpack(kind, length));
    this.pieces = payload.pieces.map((piece) => unpack(piece, length));
    this.sharesAt = sharesAt(payload.shares, length);
    this.sureness = Object.entries(payload.certainty).map(
      ([level, packed]) => /** @type {[string, Int32Array]} */ ([level, unpack(packed, length)]),
    );
    /** @type {Row[][]} */
    this.rowsAt = [];
    this.eventDays = payload.events.map((event) => event.day);
    this.events = new Map(payload.events.map((event) => [event.id, event]));
    this.handoversOn = handovers(this.territories);
  }

  /** Number of a territory that the payload names.
   * @param {string} id
   * @returns {number} */
  numberOf(id) {
    return /** @type {number} */ (this.index.get(id));
  }

  /** @param {string} id of a territory that the payload names */
  territory(id) {
    return this.territories[this.numberOf(id)];
  }

  /** The control row of territory number `i` that holds on `day`.
   * @param {number} i
   * @param {number} day
   * @returns {Row} */
  row(i, day) {
    const rows = this.territories[i].rows;
    return rows[last(this.starts[i], day)];
  }

  /** Number of a day in the columns: 0 before the first change day, then 1 more from each on.
   * @param {number} day */
  at(day) {
    return last(this.changeDays, day) + 1;
  }

  /** The rows of all territories that hold on `day`; the same list between two changes.
   * @param {number} day
   * @returns {Row[]} */
  rowsOn(day) {
    return (this.rowsAt[this.at(day)] ??= this.territories.map((_, i) => this.row(i, day)));
  }

  /** Polities that claim territory number `i` on `day`, each once, in table order.
   * @param {number} i
   * @param {number} day */
  claimants(i, day) {
    return [...new Set(this.claims(i, day).map((claim) => claim.claimant))];
  }

  /**
   * @param {number} i
   * @param {number} day
   */
  claims(i, day) {
    return this.territories[i].claims.filter(({ start, end }) => holds(start, end, day));
  }

  /** The state shown, in the words of the API; `iso` turns a day number into a date.
   * @param {number} day
   * @param {(day: number) => string} iso */
  state(day, iso) {
    return this.territories.map((territory, i) => {
      const row = this.row(i, day);
      return {
        territory_id: territory.id,
        controller: row.controller,
        status: row.status,
        second_party: row.second,
        certainty: row.certainty,
        since: iso(row.start),
        until: row.end === null ? "" : iso(row.end),
        claimants: this.claimants(i, day),
        event_id: row.event,
        source_key: row.sources.map(([key]) => key).join(";"),
        source_locator: row.sources.map(([, locator]) => locator).join(";"),
      };
    });
  }

  /** Unions that hold no land themselves and have members on a day.
   * @param {number} day */
  unionsOn(day) {
    const standing = this.payload.federations.filter(([, , start, end]) => holds(start, end, day));
    const above = new Set(standing.map(([, federation]) => federation));
    return this.payload.unions.filter((union) => above.has(union));
  }

  /** @param {number} day */
  nextChange(day) {
    return this.changeDays.find((change) => change > day) ?? null;
  }

  /** @param {number} day */
  previousChange(day) {
    return this.changeDays[last(this.changeDays, day - 1)] ?? null;
  }

  /** Territories whose controller changes on `day`.
   * @param {number} day
   * @returns {Handover[]} */
  handovers(day) {
    return this.handoversOn.get(day) ?? NONE;
  }

  /** @param {number} day */
  eventsOn(day) {
    const after = last(this.eventDays, day) + 1;
    const first = last(this.eventDays, day - 1) + 1;
    return this.byWeight(this.payload.events.slice(first, after));
  }

  /** Headlines first; events that lead before the rest of the same rank.
   * @param {HistoricEvent[]} events */
  byWeight(events) {
    const { categories } = this.payload;
    /** @param {HistoricEvent} event */
    const weight = (event) => event.tier * 2 - (categories[event.category].lead ? 1 : 0);
    return [...events].sort((a, b) => weight(a) - weight(b));
  }

  /** The last `count` headline events before `day`, the latest first.
   * @param {number} day
   * @param {number} count */
  eventsBefore(day, count) {
    const before = this.payload.events.slice(0, last(this.eventDays, day - 1) + 1);
    return before
      .filter((event) => event.tier === 1)
      .slice(-count)
      .reverse();
  }

  /** The first headline event after `day`, or null.
   * @param {number} day */
  eventAfter(day) {
    const after = this.payload.events.slice(last(this.eventDays, day) + 1);
    return after.find((event) => event.tier === 1) ?? null;
  }

  /** Polities above `polity` on `day`: its republic, federation, union.
   * @param {string} polity
   * @param {number} day */
  federations(polity, day) {
    const above = [polity];
    for (const lower of above) {
      for (const [member, federation, start, end] of this.payload.federations) {
        const inside = member === lower && holds(start, end, day);
        if (inside && !above.includes(federation)) above.push(federation);
      }
    }
    return above.slice(1);
  }

  /** @param {string} polity */
  role(polity) {
    return this.payload.polities[polity].role;
  }

  /** Area in km2 and number of territories by role on `day`, the backdrop left out.
   * @param {number} day
   * @returns {Shares} */
  shares(day) {
    return this.sharesAt[this.at(day)];
  }

  /** How much of the area rests on rows of each certainty on `day`: level and per cent.
   * @param {number} day
   * @returns {Array<[string, number]>} */
  certainty(day) {
    return this.sureness.map(([level, column]) => [level, column[this.at(day)]]);
  }
}

/** @type {Handover[]} */
const NONE = [];

/** By day, the rows with which land goes to another polity.
 * @param {Territory[]} territories */
function handovers(territories) {
  /** @type {Map<number, Handover[]>} */
  const byDay = new Map();
  territories.forEach((territory, i) =>
    territory.rows.forEach((after, n) => {
      if (!after.handover) return;
      const before = territory.rows[n - 1];
      addTo(byDay, after.start, { i, territory, before, after });
    }),
  );
  return byDay;
}

/** The shares of all powers by number of the day.
 * @param {Payload["shares"]} packed
 * @param {number} length
 * @returns {Shares[]} */
function sharesAt(packed, length) {
  /** @type {Shares[]} */
  const shares = Array.from({ length }, () => ({ km2: {}, count: {}, total: 0 }));
  for (const [role, columns] of Object.entries(packed)) {
    const [km2, count] = columns.map((column) => unpack(column, length));
    shares.forEach((share, at) => {
      if (!count[at]) return;
      share.total += km2[at];
      share.km2[role] = km2[at];
      share.count[role] = count[at];
    });
  }
  return shares;
}

/** Index of the last number in a sorted list that is not above `value`, or -1.
 * @param {number[]} sorted
 * @param {number} value */
export function last(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether an interval holds a day: from its start to the day before its end.
 *
 * @param {number|null} start null is before the atlas
 * @param {number|null} end null is open
 * @param {number} day
 */
export function holds(start, end, day) {
  return (start === null || start <= day) && (end === null || day < end);
}
