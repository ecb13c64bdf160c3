/**
 * Where each name of the map goes in a window: the higher ranks first, each where it touches nothing
 * that is there already, or left out.
 */

import { Space } from "../core/boxes.mjs";
import { Rooms } from "../core/labelSpace.mjs";
import { Pieces } from "../core/pieces.mjs";
import { nameOn } from "../core/placeNames.mjs";
import { s } from "../page/dom.mjs";
import { HALF, halves, LEADERS, LEADING, leaderNode, placeKey, placeNode, SEA_SPOTS, SPREAD } from "./labelForms.mjs";
import { LabelNodes } from "./labelNodes.mjs";
import { sure } from "./legend.mjs";
import { Lettering } from "./lettering.mjs";
import { stopNode } from "./stops.mjs";

/** @import { Box } from "../core/boxes.mjs" */
/** @import { Place, RailStop } from "../core/contract.d.ts" */
/** @import { Baseline, Room } from "../core/labelSpace.mjs" */
/** @import { Model } from "../core/model.mjs" */
/** @import { Piece } from "../core/pieces.mjs" */
/** @import { PlaceSign } from "./labelForms.mjs" */
/** @import { LabelNode } from "./labelNodes.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

// A land narrower than this many pixels bears no name that is wider than itself.
const MIN_LAND = 34;
/** Where a name may stand that fits on no line: so many of the roomiest points of a land, of a union. */
const LAND_SPOTS = 4;
const UNION_SPOTS = 40;
/** Between two names, in pixels. */
export const GAP = 3;
/** A map wider than this has room for the towns of the story beside the names of the powers. */
const ROOMY = 1100;
/** Levels of certainty that are marked. */
export const UNSURE = ["medium", "low"];

/**
 * @typedef {{piece?: string, union?: string, from?: number, until?: number|null}} Truth what a name says: land
 *   in the same hands, a union, a place that is called so on these days
 * @typedef {{node: LabelNode, transform: string, anchor: string} & Truth} Placed
 * @typedef {{space: Space, placed: Map<string, Placed>}} Page what is on the map so far
 * @typedef {{taken: Box[], marks: boolean, news: Set<Place>, towns: boolean}} Asked what names keep clear of, whether
 *   certainty is marked, the places where something happened, and whether the towns of the story come first on a
 *   small map too
 * @typedef {{kind: string, text: string, room: Room, spreads: number[], curved: boolean, truth: Truth, land: string}} Named
 */

export class LabelPlacer {
  /**
   * @param {HTMLElement} host
   * @param {Model} model
   * @param {Viewport} viewport
   */
  constructor(host, model, viewport) {
    this.model = model;
    this.payload = model.payload;
    this.viewport = viewport;
    this.svg = s("svg", { class: "labels", "aria-hidden": "true" });
    host.append(this.svg);
    this.lettering = new Lettering(this.svg);
    this.pieces = new Pieces(model);
    this.rooms = new Rooms(this.payload.grid);
    this.nodes = new LabelNodes(this.svg);
    /** @type {Map<string, Baseline[]>} */
    this.fits = new Map();
  }

  /** The scale or the width of the page is another: letters and baselines are void. */
  rescale() {
    this.lettering.forget();
    this.fits.clear();
    this.nodes.forget((node) => node.classList.contains("fitted"));
  }

  /** The type has another size: all is made and measured anew. */
  retype() {
    this.nodes.forget(() => true);
  }

  /** Where each name goes in the present window; names keep clear of the cards over the map.
   * @param {number} day
   * @param {Asked} asked
   * @returns {Map<string, Placed>} by a key that says what the name is and where */
  layout(day, asked) {
    const page = this.order(day, asked, []);
    // A power that finds no room beside the capital of its land comes before it.
    const named = new Set([...page.placed.values()].map(({ piece }) => piece));
    const lost = this.pieces.large(day).filter(({ key }) => !named.has(key));
    return (lost.length ? this.order(day, asked, lost) : page).placed;
  }

