/**
 * Rims inside the outline of lands: autonomous units, unions that hold no land themselves,
 * claims. Creating a rim is expensive, hiding it cheap: it is made at rest or in idle moments,
 * and while the finger moves only those that exist are shown or hidden.
 */

import { s } from "../page/dom.mjs";
import { Idle } from "../page/idle.mjs";
import { addTo } from "../core/groups.mjs";
import { last } from "../core/model.mjs";

/** @import { Payload, Row } from "../core/contract.d.ts" */
/** @import { Model } from "../core/model.mjs" */

/**
 * @typedef {{color: string, width: number, dash?: string, casing?: number, opacity: number}} Look
 * @typedef {{key: string, name: string, kind: string, members: number[], look: () => SVGElement[]}} Rim
 */

/** Class of a rim that does not stand; styles/map.css says how each kind is hidden. */
const OFF = "off";

export class Rims {
  /** @param {import("./painter.mjs").Painter} painter whose areas and lines the rims follow */
  constructor(painter) {
    this.painter = painter;
    this.model = painter.model;
    this.payload = painter.payload;
    this.groups = new Map(["federation", "autonomy", "claim"].map((kind) => [kind, s("g", { class: `rims ${kind}` })]));
    this.group = s("g", { "pointer-events": "none" }, ...this.groups.values());
    /** @type {Map<string, SVGElement>} */
    this.made = new Map();
    /** @type {Map<number, Rim[]>} */
    this.wantedAt = new Map();
    /** @type {Map<number, Set<string>>} */
    this.keysAt = new Map();
    this.turns = turns(this.model);
    /** @type {Set<string>} */
    this.layers = new Set();
    this.idle = new Idle();
  }

  /** The paths of the map have changed. */
  clear() {
    this.made.clear();
    /** @type {number | undefined} */
    this.at = undefined;
    for (const group of this.groups.values()) group.replaceChildren();
  }

  /** Show what stands on `day`, as far as it is made.
   * @param {number} day */
  draw(day) {
    const at = last(this.turns, day);
    if (at === this.at) return;
    this.at = at;
    const wanted = this.keysOn(day);
    for (const [key, node] of this.made) node.classList.toggle(OFF, !wanted.has(key));
  }

  /** Make what `day` and the `layers` that are on want, then in idle moments what other days want.
   * @param {number} day */
  rest(day, layers = this.layers) {
    this.layers = layers;
    /** @param {Rim} rim */
    const off = (rim) => rim.kind === "claim" && !layers.has("claims");
    for (const rim of this.wanted(last(this.turns, day))) if (!off(rim)) this.make(rim);
    this.at = undefined;
    this.draw(day);
    this.idle.run([...this.turns.map((_, at) => () => this.prepare(at)), () => this.painter.motion?.prepare()]);
  }

  /** Keys of the rims that stand on a day, whether or not they are made.
   * @param {number} day */
  keysOn(day) {
    const at = last(this.turns, day);
    if (!this.keysAt.has(at)) this.keysAt.set(at, new Set(this.wanted(at).map(({ key }) => key)));
    return /** @type {Set<string>} */ (this.keysAt.get(at));
  }

  /** Autonomies and unions of other days; claims are many and wait until they are asked for.
   * @param {number} at */
  prepare(at) {
    for (const rim of this.wanted(at)) {
      if (rim.kind !== "claim" && !this.made.has(rim.key)) this.make(rim).classList.add(OFF);
    }
  }

  /** @param {Rim} rim */
  make({ key, kind, members, look }) {
    if (!this.made.has(key)) {
      const node = s("g", {}, ...rim(key, this.painter, members, look()));
      this.made.set(key, node);
      this.groups.get(kind)?.append(node);
    }
    return /** @type {SVGElement} */ (this.made.get(key));
  }

  /** The rims of turn number `at`.
   * @param {number} at */
  wanted(at) {
    if (!this.wantedAt.has(at)) {
      const day = this.turns[at] ?? 0;
      this.wantedAt.set(at, [...this.unions(day), ...this.autonomies(day), ...this.claims(day)]);
    }
    return /** @type {Rim[]} */ (this.wantedAt.get(at));
  }

  /** @returns {Rim[]}
   * @param {number} day */
  unions(day) {
    const groups = grouped(this.model, day, (row) =>
      this.model.federations(row.controller, day).filter((federation) => this.payload.unions.includes(federation)),
    );
    return groups.map(([polity, members]) =>
      this.rim("federation", polity, members, () => [
        this.casing(this.unionLook(polity)),
        this.inked(this.unionLook(polity), polity),
      ]),
    );
  }

