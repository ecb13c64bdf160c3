/** The picture of the relief: the page begins with a small picture, and takes the whole for who comes near. */

import { pictures, setPicture } from "./plotly.mjs";

/** @import { Chart } from "./plotly.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

/** So many pixels of the page may a pixel of the small picture cover. Shading is soft: the finer pixels of a dense
 * screen would not show more. */
const STRETCH = 2;
/** After a failure the picture is asked for again by the first movement of the map after so long. */
const AGAIN_MS = 5000;

/** @typedef {{whole: string, perMetre: number}} Reliefs address of the whole picture, pixels a metre of the small picture */

/** Take the whole picture as soon as the small picture would look coarse.
 * @param {Chart} chart
 * @param {Viewport} viewport of the chart */
export function sharpen(chart, viewport) {
  const { relief } = /** @type {{relief?: Reliefs}} */ (chart.element.layout.meta ?? {});
  if (!relief) return;
  let asked = false;
  const look = () => {
    if (asked || viewport.perMetre < relief.perMetre * STRETCH) return;
    asked = true;
    const whole = new Image();
    // Until it is there the small picture stays.
    whole.addEventListener("load", () => {
      for (const picture of pictures(chart.element)) setPicture(picture, relief.whole);
    });
    whole.addEventListener("error", () => setTimeout(() => (asked = false), AGAIN_MS));
    whole.src = relief.whole;
  };
  viewport.onMove(look);
  look();
}
