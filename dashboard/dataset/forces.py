"""Forces of ``forces.csv`` as lines of the map: an arrow along a route, or a ring about a place."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, pi, radians, sin
from typing import Any

from dashboard.dataset.model import Force, Language, Place
from dashboard.dataset.text import LOCATOR, text_column

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

KM_A_DEGREE = 111.2
RING_KM = 9.0
BARB_KM = 16.0
BARB_ANGLE = radians(155)
"""Between the last stretch of a route and each side of its arrowhead."""
RING_POINTS = 24


def lines_of(
    forces: Iterable[Force],
    places: Iterable[Place],
    languages: Sequence[Language],
) -> list[Mapping[str, Any]]:
    """Return the forces as features like those of ``geo/lines.geojson``.

    The route goes straight from place to place. A route of a single place is a
    force that stands there; places that are not in the layer are left out of it.
    """
    known = {place.id: place.lon_lat for place in places}
    features: list[Mapping[str, Any]] = []
    for force in forces:
        points = [known[place] for place in force.route if place in known]
        if points:
            geometry = {"type": "MultiLineString", "coordinates": _course(points)}
            properties = _properties(force, languages)
            feature = {"type": "Feature", "id": f"force_{force.id}", "properties": properties}
            features.append({**feature, "geometry": geometry})
    return features


def _properties(force: Force, languages: Sequence[Language]) -> dict[str, Any]:
    columns = {f"name_{language}": words for language, words in force.name.items()}
    for language in languages:
        texts = (force.strength.own(language), force.note.own(language))
        columns[f"basis_{language}"] = "; ".join(filter(None, texts))
        places = [citation.locator.own(language) for citation in force.citations]
        name = text_column(LOCATOR, language, languages)
        columns[name] = ";".join(places) if any(places) else ""
    return {
        **columns,
        "kind": force.kind,
        "polity": force.polity,
        "start": force.interval.start.isoformat(),
        "end": force.interval.end.isoformat() if force.interval.end else "",
        "treaty": "",
        "event": force.event_id or "",
        "status": "control",
        "certainty": force.certainty,
        # A route is schematic: how far off a boundary may lie does not apply to it.
        "grade": "",
        "source_key": ";".join(citation.key for citation in force.citations),
    }


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
