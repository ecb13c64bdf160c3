/**
 * Names on the map: polities of the day, unions, places, waters, neighbours, and the marks
 * of certainty. Each is placed where it touches nothing of a higher rank, or left out.
 * Placing takes milliseconds: it is done at rest and in idle moments. While the finger
 * moves, a layout that is ready is shown; else only what is still true stays.
 */

import { s } from "../page/dom.mjs";
import { Idle } from "../page/idle.mjs";
import { sure } from "./legend.mjs";
import { Lettering } from "./lettering.mjs";
import { holds, last } from "../core/model.mjs";
import { Pieces } from "../core/pieces.mjs";
import { Rooms } from "../core/labelSpace.mjs";
import { STOPS, stopNode } from "./stops.mjs";

const MIN_POLITY_KM2 = 900;
const SMALL_POLITY_KM2 = 12_000;
const LARGE_POLITY_KM2 = 28_000;
// A land narrower than this many pixels bears no name that is wider than itself.
const MIN_LAND = 34;
const PADDING = 3;
// Space between letters in em, the best first.
const SPREAD = { large: [0.62, 0.42, 0.26, 0.13], usual: [0.22, 0.13, 0.07], unit: [0.02], union: [0.7, 0.45, 0.25] };
// Half the height that a line of capitals needs, as a part of its size.
const HALF = 0.55;
const LEADING = 1.12;
// A place is named on the day of an event that happened there.
const EVENT_REACH_M = 20_000;
const AHEAD = 8;
const PAUSE_MS = 70;

/** Levels of certainty that are marked. */
const UNSURE = ["medium", "low"];

