/** A link to what is shown, and the lines that put it into another page. */

import { element, h } from "../page/dom.mjs";
import { root } from "../page/server.mjs";

/** @import { Atlas } from "../atlas.mjs" */

const SIZE = { width: 960, height: 640 };

export class Share {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    const { t } = atlas;
    this.t = t;
    this.link = this.field("share-link", t["share.link"]);
    this.frame = this.field("share-embed", t["share.embed"]);
    this.local = h("p", { class: "muted local", hidden: true }, t["share.local"]);
    this.said = h("p", { role: "status", class: "said" });
    const close = h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: () => {
          this.dialog.close();
        },
      },
      t.close,
    );
    this.dialog = h(
      "dialog",
      { id: "share", "aria-labelledby": "share-title" },
      h("h2", { id: "share-title" }, t["share.title"]),
      this.link.row,
      this.local,
      this.frame.row,
      this.said,
      close,
    );
    element("page").append(this.dialog);
    element("actions").append(
      h("button", { id: "share-open", type: "button", class: "button", onclick: () => this.open() }, t["share.open"]),
    );
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  field(id, name) {
    const input = h("input", {
      id,
      type: "text",
      readonly: true,
      onfocus: ({ currentTarget }) => currentTarget.select(),
    });
    const copy = h(
      "button",
      { type: "button", class: "button", onclick: () => this.copy(input) },
      this.t["share.copy"],
    );
    copy.setAttribute("aria-label", `${this.t["share.copy"]}: ${name}`);
    return { input, row: h("div", { class: "share-row" }, h("label", { for: id }, name), input, copy) };
  }

  /** The link is copied at once: most readers want nothing else. */
  open() {
    const { link, local } = permalink(this.atlas.payload.exports, location.href, root());
    this.local.hidden = !local;
    this.link.input.value = link;
    this.frame.input.value = frame(link, document.title);
    this.dialog.showModal();
    this.copy(this.link.input);
  }

  /** @param {HTMLInputElement} input */
  async copy(input) {
    this.said.textContent = "";
    input.select();
    this.said.textContent = this.t[(await copied(input)) ? "share.copied" : "share.failed"];
  }

  escapes() {
    return { share: () => this.escape() };
  }

  escape() {
    const { open } = this.dialog;
    if (open) this.dialog.close();
    return open;
  }
}

/** The address of a view, as a page of its own.
 * @param {string} href */
export function address(href) {
  const link = new URL(href);
  const query = new URLSearchParams(link.search);
  query.delete("embed");
  const search = String(query).replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `${link.origin}${link.pathname}${search && `?${search}`}`;
}

/** The address of a view to give to others, and whether it works on this computer alone.
 * @param {{base: string, local: string}} exports what links begin with if not as here, and the
 *   pattern of the hosts that mean this computer
 * @param {string} href
 * @param {string} root of the atlas, where `href` is below it */
export function permalink({ base, local }, href, root) {
  const { hostname } = new URL(href);
  const link = address(href);
  if (base) return { link: `${base}/${link.slice(root.length)}`, local: false };
  return { link, local: new RegExp(`^(?:${local})$`, "u").test(hostname) };
}

/** HTML that shows a view inside another page.
 * @param {string} link
 * @param {string} title of the frame, for those who hear the page */
export function frame(link, title) {
  /** @param {string} text */
  const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const source = `${link}${link.includes("?") ? "&" : "?"}embed=1`;
  return (
    `<iframe src="${quoted(source)}" title="${quoted(title)}" width="${SIZE.width}" height="${SIZE.height}" ` +
    'style="border:0;max-width:100%" loading="lazy"></iframe>'
  );
}

/** Copy what is selected; a page without https has only the old way.
 * @param {HTMLInputElement} input */
async function copied(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
