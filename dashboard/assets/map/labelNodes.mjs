/** The elements of the names on the map: each is made and measured once. */

/** @typedef {SVGGraphicsElement & {placed?: string, measured?: {width: number, height: number}}} LabelNode */

export class LabelNodes {
  /** @param {SVGElement} svg where they stand */
  constructor(svg) {
    this.svg = svg;
    /** @type {Map<string, LabelNode>} */
    this.made = new Map();
  }

  /** The node of a key; hidden when it is new.
   * @param {string} key
   * @param {() => SVGGraphicsElement} make
   * @returns {LabelNode} */
  get(key, make) {
    const known = this.made.get(key);
    if (known) return known;
    const node = make();
    // Hidden, not gone: it keeps its size, and showing it lays out nothing anew.
    node.style.visibility = "hidden";
    this.made.set(key, node);
    this.svg.append(node);
    return node;
  }

  /** Its width and height, measured once.
   * @param {LabelNode} node */
  size(node) {
    if (!node.measured) {
      const { width, height } = node.getBBox();
      node.measured = { width, height };
    }
    return node.measured;
  }

  /** Make nodes and then measure them: a node that is measured as soon as it is made has the browser lay out
   * the page for it alone.
   * @param {Array<[string, () => SVGGraphicsElement]>} wanted keys, and what makes their nodes */
  measure(wanted) {
    for (const node of wanted.map(([key, make]) => this.get(key, make))) this.size(node);
  }

  /** Forget the nodes of which this holds.
   * @param {(node: LabelNode) => boolean} holds */
  forget(holds) {
    for (const [key, node] of this.made) {
      if (!holds(node)) continue;
      node.remove();
      this.made.delete(key);
    }
  }
}
