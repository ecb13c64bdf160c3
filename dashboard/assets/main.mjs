/**
 * The page: wires the model of the days to the map, the timeline and the cards.
 * While a finger moves, a day is painted at most once a frame and nothing else is
 * done; when it rests the cards, the address and plotly's own model follow.
 */

import * as address from "./core/address.mjs";
import { Calendar } from "./core/calendar.mjs";
import { Cards } from "./cards/cards.mjs";
import { Controls } from "./timeline/controls.mjs";
import { AddressBar } from "./page/addressBar.mjs";
import { appears, format } from "./page/dom.mjs";
import { figure as loadFigure } from "./map/figure.mjs";
import * as keys from "./page/keys.mjs";
import { Labels } from "./map/labels.mjs";
import { Layers } from "./map/layers.mjs";
import { Legend } from "./map/legend.mjs";
import { load } from "./page/load.mjs";
import { Model } from "./core/model.mjs";
import { Notices } from "./page/notices.mjs";
import { Painter } from "./map/painter.mjs";
import { PARTS } from "./parts.mjs";
import { Player } from "./timeline/player.mjs";
import { Pointing } from "./map/pointing.mjs";
import { Ribbon } from "./timeline/ribbon.mjs";
import { Shutter } from "./map/legendFold.mjs";
import { Touch } from "./map/touch.mjs";
import { Viewport } from "./map/viewport.mjs";
import { Views } from "./views/views.mjs";

const REST_MS = 150;
const CARDS = ["day-block", "legend", "events", "details", "treaty", "found", "zoom", "scale"];
const element = (id) => document.getElementById(id);

/** Pixels of the map that the day and the cards cover; on a phone nothing lies over it. */
function covered() {
  const stage = element("stage").clientWidth;
  if (element("page").dataset.show !== "map") return { left: 0, right: 0 };
  const cards = element("panels").offsetWidth;
  return stage > 720 ? { left: stage * 0.1, right: cards + 30 } : { left: 0, right: 0 };
}

class Atlas {
  constructor(payload, graph) {
    this.payload = payload;
    this.t = payload.strings;
    this.graph = graph;
    this.calendar = new Calendar(payload);
    this.model = new Model(payload);
    this.painter = new Painter(graph, this.model);
    this.viewport = new Viewport(graph, window.Plotly, payload.home, covered, CARDS.map(element));
    this.view = { day: 0, view: payload.views[0], territory: null, layers: new Set() };
    this.layers = new Layers(element("stage"), payload, (on) => this.switchLayers(on));
    const select = (id) => this.select(id);
    const jump = (day) => this.jump(day);
    this.labels = new Labels(element("overlay"), this.model, this.viewport);
    this.touch = new Touch(graph, element("overlay"), this.viewport);
    this.pointing = new Pointing(this, { graph, painter: this.painter, day: () => this.view.day });
    this.cards = new Cards(this.model, this.calendar, { go: jump, select, close: () => this.close() });
    this.legend = new Legend(element("legend"), this.model, this.painter, this.cards);
    this.shutter = new Shutter(this.legend, element("stage"), element("day-block"), (id) => this.blinds(id), () => this.moved());
    this.ribbon = new Ribbon(element("ribbon"), this.model, this.calendar, {
      onDay: (day) => this.scrub(day),
      onEvent: (id) => this.jump(this.model.events.get(id).day),
    });
    this.player = new Player(this.model, {
      day: () => this.view.day,
      go: (day) => this.move(day),
      state: (playing) => this.controls.playing(playing),
    }, this.calendar.last);
    this.controls = new Controls(element("controls"), this, this.player);
    element("zoom").append(...this.viewport.buttons(this.t), this.layers.button);
    this.views = new Views((view) => this.show(view));
    this.notices = new Notices(element("notice"), this.t);
    this.parts = PARTS.map((Part) => new Part(this));
    this.parameters = [
      ...address.parameters(this.calendar, this.model.index, payload.layers, payload.views),
      ...this.parts.flatMap((part) => part.parameters ?? []),
    ];
    this.bar = new AddressBar(() => address.write(this.view, this.parameters), () => Boolean(this.view.embed),
      (search) => this.written(search));
    this.listen();
  }

  /** Tell every part that wants to know. */
  tell(what, ...said) {
    for (const part of this.parts) part[what]?.(...said);
  }

  listen() {
    this.viewport.onMove(() => this.moved());
    this.graph.on("plotly_afterplot", () => {
      this.painter.repaint();
      if (this.showLegend()) this.moved();
    });
    document.fonts.addEventListener("loadingdone", () => this.retype());
    window.addEventListener("popstate", () => this.open());
    this.bar.listen(() => Boolean(this.resting));
    keys.listen(Object.assign(this.acts(), ...this.parts.map((part) => part.acts?.() ?? {})));
    element("help-open").addEventListener("click", () => this.help());
    element("help-close").addEventListener("click", () => element("help").close());
    this.moved();
  }

