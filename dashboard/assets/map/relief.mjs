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

/** Take the whole picture as soon as the small picture would look coarse; ask again for a picture that did not come.
 * @param {Chart} chart
 * @param {Viewport} viewport of the chart
 * @param {(again: () => void) => () => void} lost says that a picture did not come, offers to ask again; undoes it */
export function sharpen(chart, viewport, lost) {
  const small = pictures(chart.element)[0]?.getAttribute("href");
  if (!small) return;
  const { relief } = /** @type {{relief?: Reliefs}} */ (chart.element.layout.meta ?? {});
  const said = new Set();
  let [asked, sharp] = [false, false];
  let unsay = () => {};

  /** @param {string} address
   * @param {() => void} came
   * @param {() => void} [failed] */
  const ask = (address, came, failed = () => {}) => {
    const picture = new Image();
    picture.addEventListener("load", () => {
      unsay();
      came();
    });
    picture.addEventListener("error", () => {
      failed();
      // Once for each picture, and again for who has asked again.
      if (said.has(address)) return;
      said.add(address);
      unsay();
      unsay = lost(() => {
        said.delete(address);
        ask(address, () => show(address), failed);
      });
    });
    picture.src = address;
  };
  /** @param {string} address */
  const show = (address) => {
    if (sharp) return;
    sharp = address !== small;
    for (const image of pictures(chart.element)) setPicture(image, address);
  };
  const look = () => {
    if (!relief || asked || viewport.perMetre < relief.perMetre * STRETCH) return;
    asked = true;
    const { whole } = relief;
    // Until it is there the small picture stays.
    ask(
      whole,
      () => show(whole),
      () => setTimeout(() => (asked = false), AGAIN_MS),
    );
  };
  viewport.onMove(look);
  look();
  // It comes from what plotly has just loaded.
  ask(small, () => {});
}
