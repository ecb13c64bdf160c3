/**
 * The bridge to Dash callbacks: a store of Dash follows the page at rest, another moves it.
 * ui/bridge.py documents both and names them in the data of the entry script.
 */

import * as address from "./core/address.mjs";
import { languageLinks } from "./page/dom.mjs";

/** @import { Atlas } from "./atlas.mjs" */
/** @import { View } from "./core/view.d.ts" */

/**
 * What both stores speak of, as `View` of ui/bridge.py.
 *
 * @typedef {object} SharedView
 * @property {string} day `YYYY-MM-DD`
 * @property {string} view
 * @property {string|null} territory
 * @property {string|null} treaty
 * @property {string[]} layers
 * @property {string} language
 *
 * @typedef {{set_props: (id: string, props: object) => void}} DashClientside
 */

export class Bridge {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-go-store]"));
    /** Without it no callback listens, and nothing is written. */
    this.viewStore = script.dataset.viewStore;
    this.goStore = script.dataset.goStore ?? "";
    this.shown = false;
    this.said = "";
    window.addEventListener(this.goStore, () => this.meet());
  }

  /** The page is at rest. */
  written() {
    this.shown = true;
    this.meet();
  }

  /** Both sides are there, whichever was the first: Dash begins with a call that goes nowhere. */
  meet() {
    if (!this.shown || !(this.goStore in window)) return;
    if (this.viewStore) this.say(this.viewStore);
    this.arrive();
  }

  /** @param {string} store */
  say(store) {
    const view = this.view();
    const text = JSON.stringify(view);
    if (text === this.said) return;
    this.said = text;
    const { dash_clientside } = /** @type {{dash_clientside: DashClientside}} */ (/** @type {unknown} */ (window));
    dash_clientside.set_props(store, { data: view });
  }

  /** @returns {SharedView} */
  view() {
    const { day, view, territory, treaty, layers } = this.atlas.view;
    const on = this.atlas.payload.layers.map((layer) => layer.id).filter((id) => layers.has(id));
    const language = document.documentElement.lang;
    return { day: this.atlas.calendar.iso(day), view, territory, treaty, layers: on, language };
  }

  /** Go where a callback sent the page; what came before the page was shown has waited. */
  arrive() {
    const sent = /** @type {Record<string, Partial<SharedView>|null>} */ (/** @type {unknown} */ (window));
    const go = sent[this.goStore];
    if (!go) return;
    sent[this.goStore] = null;
    const { language, ...rest } = go;
    const values = this.understood(rest);
    if (Object.keys(values).length) this.atlas.store.become(values);
    // The link to the other language has the view once the address is written, which is under way.
    if (language) queueMicrotask(() => this.turn(language));
  }

  /**
   * @param {Partial<SharedView>} go
   * @returns {Partial<View>} the values as the store has them; others go to the console
   */
  understood(go) {
    const shared = Object.keys(this.view());
    const parameters = this.atlas.parameters.filter((parameter) => shared.includes(parameter.name));
    /** @type {Record<string, unknown>} */
    const values = {};
    for (const [name, value] of Object.entries(go)) {
      const query = value === null ? "" : new URLSearchParams({ [name]: String(value) });
      const { view, faults } = address.read(`?${query}`, parameters);
      const known = Object.entries(view).find(([parameter]) => parameter === name);
      // There is no day that is none, as there are views without a territory.
      if (faults.length || !known || (name === "day" && value === null)) this.refuse(name, value);
      else values[name] = known[1];
    }
    return values;
  }

  /** @param {string} language */
  turn(language) {
    if (language === document.documentElement.lang) return;
    const link = languageLinks().find((link) => link.hreflang === language);
    if (link) link.click();
    else this.refuse("language", language);
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  refuse(name, value) {
    console.error(`${this.goStore}: the atlas has no ${name} ${JSON.stringify(value)}`);
  }
}
