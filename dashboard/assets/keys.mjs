/** Keyboard shortcuts; the table of record is ui/shortcuts.py. */

/**
 * @param {Object<string, () => void>} acts by key, modifiers before, as in ui/shortcuts.py
 */
export function listen(acts) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const name = keyName(event);
    const act = acts[name];
    if (!act || (name === "Space" && pressable(event.target))) return;
    if (document.querySelector("dialog[open]") && name !== "Escape") return;
    event.preventDefault();
    act();
  });
}

/** `Shift+ArrowRight`, `Space`, `L`, `?` */
export function keyName(event) {
  const key = event.key === " " ? "Space" : event.key;
  if (key.length === 1) return key.toUpperCase();
  return event.shiftKey ? `Shift+${key}` : key;
}

const writing = (element) =>
  element.matches?.("input:not([type=range]), textarea, select, [contenteditable]");

const pressable = (element) => element.matches?.("button, a, summary, [role=button]");
