"""Which cells of a package a correction may change, and which cells follow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.dataset.reading.layers import PLACES
from dashboard.dataset.text import Language

KEYS: Mapping[str, tuple[str, ...]] = {
    "control.csv": ("territory_id", "start"),
    "claims.csv": ("territory_id", "claimant", "start"),
    "territories.csv": ("id",),
    "events.csv": ("id",),
    "treaties.csv": ("id",),
    "outcomes.csv": ("treaty_id", "territory_id", "from", "to"),
    "people.csv": ("id",),
    "place_names.csv": ("place_id", "start"),
    PLACES: ("id",),
}
"""The files whose rows the cards of the page show, with the columns that tell their rows apart."""

FIXED = frozenset({"id", "territory_id", "treaty_id", "place_id", "basis", "boundaries"})
"""Columns that no correction changes: other rows, links and papers name the ids."""

SOURCES = "source_"
"""Columns of the sources begin so: a correction brings a source, it does not replace a source."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Cells of another row that say the same day, and so follow when it changes.

    ``by``: the columns of the corrected row and of the other row that are equal.
    """

    file: str
    column: str
    by: tuple[tuple[str, str], ...]


_SAME_LAND = ("territory_id", "territory_id")
_SAME_POLITY = ("controller", "claimant")
TIES: Mapping[tuple[str, str], tuple[Tie, ...]] = {
    ("control.csv", "start"): (
        Tie("control.csv", "end", (_SAME_LAND,)),
        Tie("claims.csv", "end", (_SAME_LAND, _SAME_POLITY)),
    ),
    ("control.csv", "end"): (
        Tie("control.csv", "start", (_SAME_LAND,)),
        Tie("claims.csv", "start", (_SAME_LAND, _SAME_POLITY)),
    ),
    ("treaties.csv", "signed"): (Tie("events.csv", "date", (("event_id", "id"),)),),
    ("events.csv", "date"): (Tie("treaties.csv", "signed", (("id", "event_id"),)),),
}
"""By file and column. A holder does not claim the land that it holds: the claim follows the day."""


def is_correctable(column: str) -> bool:
    """Tell whether a correction may be of a column."""
    return column not in FIXED and not column.startswith(SOURCES)


def is_of_words(column: str, languages: Sequence[Language]) -> bool:
    """Tell whether a column is a text in a language: to write it better needs no source."""
    return any(column.endswith(f"_{language}") for language in languages)
