/** The page: loads what it shows, has plotly draw the map, and starts the atlas. */

import { Atlas, covered } from "./atlas.mjs";
import { received } from "./core/borrowed.mjs";
import { changed } from "./core/readings.mjs";
import { atHome, figure as loadFigure } from "./map/figure.mjs";
import { Chart, missing } from "./map/plotly.mjs";
import { element } from "./page/dom.mjs";
import { load } from "./page/load.mjs";
import { keepOffline } from "./page/offline.mjs";
import { runPreloaded } from "./page/painted.mjs";
import { at } from "./page/server.mjs";

/** @import { Payload } from "./core/contract.d.ts" */
/** @import { Change } from "./core/readings.mjs" */

async function start() {
  const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-payload]"));
  const [payload, figure] = await Promise.all([
    loadPayload(script.dataset.payload ?? ""),
    loadFigure(),
    runPreloaded("plotly"),
  ]);
  const host = element("map");
  // The atlas begins with the first of its views; what the page shows of it decides what the cards cover.
  element("page").dataset.show = payload.views[0];
  const chart = await Chart.drawMap(host, atHome(figure, host, payload.home, covered()));
  for (const part of missing(chart.element)) console.error(`this version of plotly has no longer: ${part}`);
  const atlas = new Atlas(payload, chart);
  atlas.views.show(atlas.view.view);
  await atlas.viewport.begin();
  atlas.open();
  publish(atlas);
  // The map of the page itself has done its work.
  element("first").remove();
  document.documentElement.dataset.ready = "true";
  keep(atlas);
}

/** Have the browser keep a frozen site that is to be kept.
 * @param {Atlas} atlas */
function keep({ payload, notices, t }) {
  const { worker } = payload.addresses;
  if (worker) keepOffline(at(worker), (take) => notices.insist(t["load.gone"], t["load.reload"], take));
}

/** What is shown, in the reading that the address asks for.
 * @param {string} file
 * @returns {Promise<Payload>} */
async function loadPayload(file) {
  const payload = /** @type {Payload} */ (received(await load(file)));
  const asked = new URLSearchParams(location.search).get("reading");
  if (!payload.readings.some(({ id }) => id === asked)) return payload;
  const read = await load(file.replace(/[^/]+$/, `${asked}.$&`));
  return /** @type {Payload} */ (changed(payload, /** @type {Change} */ (received(read))));
}

/** What tests and assistive tools may ask.
 * @param {Atlas} atlas */
function publish(atlas) {
  const { calendar, model, painter, store } = atlas;
  Object.assign(window, {
    atlas: {
      goTo: (/** @type {string} */ day) => atlas.goTo(day),
      state: () => model.state(store.view.day, (day) => calendar.iso(day)),
      day: () => calendar.iso(store.view.day),
      settled: () => painter.told,
      parameters: () => atlas.parameters.map((parameter) => parameter.name),
      scrub: (/** @type {number} */ day) => {
        store.view.day = day;
        store.draw();
      },
      plotly: () => missing(atlas.chart.element),
    },
  });
}

start().catch((fault) => {
  // The page has the words for it, in its language (ui/page/failure.py).
  document.documentElement.dataset.failed = "true";
  throw fault;
});
