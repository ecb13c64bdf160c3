/** The help of the page: a dialog that stands in its HTML. */

import { element } from "./dom.mjs";

export class Help {
  constructor() {
    this.dialog = element("help", HTMLDialogElement);
    element("help-open").addEventListener("click", () => this.open());
    element("help-close").addEventListener("click", () => this.close());
  }

  /** From its beginning: the browser would go to the first link, which is at the end. */
  open() {
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  /** @returns {boolean} whether it was open */
  close() {
    const { open } = this.dialog;
    this.dialog.close();
    return open;
  }
}
