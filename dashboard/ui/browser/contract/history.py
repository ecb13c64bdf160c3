"""The history: who held and claimed what, what happened, what was agreed, and the evidence."""

from collections.abc import Sequence
from typing import Literal, TypedDict

from dashboard.dataset.vocabulary import Grade, SourceKind, SourceReading
from dashboard.ui.browser.contract.basis import Certainty, Citation, Point


class Role(TypedDict):
    """A power: colours of its land, of its lines, and of letters on land of any power."""

    name: str
    fill: str
    ink: str
    deep: str


class Polity(TypedDict):
    """``paint`` is the key of the paint of land that it holds and governs."""

    name: str
    short: str
    role: str
    paint: str


class Boundary(TypedDict):
    """``basis``: number of the text in ``bases`` of the payload, since many rest on the same."""

    neighbour: str
    grade: Grade
    basis: int


class Row(TypedDict):
    """A row of the table of control.

    ``plain`` is land of the backdrop that is drawn as its neighbour; with a ``handover`` it goes
    to another polity.
    """

    start: int
    end: int | None
    controller: str
    status: str
    second: str
    certainty: Certainty
    dating: str
    alt: str
    event: str
    sources: Sequence[Citation]
    note: str
    paint: str
    plain: bool
    handover: bool


class Claim(TypedDict):
    claimant: str
    start: int
    end: int | None
    certainty: Certainty
    sources: Sequence[Citation]
    note: str


class Territory(TypedDict):
    """``backdrop``: land around the subject of the atlas, counted nowhere."""

    id: str
    name: str
    today: str
    region: str
    note: str
    km2: float
    xy: Point
    backdrop: bool
    boundaries: Sequence[Boundary]
    rows: Sequence[Row]
    claims: Sequence[Claim]


class Holding(TypedDict):
    controller: str
    status: str


class Difference(TypedDict):
    """Days on which a reading has another holder or status of a territory than the atlas."""

    territory: str
    start: int
    end: int | None
    atlas: Holding
    other: Holding
    certainty: Certainty
    sources: Sequence[Citation]
    note: str


class Reading(TypedDict):
    """Another reading of what sources dispute."""

    id: str
    name: str
    differences: Sequence[Difference]


class HistoricEvent(TypedDict):
    id: str
    day: int
    dating: str
    alt: str
    category: str
    tier: int
    title: str
    description: str
    place: str
    xy: Point | None
    territories: Sequence[str]
    certainty: Certainty
    sources: Sequence[Citation]
    note: str


class Milestone(TypedDict):
    event: str
    label: str


Outcome = TypedDict(
    "Outcome",
    {
        "territory": str,
        "from": str,
        "to": str,
        "kind": str,
        "article": str,
        "certainty": Certainty,
        "sources": Sequence[Citation],
        "note": str,
        "former": str | None,
        "held": Literal["", "since", "from", "never"],
        "start": int | None,
    },
)
"""What a treaty says of a territory; ``from`` and ``to`` are polities. ``former`` had it before,
``held`` says when the new holder came to hold it, ``start`` is the first day of that."""


class Clause(TypedDict):
    """The text of an article; ``territories`` are those of the outcomes that rest on it."""

    article: str
    language: str
    text: str
    territories: Sequence[str]
    line: str
    sources: Sequence[Citation]
    note: str


class Treaty(TypedDict):
    id: str
    event: str
    name: str
    short: str
    leads: bool
    signed: int
    dating: str
    alt: str
    inForce: int | None
    ended: int | None
    endedBy: str
    force: str
    parties: Sequence[str]
    articles: str
    certainty: Certainty
    sources: Sequence[Citation]
    note: str
    lines: Sequence[str]
    outcomes: Sequence[Outcome]
    clauses: Sequence[Clause]


class Comparison(TypedDict):
    """The days before and after a treaty."""

    treaty: str
    before: int
    after: int


class Stop(TypedDict):
    """``box`` is the part of the map that is shown, None for the whole; ``minutes`` is the planned
    time, ``short`` whether the stop is of the short route."""

    day: int
    title: str
    text: str
    question: str
    answer: str
    notes: str
    minutes: int | None
    short: bool
    events: Sequence[str]
    territory: str | None
    treaty: str | None
    layers: Sequence[str] | None
    box: Sequence[float] | None


class Story(TypedDict):
    id: str
    title: str
    summary: str
    stops: Sequence[Stop]


class Source(TypedDict):
    short: str
    title: str
    lang: str
    url: str
    reading: SourceReading
    kind: SourceKind | Literal[""]
