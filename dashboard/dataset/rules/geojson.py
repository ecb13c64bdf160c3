"""RFC 7946: what a GeoJSON layer of the package must look like before it is geometry.

References
----------
H. Butler et al., The GeoJSON Format, RFC 7946 (2016), sections 3.1.6, 4, 5, 11.2.
"""

import reprlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.layers import BASE, LINES, PLACES, RAILWAYS, SCREEN, TERRITORIES
from dashboard.dataset.reading.load import Package

DECIMALS = 5
"""About a metre: finer digits would claim what no source of the borders can give."""

_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}

_AREAS = ("Polygon", "MultiPolygon")
_LINES = ("LineString", "MultiLineString")
_OF_BASE = {
    "land": _AREAS,
    "lake": _AREAS,
    "coast": _LINES,
    "river": _LINES,
    "sea_label": ("Point",),
}
"""Geometries of each kind of the base layer."""

_NUMBERS = frozenset({int, float})

Position = Sequence[float]


def layers_are_plain_wgs84(package: Package) -> Iterator[Problem]:
    """Yield layers that name a coordinate reference system of their own."""
    for path, members in package.members.items():
        if "crs" in members:
            rule = "the layer has a crs, which RFC 7946 has abolished"
            cure = "write WGS 84 longitude and latitude and remove it"
            yield Problem(path, None, "crs", "", rule, cure)


def features_have_ids(package: Package) -> Iterator[Problem]:
    """Yield features without an id of their own."""
    for path, features in package.layers.items():
        seen: set[str] = set()
        for number, feature in enumerate(features or (), start=1):
            name = feature.get("id")
            if not isinstance(name, str) or not name:
                rule, cure = f"feature {number} has no id", "give it a stable id"
                yield Problem(path, None, "id", "", rule, cure)
            elif name in seen:
                rule, cure = "is the id of another feature too", "give each feature its own"
                yield Problem(path, None, "id", name, rule, cure)
            seen.add(str(name))


def geometries_suit_their_layer(package: Package) -> Iterator[Problem]:
    """Yield territories that are not areas, places that are not points, lines that are not lines.

    The layer of the railways has lines and the points beside them.
    """
    suited = {
        TERRITORIES: _AREAS,
        SCREEN: _AREAS,
        PLACES: ("Point",),
        LINES: _LINES,
        RAILWAYS: (*_LINES, "Point"),
    }
    for path, features in package.layers.items():
        allowed = suited.get(path, tuple(_DEPTH))
        for feature in features or ():
            kind = _kind(feature["geometry"])
            if kind not in allowed:
                rule = f"has the geometry {kind}"
                yield problem_of(path, feature, "geometry", rule, f"use {' or '.join(allowed)}")
            elif path == BASE:
                yield from _base_geometry(feature, kind)


def _base_geometry(feature: Mapping[str, Any], kind: str) -> Iterator[Problem]:
    """Yield a feature of the base layer whose geometry is not that of its kind."""
    named = feature["properties"].get("kind")
    allowed = _OF_BASE.get(named, ()) if isinstance(named, str) else ()
    if allowed and kind not in allowed:
        rule = f"is a {named} with the geometry {kind}"
        yield problem_of(BASE, feature, "geometry", rule, f"use {' or '.join(allowed)}")


def positions_are_coordinates(package: Package) -> Iterator[Problem]:
    """Yield features with positions that are not longitude, latitude with few decimals."""
    for path, features in package.layers.items():
        for feature in features or ():
            geometry = feature["geometry"]
            if not _is_nested(geometry["coordinates"], _depth(geometry)):
                rule = f"has coordinates that are not nested as a {_kind(geometry)} has them"
                cure = "write the lists that RFC 7946 asks of this type"
                yield problem_of(path, feature, "coordinates", rule, cure)
                continue
            fault = _fault(positions(geometry))
            if fault is not None:
                cure = f"write longitude, latitude in degrees with at most {DECIMALS} decimals"
                yield problem_of(path, feature, "coordinates", fault, cure)


def _fault(positions: Iterable[Any]) -> str | None:
    """Return what is wrong with the first position that is not a coordinate, or ``None``.

    A plain loop, because a package has some forty thousand positions: numpy would check them
    sooner, but loading it takes five times as long as the loop.
    """
    for position in positions:
        if not _is_pair(position):
            return f"has the position {reprlib.repr(position)}, which is not two numbers"
        longitude, latitude = position
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            return f"has the position {position}, which is not on Earth"
        if round(longitude, DECIMALS) != longitude or round(latitude, DECIMALS) != latitude:
            return f"has the position {position} with more than {DECIMALS} decimals"
    return None


def _is_pair(position: Any) -> bool:
    """Tell whether a position is two numbers; ``True`` and ``False`` are none."""
    return (
        type(position) is list
        and len(position) == 2
        and type(position[0]) in _NUMBERS
        and type(position[1]) in _NUMBERS
    )


def lines_have_two_positions(package: Package) -> Iterator[Problem]:
    """Yield lines with a part of a single position, which no line can be."""
    for path, features in package.layers.items():
        for feature in features or ():
            geometry = feature["geometry"]
            kind = _kind(geometry)
            if kind not in ("LineString", "MultiLineString"):
                continue
            if not _is_nested(geometry["coordinates"], _depth(geometry)):
                continue
            parts = [geometry["coordinates"]] if kind == "LineString" else geometry["coordinates"]
            if any(len(part) < 2 for part in parts):
                rule, cure = (
                    "has a line of a single position",
                    "give each line two positions at least",
                )
                yield problem_of(path, feature, "coordinates", rule, cure)


