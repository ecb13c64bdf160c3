/** What lies where on the map: the paths let the pointer through, so that the map can be dragged over land. */

/** @import { Painter } from "./painter.mjs" */

/** A line is hit with a finger too, in pixels. */
const FINGER = 9;

export class Hits {
  /** @param {Painter} painter whose paths are looked at */
  constructor(painter) {
    this.painter = painter;
    /** Boxes of paths, and lines to hit; measured when they are asked for. @type {Map<SVGGraphicsElement, DOMRect>} */
    this.boxes = new Map();
    /** @type {Map<SVGPathElement, Path2D>} */
    this.lines = new Map();
    this.pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    this.pen.lineWidth = FINGER;
  }

  /** Forget paths that are no longer drawn. */
  clear() {
    this.boxes.clear();
    this.lines.clear();
  }

  /** Id of the territory at a point of the page, or null.
   * @param {number} clientX
   * @param {number} clientY */
  territoryAt(clientX, clientY) {
    const { areas, model } = this.painter;
    const point = within(areas, clientX, clientY);
    const i = point ? areas.findIndex((path) => path && this.fills(path, point)) : -1;
    return i < 0 ? null : model.territories[i].id;
  }

  /** Whether there is land at a point of the page, of the atlas or around it.
   * @param {number} clientX
   * @param {number} clientY */
  landAt(clientX, clientY) {
    const { grounds } = this.painter;
    const point = within(grounds, clientX, clientY);
    return point !== null && grounds.some((path) => this.fills(path, point));
  }

  /** Whether a path has a part in a window of so many pixels, by its box.
   * @param {SVGGraphicsElement} path
   * @param {number} width
   * @param {number} height */
  reaches(path, width, height) {
    const box = this.box(path);
    return box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
  }

  /** What is known of an uncertain boundary or a line within a few pixels of a point, or null.
   * @param {number} clientX
   * @param {number} clientY
   * @param {Set<string>} layers */
  lineAt(clientX, clientY, layers) {
    const { painter } = this;
    const point = within(painter.areas, clientX, clientY);
    if (!point) return null;
    /** @param {SVGPathElement} path */
    const hit = (path) => this.strokes(path, point);
    const line = painter.linesShown(layers).find(({ paths }) => paths.some(hit));
    if (line) return { name: line.name, basis: line.basis, grade: line.grade };
    const { uncertain } = painter.payload;
    const edge = Object.keys(uncertain).find((e) => painter.lines[Number(e)].some(hit));
    return edge ? { name: "", basis: uncertain[edge], grade: "D" } : null;
  }

  /** @param {SVGGraphicsElement} path */
  box(path) {
    const box = this.boxes.get(path) ?? path.getBBox();
    this.boxes.set(path, box);
    return box;
  }

  /** @param {SVGPathElement} path
   * @param {DOMPoint} point */
  fills(path, point) {
    return inside(this.box(path), point) && path.isPointInFill(point);
  }

  /** @param {SVGPathElement} path
   * @param {DOMPoint} point */
  strokes(path, { x, y }) {
    const line = this.lines.get(path) ?? new Path2D(path.getAttribute("d") ?? "");
    this.lines.set(path, line);
    return this.pen.isPointInStroke(line, x, y);
  }
}

/** A point of the page in the pixels of paths, which share them; null where there is no path.
 * @param {Array<SVGPathElement|null>} paths
 * @param {number} clientX
 * @param {number} clientY */
function within(paths, clientX, clientY) {
  const first = paths.find(Boolean);
  return first ? new DOMPoint(clientX, clientY).matrixTransform(first.getScreenCTM()?.inverse()) : null;
}

/**
 * @param {DOMRect} box
 * @param {DOMPoint} point
 */
const inside = (box, point) =>
  point.x >= box.x && point.y >= box.y && point.x <= box.x + box.width && point.y <= box.y + box.height;