export class Labels {
  /**
   * @param {HTMLElement} host
   * @param {import("../core/model.mjs").Model} model
   * @param {import("./viewport.mjs").Viewport} viewport
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
    this.idle = new Idle();
    this.nodes = new Map();
    this.shown = new Map();
    this.layouts = new Map();
    this.fits = new Map();
    this.marks = false;
    this.news = placesInTheNews(model);
    /** Boxes of other signs on the map that names keep clear of. */
    this.reserve = () => [];
  }

  /** Follow the finger. @param {number} day */
  show(day) {
    const key = this.keyOf(day);
    if (key === this.key) return;
    this.key = key;
    this.day = day;
    const ready = this.layouts.get(key);
    if (ready) this.apply(ready);
    else this.keepTrue();
  }

  /** What a layout depends on beside the window. */
  keyOf(day) {
    return `${last(this.model.changeDays, day)} ${[...(this.news.get(day) ?? [])].map(({ xy }) => xy).join()} ${this.unionsOn(day).join()}`;
  }

  /** At rest, or when the window has moved: place what is shown, then what may come next.
   * @param {boolean} marks whether certainty is marked */
  place(marks = this.marks) {
    const { west, north, perMetre, width, height } = this.viewport;
    const window = [west, north, perMetre, width, height, marks,
      ...this.viewport.covers(), ...this.reserve()].join();
    if (window !== this.window) this.clear(perMetre, width);
    this.window = window;
    clearTimeout(this.waiting);
    this.marks = marks;
    if (this.day === undefined) return;
    this.apply(this.ready(this.day));
    this.idle.run(this.soon().map((day) => () => this.ready(day)));
  }

  /** Layouts made for another window are void, and at another scale the letters too. */
  clear(perMetre, width) {
    this.layouts.clear();
    if (perMetre === this.perMetre && width === this.pageWidth) return;
    Object.assign(this, { perMetre, pageWidth: width });
    this.lettering.forget();
    this.fits.clear();
    for (const [key, node] of this.nodes) {
      if (!node.classList.contains("fitted")) continue;
      node.remove();
      this.nodes.delete(key);
    }
  }

  /** The type has another size: all is made and measured anew. */
  retype() {
    for (const node of this.nodes.values()) node.remove();
    this.nodes.clear();
    this.shown = new Map();
    this.window = this.perMetre = null;
  }

  /** Days of the changes about the present one. */
  soon() {
    const { changeDays } = this.model;
    const at = last(changeDays, this.day);
    const near = Array.from({ length: AHEAD }, (_, n) => [at + n + 1, at - n - 1]).flat();
    return near.map((n) => changeDays[n]).filter((day) => day !== undefined);
  }

  ready(day) {
    const key = this.keyOf(day);
    if (!this.layouts.has(key)) this.layouts.set(key, this.layout(day));
    return this.layouts.get(key);
  }

  /** Touch only names that differ from those shown. */
  apply(wanted) {
    for (const [key, { node }] of this.shown) {
      if (!wanted.has(key)) node.style.visibility = "hidden";
    }
    for (const { node, transform, anchor } of wanted.values()) {
      if (node.placed !== transform + anchor) {
        node.placed = transform + anchor;
        node.setAttribute("transform", transform);
        if (anchor) turn(node, anchor);
      }
      if (node.style.visibility) node.style.visibility = "";
    }
    this.shown = wanted;
  }

  /** No layout is ready: a name stays only on land that is still the same in the same hands. */
  keepTrue() {
    const pieces = this.pieces.on(this.day);
    const unions = this.unionsOn(this.day);
    const holds = ({ piece, union }) =>
      (!piece || pieces.has(piece)) && (!union || unions.includes(union));
    this.apply(new Map([...this.shown].filter(([, one]) => holds(one))));
    // A hand in full flight would have each layout thrown away before it is read.
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.idle.run([() => this.apply(this.ready(this.day))]), PAUSE_MS);
  }

  /** Where each name goes in the present window; names keep clear of the cards over the map. */
  layout(day) {
    const { payload } = this;
    const page = { taken: [...this.viewport.covers(), ...this.reserve()], placed: new Map() };
    const scale = this.viewport.perMetre;
    const { zoom } = payload;
    const news = this.news.get(day) ?? new Set();
    const first = (place) => place.rank === 1 || news.has(place);
    for (const place of payload.places) if (first(place)) this.putPlace(place, page);
    for (const piece of this.pieces.on(day).values()) this.putPolity(piece, page);
    for (const union of this.unionsOn(day)) this.putUnion(union, day, page);
    for (const { name, spots } of payload.outside) {
      spots.some(([x, y, room]) => this.putArea({ name, xy: [x, y], room }, "outside", page));
    }
    for (const one of payload.waters) if (one.kind === "sea") this.putArea(one, "sea", page);
    for (const place of payload.places) {
      if (!first(place) && scale > place.zoom) this.putPlace(place, page);
    }
    for (const one of payload.waters) {
      if (one.kind !== "sea" && (scale > zoom.water || one.rank === 1)) this.putArea(one, one.kind, page);
    }
    if (this.marks) this.putMarks(day, page);
    // Last of all: with their layer switched off they are unseen, and must not have kept
    // another name away.
    for (const stop of payload.stops) if (scale > zoom[stop.kind]) this.putStop(stop, page);
    return page.placed;
  }

  /** A sign with its name, or alone where there is no room for the name. */
  putStop(stop, page) {
    const key = `stop|${stop.kind}|${stop.xy}`;
    return (stop.name && this.putPlace(stop, page, `${key}|${stop.name}`, stopNode))
      || this.putPlace({ ...stop, name: "" }, page, key, stopNode);
  }

  /** Kinds of signs that are shown, for the legend: of stops, and of certainty. */
  signs() {
    const shown = [...this.shown.keys()];
    const is = (family) => (kind) => shown.some((key) => key.startsWith(`${family}|${kind}|`));
    return [...STOPS.filter(is("stop")), ...UNSURE.filter(is("sure"))];
  }

  /** On the land's inner axis, else on two lines, else small where the land is roomiest. */
  putPolity(piece, page) {
    if (piece.km2 < MIN_POLITY_KM2) return;
    const large = piece.km2 >= LARGE_POLITY_KM2 && !piece.autonomous;
    const size = piece.autonomous ? "unit" : piece.km2 < SMALL_POLITY_KM2 ? "polity small" : "polity";
    const short = this.payload.polities[piece.polity].short;
    const text = piece.autonomous ? short : short.toLocaleUpperCase(this.payload.language);
    const spreads = SPREAD[large ? "large" : piece.autonomous ? "unit" : "usual"];
    const kinds = piece.autonomous ? ["unit"] : [size, "polity small"];
    const room = this.rooms.of(piece.members);
    const truth = { piece: piece.key };
    for (const kind of new Set(kinds)) {
      const what = { kind, text, room, spreads, curved: large, truth, land: piece.key };
      if (this.putAlong(what, page) || this.putStepped(what, page)) return;
    }
    // A name much wider than its land would be read as the neighbour's.
    if (Math.sqrt(piece.km2) * 1000 * this.viewport.perMetre < MIN_LAND) return;
    const kind = kinds.at(-1);
    const line = { angle: 0, bend: 0, length: this.lettering.width(kind, text, spreads.at(-1) / 2) };
    room.spots(4).some(([x, y]) => this.putLine({ kind, text, truth }, { ...line, x, y }, page));
  }

  putUnion(polity, day, page) {
    const members = [];
    this.model.territories.forEach(({ backdrop }, i) => {
      const { controller } = this.model.row(i, day);
      if (!backdrop && this.model.federations(controller, day).includes(polity)) members.push(i);
    });
    const text = this.payload.polities[polity].short;
    const room = this.rooms.of(members);
    const what = { kind: "union", text, room, spreads: SPREAD.union, curved: true,
      truth: { union: polity }, land: `${polity} ${members.join(" ")}` };
    return this.putAlong(what, page) || this.putStepped(what, page);
  }

  putAlong({ kind, text, room, spreads, curved, truth, land }, page) {
    const scale = this.viewport.perMetre;
    const key = `${kind}|${land}`;
    if (!this.fits.has(key)) {
      const lengths = spreads.map((spread) => this.lettering.width(kind, text, spread) / scale);
      const half = (this.lettering.type(kind).size * HALF) / scale;
      this.fits.set(key, room.baselines(lengths, half, curved));
    }
    return this.fits.get(key).some((line) =>
      this.putLine({ kind, text, truth }, { ...line, length: line.length * scale }, page));
  }

  /** On two lines of about the same length. */
  putStepped({ kind, text, room, spreads, truth }, page) {
    const lines = halves(text);
    if (!lines) return false;
    const scale = this.viewport.perMetre;
    const step = this.lettering.type(kind).size * LEADING;
    const lengths = lines.map((line) => this.lettering.width(kind, line, Math.min(0.1, spreads.at(-1))));
    const middles = room.blocks(Math.max(...lengths) / scale, (step * 1.9) / scale);
    return middles.some(([x, y]) => this.putBoth({ kind, lines, lengths, step, truth }, [x, y], page));
  }

  putBoth({ kind, lines, lengths, step, truth }, xy, page) {
    const parts = lines.map((text, n) => ({ text, line: { angle: 0, bend: 0, length: lengths[n] }, dy: (n - 0.5) * step }));
    const [x, y] = this.viewport.toPixels(xy);
    const boxes = parts.flatMap(({ text, line, dy }) => this.lettering.boxes(kind, text, line)
      .map(([l, t, r, b]) => [x + l, y + dy + t, x + r, y + dy + b]));
    const key = `${kind}|${lines.join("|")}`;
    const node = this.node(key, () => s("g", { class: "fitted" }, ...parts.map(({ text, line, dy }) =>
      s("g", { transform: `translate(0 ${dy.toFixed(1)})` }, this.lettering.node(kind, text, line)))));
    return this.settle(`${key}|${xy}`, { node, x, y, anchor: "", ...truth }, boxes, page);
  }

  putLine({ kind, text, truth }, line, page) {
    const [x, y] = this.viewport.toPixels([line.x, line.y]);
    const boxes = this.lettering.boxes(kind, text, line).map(([l, t, r, b]) => [x + l, y + t, x + r, y + b]);
    if (!this.free(boxes, page)) return false;
    const shape = [line.angle, line.bend, line.length].map((value) => value.toFixed(2));
    const key = `${kind}|${text}|${shape}|${line.x} ${line.y}`;
    const node = this.node(key, () => this.lettering.node(kind, text, line));
    return this.settle(key, { node, x, y, anchor: "", ...truth }, boxes, page);
  }

  putArea(one, kind, page) {
    const [x, y] = this.viewport.toPixels(one.xy);
    const key = `${kind}|${one.name}|${one.xy}`;
    const node = this.node(key, () => s("text", { class: kind, "text-anchor": "middle" }, one.name));
    const { width, height } = this.size(node);
    // A land of which only a corner shows is better nameless than named across its neighbour.
    if (one.room && one.room * this.viewport.perMetre < width * 0.42) return false;
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    return this.settle(key, { node, x, y: y + height * 0.3, anchor: "" }, [box], page);
  }

  putPlace(place, page, key = `place|${place.name}|${place.xy}`, make = placeNode) {
    const [x, y] = this.viewport.toPixels(place.xy);
    const node = this.node(key, () => make(place));
    const { width, height } = this.size(node);
    const sides = [
      ["start", [x - 4, y - 7, x + 8 + width, y + height - 7]],
      ["end", [x - 8 - width, y - 7, x + 4, y + height - 7]],
    ];
    return sides.some(([anchor, box]) => this.settle(key, { node, x, y, anchor }, [box], page));
  }

  /** Where the row of the day is less than certain, the dots of the cards. The whole map names
   * what is doubtful; what is only not beyond doubt follows when the reader comes near. */
  putMarks(day, page) {
    this.model.territories.forEach(({ id, backdrop }, i) => {
      const { certainty } = this.model.row(i, day);
      const far = certainty === "medium" && this.viewport.perMetre <= this.payload.zoom.medium;
      if (backdrop || far || !UNSURE.includes(certainty)) return;
      const key = `sure|${certainty}|${id}`;
      const node = this.node(key, () => s("g", { class: "sure" }, ...sure(certainty).childNodes));
      this.rooms.of([i]).spots(6).some((xy) => {
        const [x, y] = this.viewport.toPixels(xy);
        return this.settle(key, { node, x, y, anchor: "" }, [[x - 9, y - 2, x + 9, y + 2]], page);
      });
    });
  }

  /** Unions that hold no land themselves and have members on a day. */
  unionsOn(day) {
    const standing = this.payload.federations.filter(([, , start, end]) => holds(start, end, day));
    const above = new Set(standing.map(([, federation]) => federation));
    return this.payload.unions.filter((union) => above.has(union));
  }

  free(boxes, { taken }) {
    const { width, height } = this.viewport;
    return boxes.every((box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height
      && !taken.some((other) => overlap(box, other)));
  }

  settle(key, { node, x, y, ...more }, boxes, page) {
    if (!this.free(boxes, page)) return false;
    page.taken.push(...boxes);
    page.placed.set(key, { node, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, ...more });
    return true;
  }

  node(key, make) {
    if (!this.nodes.has(key)) {
      const made = make();
      // Hidden, not gone: it keeps its size, and showing it lays out nothing anew.
      made.style.visibility = "hidden";
      this.nodes.set(key, made);
      this.svg.append(made);
    }
    return this.nodes.get(key);
  }

  /** Measured once. */
  size(node) {
    if (!node.measured) {
      const { width, height } = node.getBBox();
      node.measured = { width, height };
    }
    return node.measured;
  }
}

