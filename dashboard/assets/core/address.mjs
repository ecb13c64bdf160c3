/** The address of a view and back. The path carries the language; see ui/page/url.py. */

/** What advertisers, newsletters, translators and social networks hang on to a link: it says nothing. */
const TRACKERS = new Set([
  "_ga",
  "_gl",
  "_hsenc",
  "_hsmi",
  "_openstat",
  "dclid",
  "fbclid",
  "gad_source",
  "gbraid",
  "gclid",
  "gclsrc",
  "igsh",
  "igshid",
  "li_fat_id",
  "mc_cid",
  "mc_eid",
  "mkt_tok",
  "msclkid",
  "ref",
  "ref_src",
  "ref_url",
  "referrer",
  "ttclid",
  "twclid",
  "wbraid",
  "yclid",
  "ysclid",
]);
const TRACKER_FAMILIES = ["utm_", "mtm_", "pk_", "_x_tr_"];

/** Whether a parameter only follows readers about. @param {string} name */
const isTracker = (name) => TRACKERS.has(name) || TRACKER_FAMILIES.some((family) => name.startsWith(family));

/** @import { Parameter, View } from "./view.d.ts" */

/**
 * @param {import("./calendar.mjs").Calendar} calendar
 * @param {Map<string, number>} territories
 * @param {Array<{id: string, on: boolean}>} layers
 * @param {string[]} views the first is the usual view
 * @returns {Parameter[]} what every page keeps, in the order of the address
 */
export function parameters(calendar, territories, layers = [], views = ["map"]) {
  const usual = new Set(layers.filter((layer) => layer.on).map((layer) => layer.id));
  return [
    {
      name: "day",
      usual: null,
      read: (text, fail) => {
        const day = calendar.fromIso(text);
        return calendar.inside(day) ? day : fail();
      },
      write: (day) => calendar.iso(day),
      fault: "noteDay",
    },
    {
      name: "view",
      usual: views[0],
      read: (text, fail) => (views.includes(text) ? text : fail()),
      write: (view) => (view === views[0] ? null : view),
      fault: "noteView",
    },
    {
      name: "territory",
      usual: null,
      read: (text, fail) => (territories.has(text) ? text : fail()),
      write: (territory) => territory,
      fault: "noteTerritory",
    },
    {
      name: "layers",
      usual,
      read: (text, fail) => {
        const asked = text.split(",").filter(Boolean);
        const known = asked.filter((id) => layers.some((layer) => layer.id === id));
        // Known values beside an unknown value are kept.
        if (known.length < asked.length) fail();
        return new Set(known);
      },
      write: (on) => {
        const chosen = layers.map((layer) => layer.id).filter((id) => on.has(id));
        return chosen.length === usual.size && chosen.every((id) => usual.has(id)) ? null : chosen.join(",");
      },
      fault: "noteLayers",
    },
  ];
}

/**
 * @param {string} search
 * @param {Parameter[]} known
 * @returns {{view: View, faults: Array<[string, string]>}} faults are pairs of a
 *   text key and the parameter's name
 */
export function read(search, known) {
  const query = new URLSearchParams(search);
  /** @type {[string, string][]} */
  const faults = [];
  /** @type {Record<string, unknown>} */
  const view = {};
  for (const { name, usual, read: parse, fault } of loose(known)) {
    const fail = () => {
      faults.push([fault, name]);
      return usual;
    };
    view[name] = query.has(name) ? parse(query.get(name) ?? "", fail) : usual;
  }
  for (const name of new Set(query.keys())) {
    if (!known.some((parameter) => parameter.name === name) && !isTracker(name))
      faults.push(["notePlain", name.slice(0, 40)]);
  }
  return { view: /** @type {View} */ (/** @type {unknown} */ (view)), faults };
}

/**
 * @param {import("./view.d.ts").View} view
 * @param {Parameter[]} known
 * @returns {string} the query, `?` included; only what is not as usual
 */
export function write(view, known) {
  const query = new URLSearchParams();
  for (const { name, write: say } of loose(known)) {
    const value = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (view))[name];
    const text = value === null || value === undefined ? null : say(value, view);
    if (text !== null) query.set(name, text);
  }
  return `?${String(query).replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

/**
 * Parameters as a single type: which value belongs to which name is known where they are declared.
 *
 * @param {Parameter[]} known
 * @returns {Array<{name: string, usual: unknown, read: (text: string, fail: () => unknown) => unknown,
 *   write: (value: unknown, view: View) => string|null, fault: string}>}
 */
const loose = (known) => /** @type {any[]} */ (known);
