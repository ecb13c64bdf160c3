/**
 * Names on the map: polities of the day, places, waters, neighbours. Each name is
 * placed where it touches no name of a higher rank, or left out.
 */

import { s } from "./dom.mjs";
import { last } from "./model.mjs";

const MIN_POLITY_KM2 = 900;
const SMALL_POLITY_KM2 = 12_000;
const PLACE_ZOOM = { 1: 0, 2: 0.00055, 3: 0.0012 };
const PADDING = 3;

export class Labels {
  constructor(host, model, viewport) {
    this.model = model;
    this.viewport = viewport;
    this.svg = s("svg", { class: "labels", "aria-hidden": "true" });
    host.append(this.svg);
    this.nodes = new Map();
    this.shown = new Map();
    this.layouts = new Map();
    this.polities = new Map();
    this.neighbours = neighbours(model);
  }

  /** @param {number} day */
  show(day) {
    const change = last(this.model.changeDays, day);
    if (change === this.change) return;
    this.change = change;
    this.day = day;
    this.apply();
  }

  /** The window moved: every layout made for the old one is void. */
  place() {
    this.layouts.clear();
    this.apply();
  }

  /** Show the layout of the present day, touching only names that differ from those shown. */
  apply() {
    if (this.day === undefined) return;
    if (!this.layouts.has(this.change)) this.layouts.set(this.change, this.layout());
    const wanted = this.layouts.get(this.change);
    for (const [key, node] of this.shown) {
      if (!wanted.has(key)) node.style.visibility = "hidden";
    }
    this.shown = new Map();
    for (const [key, { node, transform, anchor }] of wanted) {
      this.shown.set(key, node);
      if (node.placed !== transform + anchor) {
        node.placed = transform + anchor;
        node.setAttribute("transform", transform);
        if (anchor) turn(node, anchor);
      }
      if (node.style.visibility) node.style.visibility = "";
    }
  }

  /** One label a connected piece of land of one polity, at its most central own point. */
  polityLabels(day) {
    const { territories } = this.model;
    const holder = territories.map((_, i) => this.model.row(i, day).controller);
    const seen = new Set();
    const labels = [];
    territories.forEach((territory, i) => {
      if (seen.has(i) || territory.backdrop) return;
      const piece = this.piece(i, holder, seen);
      const km2 = piece.reduce((sum, j) => sum + territories[j].km2, 0);
      if (km2 < MIN_POLITY_KM2) return;
      const middle = [0, 1].map((k) => {
        const weighted = piece.reduce((sum, j) => sum + territories[j].xy[k] * territories[j].km2, 0);
        return weighted / km2;
      });
      const near = (j) => Math.hypot(...territories[j].xy.map((v, k) => v - middle[k]));
      const big = piece.filter((j) => territories[j].km2 > km2 / (piece.length * 2.5));
      const spots = big.sort((a, b) => near(a) - near(b)).slice(0, 4);
      const text = this.model.payload.polities[holder[i]].short;
      labels.push({ text, km2, spots: spots.map((j) => territories[j].xy), kind: "polity" });
    });
    return labels.sort((a, b) => b.km2 - a.km2);
  }

  piece(start, holder, seen) {
    const found = [start];
    seen.add(start);
    for (const i of found) {
      for (const j of this.neighbours[i]) {
        const backdrop = this.model.territories[j].backdrop;
        if (!seen.has(j) && !backdrop && holder[j] === holder[start]) {
          seen.add(j);
          found.push(j);
        }
      }
    }
    return found;
  }

