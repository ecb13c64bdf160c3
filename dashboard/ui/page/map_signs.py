"""How to read the map: the signs that the help explains, each beside its picture."""

from dashboard.i18n import Phrase

SIGNS: tuple[tuple[str, Phrase], ...] = (
    ("held", Phrase("A colour is a power. Fine lines in it tell its members apart.")),
    (
        "hatch",
        Phrase("Slanting stripes: occupied and contested in two colours, in revolt in one."),
    ),
    ("dots", Phrase("Dots: a neutral zone. A dotted line: its course is uncertain.")),
    ("certainty", Phrase("How sure we are, from one dot to three. Each card has its sources.")),
    (
        "wave",
        Phrase("The wave is the share of the land that each power holds. Drag the line along it."),
    ),
)
"""The picture of each sign, by its name in assets/cards/help.mjs, and what it means."""
