/** The atlas: the model of the days, the map, the timeline and the cards, wired to the view store. */

import { Cards } from "./cards/cards.mjs";
import { Help } from "./cards/help.mjs";
import { TerritoryCard } from "./cards/territory.mjs";
import * as address from "./core/address.mjs";
import { Calendar } from "./core/calendar.mjs";
import { Model } from "./core/model.mjs";
import { escapeOrder, keyOrder } from "./core/order.mjs";
import { Store } from "./core/store.mjs";
import { Annotations } from "./map/annotations.mjs";
import { Labels } from "./map/labels.mjs";
import { Layers } from "./map/layers.mjs";
import { Legend } from "./map/legend.mjs";
import { Shutter } from "./map/legendFold.mjs";
import { Motion } from "./map/motion.mjs";
import { Painter } from "./map/painter.mjs";
import { Pointing } from "./map/pointing.mjs";
import { sharpen } from "./map/relief.mjs";
import { Touch } from "./map/touch.mjs";
import { country } from "./map/treatyMap.mjs";
import { Viewport } from "./map/viewport.mjs";
import { Wheel } from "./map/wheel.mjs";
import { AddressBar } from "./page/addressBar.mjs";
import { element, format, languageLinks } from "./page/dom.mjs";

import * as keys from "./page/keys.mjs";
import { Notices } from "./page/notices.mjs";
import { ESCAPE, PARTS, SHARED_KEYS } from "./parts.mjs";
import { after, before } from "./phases.mjs";
import { Controls } from "./timeline/controls.mjs";
import { dayMark } from "./timeline/dayMark.mjs";
import { Player } from "./timeline/player.mjs";
import { Ribbon } from "./timeline/ribbon.mjs";
import { steps } from "./timeline/steps.mjs";
import { Views } from "./views/views.mjs";

/** @import { Payload } from "./core/contract.d.ts" */
/** @import { Part } from "./core/store.mjs" */
/** @import { View } from "./core/view.d.ts" */
/** @import { Chart } from "./map/plotly.mjs" */

/** What lies over the map: names keep clear of it. */
const CARDS = ["day-block", "legend", "events", "details", "treaty", "found", "zoom", "scale"];

/** Pixels of the map that the day and the cards cover; on a phone nothing lies over it. */
export function covered() {
  const stage = element("stage").clientWidth;
  if (element("page").dataset.show !== "map") return { left: 0, right: 0 };
  const cards = element("panels").offsetWidth;
  const clear = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--legend-end"));
  return stage > 720 ? { left: stage * 0.1, right: cards + 30, clear } : { left: 0, right: 0 };
}

/** @type {import("./core/store.mjs").Clock} */
const clock = {
  frame: (act) => requestAnimationFrame(act),
  later: (act, ms) => setTimeout(act, ms),
  never: (id) => clearTimeout(id),
  now: () => performance.now(),
};

/** @param {Atlas} atlas */
const addressBar = (atlas) =>
  new AddressBar(
    () => address.write(atlas.view, atlas.parameters),
    () => Boolean(atlas.view.embed),
    (search) => atlas.written(search),
  );

/** @param {Atlas} atlas */
const viewport = (atlas) =>
  new Viewport(
    atlas.chart,
    atlas.payload.home,
    atlas.payload.sizes.window,
    () => atlas.covers(),
    CARDS.map((id) => element(id)),
  );

/** @param {Atlas} atlas */
const cards = (atlas) =>
  new Cards(atlas.model, atlas.calendar, {
    go: (day) => atlas.store.jump(day),
    select: (id) => atlas.store.select(id),
    close: () => atlas.card.close(),
    open: (kind, id) => atlas.store.ask(kind, id),
    zoom: (id) => atlas.zoomTo(id),
  });

/** @param {Atlas} atlas */
const legendFold = (atlas) =>
  new Shutter(
    atlas.legend,
    element("stage"),
    element("day-block"),
    (id) => atlas.annotations.covers(atlas.model.numberOf(id)),
    () => atlas.annotations.update(),
  );

/** The map and the mark of the day on the timeline move together.
 * @param {Painter} painter
 * @param {Ribbon} ribbon */
function motion(painter, ribbon) {
  const made = new Motion(painter, dayMark(ribbon));
  ribbon.apart = () => made.seen;
  return made;
}

/** @param {Atlas} atlas */
const player = (atlas) =>
  new Player(
    atlas.model,
    {
      day: () => atlas.view.day,
      go: (day) => atlas.store.move(day),
      state: (playing) => atlas.controls.playing(playing),
      shown: () => atlas.ribbon.span.days,
    },
    atlas.calendar.last,
  );

