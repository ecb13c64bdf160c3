"""Forces of ``forces.csv`` as lines of the map: an arrow along a route, or a ring about a place."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan2, cos, pi, radians, sin

from dashboard.dataset.model import Force, HistoricLine, Language, Place, Text

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

KM_A_DEGREE = 111.2
RING_KM = 9.0
BARB_KM = 16.0
BARB_ANGLE = radians(155)
"""Between the last stretch of a route and each side of its arrowhead."""
RING_POINTS = 24


def lines_of(
    forces: Iterable[Force], places: Iterable[Place], languages: Sequence[Language]
) -> list[HistoricLine]:
    """Return the forces as lines of the map.

    The route goes straight from place to place. A route of a single place is a
    force that stands there; places that are not in the layer are left out of it.
    """
    known = {place.id: place.lon_lat for place in places}
    lines = []
    for force in forces:
        points = [known[place] for place in force.route if place in known]
        if points:
            lines.append(_line(force, points, languages))
    return lines


def _line(force: Force, points: Sequence[Point], languages: Sequence[Language]) -> HistoricLine:
    return HistoricLine(
        id=f"force_{force.id}",
        kind=force.kind,
        name=force.name,
        interval=force.interval,
        treaty="",
        event=force.event_id or "",
        polity=force.polity,
        status="control",
        certainty=force.certainty,
        # A route is schematic: how far off a boundary may lie does not apply to it.
        grade="",
        basis=Text(
            {
                language: "; ".join(
                    filter(None, (force.strength.own(language), force.note.own(language)))
                )
                for language in languages
            }
        ),
        citations=force.citations,
        geometry={"type": "MultiLineString", "coordinates": _course(points)},
    )


def _course(points: Sequence[Point]) -> list[list[Point]]:
    if len(points) == 1:
        return [_ring(points[0])]
    (x0, y0), (x1, y1) = list(pairwise(points))[-1]
    heading = atan2(y1 - y0, (x1 - x0) * cos(radians(y1)))
    ends = [_away(points[-1], heading + turn, BARB_KM) for turn in (BARB_ANGLE, -BARB_ANGLE)]
    return [list(points), [ends[0], points[-1], ends[1]]]


def _ring(middle: Point) -> list[Point]:
    return [_away(middle, 2 * pi * n / RING_POINTS, RING_KM) for n in range(RING_POINTS + 1)]


def _away(point: Point, angle: float, km: float) -> Point:
    """The point so many kilometres off, ``angle`` in radians counter-clockwise from east."""
    lon, lat = point
    degrees = km / KM_A_DEGREE
    east = degrees * cos(angle) / cos(radians(lat))
    return (round(lon + east, 5), round(lat + degrees * sin(angle), 5))
