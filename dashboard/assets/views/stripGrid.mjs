/**
 * Rows and segments of the strips as a grid that keys and voices go through: a single stop of
 * Tab, arrows inside it, Enter goes to the first day of a segment or opens a card.
 */

import { format, h, put } from "../page/dom.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { Row, StripGroup, StripMeta, Territory } from "../core/contract.d.ts" */

/** @type {Record<string, number[]>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** @typedef {{territory: string, row: Row|null, line: number, at: number}} Meaning of a cell; no row for a name */

export class StripGrid {
  /**
   * @param {HTMLElement} host
   * @param {Atlas} atlas
   * @param {(territory: string, row: Row|null) => void} choose a segment, or no row for a name
   */
  constructor(host, atlas, choose) {
    this.host = host;
    this.atlas = atlas;
    this.choose = choose;
    this.t = atlas.t;
    /** @type {HTMLElement[][]} the name first, then the segments */
    this.lines = [];
    /** The cell that Tab stops at. @type {HTMLElement|undefined} */
    this.stop = undefined;
    /** @type {WeakMap<Element, Meaning>} */
    this.meaning = new WeakMap();
    // A click leaves the focus where it is: the arrows go on to mean the next change.
    host.addEventListener("mousedown", (event) => event.preventDefault());
    host.addEventListener("click", (event) => this.act(/** @type {Element} */ (event.target)));
    host.addEventListener("keydown", (event) => this.press(event));
    host.addEventListener("focusin", (event) => this.enter(/** @type {HTMLElement} */ (event.target)));
  }

  /** @param {StripMeta} meta */
  build({ rows: height, groups }) {
    this.lines = [];
    const share = (/** @type {number} */ rows) => `${((100 * rows) / height).toFixed(4)}%`;
    put(
      this.host,
      ...groups.map((group) => {
        const title = this.title(group);
        const heading = h(
          "div",
          { class: "heading", "aria-hidden": "true", style: `top:${share(group.rows[0].top)}` },
          h("span", {}, title),
        );
        return h(
          "div",
          { role: "rowgroup", "aria-label": title },
          heading,
          ...group.rows.map(({ territory, top }) => this.line(territory, `top:${share(top)};height:${share(1)}`)),
        );
      }),
    );
    this.stop = this.lines[0]?.[0];
    this.stop?.setAttribute("tabindex", "0");
    this.mark(this.atlas.view.territory);
  }

  /** @param {StripGroup} group */
  title({ region, year, rows }) {
    if (region) return this.territory(rows[0].territory).region;
    return year === null ? this.t["strips.never"] : String(year);
  }

  /** @param {string} id */
  territory(id) {
    const { model } = this.atlas;
    return model.territory(id);
  }

  /**
   * @param {string} id
   * @param {string} style
   */
  line(id, style) {
    const territory = this.territory(id);
    const name = h("div", { role: "rowheader", tabindex: -1, class: "name" }, h("span", {}, territory.name));
    const segments = territory.rows.map((row) => this.segment(territory, row));
    const cells = [name, ...segments];
    cells.forEach((cell, at) =>
      this.meaning.set(cell, { territory: id, row: at ? territory.rows[at - 1] : null, line: this.lines.length, at }),
    );
    this.lines.push(cells);
    return h("div", { role: "row", style }, name, h("div", { class: "segments", role: "presentation" }, ...segments));
  }

  /**
   * @param {Territory} territory
   * @param {Row} row
   */
  segment(territory, row) {
    const { calendar } = this.atlas;
    const from = calendar.position(row.start);
    const to = calendar.position(row.end === null ? calendar.last : Math.min(row.end, calendar.last));
    return h("div", {
      role: "gridcell",
      tabindex: -1,
      "aria-label": this.sentence(territory, row),
      style: `left:${(from * 100).toFixed(4)}%;width:${((to - from) * 100).toFixed(4)}%`,
    });
  }

  /** `Name: holder, held de facto, 3 February 2001 to 28 April 2002`, and what is doubtful.
   * @param {Territory} territory
   * @param {Row} row */
  sentence({ name }, row) {
    const { calendar, cards } = this.atlas;
    const said = format(row.second ? this.t["strips.segmentParty"] : this.t["strips.segment"], {
      name,
      holder: cards.short(row.controller),
      status: this.t[`status.${row.status}`],
      party: row.second && cards.short(row.second),
      first: calendar.label(row.start),
      last: calendar.label(row.end === null ? calendar.last : row.end - 1),
    });
    return row.certainty === "low" ? `${said}. ${this.t["certainty.low"]}` : said;
  }

  /** @param {Element} target */
  act(target) {
    const cell = target.closest("[role=gridcell], [role=rowheader]");
    const meant = cell && this.meaning.get(cell);
    if (!(cell instanceof HTMLElement) || !meant) return;
    this.enter(cell);
    this.choose(meant.territory, meant.row);
  }

  /** Arrows stay in the grid while it has the focus; all other keys are the page's.
   * @param {KeyboardEvent} event */
  press(event) {
    const cell = /** @type {HTMLElement} */ (event.target);
    const meant = this.meaning.get(cell);
    if (!meant || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = STEPS[event.key];
    if (!step && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (!step) this.act(cell);
    else if (step[1]) this.lines[meant.line][meant.at + step[1]]?.focus();
    else this.beside(meant, step[0])?.focus();
  }

  /** In the next row what was so at the beginning of this segment.
   * @param {Meaning} meaning
   * @param {number} step */
  beside({ line, at, row }, step) {
    const cells = this.lines[line + step];
    if (!cells || !at) return cells?.[0];
    return cells.findLast((cell) => (this.meaning.get(cell)?.row?.start ?? 0) <= (row?.start ?? 0));
  }

  /** @param {HTMLElement} cell */
  enter(cell) {
    if (!this.meaning.has(cell)) return;
    this.stop?.setAttribute("tabindex", "-1");
    this.stop = cell;
    cell.setAttribute("tabindex", "0");
  }

  /** Mark the row of the territory whose card is open, and bring it into sight.
   * @param {string|null} territory */
  mark(territory) {
    for (const [name] of this.lines) {
      const line = name.parentElement;
      const opens = this.meaning.get(name)?.territory === territory;
      if (opens && !line?.classList.contains("open")) line?.scrollIntoView({ block: "nearest" });
      line?.classList.toggle("open", opens);
    }
  }

  /** Take the focus again. */
  focus() {
    this.stop?.focus();
  }
}