export class Atlas {
  /**
   * @param {Payload} payload
   * @param {Chart} chart of the map
   */
  constructor(payload, chart) {
    this.payload = payload;
    this.t = payload.strings;
    this.chart = chart;
    this.calendar = new Calendar(payload);
    this.model = new Model(payload);
    this.bar = addressBar(this);
    this.store = new Store(this.beginning(), this.calendar, clock, this.bar);
    const { store, model, calendar } = this;
    this.painter = new Painter(chart, model);
    this.viewport = viewport(this);
    sharpen(chart, this.viewport, (again) => this.lostRelief(again));
    this.layers = new Layers(element("stage"), payload, (on) => store.switchLayers(on));
    const usual = address.parameters(calendar, model.index, payload.layers, payload.views);
    this.dress(address.read(location.search, usual).view);
    this.labels = new Labels(element("overlay"), model, this.viewport);
    this.touch = new Touch(chart.element, element("overlay"), this.viewport);
    new Wheel(this.touch);
    this.pointing = new Pointing(this, { surface: chart.element, painter: this.painter, day: () => this.view.day });
    this.cards = cards(this);
    this.card = new TerritoryCard(this);
    this.legend = new Legend(element("legend"), model, this.painter, this.cards);
    this.fold = legendFold(this);
    this.annotations = new Annotations(store, this, this.t.km);
    this.ribbon = new Ribbon(element("ribbon"), model, calendar, {
      onDay: (day) => store.scrub(day),
      onEvent: (id) => store.choose(id),
    });
    this.painter.motion = motion(this.painter, this.ribbon);
    this.player = player(this);
    this.steps = steps(store, model, calendar);
    this.controls = new Controls(element("controls"), this, this.player);
    element("zoom").append(...this.viewport.buttons(this.t), this.layers.button);
    this.views = new Views((view) => store.show(view));
    this.notices = new Notices(element("notice"), this.t);
    this.help = new Help(this.cards, () => this.ribbon);
    /** @type {Record<string, Part>} */
    this.parts = Object.fromEntries(Object.entries(PARTS).map(([name, Part]) => [name, new Part(this)]));
    store.join(before(this), ...Object.values(this.parts), after(this));
    this.parameters = [...usual, ...Object.values(this.parts).flatMap((part) => part.parameters ?? [])];
    this.listen();
  }

  get view() {
    return this.store.view;
  }

  /** Paint the map before anything of the page is measured: the browser works out the style of the paths
   * at the first measurement, and anew for all that change after it.
   * @param {View} view that the address asks for */
  dress({ day, layers }) {
    this.layers.show(layers);
    this.painter.paint(day ?? 0);
  }

  /** Say that the relief of a map did not come.
   * @param {() => void} again asks for it again
   * @returns {() => void} unsays it */
  lostRelief(again) {
    return this.notices.offer(this.t["load.relief"], this.t["load.again"], again);
  }

  /** The day whose files are those of the day shown: a frozen site has the days of change alone. */
  get dayOfFiles() {
    const { day } = this.view;
    return this.payload.frozen ? (this.model.previousChange(day + 1) ?? this.calendar.first) : day;
  }

  /** Which day the files of a frozen site are of, in words. */
  asOf() {
    const day = format(this.t["frozen.asOf"], { day: this.calendar.label(this.dayOfFiles) });
    return [day, this.notHere].filter(Boolean).join(" ");
  }

  /** Said of a file of a frozen site, which has the atlas's own reading alone. */
  get notHere() {
    return this.payload.readAs ? this.t["reading.notHere"] : "";
  }

  /** @returns {View} what is shown until the address is read: the map, with its cards beside it */
  beginning() {
    const { payload } = this;
    return /** @type {View} */ ({ day: 0, view: payload.views[0], territory: null, layers: new Set() });
  }

  /** Show a territory with the country about it.
   * @param {string} id */
  zoomTo(id) {
    return this.viewport.showPart(country([this.model.territory(id)], this.payload.sizes.treaty), this.covers());
  }

  /** What is covered at the sides of the map: the first part that says so, or the cards. */
  covers() {
    for (const part of Object.values(this.parts)) {
      const sides = part.covers?.();
      if (sides) return sides;
    }
    return covered();
  }

  listen() {
    const { annotations, painter, store } = this;
    this.viewport.onMove(() => annotations.update());
    this.chart.onDrawn(() => {
      painter.repaint();
      if (annotations.showLegend()) annotations.update();
    });
    document.fonts.addEventListener("loadingdone", () => store.retype());
    window.addEventListener("popstate", () => this.open());
    this.bar.listen(() => store.moving);
    const parts = Object.entries(this.parts);
    const closeTop = escapeOrder(ESCAPE, [this.escapes(), ...parts.map(([, part]) => part.escapes?.() ?? {})]);
    keys.listen(
      keyOrder(SHARED_KEYS, {
        page: { ...this.acts(), Escape: closeTop },
        ...Object.fromEntries(parts.map(([name, part]) => [name, part.acts?.() ?? {}])),
      }),
    );
  }

  /** @returns {Record<string, () => unknown>} */
  acts() {
    return {
      ...this.steps,
      Space: () => this.player.toggle(),
      L: () =>
        languageLinks()
          .find((link) => "next" in link.dataset)
          ?.click(),
      "?": () => this.help.open(),
    };
  }

  /** @returns {Record<string, () => boolean>} */
  escapes() {
    return {
      help: () => this.help.close(),
      layers: () => this.layers.close(),
      notices: () => this.notices.clear(),
      card: () => this.card.close(),
    };
  }

  /** `28 April 2001: title of the event` */
  spoken() {
    const [event] = this.model.eventsOn(this.view.day);
    const label = this.calendar.label(this.view.day);
    return event ? `${label}: ${event.title}` : label;
  }

  /** The links to other languages and views follow the address.
   * @param {string} search */
  written(search) {
    for (const link of languageLinks()) link.href = `${new URL(link.href).pathname}${search}`;
    this.views.keep(search);
    for (const part of Object.values(this.parts)) part.written?.();
  }

  /** Show what the address says. */
  open() {
    this.bar.forget();
    const { view, faults } = address.read(location.search, this.parameters);
    const day = view.day ?? 0;
    const label = this.calendar.label(day);
    this.notices.show(faults.map(([text, name]) => format(this.t[text], { day: label, name })));
    this.store.open(/** @type {View} */ ({ ...view, day }), new Set(new URLSearchParams(location.search).keys()));
  }

  /** Go to a day, for tests and assistive tools; false if there is no such day here.
   * @param {string} text `YYYY-MM-DD` */
  goTo(text) {
    const day = this.calendar.fromIso(text);
    if (!this.calendar.inside(day)) return false;
    this.view.day = day;
    this.store.settle();
    return true;
  }
}