def rings_are_closed_and_wound(package: Package) -> Iterator[Problem]:
    """Yield areas with an open ring, or an outer ring clockwise, or a hole the other way.

    Where latitude stands before longitude all is mirrored, and the winding is not the fault.
    """
    mirrored = {problem.file for problem in longitude_comes_first(package)}
    for path, features in package.layers.items():
        for feature in features or ():
            if path in mirrored:
                continue
            for polygon in _polygons(feature["geometry"]):
                for number, ring in enumerate(polygon):
                    yield from _ring(path, feature, number, ring)


def _ring(
    path: str, feature: Mapping[str, Any], number: int, ring: Sequence[Position]
) -> Iterator[Problem]:
    if len(ring) < 4 or ring[0] != ring[-1]:
        cure = "end each ring with its first position, four positions at least"
        yield problem_of(path, feature, "coordinates", "has an open ring", cure)
    elif not all(map(_is_pair, ring)):
        return
    elif (_doubled_area(ring) > 0) != (number == 0) and _crosses_itself(ring):
        cure = "write its positions in their order around the area"
        yield problem_of(path, feature, "coordinates", "has a ring that crosses itself", cure)
    elif (_doubled_area(ring) > 0) != (number == 0):
        kind = "outer ring that is clockwise" if number == 0 else "hole that is counter-clockwise"
        cure = "wind outer rings counter-clockwise and holes clockwise"
        yield problem_of(
            path, feature, "coordinates", f"has an {kind}".replace("an h", "a h"), cure
        )


def longitude_comes_first(package: Package) -> Iterator[Problem]:
    """Yield territories whose seats lie in them only when latitude is read before longitude."""
    seats = {territory.id: (territory.lon, territory.lat) for _, territory in package.territories}
    for feature in package.layers.get(TERRITORIES) or ():
        seat, corners = seats.get(str(feature.get("id"))), corners_of(feature)
        if seat and corners and not _holds(corners, seat) and _holds(corners, seat[::-1]):
            rule = "has latitude before longitude: its seat lies in it only when they are exchanged"
            cure = "write longitude first in every position"
            yield problem_of(TERRITORIES, feature, "coordinates", rule, cure)


def _holds(corners: Sequence[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Tell whether a point lies in the box of some corners, the least first."""
    bounds = zip(corners[0], point, corners[-1], strict=True)
    return all(low <= value <= high for low, value, high in bounds)


def _crosses_itself(ring: Sequence[Position]) -> bool:
    # Asked of faulty rings alone: shapely takes a while to import.
    from shapely.geometry import LineString

    return not LineString(ring).is_simple


def _doubled_area(ring: Sequence[Position]) -> float:
    """Return twice the signed area in square degrees, positive if counter-clockwise."""
    west, south = ring[0]
    return sum(
        (a[0] - west) * (b[1] - south) - (b[0] - west) * (a[1] - south) for a, b in pairwise(ring)
    )


def _kind(geometry: Mapping[str, Any]) -> str:
    return str(geometry.get("type"))


def _depth(geometry: Mapping[str, Any]) -> int:
    return _DEPTH.get(_kind(geometry), 0)


def _is_nested(part: Any, depth: int) -> bool:
    """Tell whether ``part`` is lists in lists, ``depth`` of them above the positions."""
    level = [part]
    for left in range(depth, -1, -1):
        if set(map(type, level)) != {list} or not all(level):
            return False
        if left:
            level = list(chain.from_iterable(level))
    return True


def _polygons(geometry: Mapping[str, Any]) -> Sequence[Sequence[Sequence[Position]]]:
    coordinates = geometry["coordinates"]
    if not _is_nested(coordinates, _depth(geometry)):
        return []
    if _kind(geometry) == "Polygon":
        return [coordinates]
    return coordinates if _kind(geometry) == "MultiPolygon" else []


def positions(geometry: Mapping[str, Any]) -> Sequence[Any]:
    """Return the positions of a well nested geometry, each longitude then latitude."""
    parts = [geometry["coordinates"]]
    for _ in range(_depth(geometry)):
        parts = list(chain.from_iterable(parts))
    return parts


def is_plain(feature: Mapping[str, Any]) -> bool:
    """Tell whether a feature is an area that a geometry library can read."""
    geometry = feature["geometry"]
    polygons = _polygons(geometry)
    return (
        bool(polygons)
        and _fault(positions(geometry)) is None
        and all(len(ring) >= 4 and ring[0] == ring[-1] for rings in polygons for ring in rings)
    )


def point_of(feature: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return longitude and latitude of a sound point, ``None`` for any other feature."""
    geometry = feature["geometry"]
    if _kind(geometry) != "Point" or _fault([geometry["coordinates"]]) is not None:
        return None
    lon, lat = geometry["coordinates"]
    return lon, lat


def corners_of(feature: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Return the corners of a box around a feature; none if its positions are not sound."""
    geometry = feature["geometry"]
    if _kind(geometry) not in _DEPTH or not _is_nested(geometry["coordinates"], _depth(geometry)):
        return []
    corners = positions(geometry)
    if _fault(corners) is not None:
        return []
    lons, lats = zip(*corners, strict=True)
    return [(lon, lat) for lon in (min(lons), max(lons)) for lat in (min(lats), max(lats))]


def problem_of(path: str, feature: Mapping[str, Any], column: str, rule: str, cure: str) -> Problem:
    """Return a problem of a feature, named by its id."""
    return Problem(path, None, column, str(feature.get("id", "a feature")), rule, cure)
