/** What is written over the map and follows its window: names, the legend, the scale. */

import { DayBlock } from "./dayBlock.mjs";
import { element } from "../page/dom.mjs";

/** @import { Store } from "../core/store.mjs" */
/** @import { Shutter } from "./legendFold.mjs" */
/** @import { Labels } from "./labels.mjs" */
/** @import { Legend } from "./legend.mjs" */
/** @import { Painter } from "./painter.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

export class Annotations {
  /**
   * @param {Store} store
   * @param {{painter: Painter, viewport: Viewport, labels: Labels, legend: Legend, fold: Shutter}} map
   * @param {string} unit of the scale
   */
  constructor(store, { painter, viewport, labels, legend, fold }, unit) {
    this.store = store;
    this.painter = painter;
    this.viewport = viewport;
    this.labels = labels;
    this.legend = legend;
    this.fold = fold;
    this.unit = unit;
    const page = element("page");
    const stage = element("stage");
    this.dayBlock = new DayBlock(
      element("day-block"),
      painter,
      () => page.dataset.show !== "map" || stage.classList.contains("lecture"),
    );
  }

  /** Everything for the window as it is now. */
  update() {
    const { viewport, labels } = this;
    element("stage").classList.toggle("away", viewport.away);
    viewport.measure();
    const { west, north, perMetre, width, height } = viewport;
    this.dayBlock.settle([west, north, perMetre, width, height].join());
    const before = String(labels.signs());
    labels.place(this.store.view.layers.has("certainty"));
    if (String(labels.signs()) !== before) this.showLegend();
    element("scale").replaceChildren(...viewport.scaleBar(this.unit));
  }

  /** What is in the window, and whether the legend is open there.
   * @returns {boolean} whether it was opened or folded */
  showLegend() {
    const { day, layers, territory } = this.store.view;
    const { viewport, labels, painter } = this;
    const { width, height } = viewport;
    const territories = labels.rooms.within(viewport.window());
    this.legend.show(day, layers, labels.signs(), {
      territories,
      path: (path) => painter.hits.reaches(path, width, height),
    });
    return this.fold.settle(territory);
  }

  /** Whether the legend lies over a territory.
   * @param {number} territory its number */
  covers(territory) {
    const { viewport, labels } = this;
    const [left, top, right, bottom] = viewport.boxOf(element("legend"));
    const [[west, north], [east, south]] = [
      [left, top],
      [right, bottom],
    ].map((at) => viewport.fromPixels(at));
    return labels.rooms.within([west, south, east, north]).has(territory);
  }
}
