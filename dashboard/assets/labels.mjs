/**
 * Names on the map: polities of the day, places, waters, neighbours. Each name is
 * placed where it touches no name of a higher rank, or left out.
 */

import { s } from "./dom.mjs";

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
    this.cache = new Map();
    this.shownKey = null;
    this.neighbours = neighbours(model);
  }

  /** @param {number} day */
  show(day) {
    const change = this.model.changeDays.filter((one) => one <= day).length;
    this.polities = this.cache.get(change) ?? this.polityLabels(day);
    this.cache.set(change, this.polities);
    const key = `${change}`;
    if (key !== this.shownKey) {
      this.shownKey = key;
      this.place();
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

  /** Lay out every name for the present window; names keep clear of the cards over the map. */
  place() {
    const { payload } = this.model;
    const taken = this.viewport.covers();
    const used = new Set();
    const scale = this.viewport.perMetre;
    for (const place of payload.places.filter((one) => one.rank === 1)) this.put(place, taken, used);
    for (const label of this.polities ?? []) {
      // A name wider than its land would be read as the neighbour's.
      if (Math.sqrt(label.km2) * 1000 * scale > 34) this.putPolity(label, taken, used);
    }
    for (const { name, spots } of payload.outside) {
      spots.some(([x, y, room]) => this.putArea({ name, xy: [x, y], room }, "outside", taken, used));
    }
    for (const one of payload.waters.filter((w) => w.kind === "sea")) {
      this.putArea(one, "sea", taken, used);
    }
    for (const place of payload.places.filter((one) => one.rank > 1)) {
      if (scale > (PLACE_ZOOM[place.rank] ?? 0.0012)) this.put(place, taken, used);
    }
    for (const one of payload.waters.filter((w) => w.kind !== "sea")) {
      if (scale > 0.0009 || one.rank === 1) this.putArea(one, one.kind, taken, used);
    }
    for (const [key, node] of this.nodes) if (!used.has(key)) node.style.display = "none";
  }

  putPolity(label, taken, used) {
    const kind = label.km2 < SMALL_POLITY_KM2 ? "polity small" : "polity";
    for (const xy of label.spots) {
      if (this.putArea({ name: label.text, xy }, kind, taken, used)) return;
    }
  }

  putArea(one, kind, taken, used) {
    const [x, y] = this.viewport.toPixels(one.xy);
    const key = `${kind}|${one.name}|${one.xy}`;
    const node = this.node(key, () => s("text", { class: kind, "text-anchor": "middle" }, one.name));
    const { width, height } = this.size(node);
    // A land of which only a corner shows is better nameless than named across its neighbour.
    if (one.room && one.room * this.viewport.perMetre < width * 0.42) return false;
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    return this.settle(key, node, box, x, y + height * 0.3, taken, used);
  }

  put(place, taken, used) {
    const [x, y] = this.viewport.toPixels(place.xy);
    const key = `place|${place.name}`;
    const node = this.node(key, () => placeNode(place));
    const { width, height } = this.size(node);
    const sides = [
      ["start", 6, [x - 4, y - 7, x + 8 + width, y + height - 7]],
      ["end", -6, [x - 8 - width, y - 7, x + 4, y + height - 7]],
    ];
    for (const [anchor, shift, box] of sides) {
      node.setAttribute("text-anchor", anchor);
      for (const line of node.querySelectorAll("tspan")) line.setAttribute("x", shift);
      if (this.settle(key, node, box, x, y, taken, used)) return;
    }
  }

  settle(key, node, box, x, y, taken, used) {
    const { width, height } = this.viewport;
    const outside = box[2] < 0 || box[3] < 0 || box[0] > width || box[1] > height;
    if (outside || taken.some((other) => overlap(box, other))) return false;
    taken.push(box);
    used.add(key);
    node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    node.style.display = "";
    return true;
  }

  node(key, make) {
    if (!this.nodes.has(key)) {
      const made = make();
      this.nodes.set(key, made);
      this.svg.append(made);
    }
    return this.nodes.get(key);
  }

  /** Measured once: a hidden node has no size. */
  size(node) {
    if (!node.measured) {
      node.style.display = "";
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
