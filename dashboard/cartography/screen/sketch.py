"""The map in few points, for the page itself: seen before a script runs, and without any.

A sketch is made once of a data package; a day is drawn of it as SVG in a millisecond, with
nothing imported that computes geometry. Its unit is a pixel of a map that is ``HEIGHT`` high.
"""

from collections.abc import Iterable
from typing import TypedDict

import shapely
from shapely.affinity import affine_transform
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.coverage import build_coverage
from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.screen.figure import base, lands
from dashboard.dataset.model import Dataset

HEIGHT = 700.0
TOLERANCE = 1.1
"""Units that a line may move when it is simplified."""

AROUND = 1.0
"""Share of the height that is drawn beyond each side of the home view, for windows of any shape."""

LEAST = 3.0
"""Units across of an island or lake that is drawn."""


class Sketch(TypedDict):
    """``d`` of paths: land around, water, each territory, and edges with their kinds.

    ``edges`` has, for each line that two territories share, its path and ``frontiers.sides``.
    ``places`` are x, y and id; ``drawn_as`` is ``frontiers.drawn_as``.
    """

    size: tuple[float, float]
    land: str
    water: str
    areas: dict[str, str]
    edges: list[tuple[str, tuple[str, str]]]
    places: list[tuple[float, float, str]]
    drawn_as: dict[str, str]


def sketch(dataset: Dataset, model: MapModel) -> Sketch:
    """Return the sketch of a data package."""
    west, south, east, north = model.home
    scale = HEIGHT / (north - south)
    to_units = (scale, 0.0, 0.0, -scale, -west * scale, north * scale)
    coverage = build_coverage(
        dataset.screen or dataset.features, model.projection, TOLERANCE / scale
    )
    beyond = AROUND * (north - south)
    window = box(west - beyond, south - beyond, east + beyond, north + beyond)

    def around(drawn: Iterable[BaseGeometry]) -> str:
        parts = [shape.intersection(window) for shape in drawn]
        whole = shapely.union_all(parts).simplify(TOLERANCE / scale)
        kept = [part for part in shapely.get_parts(whole) if part.length * scale > LEAST * 3]
        return path(affine_transform(shapely.union_all(kept), to_units)) if kept else ""

    parted = frontiers.sides(coverage.edges, dataset)
    return {
        "size": (round((east - west) * scale, 1), HEIGHT),
        "land": around(lands(dataset, model).values()),
        "water": around(dict(base(dataset, model, "lake")).values()),
        "areas": {
            name: path(affine_transform(coverage.areas[name], to_units))
            for name in dataset.territories
        },
        "edges": [
            (path(affine_transform(edge.line, to_units)), sides)
            for edge, sides in zip(coverage.edges, parted, strict=True)
        ],
        "places": list(_places(dataset, model, to_units)),
        "drawn_as": dict(model.drawn_as),
    }


def _places(
    dataset: Dataset, model: MapModel, to_units: tuple[float, ...]
) -> Iterable[tuple[float, float, str]]:
    for place in dataset.places:
        if place.rank == 1:
            (at,) = model.projection.project_points([place.lon_lat])
            x, y = affine_transform(shapely.Point(at), to_units).coords[0]
            yield round(x, 1), round(y, 1), place.id


def path(geometry: BaseGeometry) -> str:
    """Return the ``d`` of lines or polygons in whole units, each point relative to the last."""
    written = []
    for part in shapely.get_parts(geometry):
        rings = (part.exterior, *part.interiors) if part.geom_type == "Polygon" else (part,)
        for ring in rings:
            points = [(round(x), round(y)) for x, y in ring.coords]
            written.append(_line(points, closed=part.geom_type == "Polygon"))
    return "".join(written)


def _line(points: list[tuple[int, int]], *, closed: bool) -> str:
    (x, y), *rest = points
    steps = []
    for a, b in rest:
        if (a, b) != (x, y):
            steps.append(f"{a - x} {b - y}")
            x, y = a, b
    start = f"M{points[0][0]} {points[0][1]}"
    return start + (f"l{' '.join(steps)}" if steps else "") + ("z" if closed else "")
