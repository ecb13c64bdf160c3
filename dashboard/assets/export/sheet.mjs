/** A sheet for print of what is shown, made by the server. */

import { format, h } from "../page/dom.mjs";
import { figureQuery, pixels, sheetKb, sheetQuery, sizeText } from "./form.mjs";
import { choice, field, segments } from "../page/modal.mjs";
import { at } from "../page/server.mjs";

const OWN = "own";
const OWN_MM = [200, 150];
const USUAL_DPI = 300;
const TABLE = "table";

export class SheetForm {
  name = "sheet";

  /** @param {import("./dialog.mjs").Export} owner */
  constructor(owner) {
    const { t, atlas } = owner;
    this.owner = owner;
    this.t = t;
    this.atlas = atlas;
    this.about = atlas.payload.exports.sheet;
    const { formats } = atlas.payload.exports;
    const changed = () => this.changed();
    /**
     * @param {number[]} pair
     * @param {number} value
     * @param {number | string} step
     */
    const number = ([min, max], value, step) =>
      h("input", { type: "number", min, max, value, step, required: true, oninput: changed });
    this.kind = segments(
      t["export.format"],
      this.about.kinds.map((kind) => [kind, formats[kind]]),
      "sheet-kind",
      changed,
    );
    [this.kind.value] = this.about.kinds;
    /** @type {Array<[string, string]>} */
    const sizes = [...this.about.sizes, [OWN, t["export.own"]]].map(([id, name]) => [String(id), String(name)]);
    this.size = choice(sizes, changed);
    this.sides = OWN_MM.map((mm) => number(this.about.mm, mm, "any"));
    this.own = h(
      "div",
      { class: "pair" },
      field(t["export.width"], this.sides[0]),
      field(t["export.height"], this.sides[1]),
    );
    this.dpi = number(this.about.dpi, USUAL_DPI, 1);
    this.fine = field(t["export.dpi"], this.dpi);
    this.grey = h("input", { type: "checkbox" });
    this.parts = this.about.parts.map(([value]) => h("input", { type: "checkbox", value, checked: true }));
    this.figure = segments(
      t["export.figure"],
      this.about.figures.map((figure) => [figure, t[`export.${figure}`]]),
      "sheet-figure",
      changed,
    );
    [this.figure.value] = this.about.figures;
    this.sized = field(t["export.size"], this.size);
    this.around = this.about.parts.map(([, name], n) => h("label", { class: "switch" }, this.parts[n], name));
    this.shows = h("p", { class: "muted" });
    this.hint = h("p", { class: "muted hint" });
    this.host = h(
      "form",
      { novalidate: false, onsubmit: (event) => this.submit(event) },
      this.shows,
      this.figure,
      this.kind,
      this.sized,
      this.own,
      this.fine,
      h("label", { class: "switch" }, this.grey, t["export.bw"]),
      ...this.around,
      this.hint,
      h("p", { class: "row" }, h("button", { class: "button strong" }, t["export.make"])),
    );
    this.changed();
  }

  open() {
    this.changed();
  }

  /** The figure in the place of the map: the strips through time, the table of a day; else nothing. */
  get shownFigure() {
    const { view } = this.atlas.view ?? {};
    if (view === TABLE) return TABLE;
    return view === "strips" ? this.figure.value : "";
  }

  /** Width and height in mm. */
  mm() {
    const known = this.about.sizes.find(([id]) => id === this.size.value);
    return known ? [known[2], known[3]] : this.sides.map((side) => Number(side.value));
  }

  changed() {
    const { about, t, shownFigure } = this;
    const own = this.size.value === OWN && !shownFigure;
    this.figure.hidden = !shownFigure || shownFigure === TABLE;
    const shows = shownFigure === TABLE ? "tableShows" : shownFigure ? "figureShows" : "sheetShows";
    this.shows.textContent = t[`export.${shows}`];
    for (const control of [this.sized, ...this.around]) control.hidden = Boolean(shownFigure);
    const picture = this.kind.value === "png";
    this.own.hidden = !own;
    this.fine.hidden = !picture;
    // What cannot be seen is not asked for.
    for (const side of this.sides) side.disabled = !own;
    this.dpi.disabled = !picture;
    const [mm, dpi] = [this.mm(), Number(this.dpi.value)];
    const [width, height] = pixels(mm, dpi);
    /** @param {number} value */
    const round = (value) => new Intl.NumberFormat(this.atlas.payload.language).format(value);
    const values = {
      width: round(width),
      height: round(height),
      most: round(about.pixels),
      size: sizeText(sheetKb(about, this.kind.value, mm, dpi), this.atlas.payload.language),
    };
    const tooMany = picture && width * height > about.pixels;
    this.dpi.setCustomValidity(tooMany ? format(t["export.tooMany"], values) : "");
    const [long, short] = [Math.max(...mm), Math.min(...mm)];
    this.sides[0].setCustomValidity(own && long > 3 * short ? t["export.tooLong"] : "");
    this.hint.textContent = format(t[picture ? "export.hintPicture" : "export.hint"], values);
  }

  /** What is on the screen, as it stands in addresses. */
  shown() {
    const { calendar, view, parameters, payload } = this.atlas;
    const layers = parameters.find((parameter) => parameter.name === "layers")?.write(view.layers, view) ?? null;
    const other = view.view === "compare" && view.with !== view.day ? view.with : null;
    return {
      extent: view.extent,
      territory: view.territory,
      layers,
      other: other === null ? null : calendar.iso(other),
      treaty: payload.treaties.some(({ id }) => id === view.treaty) ? view.treaty : null,
      reading: view.reading,
    };
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const { calendar, view, payload } = this.atlas;
    const size = this.size.value === OWN ? this.mm().join("x") : this.size.value;
    const kind = this.kind.value;
    const figure = this.shownFigure;
    if (figure) {
      const { order, reading } = view;
      const tabled = figure === TABLE;
      const chosen = { kind, dpi: Number(this.dpi.value), bw: this.grey.checked, language: payload.language };
      const query = figureQuery({
        ...chosen,
        order: tabled || order === payload.orders[0] ? null : order,
        day: tabled ? calendar.iso(view.day) : null,
        reading,
      });
      this.owner.download(at(payload.addresses.figure, { figure, kind, query }));
      return;
    }
    const query = sheetQuery(this.shown(), {
      size,
      kind,
      dpi: Number(this.dpi.value),
      bw: this.grey.checked,
      without: this.parts.filter((part) => !part.checked).map((part) => part.value),
      language: payload.language,
      degrees: this.about.degrees,
    });
    this.owner.download(at(payload.addresses.sheet, { day: calendar.iso(view.day), kind, query }));
  }
}
