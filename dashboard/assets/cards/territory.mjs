/** The card of the territory that is chosen, beside the map. */

import { element } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */

export class TerritoryCard {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.host = element("details");
  }

  render() {
    const {
      cards,
      painter,
      view: { day, territory },
    } = this.atlas;
    this.host.hidden = !territory;
    element("stage").classList.toggle("with-details", Boolean(territory));
    if (territory) cards.details(this.host, territory, day);
    painter.select(territory);
  }

  /** Put the card away; the focus goes back to the territory, or it would be lost.
   * @returns {boolean} whether there was a card */
  close() {
    const { model, painter, store } = this.atlas;
    const { territory } = store.view;
    if (!territory) return false;
    const path = painter.areas[model.numberOf(territory)];
    const inside = this.host.contains(document.activeElement);
    store.select(null);
    if (inside) path?.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));
    return true;
  }

  /** Give the focus to the heading of the card, so that it is read from its beginning. */
  focus() {
    const heading = this.host.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
}
