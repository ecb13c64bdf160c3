/** The address of a view and back. The path carries the language; see ui/url.py. */

const KNOWN = ["day", "layers", "territory"];

/**
 * @param {string} search
 * @param {import("./calendar.mjs").Calendar} calendar
 * @param {Map<string, number>} territories
 * @param {Array<{id: string, on: boolean}>} [layers]
 * @returns {{day: number|null, territory: string|null, layers: Set<string>, faults: Array<[string, string]>}} faults are
 *   pairs of a text key and the parameter's name
 */
export function read(search, calendar, territories, layers = []) {
  const query = new URLSearchParams(search);
  const view = { day: null, territory: null, layers: opening(layers), faults: [] };
  if (query.has("layers")) {
    const asked = query.get("layers").split(",").filter(Boolean);
    const known = asked.filter((id) => layers.some((layer) => layer.id === id));
    view.layers = new Set(known);
    if (known.length < asked.length) view.faults.push(["noteLayers", "layers"]);
  }
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

/** @returns {string} the query of a view, `?` included; layers only when they are not the usual */
export function write(view, calendar, layers = []) {
  const query = new URLSearchParams({ day: calendar.iso(view.day) });
  if (view.territory) query.set("territory", view.territory);
  const usual = opening(layers);
  const chosen = layers.map((layer) => layer.id).filter((id) => view.layers?.has(id));
  const same = chosen.length === usual.size && chosen.every((id) => usual.has(id));
  return same ? `?${query}` : `?${query}&layers=${chosen.join(",")}`;
}

const opening = (layers) => new Set(layers.filter((layer) => layer.on).map((layer) => layer.id));
