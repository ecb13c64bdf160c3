/**
 * The worker that draws the map while the day moves. It knows no history: it gets a scene, which is
 * every path in its order with the styles that a path can wear, and for each day the numbers of the
 * styles worn. It imports nothing, so that it is one file.
 */

/**
 * @typedef {{fill?: string, tile?: number, rule?: CanvasFillRule, stroke?: string, width?: number, dash?: number[],
 *   phase?: number, alpha: number}} Style a tile is the number of a pattern, in the place of a fill
 * @typedef {{d: string, styles: Style[], at?: number, of?: Style[], clip?: string,
 *   box?: [number, number, number, number]}} Item what is drawn always;
 *   `at` is its place in the numbers of a day, which choose one `of` the styles or, below zero, say that it is not drawn;
 *   what is cut by a `clip` is drawn once, in its `box`: left, top, right and bottom
 * @typedef {{x: number, y: number, width: number, height: number, matrix: number[]}} Tile where the pattern
 *   lies in the sheet, and what brings its pixels to those of the map
 * @typedef {{width: number, height: number, ratio: number, shift: [number, number],
 *   items: Item[], tiles: Tile[], sheet: ImageBitmap|null}} Scene in CSS pixels, `ratio` device pixels each
 * @typedef {{width: number, height: number, ratio: number, items: Item[]}} Mark what is moved along a strip
 * @typedef {{number?: number, numbers?: Int16Array, x: number}} Day what is drawn: the map, unless it is the same
 *   as before, and how far along its strip the mark stands; a `number` is sent back when it is drawn
 *
 * @typedef {{path: Path2D, clip: Path2D|null, item: Item, stamp?: OffscreenCanvas}} Ready
 */

/** Of the map and of the strip. @type {OffscreenCanvas[]} */
let canvases = [];
/** @type {((numbers: Int16Array) => void)|undefined} */
let draw;
/** @type {((x: number) => void)|undefined} */
let move;
/** @type {Day|null} */
let asked = null;

addEventListener("message", ({ data }) => {
  if (data.canvases) canvases = data.canvases;
  else if (data.scene) {
    draw = drawer(canvases[0], data.scene);
    move = mover(canvases[1], data.mark);
  } else {
    if (!asked) requestAnimationFrame(show);
    // A day that looks as the one before it has no numbers of its own.
    asked = { ...asked, ...data };
  }
});

/** Only the last day that was asked for is drawn. */
function show() {
  if (!asked) return;
  const { number, numbers, x } = asked;
  asked = null;
  if (numbers) draw?.(numbers);
  move?.(x);
  if (number !== undefined) postMessage(number);
}

/** Make a canvas ready for a mark that moves along it.
 * @param {OffscreenCanvas} strip
 * @param {Mark} mark
 * @returns {(x: number) => void} draws it at a place */
function mover(strip, { width, height, ratio, items }) {
  strip.width = width * ratio;
  strip.height = height * ratio;
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (strip.getContext("2d"));
  const ready = items.map((item) => ({ path: new Path2D(item.d), clip: null, item }));
  return (x) => {
    pen.resetTransform();
    pen.clearRect(0, 0, strip.width, strip.height);
    pen.setTransform(ratio, 0, 0, ratio, x * ratio, 0);
    for (const one of ready) put(pen, one, null, []);
  };
}

/** Make a canvas ready for a scene.
 * @param {OffscreenCanvas} sheet
 * @param {Scene} scene
 * @returns {(numbers: Int16Array) => void} draws the day of these numbers
 */
export function drawer(sheet, scene) {
  sheet.width = scene.width * scene.ratio;
  sheet.height = scene.height * scene.ratio;
  const pen = begun(sheet, scene);
  const tiles = scene.tiles.map((tile) => pattern(pen, /** @type {ImageBitmap} */ (scene.sheet), tile));
  const layers = layered(scene, tiles);
  return (/** @type {Int16Array} */ numbers) => {
    pen.save();
    pen.resetTransform();
    pen.clearRect(0, 0, sheet.width, sheet.height);
    pen.restore();
    for (const layer of layers) {
      if (layer instanceof OffscreenCanvas) {
        pen.save();
        pen.resetTransform();
        pen.globalAlpha = 1;
        pen.drawImage(layer, 0, 0);
        pen.restore();
      } else if (layer.item.box) stamp(pen, layer, numbers, scene, tiles);
      else put(pen, layer, numbers, tiles);
    }
  };
}

