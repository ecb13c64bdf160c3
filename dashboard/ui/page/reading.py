"""How to read the map: the signs that the help explains, each beside its picture."""

from dashboard.dataset.model import Text
from dashboard.i18n import both

SIGNS: tuple[tuple[str, Text], ...] = (
    ("held", both("A colour is a power. Fine lines in it tell its members apart.")),
    (
        "occupied",
        both("Slanting stripes: occupied and contested in two colours, in revolt in one."),
    ),
    ("neutral_zone", both("Dots: a neutral zone. A dotted line: its course is uncertain.")),
    ("certainty", both("How sure we are, from one dot to three. Each card has its sources.")),
    (
        "wave",
        both("The wave is the share of the land that each power holds. Drag the line along it."),
    ),
)
"""The picture of each sign, by its name in assets/cards/help.mjs, and what it means."""
