/** The browser's half of timeline.py: who held what on a day. No DOM in here. */

export class Model {
  constructor(payload) {
    this.payload = payload;
    this.territories = payload.territories;
    this.index = new Map(this.territories.map((one, i) => [one.id, i]));
    this.starts = this.territories.map((one) => one.rows.map((row) => row.start));
    this.changeDays = payload.changeDays;
    this.sharesAt = new Map();
    this.rowsAt = [];
    this.eventDays = payload.events.map((event) => event.day);
    this.events = new Map(payload.events.map((event) => [event.id, event]));
    this.total = this.territories.reduce((sum, one) => sum + (one.backdrop ? 0 : one.km2), 0);
  }

  /** The control row of territory number `i` that holds on `day`. */
  row(i, day) {
    const rows = this.territories[i].rows;
    return rows[last(this.starts[i], day)];
  }

  /** The rows of all territories that hold on `day`; the same list between two changes. */
  rowsOn(day) {
    const change = last(this.changeDays, day);
    return (this.rowsAt[change + 1] ??= this.territories.map((_, i) => this.row(i, day)));
  }

  /** Polities that claim territory number `i` on `day`, each once, in table order. */
  claimants(i, day) {
    return [...new Set(this.claims(i, day).map((claim) => claim.claimant))];
  }

  claims(i, day) {
    return this.territories[i].claims.filter(({ start, end }) => holds(start, end, day));
  }

  /** The state shown, in the words of the API; `iso` turns a day number into a date. */
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

  nextChange(day) {
    return this.changeDays.find((change) => change > day) ?? null;
  }

  previousChange(day) {
    return this.changeDays[last(this.changeDays, day - 1)] ?? null;
  }

  /** Territories whose controller becomes another one on `day`. */
  handovers(day) {
    if (this.changeDays[last(this.changeDays, day)] !== day) return [];
    const found = [];
    this.territories.forEach((territory, i) => {
      const at = this.starts[i].indexOf(day);
      if (at < 1) return;
      const [before, after] = [territory.rows[at - 1], territory.rows[at]];
      if (before.controller !== after.controller) found.push({ i, territory, before, after });
    });
    return found;
  }

  eventsOn(day) {
    const after = last(this.eventDays, day) + 1;
    const first = last(this.eventDays, day - 1) + 1;
    return byWeight(this.payload.events.slice(first, after));
  }

  /** The last `count` headline events before `day`, the latest first. */
  eventsBefore(day, count) {
    const before = this.payload.events.slice(0, last(this.eventDays, day - 1) + 1);
    return before.filter((event) => event.tier === 1).slice(-count).reverse();
  }

  /** The first headline event after `day`, or null. */
  eventAfter(day) {
    const after = this.payload.events.slice(last(this.eventDays, day) + 1);
    return after.find((event) => event.tier === 1) ?? null;
  }

  /** Polities above `polity` on `day`: its republic, federation, union. */
  federations(polity, day) {
    const found = [polity];
    for (const one of found) {
      for (const [member, federation, start, end] of this.payload.federations) {
        const inside = member === one && holds(start, end, day);
        if (inside && !found.includes(federation)) found.push(federation);
      }
    }
    return found.slice(1);
  }

  role(polity) {
    return this.payload.polities[polity].role;
  }

  /** Area in km2 and number of territories by role on `day`, the backdrop left out. */
  shares(day) {
    const change = last(this.changeDays, day);
    if (!this.sharesAt.has(change)) this.sharesAt.set(change, this.sumShares(day));
    return this.sharesAt.get(change);
  }

  sumShares(day) {
    const km2 = {};
    const count = {};
    this.territories.forEach((territory, i) => {
      if (territory.backdrop) return;
      const role = this.role(this.row(i, day).controller);
      km2[role] = (km2[role] ?? 0) + territory.km2;
      count[role] = (count[role] ?? 0) + 1;
    });
    return { km2, count, total: this.total };
  }
}

/** Index of the last number in a sorted list that is not above `value`, or -1. */
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

/** Headlines first; takeovers before the rest of the same rank. */
function byWeight(events) {
  const weight = (event) => event.tier * 2 - (event.category === "sovietization" ? 1 : 0);
  return [...events].sort((a, b) => weight(a) - weight(b));
}
