/** A film of the map from day to day: begun, watched and fetched on the server. */

import { format, h } from "../page/dom.mjs";
import { Days } from "./days.mjs";
import { filmQuery } from "./form.mjs";
import { subtitleLinks } from "./subtitles.mjs";
import { choice, field, segments } from "../page/modal.mjs";
import { Trouble, ask, isAborted } from "../page/save.mjs";
import { at } from "../page/server.mjs";

const LOOK_MS = 1000;

/** @typedef {{state: string, address: string, done: number, total: number, left: number|null, problem?: string,
 *   film?: string, subtitles?: Object<string, string>}} Progress of a film, as /api/animations gives it */

export class FilmForm {
  name = "film";

  /** @param {import("./dialog.mjs").Export} owner */
  constructor(owner) {
    const { t, atlas } = owner;
    this.owner = owner;
    this.t = t;
    this.atlas = atlas;
    this.about = atlas.payload.exports.film;
    const { formats } = atlas.payload.exports;
    this.days = new Days(atlas, () => this.days.check(true));
    this.by = choice(
      this.about.by.map((step) => [step, t[`film.${step}`]]),
      () => {},
    );
    this.kind = segments(
      t["export.format"],
      this.about.kinds.map((kind) => [kind, formats[kind]]),
      "film-kind",
      () => {},
    );
    [this.kind.value] = this.about.kinds;
    this.size = choice(
      this.about.sizes.map(([width, height]) => [`${width}x${height}`, `${width} × ${height}`]),
      () => {},
    );
    this.grey = h("input", { type: "checkbox" });
    this.bar = h("progress", { hidden: true, "aria-label": t["film.progress"] });
    this.hint = h("p", { class: "muted hint" });
    this.subtitles = h("p", { class: "subtitles", hidden: true });
    this.host = h(
      "form",
      { onsubmit: (event) => this.submit(event) },
      h("p", { class: "muted" }, t["film.about"]),
      this.days.host,
      h("div", { class: "pair" }, field(t["film.by"], this.by), field(t["export.size"], this.size)),
      this.kind,
      h("label", { class: "switch" }, this.grey, t["export.bw"]),
      this.bar,
      this.hint,
      this.subtitles,
      h("p", { class: "row" }, h("button", { class: "button strong" }, t["film.make"])),
    );
  }

  open() {
    this.days.open();
    this.days.check(true);
    this.bar.hidden = true;
    this.subtitles.hidden = true;
    this.hint.textContent = this.t["film.hint"];
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const { view, payload } = this.atlas;
    const [from, to] = this.days.iso();
    const query = filmQuery(view, {
      from,
      to,
      by: this.by.value,
      kind: this.kind.value,
      size: this.size.value,
      bw: this.grey.checked,
      language: payload.language,
      degrees: payload.exports.sheet.degrees,
    });
    this.owner.busy((signal) => this.make(at(payload.addresses.films, { query }), signal));
  }

  /** Begin a film, say how far it is, save it when it is done; called off, it is ended.
   * @param {string} address
   * @param {AbortSignal} signal */
  async make(address, signal) {
    const { t } = this;
    const { payload } = this.atlas;
    // Not called off halfway: what was begun must be known to be ended.
    let progress = await (await ask(address, payload, undefined, "POST")).json();
    try {
      while (progress.state === "running") {
        this.tell(progress);
        await rest(LOOK_MS, signal);
        progress = await (await ask(at(progress.address), payload, signal)).json();
      }
    } catch (fault) {
      if (isAborted(fault)) await ask(at(progress.address), payload, undefined, "DELETE").catch(() => null);
      throw fault;
    } finally {
      this.bar.hidden = true;
      this.hint.textContent = t["film.hint"];
    }
    const { state, problem, film } = progress;
    if (state === "cancelled") throw new Trouble(t["save.cancelled"]);
    if (state !== "done") throw new Trouble(format(t["save.refused"], { reason: problem ?? state }));
    const link = h("a", { href: at(film), download: "" });
    document.body.append(link);
    link.click();
    link.remove();
    this.offer(progress.subtitles ?? {});
    return t["save.done"];
  }

  /** Links to the subtitles of a film that is done.
   * @param {Object<string, string>} subtitles address by language */
  offer(subtitles) {
    const links = subtitleLinks(this.t["film.subtitles"], this.atlas.payload.language, subtitles);
    this.subtitles.replaceChildren(...links);
    this.subtitles.hidden = !links.length;
  }

  /** @param {Progress} progress */
  tell({ done, total, left }) {
    this.bar.hidden = false;
    if (total) Object.assign(this.bar, { max: total, value: done });
    const seconds = Number.isFinite(left) && left !== null ? Math.ceil(left) : null;
    const minutes = seconds === null ? 0 : Math.round(seconds / 60);
    const text = seconds === null || !total ? "film.begun" : minutes > 1 ? "film.minutes" : "film.left";
    this.hint.textContent = format(this.t[text], { done, total, seconds, minutes });
  }
}

/** A pause that ends at once when it is called off.
 * @param {number} ms
 * @param {AbortSignal} signal */
function rest(ms, signal) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const ended = () => {
        clearTimeout(timer);
        reject(new DOMException("", "AbortError"));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", ended);
        resolve();
      }, ms);
      if (signal.aborted) ended();
      else signal.addEventListener("abort", ended, { once: true });
    })
  );
}
