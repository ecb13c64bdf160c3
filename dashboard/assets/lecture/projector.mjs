/**
 * Projector mode: huge type, no chrome, read from the back of a room. And the theme, dark or light,
 * of every mode: as the address says, else as this browser was set, else as the system has it.
 * `mode` and `theme` in the address; the sizes and colours stand in projector.css.
 */

import { element, h, s } from "../page/dom.mjs";
import { focusTool } from "../page/menu.mjs";
import { recall, remember } from "../page/optional.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const PROJECTOR = "projector";
const THEMES = ["light", "dark"];
const STORED = "theme";
/** Three corners of a QR code and some of its squares. */
const CODE =
  "M2 2h8v8h-8zM4 4v4h4v-4zM14 2h8v8h-8zM16 4v4h4v-4zM2 14h8v8h-8zM4 16v4h4v-4zM5 5h2v2h-2z" +
  "M17 5h2v2h-2zM5 17h2v2h-2zM14 14h3v3h-3zM19 14h3v3h-3zM16 19h3v3h-3zM20 20h2v2h-2z";
const DARK = "(prefers-color-scheme: dark)";

export class Projector {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.t = atlas.t;
    this.root = document.documentElement;
    this.button = h(
      "button",
      { id: "projector-open", type: "button", class: "button", onclick: () => this.toggle() },
      this.t.projector,
    );
    const theme = h(
      "button",
      { id: "theme", type: "button", class: "button", onclick: () => this.turn() },
      this.t["projector.theme"],
    );
    element("actions").append(this.button, theme);
    matchMedia(DARK).addEventListener("change", () => this.apply());
    /**
     * @param {string} name
     * @param {string|Element} sign
     * @param {() => void} act
     */
    const tool = (name, sign, act) =>
      h(
        "button",
        {
          type: "button",
          class: name,
          "aria-label": this.t[`projector.${name}`],
          title: this.t[`projector.${name}`],
          onclick: act,
        },
        sign,
      );
    this.tools = h(
      "div",
      { id: "projector-tools", role: "group", "aria-label": this.t.projector, hidden: true },
      tool(
        "code",
        s("svg", { viewBox: "0 0 24 24", width: 26, height: 26, "aria-hidden": "true" }, s("path", { d: CODE })),
        () => element("share-open").click(),
      ),
      tool("theme", "◐", () => this.turn()),
      tool("leave", "×", () => this.toggle(false)),
    );
    element("stage").append(this.tools);
    // Names on the map keep clear of them.
    atlas.viewport.addCard(this.tools);
    this.parameters = [
      this.parameter("mode", [null, PROJECTOR], "projector.noMode"),
      this.parameter("theme", [null, ...THEMES], "projector.noTheme"),
    ];
  }

  /**
   * @param {"mode"|"theme"} name
   * @param {(string|null)[]} words the usual word first
   * @param {string} fault
   * @returns {import("../core/view.d.ts").Parameter}
   */
  parameter(name, words, fault) {
    return {
      name,
      usual: words[0],
      read: (text, fail) => (words.includes(text) ? text : fail()),
      write: (word) => (word === words[0] ? null : word),
      fault,
    };
  }

  get on() {
    return this.atlas.view.mode === PROJECTOR;
  }

  acts() {
    const { steps } = this.atlas;
    const blank = () => this.on && this.blank();
    const stepped = (/** @type {"ArrowRight"|"ArrowLeft"} */ key) => () => (this.on ? steps[key]() : false);
    return {
      F: () => this.toggle(),
      D: () => this.turn(),
      B: blank,
      ".": blank,
      // What a remote control sends goes to the next change here, as it does in a lecture.
      PageDown: stepped("ArrowRight"),
      PageUp: stepped("ArrowLeft"),
    };
  }

  /** A dark wall while the class looks elsewhere. */
  blank(on = !("blank" in this.root.dataset)) {
    this.root.toggleAttribute("data-blank", on);
  }

  escapes() {
    return { projector: () => this.escape() };
  }

  escape() {
    if (!this.on) return false;
    this.toggle(false);
    return true;
  }

  toggle(on = !this.on) {
    const { atlas } = this;
    atlas.store.set({ mode: on ? PROJECTOR : null }, "pushState");
    this.fill(on);
    this.apply();
    if (!on) focusTool(this.button);
  }

  /** The whole screen, where the browser lets a page have it.
   * @param {boolean} on */
  fill(on) {
    const done = on ? this.root.requestFullscreen?.() : document.fullscreenElement && document.exitFullscreen();
    done?.catch?.(() => {});
  }

  get theme() {
    const kept = recall(STORED);
    const system = matchMedia(DARK).matches ? "dark" : "light";
    return this.atlas.view.theme ?? (kept && THEMES.includes(kept) ? kept : system);
  }

  turn() {
    const theme = THEMES.find((theme) => theme !== this.theme) ?? THEMES[0];
    remember(STORED, theme);
    this.atlas.store.set({ theme });
    this.apply();
  }

  restore() {
    this.apply();
  }

  /** The page in its mode; names, timeline and map are measured anew when the type changes. */
  apply() {
    const { mode } = this.atlas.view;
    const changed = (this.root.dataset.mode ?? null) !== mode;
    if (mode) this.root.dataset.mode = mode;
    else delete this.root.dataset.mode;
    this.root.dataset.theme = this.theme;
    this.tools.hidden = !this.on;
    if (!this.on) this.blank(false);
    if (changed) this.remeasure();
  }

  remeasure() {
    const { atlas } = this;
    atlas.ribbon.plain = this.on;
    atlas.ribbon.resize();
    atlas.labels.retype();
    atlas.chart.fit();
    // The cards are elsewhere now: what was fitted beside them is fitted again.
    if (!atlas.viewport.away) atlas.viewport.showAll();
    atlas.annotations.update();
  }
}