  /** Put the names in the order of their ranks.
   * @param {number} day
   * @param {Asked} asked
   * @param {Piece[]} before powers whose names come before the capitals of their land
   * @returns {Page} */
  order(day, { taken, marks, news, towns }, before) {
    const { payload } = this;
    const { width, height } = this.viewport;
    /** @type {Page} */
    const page = { space: new Space({ gap: GAP, within: [0, 0, width, height], taken }), placed: new Map() };
    const scale = this.viewport.perMetre;
    const { zoom } = payload;
    const named = (/** @type {Place} */ place) => ({ ...place, ...nameOn(place, day) });
    const put = (/** @type {Place} */ place) => this.putPlace(named(place), page);
    /** @param {Place} place */
    const first = (place) => place.rank === 1 || (place.leads && (towns || width > ROOMY)) || news.has(place);
    const rankOf = (/** @type {Place} */ place) => (place.rank === 1 ? 0 : news.has(place) ? 1 : 2);
    const tried = payload.places.filter((place) => first(place) || place.leads || scale > place.zoom).map(named);
    this.nodes.measure(tried.map((place) => [placeKey(place), () => placeNode(place)]));
    for (const water of payload.waters) if (water.kind === "sea") this.putSea(water, page);
    const places = payload.places.filter(first).sort((a, b) => rankOf(a) - rankOf(b));
    // The place of the day's news is named all the same: it is there for this day alone.
    const late = places.filter((place) => place.rank === 1 && before.some((piece) => this.holds(piece, place)));
    for (const place of places) if (!late.includes(place)) put(place);
    const large = this.pieces.large(day);
    for (const piece of large) this.putPolity(piece, page);
    for (const place of late) put(place);
    for (const union of this.model.unionsOn(day)) this.putUnion(union, day, page);
    // After the unions: their names may stand beside the land.
    for (const piece of this.pieces.on(day).values()) if (!large.includes(piece)) this.putPolity(piece, page);
    // On a small map the powers come before the towns of the story.
    for (const place of payload.places) if (place.leads && !first(place)) put(place);
    for (const land of payload.outside) {
      const { name } = nameOn(land, day);
      land.spots.some(([x, y, room]) => this.putArea({ name, xy: [x, y], room }, "outside", page));
    }
    for (const place of payload.places) {
      if (!first(place) && !place.leads && scale > place.zoom) put(place);
    }
    for (const water of payload.waters) {
      if (water.kind !== "sea" && (scale > zoom.water || water.rank === 1)) this.putArea(water, water.kind, page);
    }
    if (marks) this.putMarks(day, page);
    // Last of all: with their layer switched off they are unseen, and must not have kept
    // another name away.
    for (const stop of payload.stops) if (scale > zoom[stop.kind]) this.putStop(stop, page);
    return page;
  }

  /** Whether a place lies in a land or at its edge.
   * @param {Piece} piece
   * @param {Place} place */
  holds({ members }, { xy: [x, y] }) {
    const { cell } = this.payload.grid;
    const near = this.rooms.within([x - cell, y - cell, x + cell, y + cell]);
    return members.some((i) => near.has(i));
  }

  /** A sign with its name, or alone where there is no room for the name.
   * @param {RailStop} stop
   * @param {Page} page */
  putStop(stop, page) {
    const key = `stop|${stop.kind}|${stop.xy}`;
    const bare = { ...stop, name: "" };
    return (
      (stop.name && this.putPlace(stop, page, `${key}|${stop.name}`, () => stopNode(stop))) ||
      this.putPlace(bare, page, key, () => stopNode(bare))
    );
  }

  /** On the land's inner axis, else on two lines, else small where the land is roomiest.
   * @param {Piece} piece
   * @param {Page} page */
  putPolity(piece, page) {
    const [least, usual, wide] = this.payload.sizes.names;
    if (piece.km2 < least) return;
    const large = piece.km2 >= wide && !piece.unit;
    const size = piece.unit ? "unit" : piece.km2 < usual ? "polity small" : "polity";
    const short = this.payload.polities[piece.polity].short;
    const text = piece.unit ? short : short.toLocaleUpperCase(this.payload.language);
    const spreads = SPREAD[large ? "large" : piece.unit ? "unit" : "usual"];
    const kinds = piece.unit ? ["unit"] : [size, "polity small"];
    const room = this.rooms.of(piece.members);
    const truth = { piece: piece.key };
    for (const kind of new Set(kinds)) {
      const what = { kind, text, room, spreads, curved: large, truth, land: piece.key };
      if (this.putAlong(what, page) || this.putStepped(what, page)) return;
    }
    if (piece.km2 < usual && this.putOnLeader(short, room, truth, page)) return;
    // A name much wider than its land would be read as the neighbour's.
    if (Math.sqrt(piece.km2) * 1000 * this.viewport.perMetre < MIN_LAND) return;
    this.putLevel({ kind: kinds[kinds.length - 1], text, truth }, room.spots(LAND_SPOTS), spreads, page);
  }

  /** Level and close, over the first of some spots that is free.
   * @param {Pick<Named, "kind" | "text" | "truth">} pick
   * @param {number[][]} spots
   * @param {number[]} spreads
   * @param {Page} page */
  putLevel(pick, spots, spreads, page) {
    const spread = spreads[spreads.length - 1] / 2;
    const line = { angle: 0, bend: 0, length: this.lettering.width(pick.kind, pick.text, spread) };
    return spots.some(([x, y]) => this.putLine(pick, { ...line, x, y }, page));
  }

