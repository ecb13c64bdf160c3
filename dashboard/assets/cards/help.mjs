/** The help of the page: a dialog that stands in its HTML; its pictures are drawn when it first opens. */

import { element, s } from "../page/dom.mjs";
import { sure } from "../map/legend.mjs";

/** @import { Row } from "../core/contract.d.ts" */
/** @import { Cards } from "./cards.mjs" */
/** @import { Ribbon } from "../timeline/ribbon.mjs" */

const WIDTH = 64;
const HEIGHT = 36;

export class Help {
  /**
   * @param {Cards} cards
   * @param {() => Ribbon} ribbon
   */
  constructor(cards, ribbon) {
    this.cards = cards;
    this.ribbon = ribbon;
    this.dialog = element("help", HTMLDialogElement);
    element("help-open").addEventListener("click", () => this.open());
    element("help-close").addEventListener("click", () => this.close());
  }

  /** From its beginning: the browser would go to the first link, which is at the end. */
  open() {
    for (const host of this.dialog.querySelectorAll("[data-sign]")) {
      if (!host.firstChild) host.append(this.picture(/** @type {HTMLElement} */ (host).dataset.sign ?? ""));
    }
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  /** @returns {boolean} whether it was open */
  close() {
    const { open } = this.dialog;
    this.dialog.close();
    return open;
  }

  /** @param {string} sign a name of ui/page/map_signs.py */
  picture(sign) {
    if (sign === "certainty") return enlarged(sure("medium"));
    if (sign === "wave") return this.wave();
    const row = this.example(sign);
    return row ? enlarged(this.cards.swatch(row)) : "";
  }

  /** A row of the atlas that is drawn with a sign; of those without a pattern a member of a power.
   * @param {string} sign
   * @returns {Row|undefined} */
  example(sign) {
    const { model, payload } = this.cards;
    const rows = model.territories.flatMap((territory) => territory.rows);
    const patterned = (/** @type {Row} */ { paint }) => payload.paints[paint].fill.startsWith("url");
    return sign === "held"
      ? rows.find((row) => payload.statuses[row.status] === "plain" && patterned(row))
      : rows.find((row) => payload.statuses[row.status] === sign && (sign !== "hatch" || row.second));
  }

  wave() {
    const ribbon = this.ribbon();
    const box = {
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${ribbon.width || 1} ${HEIGHT}`,
      preserveAspectRatio: "none",
    };
    return s("svg", { ...box, "aria-hidden": "true" }, ribbon.shares(ribbon.calendar.whole, 0, HEIGHT));
  }
}

/** @param {SVGSVGElement} picture */
function enlarged(picture) {
  const { width, height } = picture.viewBox.baseVal ?? {};
  if (!width) picture.setAttribute("viewBox", `0 0 ${picture.getAttribute("width")} ${picture.getAttribute("height")}`);
  picture.setAttribute("width", String(WIDTH));
  picture.setAttribute("height", String(height && width ? (WIDTH * height) / width : HEIGHT));
  picture.classList.remove("swatch");
  return picture;
}
