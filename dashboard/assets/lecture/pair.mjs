/**
 * The windows of a lecture: the class's and the presenter's, which one of them opened. They share
 * an id: the presenter's window has it in its address, the class's in its `window.name`, which
 * survives a reload and, unlike the storage of a tab, is not copied to the tabs opened from there.
 */

import { channel } from "../page/optional.mjs";

const CLASS = "atlas-class-";
const PRESENTER = "atlas-presenter-";
const ID = /^[0-9a-f]{12}$/;

/** Whether a text is the id of a pair.
 * @param {string} text */
export const isPair = (text) => ID.test(text);

/** @returns {string} not `randomUUID`, which an address without TLS does not have */
export const newPair = () =>
  [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Pair {
  /** @param {(message: unknown) => void} hear what the other window says */
  constructor(hear) {
    this.hear = hear;
    /** @type {string | null} */
    this.id = null;
    /** @type {ReturnType<typeof channel>|undefined} */
    this.channel = undefined;
    const named = window.name.startsWith(CLASS) ? window.name.slice(CLASS.length) : "";
    if (isPair(named)) this.join(named);
  }

  /** Follow the windows of a pair, and no others.
   * @param {string} id */
  join(id) {
    if (id === this.id) return;
    this.channel?.close();
    this.id = id;
    this.channel = channel(`atlas-lecture-${id}`, this.hear);
  }

  /** This is the class's window: keep the id it has, or give it an id. */
  lead() {
    this.join(this.id ?? newPair());
    window.name = this.names.class;
  }

  /** This is the presenter's window. A window that was the class's before is that no longer.
   * @param {string} id */
  follow(id) {
    this.join(id);
    if (window.name.startsWith(CLASS)) window.name = this.names.presenter;
  }

  /** Names for links: each opens a window, or leads the window that was opened before. */
  get names() {
    return { class: CLASS + this.id, presenter: PRESENTER + this.id };
  }

  /** @param {object} message */
  say(message) {
    this.channel?.send(message);
  }
}
