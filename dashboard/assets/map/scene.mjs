/** What plotly drew, as the worker of drawer.js gets it: every path in its order, with all that it can wear. */

import { lookOf, paintOf, bandSeen, lineSeen } from "./dayLook.mjs";

/** @import { Painter } from "./painter.mjs" */
/** @import { Item, Scene, Style, Tile } from "./drawer.js" */

const NOT_DRAWN = -1;
const DRAWN = 0;

/** The patterns of the package, drawn once in one picture. */
export class Sheet {
  /** @param {Painter} painter */
  constructor({ payload }) {
    const paints = Object.values(payload.paints);
    this.ratio = devicePixelRatio;
    // As the browser draws the patterns of the page: finer ones come out smoother than those.
    this.scale = Math.ceil(this.ratio);
    /** By paint: the number of its tile, if it has one. @type {Array<number|undefined>} */
    this.tileOf = [];
    /** @type {Tile[]} */
    this.tiles = [];
    const markup = paints.map(({ fill, pattern }, n) => {
      if (!pattern) return "";
      this.tileOf[n] = this.tiles.length;
      return this.add(/** @type {SVGPatternElement} */ (document.querySelector(fill.slice(4, -1))));
    });
    this.width = Math.max(1, ...this.tiles.map(({ x, width }) => x + width));
    this.height = Math.max(1, ...this.tiles.map(({ height }) => height));
    this.svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}">${markup.join("")}</svg>`;
  }

  /** @param {SVGPatternElement} pattern of the page
   * @returns {string} its markup in the sheet, to the right of those before */
  add(pattern) {
    const [w, h] = [pattern.width, pattern.height].map(({ baseVal }) => baseVal.value);
    const { scale, tiles } = this;
    const [width, height] = [Math.round(w * scale), Math.round(h * scale)];
    const before = tiles.at(-1);
    const x = before ? before.x + before.width : 0;
    const { a, b, c, d, e, f } = pattern.patternTransform.baseVal.consolidate()?.matrix ?? new DOMMatrix();
    const [across, up] = [w / width, h / height];
    tiles.push({ x, y: 0, width, height, matrix: [a * across, b * across, c * up, d * up, e, f] });
    const box = `x="${x}" width="${width}" height="${height}" viewBox="0 0 ${w} ${h}" preserveAspectRatio="none"`;
    return `<svg ${box}>${pattern.innerHTML}</svg>`;
  }

  async image() {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(this.svg)}`;
    await image.decode();
    return createImageBitmap(image);
  }
}

/** The scene of a map as it is drawn now, and the numbers that a day has in it. */
export class Stage {
  /**
   * @param {Painter} painter
   * @param {Sheet} sheet
   */
  constructor(painter, sheet) {
    this.painter = painter;
    this.payload = painter.payload;
    this.paints = Object.values(this.payload.paints);
    this.looks = Object.values(this.payload.looks);
    this.sheet = sheet;
    this.rims = [...painter.rims.made.keys()];
    const { areas, lines, bands, history } = painter;
    this.starts = starts([areas, lines, bands.flat(), history, this.rims]);
    /** Numbers of days, by what they depend on. @type {Map<string, Int16Array>} */
    this.known = new Map();
  }

  /** @returns {Item[]} */
  items() {
    const changing = this.changing();
    /** @type {Item[]} */
    const items = [];
    for (const { paths, opacity } of this.painter.chart.drawn()) {
      /** The fills of a trace look alike, and its lines. @type {Map<string, Style[]>} */
      const known = new Map();
      for (const path of paths) {
        const d = path.getAttribute("d");
        if (!d) continue;
        const own = changing.get(path);
        const kind = path.getAttribute("class") ?? "";
        if (!own?.of && !known.has(kind)) known.set(kind, stylesOf(path, opacity));
        const styles = known.get(kind) ?? [];
        if (own || styles.length) items.push({ d, styles, ...own });
      }
    }
    return [...items, ...this.rimItems()];
  }

  /** The paths that a day changes: their place in its numbers, and what these choose. */
  changing() {
    const { areas, lines, bands, history } = this.painter;
    const [area, edge, band, line] = this.starts;
    const paints = this.paints.map(({ fill }, n) => this.paintStyle(fill, n));
    const looks = this.looks.map(({ color, width, dash, opacity }) => ({
      stroke: color,
      width,
      dash: dashes(dash),
      alpha: opacity,
    }));
    /** @type {Map<SVGPathElement, {at: number, of?: Style[]}>} */
    const found = new Map();
    areas.forEach((path, i) => path && found.set(path, { at: area + i, of: paints }));
    for (const [e, paths] of lines.entries()) for (const path of paths) found.set(path, { at: edge + e, of: looks });
    for (const [n, { path }] of bands.flat().entries()) found.set(path, { at: band + n });
    for (const [n, { paths, casings }] of history.entries())
      for (const path of [...casings, ...paths]) found.set(path, { at: line + n });
    return found;
  }

  /** @param {string} fill
   * @param {number} n
   * @returns {Style} */
  paintStyle(fill, n) {
    const tile = this.sheet.tileOf[n];
    return tile === undefined ? { fill, alpha: 1 } : { tile, alpha: 1 };
  }

  /** @returns {Item[]} */
  rimItems() {
    const { made } = this.painter.rims;
    return this.rims.flatMap((key, n) => {
      const node = /** @type {SVGElement} */ (made.get(key));
      if (getComputedStyle(/** @type {Element} */ (node.parentNode)).display === "none") return [];
      const clip = node.querySelector("clipPath path")?.getAttribute("d") ?? "";
      const strokes = [...node.querySelectorAll(":scope > [clip-path] > path")];
      const d = strokes[0]?.getAttribute("d") ?? "";
      const styles = strokes.flatMap((path) => stylesOf(path));
      const box = this.seen(/** @type {SVGGraphicsElement} */ (node).getBBox());
      return box ? [{ d, clip, styles, box, at: this.starts[4] + n }] : [];
    });
  }

  /** Left, top, right and bottom of a box in whole pixels of the canvas, as far as it lies in it; null where
   * nothing does.
   * @param {DOMRect} box
   * @returns {[number, number, number, number]|null} */
  seen({ x, y, width, height }) {
    const { chart } = this.painter;
    const [right, down] = chart.shift;
    const left = Math.max(0, Math.floor(x + right));
    const top = Math.max(0, Math.floor(y + down));
    const end = Math.min(chart.size.width, Math.ceil(x + right + width));
    const foot = Math.min(chart.size.height, Math.ceil(y + down + height));
    return left < end && top < foot ? [left, top, end, foot] : null;
  }

  /** The numbers of a day, see `Item` of drawer.js.
   * @param {number} day
   * @param {string} turn days of one turn look alike
   * @returns {Int16Array} */
  on(day, turn) {
    if (!this.known.has(turn)) this.known.set(turn, this.numbersOf(day));
    return /** @type {Int16Array} */ (this.known.get(turn));
  }

  /** @param {number} day */
  numbersOf(day) {
    const { payload, painter } = this;
    const numbers = new Int16Array(this.starts[5]);
    const { model } = painter;
    const [area, edge, band, line, rim] = this.starts;
    const [rows, at] = [model.rowsOn(day), model.at(day)];
    rows.forEach((row, i) => (numbers[area + i] = numberIn(this.paints, paintOf(payload, row))));
    for (let e = 0; e < painter.lines.length; e += 1)
      numbers[edge + e] = numberIn(this.looks, lookOf(payload, e, model.edgeKinds[e][at]));
    let n = band;
    painter.bands.forEach((bands, i) => {
      for (const { role } of bands) numbers[n++] = shown(bandSeen(model, rows[i], role));
    });
    painter.history.forEach((one, k) => (numbers[line + k] = shown(lineSeen(one, day))));
    const wanted = painter.rims.keysOn(day);
    this.rims.forEach((key, k) => (numbers[rim + k] = shown(wanted.has(key))));
    return numbers;
  }
}

/** @param {boolean} is */
const shown = (is) => (is ? DRAWN : NOT_DRAWN);

/** @template T
 * @param {T[]} list
 * @param {T|null|undefined} one */
const numberIn = (list, one) => (one ? list.indexOf(one) : NOT_DRAWN);

/** Where each of some lists begins when they follow each other, and the end.
 * @param {Array<{length: number}>} lists */
function starts(lists) {
  const found = [0];
  for (const { length } of lists) found.push(found[found.length - 1] + length);
  return found;
}

/** What a path is filled and stroked with, as far as it is.
 * @param {Element} path
 * @param {number} opacity of what it lies in
 * @returns {Style[]} */
function stylesOf(path, opacity = 1) {
  const look = getComputedStyle(path);
  const alpha = opacity * Number(look.opacity);
  const width = parseFloat(look.strokeWidth);
  const fill = {
    fill: look.fill,
    rule: /** @type {CanvasFillRule} */ (look.fillRule),
    alpha: alpha * Number(look.fillOpacity),
  };
  const stroke = {
    stroke: look.stroke,
    width,
    dash: dashes(look.strokeDasharray),
    phase: parseFloat(look.strokeDashoffset),
    alpha: alpha * Number(look.strokeOpacity),
  };
  return [...(look.fill === "none" ? [] : [fill]), ...(look.stroke === "none" || !width ? [] : [stroke])];
}

/** Upright lines and circles of a small drawing.
 * @param {SVGSVGElement} svg
 * @returns {Item[]} */
export function marks(svg) {
  return [...svg.children].map((one) => {
    const [x1, y1, y2, cx, cy, r] = ["x1", "y1", "y2", "cx", "cy", "r"].map((name) => Number(one.getAttribute(name)));
    const d =
      one.localName === "line"
        ? `M${x1} ${y1}V${y2}`
        : `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    return { d, styles: stylesOf(one) };
  });
}

/** @param {string} text as SVG and CSS have it */
const dashes = (text) => (text === "none" || !text ? [] : text.split(/[\s,]+/).map(parseFloat));
