/** A dialog with a heading and a button that closes it; the browser keeps the focus inside. */

import { h, put } from "./dom.mjs";

export class Modal {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {string} title
   * @param {string} close name of the button
   * @param {Node[]} children
   */
  constructor(dialog, title, close, children) {
    this.dialog = dialog;
    this.heading = h("h2", { tabindex: -1 }, title);
    put(
      dialog,
      this.heading,
      h("button", { type: "button", class: "close", "aria-label": close, onclick: () => this.close() }, "×"),
      ...children,
    );
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    // Not `autofocus`, which a page inside another page may not have.
    this.heading.focus();
  }

  close() {
    this.dialog.close();
  }

  /** @returns {boolean} whether it was open */
  escape() {
    const { open } = this.dialog;
    if (open) this.close();
    return open;
  }
}

/** A control with its name above it.
 * @param {string} name
 * @param {HTMLElement} control */
export function field(name, control) {
  return h("label", { class: "field" }, h("span", {}, name), control);
}

/** A list to choose from.
 * @param {Array<[string, string]>} options value and name
 * @param {() => void} chosen */
export function choice(options, chosen) {
  return h("select", { onchange: () => chosen() }, ...options.map(([value, name]) => h("option", { value }, name)));
}

/** A choice between a few, side by side; `value` is read and set on what comes back.
 * @param {string} legend
 * @param {Array<[string, string]>} options value and name
 * @param {string} name of the group
 * @param {(value: string) => void} chosen
 * @returns {HTMLFieldSetElement & {value: string}} */
export function segments(legend, options, name, chosen) {
  const boxes = options.map(([value]) => h("input", { type: "radio", name, value, onchange: () => chosen(value) }));
  const group = h(
    "fieldset",
    { class: "segments" },
    h("legend", {}, legend),
    ...options.map(([, text], n) => h("label", {}, boxes[n], h("span", {}, text))),
  );
  return Object.defineProperty(/** @type {HTMLFieldSetElement & {value: string}} */ (group), "value", {
    get: () => boxes.find((box) => box.checked)?.value ?? "",
    set: (value) => {
      for (const box of boxes) box.checked = box.value === value;
    },
  });
}