  acts() {
    const { calendar, model } = this;
    const by = (days) => () => this.jump(calendar.clamp(this.view.day + days));
    const months = (count) => () => this.jump(calendar.addMonths(this.view.day, count));
    return {
      ArrowRight: () => this.jump(model.nextChange(this.view.day) ?? calendar.last),
      ArrowLeft: () => this.jump(model.previousChange(this.view.day) ?? calendar.first),
      "Shift+ArrowRight": by(1),
      "Shift+ArrowLeft": by(-1),
      PageUp: months(1),
      PageDown: months(-1),
      Home: () => this.jump(calendar.first),
      End: () => this.jump(calendar.last),
      Space: () => this.player.toggle(),
      L: () => element("language").click(),
      "?": () => this.help(),
      Escape: () => this.escape(),
    };
  }

  /** From its beginning: the browser would go to the first link, which is at the end. */
  help() {
    element("help").showModal();
    element("help").scrollTop = 0;
  }

  /** Close what lies on top: the help, what a part has opened, the list of layers, the card. */
  escape() {
    if (element("help").open) element("help").close();
    else if (this.parts.some((part) => part.escape?.())) return;
    else if (!this.layers.list.hidden) this.layers.toggle(false);
    else if (!this.notices.clear()) this.close();
  }

  /** The slider or a finger: many days a second, one step of the history; the player stops. */
  scrub(day) {
    this.player.pause();
    this.bar.step();
    this.move(day);
  }

  /** A deliberate step to a day: a new place in the history. A key that is held is like a finger. */
  jump(day) {
    this.player.pause();
    if (day === this.view.day) return undefined;
    this.bar.step();
    if (this.bar.repeating) return this.move(this.calendar.clamp(day));
    this.view.day = this.calendar.clamp(day);
    this.draw();
    return this.rest();
  }

