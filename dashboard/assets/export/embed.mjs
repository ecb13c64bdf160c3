/** The atlas inside another page: without its header, with a way to the whole of it. */

import { element, h } from "../page/dom.mjs";
import { address } from "./share.mjs";

/** @import { Atlas } from "../atlas.mjs" */

export class Embed {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.page = element("page");
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
  }

  restore() {
    this.page.toggleAttribute("data-embed", this.atlas.view.embed);
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
