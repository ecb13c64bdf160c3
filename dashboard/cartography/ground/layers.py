"""Lines over the map: railways, treaty lines and fronts, districts, borders of today.

Each feature is a trace, or two where a pale casing lies under the line; the
uid says the layer it is switched with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard import i18n
from dashboard.cartography.ground.edges import ShownEdges
from dashboard.cartography.ground.projection import Projection
from dashboard.cartography.look import style
from dashboard.dataset.model import Dataset, HistoricLine, Language, Text

StopKind = Literal["pass", "station"]
STOPS: tuple[StopKind, ...] = ("pass", "station")


def ways(dataset: Dataset) -> list[str]:
    """Kinds of railways and roads that the package has, in the order of their looks."""
    kinds = {way.kind for way in dataset.railways}
    return [kind for kind in style.RAILWAY_LOOKS if kind in kinds]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of a layer in metres with its look; ``feature`` is its GeoJSON id."""

    layer: str
    feature: str
    geometry: BaseGeometry
    look: style.LineLook

    @property
    def uid(self) -> str:
        return f"{self.layer}-{self.feature}"


def railways(dataset: Dataset, projection: Projection, reach: float = 1.0) -> Iterable[DrawnLine]:
    """Railways and roads in the order of the file; stations and passes are not lines."""
    for way in dataset.railways:
        if way.kind in style.RAILWAY_LOOKS:
            look = style.RAILWAY_LOOKS[way.kind]
            yield _drawn("railways", way.id, way.geometry, projection, look, reach)


@dataclass(frozen=True, slots=True)
class Stop:
    """A station or a pass in degrees (lon, lat); ``height_m`` is of passes alone.

    A station at a place of the map has the place's name beside it already.
    """

    kind: StopKind
    name: Text
    at_place: bool
    height_m: int | None
    lon: float
    lat: float

    def label(self, language: Language) -> str:
        """What is written beside the sign; empty where the place's name stands there."""
        if self.kind == "pass" and self.height_m:
            return f"{self.name[language]}, {i18n.number(self.height_m, language)} m"
        return "" if self.at_place else self.name[language]


def stops(dataset: Dataset) -> Iterable[Stop]:
    """Stations and passes, the passes first: there are fewer, and they say more of the land."""
    for kind in STOPS:
        for point in dataset.railways:
            if point.kind == kind:
                lon, lat = point.geometry["coordinates"][:2]
                yield Stop(kind, point.name, bool(point.place), point.height_m, lon, lat)


def historic_lines(
    dataset: Dataset, projection: Projection, reach: float = 1.0
) -> Iterable[DrawnLine]:
    """Treaty lines, lines of control, claims, and the optional layers of districts and today.

    What runs along the edges of territories has the points that their outlines show, so
    that a line lies on the fills that it parts.
    """
    edges = ShownEdges(dataset)
    for line in dataset.lines:
        layer = dataset.kinds.lines[line.kind].layer
        look = look_of(line, dataset)
        whole = shape(line.geometry)
        if edges.touches(whole):
            course = projection.project(edges.thinned(whole))
            yield DrawnLine(layer, line.id, course, look)
        else:
            yield _drawn(layer, line.id, line.geometry, projection, look, reach)


def look_of(line: HistoricLine, dataset: Dataset) -> style.LineLook:
    """How a line of lines.geojson is drawn: by its kind, then its status, dotted if unsure."""
    return style.line_looks(dataset.kinds)[style.line_look(dataset.kinds, line)]


def _drawn(
    layer: str,
    name: str,
    drawn: dict[str, Any],
    projection: Projection,
    look: style.LineLook,
    reach: float,
) -> DrawnLine:
    course = projection.project(shape(drawn))
    geometry = course.simplify(style.LINE_TOLERANCE_M * reach)
    return DrawnLine(layer, name, geometry, look)