  /** A land too small for its name has it outside, at the end of a line.
   * @param {string} text
   * @param {Room} room
   * @param {Truth} truth
   * @param {Page} page */
  putOnLeader(text, room, truth, page) {
    const [spot] = room.spots(1);
    if (!spot) return false;
    const [x, y] = this.viewport.toPixels(spot);
    const { width, height } = this.nodes.size(this.nodes.get(`council|${text}`, () => leaderNode(text, 0, 0)));
    return LEADERS.some(([dx, dy]) => {
      const [left, right] = dx < 0 ? [x + dx - width - 3, x + dx] : [x + dx, x + dx + width + 3];
      const box = [left, y + dy - height / 2, right, y + dy + height / 2];
      // The line passes between other names, too.
      const along = [0.35, 0.6, 0.85].map((part) => [x + part * dx, y + part * dy]);
      const line = along.map(([px, py]) => [px - 1, py - 1, px + 1, py + 1]);
      if (!page.space.free(box, ...line)) return false;
      const node = this.nodes.get(`council|${text}|${dx} ${dy}`, () => leaderNode(text, dx, dy));
      return this.settle(`council|${text}|${dx} ${dy}|${spot}`, { node, x, y, anchor: "", ...truth }, [box], page);
    });
  }

  /**
   * @param {string} polity
   * @param {number} day
   * @param {Page} page
   */
  putUnion(polity, day, page) {
    /** @type {number[]} */
    const members = [];
    this.model.territories.forEach(({ backdrop }, i) => {
      const { controller } = this.model.row(i, day);
      if (!backdrop && this.model.federations(controller, day).includes(polity)) members.push(i);
    });
    const text = this.payload.polities[polity].short;
    const room = this.rooms.of(members);
    const kind = "union";
    const truth = { union: polity };
    const spreads = SPREAD.union;
    const what = { kind, text, room, spreads, curved: true, truth, land: `${polity} ${members.join(" ")}` };
    if (this.putAlong(what, page) || this.putStepped(what, page)) return;
    this.putLevel({ kind, text, truth }, room.spots(UNION_SPOTS), spreads, page);
  }

  /**
   * @param {Named} named
   * @param {Page} page
   */
  putAlong({ kind, text, room, spreads, curved, truth, land }, page) {
    const scale = this.viewport.perMetre;
    const key = `${kind}|${land}`;
    if (!this.fits.has(key)) {
      const lengths = spreads.map((spread) => this.lettering.width(kind, text, spread) / scale);
      const half = (this.lettering.type(kind).size * HALF) / scale;
      this.fits.set(key, room.baselines(lengths, half, curved));
    }
    return (this.fits.get(key) ?? []).some((line) =>
      this.putLine({ kind, text, truth }, { ...line, length: line.length * scale }, page),
    );
  }

  /** On two lines of about the same length.
   * @param {Named} named
   * @param {Page} page */
  putStepped({ kind, text, room, spreads, truth }, page) {
    const lines = halves(text);
    if (!lines) return false;
    const scale = this.viewport.perMetre;
    const step = this.lettering.type(kind).size * LEADING;
    const lengths = lines.map((line) => this.lettering.width(kind, line, Math.min(0.1, spreads[spreads.length - 1])));
    const middles = room.blocks(Math.max(...lengths) / scale, (step * 1.9) / scale);
    return middles.some(([x, y]) => this.putBoth({ kind, lines, lengths, step, truth }, [x, y], page));
  }

  /**
   * @param {Pick<Named, "kind" | "truth"> & { lines: string[], lengths: number[], step: number }} name
   * @param {number[]} xy
   * @param {Page} page
   */
  putBoth({ kind, lines, lengths, step, truth }, xy, page) {
    const parts = lines.map((text, n) => ({
      text,
      line: { angle: 0, bend: 0, length: lengths[n] },
      dy: (n - 0.5) * step,
    }));
    const [x, y] = this.viewport.toPixels(xy);
    const boxes = parts.flatMap(({ text, line, dy }) =>
      this.lettering.boxes(kind, text, line).map(([l, t, r, b]) => [x + l, y + dy + t, x + r, y + dy + b]),
    );
    const key = `${kind}|${lines.join("|")}`;
    const node = this.nodes.get(key, () =>
      s(
        "g",
        { class: "fitted" },
        ...parts.map(({ text, line, dy }) =>
          s("g", { transform: `translate(0 ${dy.toFixed(1)})` }, this.lettering.node(kind, text, line)),
        ),
      ),
    );
    return this.settle(`${key}|${xy}`, { node, x, y, anchor: "", ...truth }, boxes, page);
  }