  /** Name of the look of a union: a union that is ever part of another looks otherwise.
   * @param {string} polity */
  unionLook(polity) {
    const part = this.payload.federations.some(([member]) => member === polity);
    return part ? "federation" : "union";
  }

  /** @param {number} day */
  autonomies(day) {
    const groups = grouped(this.model, day, (row) =>
      this.payload.statuses[row.status] === "rim" ? [row.controller] : [],
    );
    return groups.map(([polity, members]) => this.rim("autonomy", polity, members, () => [this.inked("unit", polity)]));
  }

  /** A rim around the lands that the same polities claim, each with dashes of its own ink.
   * @param {number} day */
  claims(day) {
    const groups = grouped(this.model, day, (row, i) => {
      const others = this.model.claimants(i, day).filter((claimant) => claimant !== row.controller);
      return others.length ? [others.join(" ")] : [];
    });
    return groups.map(([names, members]) =>
      this.rim("claim", names, members, () => [this.casing("claim"), ...claimStrokes(this.payload, names.split(" "))]),
    );
  }

  /**
   * @param {string} kind
   * @param {string} name
   * @param {number[]} members
   * @param {() => SVGElement[]} look
   */
  rim(kind, name, members, look) {
    return { kind, name, key: `${kind}-${name.replaceAll(" ", "-")}-${members.join("-")}`, members, look };
  }

  /**
   * @param {string} kind
   * @param {string} polity
   */
  inked(kind, polity) {
    return stroke({ ...this.payload.looks[kind], color: ink(this.payload, polity) });
  }

  /** @param {string} kind */
  casing(kind) {
    const look = this.payload.looks[kind];
    return stroke({ color: this.payload.casing, width: look.casing, opacity: this.payload.casingOpacity });
  }
}

/** Dashes of several claimants, in turn along the same line.
 * @param {string[]} claimants
 * @param {Payload} payload */
export function claimStrokes(payload, claimants) {
  const look = payload.looks.claim;
  return payload.claimDashes[claimants.length - 1].map(([dash, phase], k) =>
    stroke({ ...look, color: ink(payload, claimants[k]), dash }, { "stroke-dashoffset": phase }),
  );
}

/**
 * @param {Payload} payload
 * @param {string} polity
 */
const ink = (payload, polity) => payload.roles[payload.polities[polity].role].ink;

/** A path in the look of a line of the style table.
 * @param {Look} look */
export function stroke({ color, width, dash, opacity }, more = {}) {
  return s("path", {
    fill: "none",
    stroke: color,
    "stroke-width": width,
    "stroke-dasharray": dash || null,
    "stroke-opacity": opacity < 1 ? opacity : null,
    ...more,
  });
}

/**
 * Strokes along the outline of some territories together, cut to their inside.
 *
 * @param {string} id of the clip path, after the prefix of the map
 * @param {import("./painter.mjs").Painter} painter
 * @param {number[]} members numbers of the territories
 * @param {SVGElement[]} strokes paths that get their `d` here
 */
export function rim(id, painter, members, strokes) {
  const d = painter.outline(new Set(members.map((i) => painter.model.territories[i].id)));
  const clip = `${painter.prefix}${id}`;
  const inside = members.map((i) => painter.areas[i]?.getAttribute("d") ?? "").join("");
  for (const path of strokes) path.setAttribute("d", d);
  return [
    s("clipPath", { id: clip }, s("path", { d: inside, "clip-rule": "evenodd" })),
    s("g", { "clip-path": `url(#${clip})` }, ...strokes),
  ];
}

/** Territories by the names that `namesOf` gives to their row of the day.
 * @param {Model} model
 * @param {number} day
 * @param {(row: Row, i: number) => string[]} namesOf */
function grouped(model, day, namesOf) {
  const groups = new Map();
  model.territories.forEach((territory, i) => {
    if (territory.backdrop) return;
    for (const name of namesOf(model.row(i, day), i)) {
      addTo(groups, name, i);
    }
  });
  return [...groups];
}

/** Every day on which a holder, a membership or a claim begins or ends.
 * @param {Model} model */
export function turns({ changeDays, payload, territories }) {
  const ends = [
    ...payload.federations.flatMap(([, , start, end]) => [start, end]),
    ...territories.flatMap(({ claims }) => claims.flatMap(({ start, end }) => [start, end])),
  ].filter((day) => day !== null);
  return [...new Set([0, ...changeDays, ...ends])].sort((a, b) => a - b);
}
