/** The switch of the map's layers: a button and a small list of check boxes. */

import { h, s } from "../page/dom.mjs";

/** Sheets on each other. */
const STACK =
  "M12 2 22 7.5 12 13 2 7.5ZM4.2 11 12 15.3 19.8 11 22 12.2 12 17.7 2 12.2ZM4.2 15.7 12 20 19.8 15.7 22 16.9 12 22.4 2 16.9Z";

export class Layers {
  /**
   * @param {HTMLElement} stage carries a class `hide-ID` for each layer that is off
   * @param {{layers: Array<{id: string, on: boolean}>, strings: Object<string, string>}} payload
   * @param {(on: Set<string>) => void} chosen called when the reader switches a layer
   */
  constructor(stage, payload, chosen) {
    this.stage = stage;
    this.layers = payload.layers;
    this.t = payload.strings;
    /** @type {Map<string, HTMLInputElement>} */
    this.boxes = new Map(
      this.layers.map(
        (layer) =>
          /** @type {const} */ ([
            layer.id,
            h("input", { type: "checkbox", name: "layer", value: layer.id, onchange: () => chosen(this.on()) }),
          ]),
      ),
    );
    const title = this.t.layers;
    this.list = h(
      "fieldset",
      { id: "layers", hidden: true },
      h("legend", {}, title),
      ...this.layers.map((layer) => h("label", {}, this.boxes.get(layer.id), this.t[`layer.${layer.id}`])),
    );
    this.button = h(
      "button",
      {
        id: "layers-open",
        type: "button",
        "aria-label": title,
        title,
        "aria-expanded": "false",
        "aria-controls": "layers",
        onclick: () => this.toggle(),
      },
      s("svg", { viewBox: "0 0 24 24", width: 20, "aria-hidden": "true" }, s("path", { d: STACK })),
    );
    stage.append(this.list);
  }

  toggle(open = this.list.hidden) {
    const leaving = this.list.contains(document.activeElement);
    this.list.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.list.querySelector("input")?.focus();
    else if (leaving) this.button.focus();
  }

  /** @returns {boolean} whether the list was open */
  close() {
    const open = !this.list.hidden;
    if (open) this.toggle(false);
    return open;
  }

  /** @returns {Set<string>} ids of the layers that are on */
  on() {
    return new Set([...this.boxes].filter(([, box]) => box.checked).map(([id]) => id));
  }

  /** @param {Set<string>} on */
  show(on) {
    for (const [id, box] of this.boxes) {
      box.checked = on.has(id);
      this.stage.classList.toggle(`hide-${id}`, !on.has(id));
    }
  }
}