  move(day) {
    this.view.day = day;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST_MS);
  }

  /** What follows the finger. */
  draw() {
    const { day } = this.view;
    const started = performance.now();
    this.painter.paint(day);
    this.ribbon.show(day);
    this.labels.show(day);
    if (this.drawnDay !== day) {
      this.cards.day(element("day"), element("headline"), day);
      // What was said of another day is no longer true.
      if (this.painter.fresh.list.length) this.painter.showNews([]);
      element("tip").replaceChildren();
    }
    this.tell("draw", day);
    this.drawnDay = day;
    this.stepMs = performance.now() - started;
  }

  /** What waits until the finger rests. */
  rest() {
    clearTimeout(this.resting);
    this.resting = null;
    const { day, layers } = this.view;
    this.painter.rest(day, layers);
    this.cards.events(element("events"), day);
    this.details();
    this.showLegend();
    this.pointing.name();
    this.controls.show(day);
    this.tell("rest", day);
    const spoken = this.spoken();
    this.ribbon.show(day, spoken);
    this.moved();
    if (!this.player.playing) {
      element("speaker").textContent = spoken;
      this.bar.keep("replaceState");
      this.painter.settle();
    }
  }

  /** @param {Set<string>} on */
  switchLayers(on) {
    this.view.layers = on;
    this.layers.show(on);
    this.painter.rest(this.view.day, on);
    this.showLegend();
    this.moved();
    this.tell("switched", on);
    this.bar.keep("replaceState");
  }

  /** Another view of the same day.
   * @param {string} view */
  show(view, how = "pushState") {
    this.view.view = view;
    this.views.show(view);
    this.tell("show", view);
    this.bar.keep(how);
    this.rest();
  }

  /** Change what a part keeps in the address; a step for Back when `how` says so.
   * @param {Object<string, any>} values */
  set(values, how = "replaceState") {
    Object.assign(this.view, values);
    this.bar.keep(how);
  }

  details() {
    const { day, territory } = this.view;
    const host = element("details");
    host.hidden = !territory;
    element("stage").classList.toggle("with-details", Boolean(territory));
    if (territory) this.cards.details(host, territory, day);
    this.painter.select(territory);
    this.tell("selected", territory);
  }

  /** `28 April 1920: Soviet rule proclaimed in Baku` */
  spoken() {
    const [event] = this.model.eventsOn(this.view.day);
    const label = this.calendar.label(this.view.day);
    return event ? `${label}: ${event.title}` : label;
  }

  /**
   * @param {string|null} territory
   * @param {string} how a step of its own for Back, or not: passing with Tab is not one
   */
  select(territory, how = "pushState") {
    if (territory === this.view.territory) return;
    this.view.territory = territory;
    this.bar.keep(how);
    this.details();
    this.tell("select", territory);
    this.showLegend();
    this.moved();
  }

  /** Put the card away; the focus goes back to the territory, or it would be lost. */
  close() {
    const path = this.view.territory && this.painter.areas[this.model.index.get(this.view.territory)];
    const inside = element("details").contains(document.activeElement);
    this.select(null);
    if (inside) path?.focus({ focusVisible: true });
    if (inside) this.select(null, "replaceState");
  }

  /** The links to the other language and the other views follow the address. */
  written(search) {
    const link = element("language");
    link.href = `${new URL(link.href).pathname}${search}`;
    this.views.keep(search);
  }

  /** Show what the address says. */
  open() {
    this.bar.forget();
    const { view, faults } = address.read(location.search, this.parameters);
    this.view = { ...view, day: view.day ?? 0 };
    const label = this.calendar.label(this.view.day);
    this.notices.show(faults.map(([text, name]) => format(this.t[text], { day: label, name })));
    this.present(new Set(new URLSearchParams(location.search).keys()));
    this.tell("landed");
  }

  /** As with a link, but from within. @param {Object<string, any>} values */
  become(values, how = "pushState") {
    Object.assign(this.view, values);
    this.bar.keep(how);
    this.present();
  }

  /** @param {Set<string>} named what an address gave */
  present(named = new Set()) {
    this.layers.show(this.view.layers);
    this.player.pause();
    this.views.show(this.view.view);
    this.tell("restore", named);
    this.tell("show", this.view.view);
    this.draw();
    this.rest();
  }

  moved() {
    element("stage").classList.toggle("away", this.viewport.away);
    this.viewport.measure();
    const before = String(this.labels.signs());
    this.labels.place(this.view.layers.has("certainty"));
    const signs = this.labels.signs();
    if (String(signs) !== before) this.showLegend();
    element("scale").replaceChildren(...this.viewport.scaleBar(this.t.km));
  }

  /** Other letters are there, or letters of another size: what was measured is measured anew. */
  retype() {
    this.labels.retype();
    this.ribbon.resize();
    this.tell("retype");
    this.moved();
  }

  /** What is in the window, and whether the legend is open there.
   * @returns {boolean} whether it was opened or folded */
  showLegend() {
    const { day, layers, territory } = this.view;
    const { width, height } = this.viewport;
    const territories = this.labels.rooms.within(this.viewport.window());
    const path = (one) => this.painter.reaches(one, width, height);
    this.legend.show(day, layers, this.labels.signs(), { territories, path });
    return this.shutter.settle(territory);
  }

  /** Whether the legend lies over a territory. */
  blinds(territory) {
    const [left, top, right, bottom] = this.viewport.boxOf(element("legend"));
    const [[west, north], [east, south]] = [[left, top], [right, bottom]].map((at) => this.viewport.fromPixels(at));
    return this.labels.rooms.within([west, south, east, north]).has(this.model.index.get(territory));
  }

  /** For tests and assistive tools: go to `YYYY-MM-DD`; false if there is no such day here. */
  goTo(text) {
    const day = this.calendar.fromIso(text);
    if (!this.calendar.inside(day)) return false;
    this.view.day = day;
    this.draw();
    this.rest();
    return true;
  }
}

async function start() {
  const script = document.querySelector("script[data-payload]");
  const [payload, figure] = await Promise.all([
    load(script.dataset.payload),
    loadFigure(),
  ]);
  // Dash puts a stand-in at #map until its component has loaded: look it up each time.
  const drawn = () => document.querySelector("#map .js-plotly-plot");
  await appears(() => window.dash_clientside?.set_props && drawn());
  window.dash_clientside.set_props("map", { figure });
  const graph = await appears(
    () => drawn()?.data?.length === figure.data.length && drawn().querySelector("path.js-fill") && drawn(),
  );
  // Dash answers a window that has moved by drawing the whole figure again, with that window in it.
  graph.removeAllListeners("plotly_relayout");
  const atlas = new Atlas(payload, graph);
  // Until the address is read the page shows the map, with its cards beside it.
  atlas.views.show(atlas.view.view);
  await atlas.viewport.showAll();
  atlas.open();
  window.atlas = {
    goTo: (day) => atlas.goTo(day),
    state: () => atlas.model.state(atlas.view.day, (day) => atlas.calendar.iso(day)),
    day: () => atlas.calendar.iso(atlas.view.day),
    settled: () => atlas.painter.told,
    parameters: () => atlas.parameters.map((one) => one.name),
    scrub: (day) => {
      atlas.view.day = day;
      atlas.draw();
    },
  };
  await document.fonts.ready;
  document.documentElement.dataset.ready = "true";
}

start().catch((fault) => {
  // The page has the words for it, in its language (ui/page/failure.py).
  document.documentElement.dataset.failed = "true";
  throw fault;
});
