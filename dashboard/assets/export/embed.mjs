/** The atlas inside another page: without its header, with a way to the whole of it. */

import { element, h } from "../page/dom.mjs";
import { address } from "./share.mjs";

/** @import { Atlas } from "../atlas.mjs" */

export class Embed {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.page = element("page");
    /** Whether the hint on how to zoom was shown. */
    this.hinted = false;
    /** @type {import("../core/view.d.ts").Parameter[]} */
    this.parameters = [
      {
        name: "embed",
        usual: false,
        read: (text, fail) => text === "1" || fail(),
        write: (on) => (on ? "1" : null),
        fault: "noteEmbed",
      },
    ];
    this.link = h("a", { id: "full-atlas", class: "button", target: "_blank", rel: "noopener" }, atlas.t["embed.full"]);
    document.querySelector("#header h1")?.after(this.link);
    // The wheel is the page's around it; with Ctrl it zooms, as two fingers do.
    element("atlas").addEventListener("wheel", (event) => this.wheel(event), { capture: true });
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    if (!this.atlas.view.embed || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    if (this.hinted || !element("stage").contains(/** @type {Node} */ (event.target))) return;
    this.hinted = true;
    this.atlas.notices.show([this.atlas.t["embed.zoom"]]);
  }

  restore() {
    const { embed } = this.atlas.view;
    this.page.toggleAttribute("data-embed", embed);
    this.atlas.touch.framed = embed;
    this.lead();
  }

  rest() {
    this.lead();
  }

  /** The whole atlas opens at what is shown here. */
  lead() {
    if (this.atlas.view.embed) this.link.href = address(location.href);
  }
}
