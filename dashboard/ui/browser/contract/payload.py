"""The file of a page in a language."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from dashboard.ui.browser.contract.basis import Box, Strings
from dashboard.ui.browser.contract.export import Exports
from dashboard.ui.browser.contract.ground import (
    Days,
    Drawing,
    Layer,
    Line,
    Outside,
    Paint,
    Place,
    RailStop,
    Water,
)
from dashboard.ui.browser.contract.history import (
    Comparison,
    HistoricEvent,
    Milestone,
    Polity,
    Reading,
    Role,
    Source,
    Story,
    Territory,
    Treaty,
)


class DayRange(TypedDict):
    """``first`` as ``YYYY-MM-DD``; the last day, and the last one of the detailed years.

    Shares of the whole timeline that the detailed years take, and the break after them.
    """

    first: str
    last: int
    detailed: int
    detailedShare: float
    breakShare: float


class Category(TypedDict):
    """What an event is about; events that lead stand first, and playing stops at them."""

    lead: bool


class DayWords(TypedDict):
    """Names of months and days of the week in a language, as a reader may write them."""

    months: Sequence[str]
    weekdays: Sequence[str]


class Calendar(TypedDict):
    """Names of months and days of the week, those of ``dayWords`` by language.

    ``dayPattern``: how a day is written, see :func:`dashboard.i18n.day_template`.
    """

    range: DayRange
    dayPattern: str
    shortDayPattern: str
    months: Sequence[str]
    shortMonths: Sequence[str]
    weekdays: Sequence[str]
    dayWords: Mapping[str, DayWords]


class Powers(TypedDict):
    """``federations``: member, federation, start, end. ``lead``: the role whose share is stated."""

    lead: str | None
    roles: Mapping[str, Role]
    polities: Mapping[str, Polity]
    federations: Sequence[tuple[str, str, int, int | None]]


class Kinds(TypedDict):
    """What rows may be. ``lanes``: rows of the timeline, each with the categories in it.

    ``statuses``: how each that occurs is drawn, ``patterned``: those of them whose pattern lies
    over the fill, ``ways``: kinds of railways and roads that occur.
    """

    lanes: Sequence[tuple[str, Sequence[str]]]
    categories: Mapping[str, Category]
    statuses: Mapping[str, str]
    patterned: Sequence[str]
    ways: Sequence[str]


class Ranks(TypedDict):
    """Where names stand in the order of their alphabet; equal names have the same rank.

    ``territories`` and ``events`` as they are listed in the payload, the others by id; polities
    by their short names.
    """

    territories: Sequence[int]
    polities: Mapping[str, int]
    statuses: Mapping[str, int]
    events: Sequence[int]


class History(TypedDict):
    """``opening`` is what a first visit reads, ``people`` are ids.

    ``readAs``: the reading that all is of, empty for the atlas's own. ``bases``: what boundaries
    rest on.
    """

    territories: Sequence[Territory]
    bases: Sequence[str]
    readings: Sequence[Reading]
    readAs: str
    changeDays: Sequence[int]
    events: Sequence[HistoricEvent]
    opening: str
    milestones: Sequence[Milestone]
    treaties: Sequence[Treaty]
    comparisons: Sequence[Comparison]
    stories: Sequence[Story]
    sources: Mapping[str, Source]
    people: Sequence[str]


class Map(TypedDict):
    """``edges``: two sides, each the id of a territory, ``@ROLE`` of a land outside the data, or
    empty. ``uncertain``: by number of an edge, what a conjecture rests on. ``bands``: uid of the
    trace, territory, role. ``nameDays``: days on which a place gets another name, in order.
    """

    home: Box
    edges: Sequence[tuple[str, str]]
    uncertain: Mapping[str, str]
    lines: Sequence[Line]
    layers: Sequence[Layer]
    bands: Sequence[tuple[str, str, str]]
    places: Sequence[Place]
    nameDays: Sequence[int]
    stops: Sequence[RailStop]
    waters: Sequence[Water]
    outside: Sequence[Outside]


class Payload(Calendar, Powers, Kinds, History, Map, Drawing, Days):
    """All that the page shows, in a language.

    ``speeds``: days a second, the slowest first, ``speed`` the usual speed. ``orders``: those of
    the strips, ``reading``: ids of territories in reading order. ``stopWords``: the words of a stop
    in the file of a story, ``stopTexts``: those of them that are texts and must be there.
    """

    language: str
    version: str
    frozen: bool
    fileName: str
    stopWords: Sequence[str]
    stopTexts: Sequence[str]
    strings: Strings
    orders: Sequence[str]
    speeds: Mapping[str, float]
    speed: str
    reading: Sequence[str]
    ranks: Ranks
    paints: Mapping[str, Paint]
    views: Sequence[str]
    addresses: Mapping[str, str]
    exports: Exports
