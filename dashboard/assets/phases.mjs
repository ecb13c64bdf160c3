/** What the map, the timeline and the cards do in each phase: before the parts of the page, and after them. */

import { value } from "./cards/summary.mjs";
import { element } from "./page/dom.mjs";

/** @import { Atlas } from "./atlas.mjs" */
/** @import { Part } from "./core/store.mjs" */

/**
 * @param {Atlas} atlas
 * @returns {Part}
 */
export function before(atlas) {
  const { annotations, card, cards, controls, labels, layers, model, painter, pointing, ribbon, store } = atlas;
  /** @type {number|null} */
  let drawn = null;
  /** @type {number|null} */
  let followed = null;
  return {
    draw(day) {
      painter.paint(day);
      ribbon.show(day);
      // What was said of another day is no longer true.
      if (drawn !== day && painter.fresh.length) painter.showNews([]);
      drawn = day;
    },
    keepUp(day) {
      labels.show(day);
      if (followed === day) return;
      followed = day;
      ribbon.follow(day);
      controls.follow(day);
      cards.day(element("day"), element("headline"), day);
      element("tip").replaceChildren();
    },
    rest(day) {
      painter.rest(day, store.view.layers);
      cards.events(element("events"), day);
      card.render();
      annotations.showLegend();
      pointing.name();
      controls.show(day);
    },
    retype() {
      labels.retype();
      ribbon.resize();
    },
    hold: () => atlas.player.pause(),
    show: (view) => atlas.views.show(view),
    select: () => card.render(),
    switched(on) {
      layers.show(on);
      painter.rest(store.view.day, on);
      annotations.showLegend();
      annotations.update();
    },
    restore() {
      layers.show(store.view.layers);
      atlas.views.show(store.view.view);
    },
    chosen(id) {
      const event = model.events.get(id);
      if (event) store.jump(event.day);
    },
  };
}

/** Whether the focus is on a slider of days. */
const isOnSlider = () => Boolean(document.activeElement?.matches("input[type=range][aria-valuetext]"));

/**
 * @param {Atlas} atlas
 * @returns {Part}
 */
export function after(atlas) {
  const { annotations, bar, painter, player, ribbon } = atlas;
  return {
    rest(day) {
      ribbon.show(day, value(atlas, day));
      atlas.views.entitle(atlas.calendar.label(day));
      annotations.update();
      if (player.playing) return;
      // A slider with the focus says the day itself.
      element("speaker").textContent = isOnSlider() ? "" : atlas.spoken();
      bar.keep("replaceState");
      painter.settle();
    },
    retype: () => annotations.update(),
    select() {
      annotations.showLegend();
      annotations.update();
    },
  };
}
