/** The film of a frozen site: made before, of the days of films in the data. */

import { format, h } from "../page/dom.mjs";
import { subtitleLinks } from "./subtitles.mjs";
import { at } from "../page/server.mjs";

export class FrozenFilmForm {
  name = "film";

  /** @param {import("./dialog.mjs").Export} owner */
  constructor({ t, atlas }) {
    const { addresses, exports, language } = atlas.payload;
    const { days, subtitles } = exports.film;
    const [first, last] = days;
    const named = Object.fromEntries(subtitles.map((one) => [one, format(addresses.subtitles, { language: one })]));
    this.host = h(
      "form",
      {},
      h("p", { class: "muted" }, format(t["frozen.film"], { first, last })),
      h("p", { class: "subtitles" }, ...subtitleLinks(t["film.subtitles"], language, named)),
      h(
        "p",
        { class: "row" },
        h("a", { class: "button strong", href: at(addresses.film), download: "" }, t["export.download"]),
      ),
    );
  }
}
