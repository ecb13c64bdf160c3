/** On a phone the buttons of the header are a menu; elsewhere they stand in a row. */

const element = (id) => document.getElementById(id);

export class Menu {
  constructor() {
    this.button = element("menu");
    this.tools = element("tools");
    this.button.addEventListener("click", () => this.toggle(!this.opened));
    // What is chosen has been asked for: the menu has done its work.
    this.tools.addEventListener("click", (event) => event.target.closest("a, button") && this.toggle(false));
    document.addEventListener("pointerdown", (event) => {
      if (this.opened && !event.target.closest("#tools, #menu")) this.toggle(false);
    });
  }

  get opened() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  toggle(on) {
    this.button.setAttribute("aria-expanded", String(on));
    this.tools.classList.toggle("open", on);
  }

  escape() {
    const { opened } = this;
    if (opened) {
      this.toggle(false);
      this.button.focus();
    }
    return opened;
  }
}
