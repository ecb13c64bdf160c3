"""Keyboard shortcuts: the table for the help sheet, the scripts and the docs test."""

from dashboard.i18n import Phrase

# Keys as KeyboardEvent.key spells them, modifiers before, separated by "+".
SHORTCUTS: tuple[tuple[str, Phrase], ...] = (
    ("ArrowRight", Phrase("Next change")),
    ("ArrowLeft", Phrase("Previous change")),
    ("Shift+ArrowRight", Phrase("One day later")),
    ("Shift+ArrowLeft", Phrase("One day earlier")),
    ("PageUp", Phrase("One month later")),
    ("PageDown", Phrase("One month earlier")),
    ("Home", Phrase("First day")),
    ("End", Phrase("Last day")),
    ("Space", Phrase("Play or pause")),
    ("Shift+ArrowUp", Phrase("Zoom in on time")),
    ("Shift+ArrowDown", Phrase("Zoom out in time")),
    ("R", Phrase("Loop the time range, or stop looping")),
    ("T", Phrase("List of treaties")),
    ("C", Phrase("Compare two days, or back to the map")),
    ("E", Phrase("Export")),
    ("/", Phrase("Search")),
    ("S", Phrase("Lessons; in a lesson, arrow and page keys go back and forth")),
    ("F", Phrase("Projector mode, or back to the page")),
    ("D", Phrase("Dark or light")),
    ("B", Phrase("Blank the wall, in projector mode")),
    (".", Phrase("Blank the wall, too")),
    ("Q", Phrase("Question of the stop")),
    ("L", Phrase("Other language")),
    ("?", Phrase("This help")),
    ("Escape", Phrase("Close")),
)

# Keys as a keyboard shows them; the rest are written as they are spelt.
KEYS = {
    "ArrowRight": "→",
    "ArrowLeft": "←",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "PageUp": "Page ↑",
    "PageDown": "Page ↓",
    "Escape": "Esc",
}
