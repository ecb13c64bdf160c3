"""The map: its paints, lines, places and waters, and what drawing them takes."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from dashboard.dataset.vocabulary import Grade, LineStatus, PlaceKind
from dashboard.ui.browser.contract.basis import Point


class Paint(TypedDict):
    """``fill`` as CSS, ``pattern`` as markup of SVG, empty when there is none."""

    role: str
    fill: str
    pattern: str


class Line(TypedDict):
    uid: str
    layer: str
    name: str
    basis: str
    start: int | None
    end: int | None
    kind: str
    status: LineStatus
    grade: Grade | Literal[""]


class Layer(TypedDict):
    id: str
    on: bool


class Place(TypedDict):
    """``zoom``: named above so many pixels a metre. ``names``: day from which it has a name, the
    name, and today's name where it differs; the first from the first day.
    """

    id: str
    names: Sequence[tuple[int, str, str]]
    rank: int
    zoom: float
    kind: PlaceKind
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
    """A surrounding land; ``spots`` are x, y and the distance to its edge, the roomiest first.

    ``names``: as of a place, without today's.
    """

    names: Sequence[tuple[int, str, str]]
    spots: Sequence[tuple[float, float, float]]


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
