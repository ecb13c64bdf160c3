"""Keyboard shortcuts: one table for the help sheet, the scripts and the docs test."""

from dashboard.dataset.model import Text
from dashboard.i18n import both

# Keys as KeyboardEvent.key spells them, modifiers before, separated by "+".
SHORTCUTS: tuple[tuple[str, Text], ...] = (
    ("ArrowRight", both("Next change")),
    ("ArrowLeft", both("Previous change")),
    ("Shift+ArrowRight", both("One day later")),
    ("Shift+ArrowLeft", both("One day earlier")),
    ("PageUp", both("One month later")),
    ("PageDown", both("One month earlier")),
    ("Home", both("First day")),
    ("End", both("Last day")),
    ("Space", both("Play or pause")),
    ("Shift+ArrowUp", both("Zoom in on time")),
    ("Shift+ArrowDown", both("Zoom out in time")),
    ("R", both("Loop the time range, or stop looping")),
    ("T", both("List of treaties")),
    ("C", both("Compare two days, or back to the map")),
    ("E", both("Export")),
    ("/", both("Search")),
    ("S", both("Lessons; in one, arrow and page keys go back and forth")),
    ("F", both("Projector mode, or back to the page")),
    ("D", both("Dark or light, in projector mode")),
    ("Q", both("Question of the stop")),
    ("L", both("Other language")),
    ("?", both("This help")),
    ("Escape", both("Close")),
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
