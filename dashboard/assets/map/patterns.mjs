/** The patterns of paints, as every drawing of the page refers to them. */

/** @import { Payload } from "../core/contract.d.ts" */

/** `<defs>` with every pattern of the payload, as made by cartography/look/style.py.
 * @param {Payload} payload */
export function patternDefs(payload) {
  const markup = Object.values(payload.paints)
    .map((paint) => paint.pattern)
    .join("");
  const xml = `<svg xmlns="http://www.w3.org/2000/svg"><defs id="atlas-paints">${markup}</defs></svg>`;
  const parsed = new DOMParser().parseFromString(xml, "image/svg+xml");
  return document.importNode(/** @type {Element} */ (parsed.documentElement.firstElementChild), true);
}
