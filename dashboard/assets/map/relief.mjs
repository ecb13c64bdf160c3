/** The picture of the relief: the page begins with a small one, and takes the whole for who comes near. */

import { pictures, setPicture } from "./plotly.mjs";

/** @import { Chart } from "./plotly.mjs" */
/** @import { Viewport } from "./viewport.mjs" */

/** So many pixels of the page may one of the small picture cover. Shading is soft: the finer pixels of a dense
 * screen would not show more. */
const STRETCH = 2;
/** After a failure the picture is asked for again by the first movement of the map after so long. */
const AGAIN_MS = 5000;

/** @typedef {{whole: string, perMetre: number}} Reliefs address of the whole picture, pixels a metre of the small one */

/** Take the whole picture as soon as the small one would be seen to be small.
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
    // Until it is there the small one stays.
    whole.addEventListener("load", () => {
      for (const picture of pictures(chart.element)) setPicture(picture, relief.whole);
    });
    whole.addEventListener("error", () => setTimeout(() => (asked = false), AGAIN_MS));
    whole.src = relief.whole;
  };
  viewport.onMove(look);
  look();
}
