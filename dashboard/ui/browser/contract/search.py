"""The file of names and evidence."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from dashboard.dataset.vocabulary import FigureKind
from dashboard.ui.browser.contract.basis import Certainty, Citation


class Renaming(TypedDict):
    """The name that a place has from a day on."""

    day: int
    dating: str
    alt: str
    name: str
    certainty: Certainty
    sources: Sequence[Citation]
    note: str


class Entry(TypedDict):
    """A result of a search: folded ``names`` and ``text`` find it; the rest by its kind."""

    kind: str
    id: str
    name: str
    detail: str
    names: Sequence[str]
    text: NotRequired[str]
    rank: NotRequired[int]
    also: NotRequired[Sequence[tuple[str, str]]]
    others: NotRequired[Sequence[str]]
    renamed: NotRequired[Sequence[Renaming]]
    territory: NotRequired[str]
    day: NotRequired[int]
    events: NotRequired[Sequence[str]]
    sources: NotRequired[Sequence[Citation]]
    note: NotRequired[str]


class Statement(TypedDict):
    """What the article says, with its line there and the date it writes."""

    line: int
    text: str
    date: str
    sources: Sequence[Citation]


class Figure(TypedDict):
    """A number that a source gives of an event; ``least`` and ``most`` end its range."""

    kind: FigureKind
    least: int | None
    most: int | None
    what: str
    whose: str
    certainty: Certainty
    sources: Sequence[Citation]
    note: str


class Evidence(TypedDict):
    """The file of names and evidence; ``letters`` fold, ``languages`` have names."""

    letters: Mapping[str, str]
    languages: Mapping[str, str]
    entries: Sequence[Entry]
    statements: Mapping[str, Sequence[Statement]]
    figures: Mapping[str, Sequence[Figure]]
