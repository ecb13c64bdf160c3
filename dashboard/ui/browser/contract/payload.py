"""The file of a page in one language."""

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
    """Names of months and days of the week in one language, as a reader may write them."""

    months: Sequence[str]
    weekdays: Sequence[str]


class Payload(Drawing, Days):
    """All that the page shows, in one language.

    ``federations``: member, federation, start, end. ``edges``: two sides, each the id of a
    territory, ``@ROLE`` of a land outside the data, or empty. ``uncertain``: by number of an edge,
    what a conjecture rests on. ``lead``: the role whose share is told. ``lanes``: rows of the
    timeline, each with the categories in it. ``statuses``: how each that occurs is drawn,
    ``ways``: kinds of railways and roads that occur.
    ``speeds``: days a second, the slowest first, ``speed`` the usual one.
    ``bands``: uid of the trace, territory, role.
    """

    language: str
    version: str
    fileName: str
    range: DayRange
    months: Sequence[str]
    shortMonths: Sequence[str]
    weekdays: Sequence[str]
    dayWords: Mapping[str, DayWords]
    strings: Strings
    roles: Mapping[str, Role]
    polities: Mapping[str, Polity]
    federations: Sequence[tuple[str, str, int, int | None]]
    lead: str | None
    lanes: Sequence[tuple[str, Sequence[str]]]
    categories: Mapping[str, Category]
    statuses: Mapping[str, str]
    ways: Sequence[str]
    speeds: Mapping[str, float]
    speed: str
    orders: Sequence[str]
    home: Box
    territories: Sequence[Territory]
    reading: Sequence[str]
    changeDays: Sequence[int]
    paints: Mapping[str, Paint]
    edges: Sequence[tuple[str, str]]
    uncertain: Mapping[str, str]
    lines: Sequence[Line]
    views: Sequence[str]
    layers: Sequence[Layer]
    bands: Sequence[tuple[str, str, str]]
    events: Sequence[HistoricEvent]
    opening: str
    milestones: Sequence[Milestone]
    treaties: Sequence[Treaty]
    comparisons: Sequence[Comparison]
    stories: Sequence[Story]
    sources: Mapping[str, Source]
    people: Sequence[str]
    addresses: Mapping[str, str]
    places: Sequence[Place]
    stops: Sequence[RailStop]
    waters: Sequence[Water]
    outside: Sequence[Outside]
    exports: Exports