/** What no day changes is drawn once, all that lies together.
 * @param {Scene} scene
 * @param {CanvasPattern[]} tiles
 * @returns {Array<Ready|OffscreenCanvas>} */
function layered(scene, tiles) {
  /** @type {Array<Ready|OffscreenCanvas>} */
  const layers = [];
  /** @type {OffscreenCanvasRenderingContext2D|null} */
  let still = null;
  for (const item of scene.items) {
    const ready = { path: new Path2D(item.d), clip: item.clip ? new Path2D(item.clip) : null, item };
    if (item.at !== undefined) {
      layers.push(ready);
      still = null;
      continue;
    }
    if (!still) {
      const sheet = new OffscreenCanvas(scene.width * scene.ratio, scene.height * scene.ratio);
      layers.push(sheet);
      still = begun(sheet, scene);
    }
    put(still, ready, null, tiles);
  }
  return layers;
}

/** A pen in the pixels of the map.
 * @param {OffscreenCanvas} sheet
 * @param {Scene} scene */
function begun(sheet, { ratio, shift: [x, y] }) {
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (sheet.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, x * ratio, y * ratio);
  pen.lineJoin = "round";
  return pen;
}

/** Draw what is cut; cutting it takes as long as all else, so its picture is kept.
 * @param {OffscreenCanvasRenderingContext2D} pen
 * @param {Ready} ready
 * @param {Int16Array} numbers
 * @param {Scene} scene
 * @param {CanvasPattern[]} tiles
 */
function stamp(pen, ready, numbers, scene, tiles) {
  const { at = 0, box = [0, 0, 0, 0] } = ready.item;
  if (numbers[at] < 0) return;
  const [left, top, right, bottom] = box.map((side) => Math.round(side * scene.ratio));
  if (!ready.stamp) {
    ready.stamp = new OffscreenCanvas(right - left, bottom - top);
    const [x, y] = scene.shift;
    const own = begun(ready.stamp, { ...scene, shift: [x - left / scene.ratio, y - top / scene.ratio] });
    put(own, ready, numbers, tiles);
  }
  pen.save();
  pen.resetTransform();
  pen.globalAlpha = 1;
  pen.drawImage(ready.stamp, left, top);
  pen.restore();
}

/**
 * @param {OffscreenCanvasRenderingContext2D} pen
 * @param {ImageBitmap} sheet
 * @param {Tile} tile
 */
function pattern(pen, sheet, { x, y, width, height, matrix }) {
  const one = new OffscreenCanvas(width, height);
  one.getContext("2d")?.drawImage(sheet, -x, -y);
  const made = /** @type {CanvasPattern} */ (pen.createPattern(one, "repeat"));
  made.setTransform(new DOMMatrix(matrix));
  return made;
}

/**
 * @param {OffscreenCanvasRenderingContext2D} pen
 * @param {Ready} ready
 * @param {Int16Array|null} numbers
 * @param {CanvasPattern[]} tiles
 */
function put(pen, { path, clip, item }, numbers, tiles) {
  const number = numbers && item.at !== undefined ? numbers[item.at] : 0;
  if (number < 0) return;
  const styles = item.of ? [item.of[number]] : item.styles;
  if (clip) {
    pen.save();
    pen.clip(clip, "evenodd");
  }
  for (const style of styles) ink(pen, path, style, tiles);
  if (clip) pen.restore();
}

/**
 * @param {OffscreenCanvasRenderingContext2D} pen
 * @param {Path2D} path
 * @param {Style} style
 * @param {CanvasPattern[]} tiles
 */
function ink(pen, path, style, tiles) {
  pen.globalAlpha = style.alpha;
  const fill = style.tile === undefined ? style.fill : tiles[style.tile];
  if (fill) {
    pen.fillStyle = fill;
    pen.fill(path, style.rule);
  }
  if (!style.stroke) return;
  pen.strokeStyle = style.stroke;
  pen.lineWidth = style.width ?? 1;
  pen.setLineDash(style.dash ?? []);
  pen.lineDashOffset = style.phase ?? 0;
  pen.stroke(path);
}
