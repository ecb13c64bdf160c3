/** The figure of the map, as it comes from the server, for plotly to draw. */

import { around } from "../core/fit.mjs";
import { load } from "../page/load.mjs";

/** @import { Figure } from "./plotly.mjs" */

/**
 * @returns {Promise<Figure>} a copy of its own: plotly keeps and
 *   changes what it draws; rejected when it cannot be had
 */
export async function figure() {
  const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-figure]"));
  const address = script.dataset.figure ?? "";
  const drawn = /** @type {Figure} */ (await load(address));
  // Pictures of the figure lie beside it, under an address that only the page knows.
  const beside = (/** @type {string} */ name) => new URL(name, new URL(address, location.href)).pathname;
  for (const image of drawn.layout.images ?? []) image.source = beside(image.source);
  const { relief } = /** @type {{relief?: import("./relief.mjs").Reliefs}} */ (drawn.layout.meta ?? {});
  if (relief) relief.whole = beside(relief.whole);
  // The viewport keeps a metre as long upward as across: if plotly did so itself, it would draw
  // every trace anew at each step of the zoom.
  delete drawn.layout.yaxis.scaleanchor;
  delete drawn.layout.xaxis.constrain;
  return drawn;
}

/**
 * Let a figure begin with the whole map in what lies free of its host, so that plotly need not draw it twice.
 *
 * @param {Figure} figure
 * @param {HTMLElement} host
 * @param {number[]} home west, south, east, north of the whole map, in metres
 * @param {import("./viewport.mjs").Sides} covered
 * @returns {Figure} the same
 */
export function atHome(figure, host, home, covered) {
  const { xaxis, yaxis } = figure.layout;
  const sides = [
    { length: host.clientWidth, least: xaxis.minallowed, most: xaxis.maxallowed },
    { length: host.clientHeight, least: yaxis.minallowed, most: yaxis.maxallowed },
  ];
  // A map in another view has no size yet.
  if (sides.every(({ length }) => length)) [xaxis.range, yaxis.range] = around(sides, home, covered);
  return figure;
}