  /** Where each name goes in the present window; names keep clear of the cards over the map. */
  layout() {
    const { payload } = this.model;
    const page = { taken: this.viewport.covers(), placed: new Map() };
    const scale = this.viewport.perMetre;
    if (!this.polities.has(this.change)) {
      this.polities.set(this.change, this.polityLabels(this.day));
    }
    for (const place of payload.places.filter((one) => one.rank === 1)) this.put(place, page);
    for (const label of this.polities.get(this.change)) {
      // A name wider than its land would be read as the neighbour's.
      if (Math.sqrt(label.km2) * 1000 * scale > 34) this.putPolity(label, page);
    }
    for (const { name, spots } of payload.outside) {
      spots.some(([x, y, room]) => this.putArea({ name, xy: [x, y], room }, "outside", page));
    }
    for (const one of payload.waters.filter((w) => w.kind === "sea")) {
      this.putArea(one, "sea", page);
    }
    for (const place of payload.places.filter((one) => one.rank > 1)) {
      if (scale > (PLACE_ZOOM[place.rank] ?? 0.0025)) this.put(place, page);
    }
    for (const one of payload.waters.filter((w) => w.kind !== "sea")) {
      if (scale > 0.0009 || one.rank === 1) this.putArea(one, one.kind, page);
    }
    return page.placed;
  }

  putPolity(label, page) {
    const kind = label.km2 < SMALL_POLITY_KM2 ? "polity small" : "polity";
    for (const xy of label.spots) {
      if (this.putArea({ name: label.text, xy }, kind, page)) return;
    }
  }

  putArea(one, kind, page) {
    const [x, y] = this.viewport.toPixels(one.xy);
    const key = `${kind}|${one.name}|${one.xy}`;
    const node = this.node(key, () => s("text", { class: kind, "text-anchor": "middle" }, one.name));
    const { width, height } = this.size(node);
    // A land of which only a corner shows is better nameless than named across its neighbour.
    if (one.room && one.room * this.viewport.perMetre < width * 0.42) return false;
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    return this.settle(key, { node, x, y: y + height * 0.3, anchor: "" }, box, page);
  }

  put(place, page) {
    const [x, y] = this.viewport.toPixels(place.xy);
    const key = `place|${place.name}`;
    const node = this.node(key, () => placeNode(place));
    const { width, height } = this.size(node);
    const sides = [
      ["start", [x - 4, y - 7, x + 8 + width, y + height - 7]],
      ["end", [x - 8 - width, y - 7, x + 4, y + height - 7]],
    ];
    sides.some(([anchor, box]) => this.settle(key, { node, x, y, anchor }, box, page));
  }

  settle(key, { node, x, y, anchor }, box, { taken, placed }) {
    const { width, height } = this.viewport;
    const outside = box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height;
    if (outside || taken.some((other) => overlap(box, other))) return false;
    taken.push(box);
    placed.set(key, { node, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, anchor });
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

function placeNode(place) {
  const names = [s("tspan", { x: 6, dy: "0.35em" }, place.name)];
  if (place.today) names.push(s("tspan", { x: 6, dy: "1em", class: "today" }, place.today));
  const sign =
    place.rank === 1
      ? s("rect", { x: -3.5, y: -3.5, width: 7, height: 7 })
      : s("circle", { r: place.rank === 2 ? 2.8 : 2.1 });
  return s("g", { class: `place rank${place.rank}` }, sign, s("text", {}, ...names));
}

/** Write a place's name to the right (`start`) or the left (`end`) of its sign. */
function turn(node, anchor) {
  node.setAttribute("text-anchor", anchor);
  for (const line of node.querySelectorAll("tspan")) line.setAttribute("x", anchor === "end" ? -6 : 6);
}

const overlap = (a, b) =>
  a[0] < b[2] + PADDING && b[0] < a[2] + PADDING && a[1] < b[3] + PADDING && b[1] < a[3] + PADDING;

function neighbours(model) {
  const found = model.territories.map(() => new Set());
  for (const [a, b] of model.payload.edges) {
    const [i, j] = [model.index.get(a), model.index.get(b)];
    if (i !== undefined && j !== undefined) {
      found[i].add(j);
      found[j].add(i);
    }
  }
  return found;
}
