/** The address of a view and back. The path carries the language; see ui/url.py. */

const KNOWN = ["day", "territory"];

/**
 * @param {string} search
 * @param {import("./calendar.mjs").Calendar} calendar
 * @param {Map<string, number>} territories
 * @returns {{day: number|null, territory: string|null, faults: Array<[string, string]>}} faults are
 *   pairs of a text key and the parameter's name
 */
export function read(search, calendar, territories) {
  const query = new URLSearchParams(search);
  const view = { day: null, territory: null, faults: [] };
  if (query.has("day")) {
    const day = calendar.fromIso(query.get("day"));
    if (calendar.inside(day)) view.day = day;
    else view.faults.push(["noteDay", "day"]);
  }
  if (query.has("territory")) {
    if (territories.has(query.get("territory"))) view.territory = query.get("territory");
    else view.faults.push(["noteTerritory", "territory"]);
  }
  for (const name of query.keys()) {
    if (!KNOWN.includes(name)) view.faults.push(["notePlain", name.slice(0, 40)]);
  }
  return view;
}

/** @returns {string} the query of a view, `?` included */
export function write(view, calendar) {
  const query = new URLSearchParams({ day: calendar.iso(view.day) });
  if (view.territory) query.set("territory", view.territory);
  return `?${query}`;
}