/** A text of several words as two lines of about the same length, or null.
 * @param {string} text */
export function halves(text) {
  const words = text.split(" ");
  const ways = words.slice(1).map((_, n) => [words.slice(0, n + 1).join(" "), words.slice(n + 1).join(" ")]);
  const longest = (lines) => Math.max(...lines.map((line) => line.length));
  return ways.sort((a, b) => longest(a) - longest(b))[0] ?? null;
}

/** The places where an event of a day happened, by day. */
function placesInTheNews({ payload }) {
  const found = new Map();
  for (const { day, xy } of payload.events) {
    if (!xy) continue;
    const far = (place) => Math.hypot(place.xy[0] - xy[0], place.xy[1] - xy[1]);
    const nearest = payload.places.reduce((a, b) => (far(b) < far(a) ? b : a));
    if (far(nearest) > EVENT_REACH_M) continue;
    found.set(day, (found.get(day) ?? new Set()).add(nearest));
  }
  return found;
}

function placeNode(place) {
  const names = [s("tspan", { x: 6, dy: "0.35em" }, place.name)];
  if (place.today) names.push(s("tspan", { x: 6, dy: "1em", class: "today" }, place.today));
  const sign =
    place.rank === 1
      ? s("rect", { x: -3.5, y: -3.5, width: 7, height: 7 })
      : s("circle", { r: place.rank === 2 ? 2.8 : 2.1 });
  return s("g", { class: `place rank${place.rank}${place.abroad ? " abroad" : ""}` }, sign, s("text", {}, ...names));
}

/** Write a place's name to the right (`start`) or the left (`end`) of its sign. */
function turn(node, anchor) {
  node.setAttribute("text-anchor", anchor);
  for (const line of node.querySelectorAll("tspan")) line.setAttribute("x", anchor === "end" ? -6 : 6);
}

/** Whether two boxes (left, top, right, bottom) come nearer than names may.
 * @param {number[]} a
 * @param {number[]} b */
export const overlap = (a, b) =>
  a[0] < b[2] + PADDING && b[0] < a[2] + PADDING && a[1] < b[3] + PADDING && b[1] < a[3] + PADDING;