  /**
   * @param {Pick<Named, "kind" | "text" | "truth">} pick
   * @param {Baseline} line
   * @param {Page} page
   */
  putLine({ kind, text, truth }, line, page) {
    const [x, y] = this.viewport.toPixels([line.x, line.y]);
    const boxes = this.lettering.boxes(kind, text, line).map(([l, t, r, b]) => [x + l, y + t, x + r, y + b]);
    if (!page.space.free(...boxes)) return false;
    const shape = [line.angle, line.bend, line.length].map((value) => value.toFixed(2));
    const key = `${kind}|${text}|${shape}|${line.x} ${line.y}`;
    const node = this.nodes.get(key, () => this.lettering.node(kind, text, line));
    return this.settle(key, { node, x, y, anchor: "", ...truth }, boxes, page);
  }

  /**
   * @param {{ name: string, xy: number[], room?: number }} water
   * @param {string} kind
   * @param {Page} page
   */
  putArea(water, kind, page) {
    const [x, y] = this.viewport.toPixels(water.xy);
    const key = `${kind}|${water.name}|${water.xy}`;
    // A single node for all places that the name may have.
    const node = this.nodes.get(`${kind}|${water.name}`, () =>
      s("text", { class: kind, "text-anchor": "middle" }, water.name),
    );
    const { width, height } = this.nodes.size(node);
    // A land of which only a corner shows is better nameless than named across its neighbour.
    if (water.room && water.room * this.viewport.perMetre < width * 0.42) return false;
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    return this.settle(key, { node, x, y: y + height * 0.3, anchor: "" }, [box], page);
  }

  /** A sea is wide: its name moves out of the way of a card.
   * @param {{ name: string, xy: number[] }} water
   * @param {Page} page */
  putSea(water, page) {
    const [x, y] = this.viewport.toPixels(water.xy);
    const { width, height } = this.viewport;
    // Of a sea whose middle is out of sight the land about the window may be what is seen.
    if (x < 0 || y < 0 || x > width || y > height) return false;
    return SEA_SPOTS.some(([dx, dy]) =>
      this.putArea({ ...water, xy: this.viewport.fromPixels([x + dx * width, y + dy * width]) }, "sea", page),
    );
  }

  /**
   * @param {PlaceSign & Truth} place
   * @param {Page} page
   */
  putPlace(place, page, key = placeKey(place), make = () => placeNode(place)) {
    const [x, y] = this.viewport.toPixels(place.xy);
    const { from, until } = place;
    const node = this.nodes.get(key, make);
    const { width, height } = this.nodes.size(node);
    /** @type {Array<[string, Box]>} */
    const sides = [
      ["start", [x - 4, y - 7, x + 8 + width, y + height - 7]],
      ["end", [x - 8 - width, y - 7, x + 4, y + height - 7]],
    ];
    return sides.some(([anchor, box]) => this.settle(key, { node, x, y, anchor, from, until }, [box], page));
  }

  /** Where the row of the day is less than certain, the dots of the cards. The whole map names
   * what is doubtful; what is only not beyond doubt follows when the reader comes near.
   * @param {number} day
   * @param {Page} page */
  putMarks(day, page) {
    this.model.territories.forEach(({ id, backdrop }, i) => {
      const { certainty } = this.model.row(i, day);
      const far = certainty === "medium" && this.viewport.perMetre <= this.payload.zoom.medium;
      if (backdrop || far || !UNSURE.includes(certainty)) return;
      const key = `sure|${certainty}|${id}`;
      const node = this.nodes.get(key, () => s("g", { class: "sure" }, ...sure(certainty).childNodes));
      this.rooms
        .of([i])
        .spots(6)
        .some((xy) => {
          const [x, y] = this.viewport.toPixels(xy);
          return this.settle(key, { node, x, y, anchor: "" }, [[x - 9, y - 2, x + 9, y + 2]], page);
        });
    });
  }

  /**
   * @param {string} key
   * @param {{ node: LabelNode, x: number, y: number, anchor: string } & Truth} part1
   * @param {Box[]} boxes
   * @param {Page} page
   */
  settle(key, { node, x, y, ...more }, boxes, page) {
    if (!page.space.put(...boxes)) return false;
    const { polities, roles } = this.payload;
    if (more.union) node.style.setProperty("--union", roles[polities[more.union].role].deep);
    page.placed.set(key, { node, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, ...more });
    return true;
  }
}
