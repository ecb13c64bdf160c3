/**
 * The address and the history of the page: the only place that writes them, when what they say has
 * been drawn. A browser may refuse (Safari the hundredth time in ten seconds): then it is tried again.
 */

const AGAIN_MS = 2000;
/** A frame may refuse for good. */
const MOST_TRIES = 6;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

export class AddressBar {
  /**
   * @param {() => string} search the query of what is shown
   * @param {() => boolean} framed the history of a page that is embedded belongs to the page around it
   * @param {(search: string) => void} written called whenever the address is right
   */
  constructor(search, framed, written) {
    this.search = search;
    this.framed = framed;
    this.written = written;
    /** A new place in the history is wanted; the gesture that lasts has its place already. */
    this.wanted = false;
    this.stepped = false;
    /** A pointer or a key is down; the key, and whether it repeats. */
    this.held = false;
    /** @type {string | null} */
    this.key = null;
    this.repeating = false;
    /** Whether the address is written soon, and how often the browser has refused. */
    this.waiting = false;
    this.tries = 0;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.again = undefined;
  }

  /** A drag, or a key that is held, is a single step of the history, however often it rests meanwhile.
   * @param {() => boolean} moving whether something has not come to rest yet */
  listen(moving) {
    /**
     * @template {keyof DocumentEventMap} K
     * @param {K} name
     * @param {(event: DocumentEventMap[K]) => void} act
     */
    const listen = (name, act) => document.addEventListener(name, act, true);
    const release = () => this.release(moving());
    listen("pointerdown", () => this.press(null));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) listen(end, release);
    listen("keydown", ({ code, key, repeat }) => {
      if (MODIFIERS.has(key)) return;
      if (repeat) this.repeating = true;
      else this.press(code);
    });
    listen("keyup", ({ code }) => code === this.key && release());
    // A key let go in another window is not heard of.
    window.addEventListener("blur", release);
  }

  /** @param {string | null} key */
  press(key) {
    this.held = true;
    this.key = key;
    this.repeating = false;
    this.stepped = false;
  }

  /** @param {boolean} moving */
  release(moving) {
    this.held = false;
    this.key = null;
    this.repeating = false;
    if (!moving) this.stepped = false;
  }

  /** What comes is a new place in the history, so that Back returns. */
  step() {
    if (!this.stepped) this.wanted = true;
  }

  /** Write the address once all that is being done now is done.
   * @param {"pushState"|"replaceState"} how */
  keep(how) {
    if (how === "pushState") this.step();
    this.tries = 0;
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => this.write());
  }

  /** The reader went back or forward: what was still to be written is gone. */
  forget() {
    clearTimeout(this.again);
    this.wanted = false;
  }

  write() {
    this.waiting = false;
    clearTimeout(this.again);
    const search = this.search();
    if (search !== location.search && !this.put(search)) {
      this.tries += 1;
      if (this.tries < MOST_TRIES) this.again = setTimeout(() => this.write(), AGAIN_MS);
      return;
    }
    this.wanted = false;
    if (!this.held) this.stepped = false;
    this.written(search);
  }

  /** @returns {boolean} whether the browser took it
   * @param {string} search */
  put(search) {
    const push = this.wanted && !this.framed();
    try {
      history[push ? "pushState" : "replaceState"](null, "", `${location.pathname}${search}`);
    } catch {
      return false;
    }
    if (this.wanted) this.stepped = true;
    return true;
  }
}
