"""The form of all that the browser is sent, as types: mypy holds the builders to it, and
:mod:`dashboard.ui.browser.typescript` writes it out for the scripts (assets/core/contract.d.ts).

Days are whole numbers from the first day of the dataset, ``end`` is the first day after;
points and boxes are metres of the projection of the map, x before y, west, south, east, north.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Citation = tuple[str, str]
"""Key of a source and the locator in it."""
Certainty = str
Strings = Mapping[str, str]
"""Texts by key."""


class DayRange(TypedDict):
    """``first`` as ``YYYY-MM-DD``; the last day, and the last one of the detailed years.

    Shares of the whole timeline that the detailed years take, and the break after them.
    """

    first: str
    last: int
    detailed: int
    detailedShare: float
    breakShare: float


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


class FillPattern(TypedDict):
    shape: str
    bgcolor: NotRequired[str]
    fgcolor: NotRequired[str]
    size: NotRequired[float]
    solidity: NotRequired[float]


class PlotlyFill(TypedDict):
    fillcolor: str
    fillpattern: FillPattern


class Paint(TypedDict):
    """``fill`` as CSS, ``pattern`` as markup of SVG, empty when there is none."""

    role: str
    fill: str
    pattern: str
    plotly: PlotlyFill


class Boundary(TypedDict):
    neighbour: str
    grade: str
    basis: str


class Row(TypedDict):
    """One row of the table of control.

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


class Line(TypedDict):
    uid: str
    layer: str
    name: str
    basis: str
    start: int | None
    end: int | None
    kind: str
    status: str
    grade: str


class Layer(TypedDict):
    id: str
    on: bool


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


class Comparison(TypedDict):
    """The days before and after a treaty."""

    treaty: str
    before: int
    after: int


class Stop(TypedDict):
    """``box`` is the part of the map that is shown, None for the whole."""

    day: int
    title: str
    text: str
    question: str
    notes: str
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
    author: str
    year: str
    url: str
    reading: str
    kind: str


class Place(TypedDict):
    """``zoom``: named above so many pixels a metre."""

    id: str
    name: str
    today: str
    rank: int
    zoom: float
    kind: str
    leads: bool
    abroad: bool
    xy: Point


class RailStop(TypedDict):
    """A station or a pass."""

    kind: Literal["station", "pass"]
    name: str
    xy: Point


class Water(TypedDict):
    name: str
    kind: str
    rank: int
    xy: Point


class Outside(TypedDict):
    """A surrounding land; ``spots`` are x, y and the distance to its edge, the roomiest first."""

    name: str
    spots: Sequence[tuple[float, float, float]]


class DataKind(TypedDict):
    """``address`` without the suffix; ``kb`` by suffix."""

    id: str
    name: str
    address: str
    kb: Mapping[str, int]


class Film(TypedDict):
    kinds: Sequence[str]
    by: Sequence[str]
    sizes: Sequence[tuple[int, int]]


class Sheet(TypedDict):
    """``sizes``: id, name, width and height in mm; ``pixels`` is the most that a picture has."""

    kinds: Sequence[str]
    kb: Mapping[str, int]
    sizes: Sequence[tuple[str, str, float, float]]
    mm: tuple[float, float]
    dpi: tuple[int, int]
    degrees: float
    pixels: int


class Exports(TypedDict):
    """``base``: what links begin with, empty for the page's own address. ``local``: a pattern of
    the hosts that mean this computer. ``prose``: the styles that people read.
    """

    citation: str
    base: str
    local: str
    styles: Sequence[tuple[str, str]]
    prose: Sequence[str]
    formats: Mapping[str, str]
    data: Sequence[DataKind]
    film: Film
    sheet: Sheet


class Look(TypedDict):
    """A line: CSS pixels; ``dash`` as SVG wants it, empty for solid."""

    color: str
    width: float
    dash: str
    casing: float
    opacity: float


class Grid(TypedDict):
    """Which territory each cell lies in; see :func:`dashboard.ui.browser.drawing.grid`."""

    cell: float
    columns: int
    rows: int
    west: float
    north: float
    runs: Sequence[int]


class DegreeGrid(TypedDict):
    """Longitude and latitude of ``size`` by ``size`` points, row by row from the south-west.

    The first is at ``west``, ``south`` metres; ``across`` and ``up`` are the steps.
    """

    west: float
    south: float
    across: float
    up: float
    size: int
    lon: Sequence[float]
    lat: Sequence[float]


class Sizes(TypedDict):
    """What the ground is measured by, in metres, ``names`` in km²: look/reach.py."""

    window: tuple[float, float]
    event: float
    beside: float
    around: float
    treaty: float
    names: tuple[float, float, float]


class Drawing(TypedDict):
    """What the map alone needs beside the history; ``casing`` is a colour.

    ``claimDashes``: dash and phase of each claimant, by how many they are. ``zoom`` in pixels a
    metre, by kind of mark.
    """

    looks: Mapping[str, Look]
    casing: str
    casingOpacity: float
    claimDashes: Sequence[Sequence[tuple[str, float]]]
    zoom: Mapping[str, float]
    sizes: Sizes
    grid: Grid
    degrees: DegreeGrid
    unions: Sequence[str]


class Days(TypedDict):
    """What depends on the change day alone; see :mod:`dashboard.ui.browser.days`."""

    kinds: Sequence[str]
    edgeKinds: Sequence[Sequence[int]]
    pieces: Sequence[Sequence[int]]
    shares: Mapping[str, Sequence[Sequence[int]]]
    certainty: Mapping[str, Sequence[int]]


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


class Entry(TypedDict):
    """One result of a search: folded ``names`` and ``text`` find it; the rest by its kind."""

    kind: str
    id: str
    name: str
    detail: str
    names: Sequence[str]
    text: NotRequired[str]
    rank: NotRequired[int]
    also: NotRequired[Sequence[tuple[str, str]]]
    others: NotRequired[Sequence[str]]
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


class Evidence(TypedDict):
    """The file of names and evidence; ``letters`` fold, ``languages`` have names."""

    letters: Mapping[str, str]
    languages: Mapping[str, str]
    entries: Sequence[Entry]
    statements: Mapping[str, Sequence[Statement]]


class StripRow(TypedDict):
    territory: str
    top: float


class StripGroup(TypedDict):
    region: str
    year: int | None
    rows: Sequence[StripRow]


class StripMeta(TypedDict):
    """``layout.meta`` of the strips; ``rows`` is their height in rows."""

    rows: float
    groups: Sequence[StripGroup]


class AreaMeta(TypedDict):
    """``layout.meta`` of the areas, in km2."""

    total: float
    ticks: Sequence[float]
