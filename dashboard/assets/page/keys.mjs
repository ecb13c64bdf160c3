/** Keyboard shortcuts; the table of record is ui/page/shortcuts.py. They can be switched off. */

import { h } from "./dom.mjs";
import { recall, remember } from "./optional.mjs";

const STORED = "shortcuts";

/** Whether the shortcuts are on; they are until someone switches them off in this browser. */
export const shortcutsOn = () => recall(STORED) !== "off";

/** A labelled switch for the shortcuts, remembered in this browser.
 * @param {string} label
 * @returns {HTMLElement} */
export function shortcutSwitch(label) {
  const keep = (/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget: box }) => {
    switched = box.checked;
    remember(STORED, switched ? "on" : "off");
  };
  const box = h("input", { id: "shortcuts-on", type: "checkbox", checked: shortcutsOn(), onchange: keep });
  return h("label", { class: "switch" }, box, label);
}

/** What was switched on this page; null before. */
/** @type {boolean | null} */
let switched = null;

/**
 * @param {Object<string, () => void>} acts by key, modifiers before, as in ui/page/shortcuts.py
 */
export function listen(acts) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (writing(/** @type {Element} */ (event.target))) return;
    const name = keyName(event);
    // To close what is open is no shortcut.
    if (name !== "Escape" && !(switched ?? shortcutsOn())) return;
    const act = acts[name];
    if (!act || (name === "Space" && pressable(/** @type {Element} */ (event.target)))) return;
    if (document.querySelector("dialog[open]") && name !== "Escape") return;
    event.preventDefault();
    act();
  });
}

/** `Shift+ArrowRight`, `Space`, `L`, `?`; on a keyboard of other letters the Latin letter of the same key.
 * @param {KeyboardEvent} event */
export function keyName(event) {
  const key = event.key === " " ? "Space" : event.key;
  const latin = /^\P{ASCII}$/u.test(key) && /^Key([A-Z])$/.exec(event.code);
  if (latin) return latin[1];
  if (key.length === 1) return key.toUpperCase();
  return event.shiftKey ? `Shift+${key}` : key;
}

/** Let Escape close a card from its fields too, in which keys are otherwise those of the field.
 * @param {HTMLElement} host
 * @param {() => unknown} close */
export function closesWithin(host, close) {
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
}

/** Whether a reader writes in it. The field of a closed dialog keeps the focus until the next frame.
 * @param {Element} element */
const writing = (element) =>
  element.matches?.("input:not([type=range]), textarea, select, [contenteditable]") && element.checkVisibility();

/** @param {Element} element */
const pressable = (element) => element.matches?.("button, a, summary, [role=button]");
