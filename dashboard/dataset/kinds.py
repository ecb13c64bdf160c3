"""What the rows of a package may be: kinds that it names itself, or the usual ones.

A kind of ``USUAL`` has its words in the program; any other brings its own with the package.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.dataset.text import Text
from dashboard.dataset.vocabulary import MapLayer


@dataclass(frozen=True, slots=True)
class Category:
    """What an event is about; ``lane`` is its row of the timeline, ``colour`` ``#rrggbb`` or empty.

    Events that ``lead`` stand before others of the same rank, and playing stops at them. One of
    an ``agreement`` may be the signing of a treaty. Without a ``name`` the program has the words.
    """

    lane: str
    name: Text | None = None
    colour: str = ""
    lead: bool = False
    agreement: bool = False


class Pattern(StrEnum):
    """How the land of a status is drawn; the package names a member by its value.

    ``HATCH``: held against another party, whose colour comes second; ``LINES``, ``DOTS``:
    over the colour of the holder; ``RIM``: a unit of another polity, with a line inside its
    outline.
    """

    PLAIN = "plain"
    HATCH = "hatch"
    LINES = "lines"
    DOTS = "dots"
    RIM = "rim"


@dataclass(frozen=True, slots=True)
class Status:
    """How land is held."""

    pattern: Pattern
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class OutcomeKind:
    """What a treaty says of land; ``above``: the taker stands over who holds it."""

    name: Text | None = None
    above: bool = False


DOTTED = "1.6px,2.6px"
"""Dashes of what is conjecture or no longer holds."""

FORCES: MapLayer = "forces"
"""The layer of the kinds of ``forces.csv``."""
LINE_LAYERS: tuple[MapLayer, ...] = ("lines", FORCES, "districts", "modern")
"""Layers that lines are switched with: history, forces, old limits and borders of today.

Lines of the last two lie there for comparison: they need no first day and no source.
"""


@dataclass(frozen=True, slots=True)
class LineLook:
    """Colour, width and casing in CSS pixels; ``dash`` as SVG wants it, empty for solid."""

    color: str
    width: float
    dash: str = ""
    casing: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of line on the map; without a ``look`` of its own it gets that of the line's status.

    A line of an ``agreement`` is in force when its treaty is.
    """

    layer: MapLayer = "lines"
    name: Text | None = None
    look: LineLook | None = None
    agreement: bool = False

    @property
    def compares(self) -> bool:
        """Whether such a line lies there for comparison alone."""
        return self.layer in LINE_LAYERS[2:]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of a package by id, each table in the order in which a reader sees it.

    ``lanes`` are rows of the timeline with their names, ``None`` where the program has it.
    """

    lanes: Mapping[str, Text | None]
    categories: Mapping[str, Category]
    statuses: Mapping[str, Status]
    outcomes: Mapping[str, OutcomeKind]
    lines: Mapping[str, LineKind]


USUAL = Kinds(
    lanes={"war": None, "treaties": None, "politics": None},
    categories={
        "war": Category("war"),
        "treaty": Category("treaties", agreement=True),
        "diplomacy": Category("treaties", agreement=True),
        "independence": Category("politics"),
        "administration": Category("politics", agreement=True),
        "humanitarian": Category("politics"),
    },
    statuses={
        "occupied": Status(Pattern.HATCH),
        "de_facto_control": Status(Pattern.PLAIN),
        "sovereign": Status(Pattern.PLAIN),
        "autonomous": Status(Pattern.RIM),
        "neutral_zone": Status(Pattern.DOTS),
        "insurgent": Status(Pattern.LINES),
    },
    outcomes={
        "cession": OutcomeKind(),
        "recognition": OutcomeKind(),
        "evacuation": OutcomeKind(),
        "occupation": OutcomeKind(),
        "autonomy": OutcomeKind(above=True),
        "protectorate": OutcomeKind(above=True),
        "neutralisation": OutcomeKind(),
        "status_quo": OutcomeKind(),
    },
    lines={
        "frontier": LineKind(look=LineLook("#1d1b19", 1.3, DOTTED, opacity=0.75)),
        "treaty": LineKind(agreement=True),
        "control_line": LineKind(),
        "claimed": LineKind(),
        "neutral_zone": LineKind(),
        "autonomy": LineKind(look=LineLook("#1d1b19", 1.6, opacity=0.8)),
        "movement": LineKind(FORCES, look=LineLook("#1d1b19", 2.2, casing=4.8)),
        "presence": LineKind(FORCES, look=LineLook("#1d1b19", 1.6, casing=3.6)),
        "district": LineKind("districts", look=LineLook("#5f5a53", 0.7, opacity=0.6)),
        "modern": LineKind("modern", look=LineLook("#1d4f91", 1.2, "6px,3px", opacity=0.9)),
    },
)
"""The kinds of a package that names none."""

UNKNOWN = Kinds({}, {}, {}, {}, {})
"""The kinds of a package whose descriptor cannot be read: any word will do."""
