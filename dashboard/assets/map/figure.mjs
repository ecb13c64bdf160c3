/** The figure of the map, as it comes from the server, for plotly to draw. */

import { load } from "../page/load.mjs";

/**
 * @returns {Promise<{data: object[], layout: object}>} a copy of its own: plotly keeps and
 *   changes what it draws; rejected when it cannot be had
 */
export async function figure() {
  const address = document.querySelector("script[data-figure]").dataset.figure;
  const drawn = await load(address);
  // Pictures of the figure lie beside it, under an address that only the page knows.
  for (const image of drawn.layout.images ?? []) {
    image.source = new URL(image.source, new URL(address, location.href)).pathname;
  }
  // The viewport keeps a metre as long upward as across: told to do so itself, plotly would draw
  // every trace anew at each step of the zoom.
  delete drawn.layout.yaxis.scaleanchor;
  delete drawn.layout.xaxis.constrain;
  return drawn;
}
