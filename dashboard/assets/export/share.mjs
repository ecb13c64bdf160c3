/** A link to what is shown, and the lines that put it into another page. */

import { element, h } from "../page/dom.mjs";
import { at, root } from "../page/server.mjs";

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
    /** Who can open the link, where that is not everybody. */
    this.reach = h("p", { class: "reach", hidden: true });
    this.code = h("img", { class: "code", alt: t["share.code"], hidden: true });
    // A server behind a proxy may not know the address of the page for its own.
    this.code.addEventListener("error", () => {
      this.code.hidden = true;
    });
    this.said = h("p", { role: "status", class: "said" });
    const close = h(
      "button",
      {
        type: "button",
        class: "close",
        "aria-label": t.close,
        onclick: () => {
          this.dialog.close();
        },
      },
      "×",
    );
    this.dialog = h(
      "dialog",
      { id: "share", class: "modal", "aria-labelledby": "share-title" },
      close,
      h("h2", { id: "share-title" }, t["share.title"]),
      this.link.row,
      this.reach,
      this.code,
      this.frame.row,
      this.said,
    );
    element("page").append(this.dialog);
    element("quick-actions").append(
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
    const { link, reach } = permalink(this.atlas.payload.exports, location.href, root());
    this.reach.textContent = reach === "all" ? "" : this.t[`share.${reach}`];
    this.reach.hidden = reach === "all";
    const { code } = this.atlas.payload.addresses;
    // A phone could not open what only this computer knows; a frozen site has no server to draw it.
    this.code.hidden = reach === "computer" || !code;
    const query = `?${new URLSearchParams({ address: link })}`;
    if (!this.code.hidden) this.code.src = at(code, { query });
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

/** The address of a view: what is shown, without the way in which this window shows it.
 * @param {string} href */
export function address(href) {
  const link = new URL(href);
  const query = new URLSearchParams(link.search);
  for (const own of ["embed", "mode", "theme", "presenter"]) query.delete(own);
  const search = String(query).replaceAll("%2C", ",").replaceAll("%3A", ":");
  return `${link.origin}${link.pathname}${search && `?${search}`}`;
}

/** The address of a view to give to others, and who can open it.
 * @param {{base: string, local: string, network: string}} exports what links begin with if not as
 *   here, and the patterns of the hosts that this computer or this network alone knows
 * @param {string} href
 * @param {string} root of the atlas, where `href` is below it
 * @returns {{link: string, reach: "computer"|"network"|"all"}} */
export function permalink({ base, local, network }, href, root) {
  const own = address(href);
  const link = base ? `${base}/${own.slice(root.length)}` : own;
  const { hostname } = new URL(link);
  const is = (/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`, "u").test(hostname);
  return { link, reach: is(local) ? "computer" : is(network) ? "network" : "all" };
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
