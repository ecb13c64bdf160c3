/**
 * The strips: who held each territory through time, and below them the area of each power.
 * Both are plotly figures, drawn when the view is first opened; the cursor lies over them.
 */

import { appears, format, h, put } from "../page/dom.mjs";
import { Unloaded, kept, load } from "../page/load.mjs";
import { unloaded } from "../page/unloaded.mjs";
import { StripAxis } from "./stripAxis.mjs";
import { StripGrid } from "./stripGrid.mjs";

const VIEW = "strips";
const ORDERS = ["region", "date"];
const GRAPHS = { rows: "strips-graph", areas: "areas-graph" };
/** Statuses with a look of their own, as the legend names them. */
const STATUSES = ["insurgent", "neutral_zone", "autonomous"];
const DRAG_PX = 4;
const element = (id) => document.getElementById(id);

export class Strips {
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.host = element("strips");
    this.cursor = element("strips-cursor");
    this.tip = element("strips-tip");
    this.card = element("strips-card");
    this.trouble = h("div", { class: "trouble" });
    element("strips-body").append(this.trouble);
    this.parameters = [{
      name: "order",
      usual: ORDERS[0],
      read: (text, fail) => (ORDERS.includes(text) ? text : fail()),
      write: (order) => (order === ORDERS[0] ? null : order),
      fault: "noteOrder",
    }];
    this.fillHead();
    this.axis = new StripAxis(element("strips-axis"), atlas);
    this.grid = new StripGrid(element("strips-grid"), atlas, (id, row) => this.choose(id, row));
    this.slider();
    this.listen();
    new ResizeObserver(() => this.measure()).observe(this.cursor.parentElement);
  }

  /** The day with its event, the order, the legend with the area of each power.
   * On a phone the legend opens when asked. */
  fillHead() {
    const { atlas, t } = this;
    this.day = h("h2", {});
    this.headline = h("p", { class: "event" });
    this.orders = ORDERS.map((order) => h("input", { type: "radio", name: "strips-order", value: order,
      onchange: () => this.reorder(order) }));
    const label = (input) => h("label", {}, input, t[`order.${input.value}`]);
    this.areas = Object.entries(atlas.payload.roles).map(([id, role]) => {
      const value = h("span", { class: "km2" });
      const item = h("li", {}, swatch(`background:${role.fill};border-color:${role.ink}`), role.name, " ", value);
      return { id, item, value };
    });
    const status = (name) => h("li", {}, swatch("", `status ${name}`), t[`legend.${name}`]);
    put(element("strips-order"), h("legend", {}, t["strips.order"]), ...this.orders.map(label));
    const open = h("button", { type: "button", class: "button", "aria-expanded": "false",
      onclick: () => open.setAttribute("aria-expanded", String(open.getAttribute("aria-expanded") !== "true")),
    }, t["strips.legend"]);
    put(element("strips-head"),
      h("div", { class: "now" }, this.day, this.headline),
      open,
      h("ul", { class: "powers", "aria-label": t["strips.held"] }, ...this.areas.map(({ item }) => item)),
      h("ul", { class: "looks", "aria-label": t["strips.legend"] },
        h("li", {}, swatch("", "status lasting"), t["strips.lasting"]),
        h("li", {}, swatch("", "status occupied"), t["strips.occupied"]),
        ...STATUSES.map(status),
        h("li", {}, swatch("", "status low"), t["certainty.low"])));
  }

  /** A range of its own, for keys and voices; the pointer takes hold of the cursor anywhere. */
  slider() {
    const { calendar } = this.atlas;
    this.input = h("input", { id: "strips-slider", type: "range", min: 0, max: calendar.last, step: 1,
      "aria-label": this.t.sliderName, oninput: () => this.atlas.scrub(+this.input.value) });
    this.cursor.parentElement.prepend(this.input);
  }

  listen() {
    let from = null;
    this.host.addEventListener("pointerdown", (event) => {
      const band = event.target.closest("#strips-axis, #strips-grid, #strips-areas");
      if (!band || event.button !== 0 || event.target.closest("button")) return;
      if (!this.inPlot(event.clientX)) return;
      from = event;
      this.dragging = false;
      if (band.id !== "strips-grid") this.drag(event);
    });
    this.host.addEventListener("pointermove", (event) => {
      const held = from && event.buttons;
      if (held && (this.dragging || Math.abs(event.clientX - from.clientX) > DRAG_PX)) this.drag(event);
      else if (event.pointerType === "mouse") this.hover(event);
    });
    for (const end of ["pointerup", "pointercancel"]) this.host.addEventListener(end, () => (from = null));
    this.host.addEventListener("pointerleave", () => this.hover(null));
    // The click that ends a drag means no segment.
    this.host.addEventListener("click", (event) => {
      if (this.dragging) event.stopPropagation();
      this.dragging = false;
    }, true);
  }

  inPlot(clientX) {
    const { left, right } = this.cursor.parentElement.getBoundingClientRect();
    return clientX >= left && clientX <= right;
  }

  drag(event) {
    if (!this.dragging) this.host.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.hover(null);
    const { left, width } = this.cursor.parentElement.getBoundingClientRect();
    this.atlas.scrub(this.atlas.calendar.dayAt((event.clientX - left) / width));
  }

  /** What is under the mouse, in words. */
  hover(event) {
    const cell = event?.target.closest?.("[role=gridcell]");
    this.tip.textContent = cell ? cell.getAttribute("aria-label") : "";
    if (!cell) return;
    const flip = event.clientX > innerWidth - 320;
    this.tip.style.translate = `calc(${event.clientX}px + ${flip ? "-100% - 14px" : "14px"}) ${event.clientY + 16}px`;
  }

  /** A segment leads to its first day, a name to its card. */
  choose(territory, row) {
    const { atlas } = this;
    const moves = row && row.start !== atlas.view.day;
    if (moves) atlas.jump(row.start);
    atlas.select(territory, moves ? "replaceState" : "pushState");
  }

  reorder(order) {
    this.atlas.set({ order }, "pushState");
    this.open();
  }

  restore() {
    if (this.shown) this.open();
  }

  get shown() {
    return this.atlas.view.view === VIEW;
  }

  show(view) {
    const here = view === VIEW;
    document.querySelector(".skip").hash = here ? "strips-slider" : "day-slider";
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
      put(this.trouble, unloaded(fault, this.t, () => this.open()));
      if (!(fault instanceof Unloaded)) throw fault;
    }
  }

  /** A later wish overtakes an earlier one. */
  async fill(order) {
    const [rows, areas] = await Promise.all([figure(`strips.${order}.json`), figure("areas.json")]);
    if (order !== this.atlas.view.order || this.drawn === order) return;
    this.drawn = order;
    this.axis.scale(element("areas-scale"), areas.layout.meta);
    this.host.style.setProperty("--rows", rows.layout.meta.rows);
    this.grid.build(rows.layout.meta);
    try {
      await Promise.all([place(GRAPHS.rows, rows), place(GRAPHS.areas, areas)]);
    } catch (fault) {
      this.drawn = null;
      throw fault;
    }
    this.host.dataset.drawn = order;
  }

  measure() {
    this.width = this.cursor.parentElement.clientWidth;
    this.axis.place();
    if (this.atlas.view) this.move(this.atlas.view.day);
  }

  retype() {
    this.measure();
  }

  move(day) {
    const x = this.atlas.calendar.position(day) * (this.width ?? 0);
    this.cursor.style.transform = `translateX(${x.toFixed(2)}px)`;
  }

  draw(day) {
    if (!this.shown) return;
    this.move(day);
    const { atlas } = this;
    this.day.textContent = atlas.calendar.label(day);
    const [event] = atlas.model.eventsOn(day);
    this.headline.textContent = event?.title ?? atlas.cards.share(day);
    this.headline.classList.toggle("muted", !event);
    this.numbers(atlas.model.shares(day));
  }

  /** The area of each power at the cursor; written only when it is another. */
  numbers(shares) {
    if (shares === this.counted) return;
    this.counted = shares;
    for (const { id, item, value } of this.areas) {
      const km2 = shares.km2[id];
      const text = km2 ? format(this.t["strips.km2"], { km2: this.atlas.cards.round(km2) }) : "";
      if (value.textContent === text) continue;
      value.textContent = text;
      item.classList.toggle("gone", !km2);
    }
  }

  rest(day) {
    if (!this.shown) return;
    this.draw(day);
    this.input.value = day;
    this.input.setAttribute("aria-valuetext", this.atlas.spoken());
    this.select(this.atlas.view.territory);
  }

  /** The card of the territory, beside the strips. */
  select(territory) {
    if (!this.shown) return;
    const left = !territory && this.card.contains(document.activeElement);
    this.card.hidden = !territory;
    if (territory) this.atlas.cards.details(this.card, territory, this.atlas.view.day);
    const name = this.grid.mark(territory);
    // The focus of a card that closes goes back to where it came from.
    if (left) this.grid.focus(name);
  }
}

const swatch = (style, look = "") =>
  h("span", { class: `strip-swatch ${look}`, "aria-hidden": "true", style: style || null });

/** A figure of the bundle: it lies beside this script. */
const figure = kept((name) => load(new URL(`../${name}`, import.meta.url)));

/** Give a figure to its graph; done when plotly has drawn it. */
async function place(id, figure) {
  const graph = () => document.querySelector(`#${id} .js-plotly-plot`);
  await appears(() => window.dash_clientside?.set_props && graph());
  window.dash_clientside.set_props(id, { figure });
  const made = JSON.stringify(figure.layout.meta);
  await appears(() => JSON.stringify(graph()?.layout?.meta) === made);
}
