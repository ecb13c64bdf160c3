/**
 * The strips: who held each territory through time, and below them the area of each power.
 * Both are plotly figures, drawn when the view is first opened; the cursor lies over them.
 */

import { value } from "../cards/summary.mjs";
import { element, h, put } from "../page/dom.mjs";
import { fileOf } from "../core/readings.mjs";
import { Chart } from "../map/plotly.mjs";
import { Unloaded, kept, load } from "../page/load.mjs";
import { unloaded } from "../page/unloaded.mjs";
import { StripAxis } from "./stripAxis.mjs";
import { StripGrid } from "./stripGrid.mjs";
import { stripPaper } from "./stripPaper.mjs";

/** @import { Atlas } from "../atlas.mjs" */
/** @import { AreaMeta, StripMeta } from "../core/contract.d.ts" */
/** @import { Row } from "../core/contract.d.ts" */
/** @import { Shares } from "../core/model.mjs" */
/** @import { Figure } from "../map/plotly.mjs" */

const VIEW = "strips";
const GRAPHS = { rows: "strips-graph", areas: "areas-graph" };
const DRAG_PX = 4;

export class Strips {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    const { orders } = atlas.payload;
    this.host = element("strips");
    this.cursor = element("strips-cursor");
    this.plot = /** @type {HTMLElement} */ (this.cursor.parentElement);
    this.tip = element("strips-tip");
    this.rows = element("strips-rows");
    this.card = element("strips-card");
    this.trouble = h("div", { class: "trouble" });
    element("strips-body").append(this.trouble);
    /** @type {import("../core/view.d.ts").Parameter[]} */
    this.parameters = [
      {
        name: "order",
        usual: orders[0],
        read: (text, fail) => (orders.includes(text) ? text : fail()),
        write: (order) => (order === orders[0] ? null : order),
        fault: "noteOrder",
      },
    ];
    this.day = h("h2", {});
    this.headline = h("p", { class: "event" });
    this.orders = orders.map((order) =>
      h("input", { type: "radio", name: "strips-order", value: order, onchange: () => this.reorder(order) }),
    );
    this.areas = Object.entries(atlas.payload.roles).map(([id, role]) => {
      const value = h("span", { class: "km2" });
      const item = h("li", {}, swatch(`background:${role.fill};border-color:${role.ink}`), role.name, " ", value);
      return { id, item, value };
    });
    this.fillHead();
    this.dragging = false;
    this.width = 0;
    /** The order that is drawn. @type {string|null} */
    this.drawn = null;
    /** What is drawn, in rows and km2. @type {{rows: StripMeta, areas: AreaMeta}|null} */
    this.meta = null;
    /** The areas that are written. @type {Shares|null} */
    this.counted = null;
    this.axis = new StripAxis(element("strips-axis"), atlas);
    this.grid = new StripGrid(element("strips-grid"), atlas, (id, row) => this.choose(id, row));
    /** A range of its own, for keys and voices; the pointer takes hold of the cursor anywhere. */
    this.input = h("input", {
      id: "strips-slider",
      type: "range",
      min: 0,
      max: atlas.calendar.last,
      step: 1,
      "aria-label": this.t.sliderName,
      oninput: ({ currentTarget }) => atlas.store.scrub(Number(currentTarget.value)),
    });
    this.plot.prepend(this.input);
    this.listen();
    new ResizeObserver(() => this.measure()).observe(this.plot);
    this.rows.addEventListener("scroll", () => this.hint());
  }

  /** The day with its event, the order, the legend with the area of each power.
   * On a phone the legend opens when asked. */
  fillHead() {
    const { t } = this;
    /** @param {HTMLInputElement} input */
    const label = (input) => h("label", {}, input, t[`order.${input.value}`]);
    const { statuses } = this.atlas.payload;
    const looks = Object.entries(statuses).filter(([, look]) => look !== "plain");
    if (this.orders.length > 1) {
      const order = element("strips-order");
      put(order, h("legend", {}, t["strips.order"]), ...this.orders.map(label));
      const measure = () => this.host.style.setProperty("--order", `${order.offsetHeight}px`);
      new ResizeObserver(measure).observe(order);
    }
    const open = h(
      "button",
      {
        type: "button",
        class: "button",
        "aria-expanded": "false",
        onclick: ({ currentTarget: own }) =>
          own.setAttribute("aria-expanded", String(own.getAttribute("aria-expanded") !== "true")),
      },
      t["strips.legend"],
    );
    put(
      element("strips-head"),
      h("div", { class: "now" }, this.day, this.headline),
      open,
      h("ul", { class: "powers", "aria-label": t["strips.held"] }, ...this.areas.map(({ item }) => item)),
      h(
        "ul",
        { class: "looks", "aria-label": t["strips.legend"] },
        this.atlas.payload.lead ? h("li", {}, swatch("", "status lasting"), t["strips.lasting"]) : null,
        ...looks.map(([name, look]) => h("li", {}, swatch("", `status ${look}`), t[`strip.${name}`])),
        h("li", {}, swatch("", "status low"), t["certainty.low"]),
      ),
    );
  }

  listen() {
    /** @type {PointerEvent|null} */
    let from = null;
    this.host.addEventListener("pointerdown", (event) => {
      const at = /** @type {Element} */ (event.target);
      const band = at.closest("#strips-axis, #strips-grid, #strips-areas");
      if (!band || event.button !== 0 || at.closest("button")) return;
      if (!this.inPlot(event.clientX)) return;
      from = event;
      this.dragging = false;
      if (band.id !== "strips-grid") this.drag(event);
    });
    this.host.addEventListener("pointermove", (event) => {
      const gone = from && event.buttons ? Math.abs(event.clientX - from.clientX) : null;
      if (gone !== null && (this.dragging || gone > DRAG_PX)) this.drag(event);
      else if (event.pointerType === "mouse") this.hover(event);
    });
    for (const end of ["pointerup", "pointercancel"]) this.host.addEventListener(end, () => (from = null));
    this.host.addEventListener("pointerleave", () => this.hover(null));
    // The click that ends a drag means no segment.
    this.host.addEventListener(
      "click",
      (event) => {
        if (this.dragging) event.stopPropagation();
        this.dragging = false;
      },
      true,
    );
  }

  /** @param {number} clientX */
  inPlot(clientX) {
    const { left, right } = this.plot.getBoundingClientRect();
    return clientX >= left && clientX <= right;
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.dragging) this.host.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.hover(null);
    const { left, width } = this.plot.getBoundingClientRect();
    this.atlas.store.scrub(this.atlas.calendar.dayAt((event.clientX - left) / width));
  }

  /** What is under the mouse, in words.
   * @param {PointerEvent | null} event */
  hover(event) {
    const cell = event && /** @type {Element} */ (event.target).closest?.("[role=gridcell]");
    this.tip.textContent = cell ? cell.getAttribute("aria-label") : "";
    if (!cell) return;
    const flip = event.clientX > innerWidth - 320;
    this.tip.style.translate = `calc(${event.clientX}px + ${flip ? "-100% - 14px" : "14px"}) ${event.clientY + 16}px`;
  }

  /** A segment leads to its first day, a name to its card.
   * @param {string} territory
   * @param {Row | null} row */
  choose(territory, row) {
    const { atlas } = this;
    const moves = row && row.start !== atlas.view.day;
    if (moves) atlas.store.jump(row.start);
    atlas.store.select(territory, moves ? "replaceState" : "pushState");
  }

  /** @param {string} order */
  reorder(order) {
    this.atlas.store.set({ order }, "pushState");
    this.open();
  }

  restore() {
    if (this.shown) this.open();
  }

  get shown() {
    return this.atlas.view.view === VIEW;
  }

  /** @param {string} view */
  show(view) {
    const here = view === VIEW;
    /** @type {HTMLAnchorElement} */ (document.querySelector(".skip")).hash = here ? "strips-slider" : "day-slider";
    this.hover(null);
    if (here) this.open();
  }

  /** Draw what the address asks for, or say that it could not be had. */
  async open() {
    const { order } = this.atlas.view;
    for (const input of this.orders) input.checked = input.value === order;
    put(this.trouble);
    try {
      await this.fill(order);
    } catch (fault) {
      put(
        this.trouble,
        unloaded(fault, this.t, () => this.open()),
      );
      if (!(fault instanceof Unloaded)) throw fault;
    }
  }

  /** A later request overtakes an earlier request.
   * @param {string} order */
  async fill(order) {
    const names = [`strips.${order}.json`, "areas.json"].map((name) => fileOf(this.atlas.payload, name));
    const [rows, areas] = await Promise.all(names.map(figure));
    const strips = /** @type {StripMeta} */ (rows.layout.meta);
    if (order !== this.atlas.view.order || this.drawn === order) return;
    this.drawn = order;
    this.meta = { rows: strips, areas: /** @type {AreaMeta} */ (areas.layout.meta) };
    this.axis.scale(element("areas-scale"), this.meta.areas);
    this.host.style.setProperty("--rows", String(strips.rows));
    this.grid.build(strips);
    try {
      await Promise.all([Chart.draw(element(GRAPHS.rows), rows), Chart.draw(element(GRAPHS.areas), areas)]);
    } catch (fault) {
      this.drawn = null;
      throw fault;
    }
    this.host.dataset.drawn = order;
    this.hint();
  }

  measure() {
    this.width = this.plot.clientWidth;
    this.axis.place();
    if (this.atlas.view) this.move(this.atlas.view.day);
    this.hint();
  }

  /** What the browser prints of this view. */
  printed() {
    return this.shown && this.meta && this.host.dataset.drawn ? stripPaper(this, this.meta) : null;
  }

  /** Rows that lie below are hinted at. */
  hint() {
    const { scrollTop, clientHeight, scrollHeight } = this.rows;
    this.rows.toggleAttribute("data-below", scrollTop + clientHeight + 1 < scrollHeight);
  }

  retype() {
    this.measure();
  }

  /** @param {number} day */
  move(day) {
    const x = this.atlas.calendar.position(day) * this.width;
    this.cursor.style.transform = `translateX(${x.toFixed(2)}px)`;
  }

  /** @param {number} day */
  draw(day) {
    if (this.shown) this.move(day);
  }

  /** @param {number} day */
  keepUp(day) {
    if (!this.shown) return;
    const { atlas } = this;
    this.day.textContent = atlas.calendar.label(day);
    const [event] = atlas.model.eventsOn(day);
    this.headline.textContent = event?.title ?? atlas.cards.share(day);
    this.headline.classList.toggle("muted", !event);
    this.numbers(atlas.model.shares(day));
  }

  /** The area of each power at the cursor; written only when it is another.
   * @param {Shares} shares */
  numbers(shares) {
    if (shares === this.counted) return;
    this.counted = shares;
    for (const { id, item, value } of this.areas) {
      const km2 = shares.km2[id];
      const text = km2 ? this.atlas.cards.area(km2) : "";
      if (value.textContent === text) continue;
      value.textContent = text;
      item.classList.toggle("gone", !km2);
    }
  }

  /** @param {number} day */
  rest(day) {
    if (!this.shown) return;
    this.draw(day);
    this.keepUp(day);
    this.input.value = String(day);
    this.input.setAttribute("aria-valuetext", value(this.atlas, this.atlas.view.day));
    this.select(this.atlas.view.territory);
  }

  /** The card of the territory, beside the strips.
   * @param {string | null} territory */
  select(territory) {
    if (!this.shown) return;
    const left = !territory && this.card.contains(document.activeElement);
    this.card.hidden = !territory;
    if (territory) this.atlas.cards.details(this.card, territory, this.atlas.view.day);
    this.grid.mark(territory);
    // The focus of a card that closes goes back to where it came from.
    if (left) this.grid.focus();
  }
}

/** @param {string} style */
const swatch = (style, look = "") =>
  h("span", { class: `strip-swatch ${look}`, "aria-hidden": "true", style: style || null });

/** A figure of the bundle: it lies beside this script. */
const figure = kept(
  (/** @type {string} */ name) => /** @type {Promise<Figure>} */ (load(new URL(`../${name}`, import.meta.url))),
);
