/** The view on the screen as a picture, made in the browser at once. */

import { element, format, h } from "../page/dom.mjs";
import { Unloaded } from "../page/load.mjs";
import { choice, field } from "../page/modal.mjs";
import { embedded, painted, picture, pictured, serialised } from "./drawing.mjs";
import { embedLetters } from "./letters.mjs";
import { save, Trouble } from "../page/save.mjs";

const FACTORS = [1, 2, 3, 4];
/** Pixels of the preview across, enough for a fine screen. */
const PREVIEW = 1100;

export class PictureForm {
  name = "picture";

  /** @param {import("./dialog.mjs").Export} owner */
  constructor(owner) {
    const { t, atlas } = owner;
    this.owner = owner;
    this.t = t;
    this.atlas = atlas;
    this.factor = choice(
      FACTORS.map((factor) => [String(factor), format(t["picture.factor"], { factor })]),
      () => this.hinted(),
    );
    this.factor.value = "2";
    this.hint = h("p", { class: "muted hint" });
    /**
     * @param {string} kind
     * @param {() => void} act
     */
    const button = (kind, act) =>
      h(
        "button",
        { type: "button", class: `button${kind === "png" ? " strong" : ""}`, onclick: act },
        t[`picture.${kind}`],
      );
    this.buttons = [
      button("png", () => this.do(() => this.png())),
      button("svg", () => this.do(() => this.svg())),
      button("copy", () => this.copy()),
    ];
    this.about = h("p", { class: "muted" });
    this.preview = h("img", { class: "preview", alt: "" });
    /** Whether the picture is to be drawn anew. */
    this.stale = false;
    this.host = h(
      "form",
      { onsubmit: (event) => event.preventDefault() },
      this.preview,
      this.about,
      field(t["picture.size"], this.factor),
      this.hint,
      h("p", { class: "row" }, ...this.buttons),
    );
  }

  open() {
    const can = pictured(this.atlas.view.view);
    this.about.textContent = this.t[can ? "picture.about" : "picture.mapOnly"];
    for (const control of [...this.buttons, this.factor]) control.disabled = !can;
    this.hinted();
    this.preview.hidden = !can;
    this.stale = Boolean(can);
  }

  /** Drawn only for who looks at it: it takes time and memory. */
  shown() {
    if (this.stale) this.show();
    this.stale = false;
  }

  /** Show the picture as it will be saved; without it where a part of it does not come. */
  async show() {
    try {
      const drawn = await this.drawn();
      const made = await painted(drawn, Math.min(1, PREVIEW / drawn.width));
      if (!made) throw new Trouble(this.t["picture.tooLarge"]);
      URL.revokeObjectURL(this.preview.src);
      this.preview.src = URL.createObjectURL(made);
      this.preview.alt = this.atlas.spoken();
    } catch (fault) {
      if (!(fault instanceof Unloaded) && !(fault instanceof Trouble)) throw fault;
      this.preview.hidden = true;
    }
  }

  hinted() {
    const { width, height } = element("stage").getBoundingClientRect();
    /** @param {number} value */
    const round = (value) =>
      new Intl.NumberFormat(this.atlas.payload.language, { maximumSignificantDigits: 2 }).format(
        value * Number(this.factor.value),
      );
    this.hint.textContent = format(this.t["picture.hint"], { width: round(width), height: round(height) });
  }

  /** @param {() => Promise<void>} make */
  do(make) {
    return this.owner.busy(async () => {
      await make();
      return this.t["save.done"];
    });
  }

  async drawn() {
    const made = picture(this.atlas, await embedded());
    await embedLetters(made.svg);
    return made;
  }

  /** @param {string} suffix */
  fileName(suffix) {
    const { calendar, view, payload } = this.atlas;
    const other = view.view === "compare" ? view.with : null;
    const days = [view.day, ...(other === null ? [] : [other])].map((day) => calendar.iso(day));
    return `${payload.fileName}-${days.join("-")}-${payload.language}.${suffix}`;
  }

  async svg() {
    const { svg } = await this.drawn();
    save(new Blob([serialised(svg)], { type: "image/svg+xml" }), this.fileName("svg"));
  }

  async blob() {
    const made = await painted(await this.drawn(), Number(this.factor.value));
    if (!made) throw new Trouble(this.t["picture.tooLarge"]);
    return made;
  }

  async png() {
    save(await this.blob(), this.fileName("png"));
  }

  /** Begun at once: a browser lets a page write to the clipboard only while it answers a click. */
  copy() {
    return this.owner.busy(async () => {
      if (!navigator.clipboard?.write) throw new Trouble(this.t["picture.noClipboard"]);
      try {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": this.blob() })]);
      } catch (fault) {
        throw fault instanceof Trouble ? fault : new Trouble(this.t["picture.noClipboard"]);
      }
      return this.t.copied;
    });
  }
}
