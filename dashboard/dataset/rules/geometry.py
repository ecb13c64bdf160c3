"""A clean coverage: valid areas without gap or overlap, joined to the tables both ways.

The functions that need shapely import it themselves: it takes a fifth of a second of processor
time to load, and reading a table of a data package needs none of them.
"""

from collections.abc import Iterator, Mapping
from math import cos, radians
from typing import TYPE_CHECKING, Any

from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.layers import BASE, LINES, PLACES, RAILWAYS, TERRITORIES
from dashboard.dataset.reading.load import Package
from dashboard.dataset.rules.geojson import is_plain, longitude_comes_first, point_of
from dashboard.dataset.text import text_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SLIT_DEGREES = 0.0005
"""Gaps narrower than this (about 50 m) between two areas are mistakes, not water."""

SHORE_KM = 0.5
"""A seat on a generalised coast may lie this far outside its polygon."""

_TOLD = {
    "name": "has no name in the first language of the atlas",
    "basis": "does not say in the first language of the atlas what it rests on",
}

KM_PER_DEGREE = 111.32
"""Length of a degree of the equator of WGS 84; enough for half a kilometre of slack."""


def polygons_are_valid(package: Package) -> Iterator[Problem]:
    """Yield areas that cross themselves or are otherwise not valid."""
    import shapely

    for name, area in _areas(package).items():
        if not area.is_valid:
            rule = f"is not a valid area ({shapely.is_valid_reason(area)})"
            yield Problem(TERRITORIES, None, "geometry", name, rule, "correct the rings there")


def coverage_is_clean(package: Package) -> Iterator[Problem]:
    """Yield areas whose edges do not meet those of their neighbours point for point."""
    import shapely

    areas = _areas(package)
    if not areas or not all(area.is_valid for area in areas.values()):
        return
    names, shapes = list(areas), list(areas.values())
    faulty = shapely.coverage_invalid_edges(shapes, gap_width=SLIT_DEGREES)
    tree = shapely.STRtree(shapes)
    cure = f"run `python -m dashboard tidy {package.folder}`, or draw the edge again"
    for at, edges in enumerate(faulty):
        if edges is not None and not edges.is_empty:
            spot = edges.representative_point()
            near = tree.query(edges, predicate="dwithin", distance=SLIT_DEGREES)
            meetings = (_meeting(shapes[at], edges, names[n], shapes[n]) for n in near if n != at)
            said = sorted(filter(None, meetings)) or ["does not meet its neighbours"]
            rule = f"{' and '.join(said)} near {spot.x:.3f} E {spot.y:.3f} N"
            yield Problem(TERRITORIES, None, "geometry", names[at], rule, cure)


def _meeting(area: "BaseGeometry", edges: "BaseGeometry", name: str, other: "BaseGeometry") -> str:
    """What is wrong where faulty edges of an area run along a neighbour; empty if they do not."""
    import shapely

    shared = area.intersection(other).area * KM_PER_DEGREE**2
    if shared > 0:
        return f"overlaps {name} by about {shared:.2g} square km"
    near = shapely.get_parts(edges.intersection(other.buffer(SLIT_DEGREES)))
    along = near[shapely.length(near) > 2 * SLIT_DEGREES]
    if not along.size:
        return ""
    # Not the very ends, where an edge leaves the neighbour behind.
    inner = [shapely.line_interpolate_point(along, k / 10, normalized=True) for k in range(1, 10)]
    width = max(shapely.distance(points, other).max() for points in inner)
    if width > 0:
        return f"leaves a gap of about {width * KM_PER_DEGREE * 1000:.0f} m to {name}"
    return f"has other points than {name} along their edge"


def coverage_has_no_hole(package: Package) -> Iterator[Problem]:
    """Yield holes of the coverage that are land, or that no layer says are water."""
    import shapely
    from shapely.geometry import Polygon, shape

    areas = _areas(package)
    if not areas or not all(area.is_valid for area in areas.values()):
        return
    land = [
        shape(feature["geometry"])
        for feature in package.layers.get(BASE) or ()
        if feature["properties"].get("kind") == "land" and is_plain(feature)
    ]
    whole = shapely.union_all(list(areas.values()))
    for part in shapely.get_parts(whole):
        for ring in part.interiors:
            hole = Polygon(ring)
            if not land or shapely.union_all(land).intersection(hole).area > SLIT_DEGREES**2:
                spot = hole.representative_point()
                rule = f"the coverage has a hole near {spot.x:.3f} E {spot.y:.3f} N"
                cure = "give the land to a territory or to a backdrop"
                yield Problem(TERRITORIES, None, "geometry", "", rule, cure)


def every_territory_has_a_polygon(package: Package) -> Iterator[Problem]:
    """Yield territories of the table that the map cannot draw."""
    drawn = {str(feature.get("id")) for feature in package.layers[TERRITORIES] or ()}
    for line, territory in package.territories:
        if territory.id not in drawn:
            rule, cure = f"has no feature in {TERRITORIES}", "add a feature with this id"
            yield Problem("territories.csv", line, "id", territory.id, rule, cure)


def every_polygon_has_a_territory(package: Package) -> Iterator[Problem]:
    """Yield features that are neither a territory of the table nor backdrop, or both."""
    known = {row.cells["id"] for row in package.tables["territories"] or ()}
    for feature in package.layers[TERRITORIES] or ():
        name, backdrop = str(feature.get("id")), feature["properties"].get("backdrop") is True
        if name not in known and not backdrop:
            rule = "is not in territories.csv and not backdrop"
            cure = 'add the territory, or write "backdrop": true'
            yield Problem(TERRITORIES, None, "id", name, rule, cure)
        if name in known and backdrop:
            rule, cure = "is a territory and backdrop", "remove one of the two"
            yield Problem(TERRITORIES, None, "backdrop", name, rule, cure)


def seats_lie_in_their_polygons(package: Package) -> Iterator[Problem]:
    """Yield territories whose seat is not inside their polygon."""
    areas = _areas(package)
    mirrored = {problem.value for problem in longitude_comes_first(package)}
    for line, territory in package.territories:
        if territory.id in areas and territory.id not in mirrored:
            away = _km(areas[territory.id], territory.lon, territory.lat)
            if away > SHORE_KM:
                rule = f"the seat of {territory.id} is {away:.1f} km outside its polygon"
                cure = "correct lat and lon, or the polygon"
                seat = f"{territory.lat}, {territory.lon}"
                yield Problem("territories.csv", line, "lat", seat, rule, cure)


def places_lie_in_their_territories(package: Package) -> Iterator[Problem]:
    """Yield places that name an unknown territory or lie outside the territory they name."""
    areas = _areas(package)
    known = {str(feature.get("id")) for feature in package.layers[TERRITORIES] or ()}
    for feature in package.layers.get(PLACES) or ():
        name, territory = str(feature.get("id")), feature["properties"].get("territory")
        point = point_of(feature)
        if not territory or point is None:
            continue
        if territory not in known:
            rule, cure = f"names the territory {territory}, which is not drawn", "correct it"
            yield Problem(PLACES, None, "territory", name, rule, cure)
        elif territory in areas:
            away = _km(areas[territory], *point)
            if away > SHORE_KM:
                rule = f"is {away:.1f} km outside {territory}"
                yield Problem(
                    PLACES, None, "territory", name, rule, "correct the place or its territory"
                )


def layers_are_named(package: Package) -> Iterator[Problem]:
    """Yield what the first language does not name and another does, or what needs a name.

    Backdrop lands, places, lines and all of the railways need a name, lines their
    grounds too. Today's name of a place (``modern_*``) is given in each language where it
    differs there, so it may stand in any of them alone.
    """
    first = package.languages[0]
    for path, features in package.layers.items():
        for feature in features or ():
            properties = feature["properties"]
            needed = {
                "name": path in (PLACES, LINES, RAILWAYS) or properties.get("backdrop") is True,
                "basis": path == LINES,
            }
            for stem, rule in _TOLD.items():
                text = text_of(properties, stem, package.languages)
                if (text or needed[stem]) and not text.own(first):
                    cure = f"fill {stem}_{first}"
                    yield Problem(path, None, stem, str(feature.get("id")), rule, cure)


def _areas(package: Package) -> Mapping[str, "BaseGeometry"]:
    """Return the areas of territories and backdrop by id, in WGS 84 degrees."""
    from shapely.geometry import shape

    features: tuple[Mapping[str, Any], ...] = package.layers[TERRITORIES] or ()
    return {
        str(feature.get("id")): shape(feature["geometry"])
        for feature in features
        if is_plain(feature)
    }


def _km(area: "BaseGeometry", lon: float, lat: float) -> float:
    """Return how far a point lies outside an area; 0 inside it."""
    import shapely
    from shapely.geometry import Point

    narrowed = shapely.transform(area, lambda xy: xy * [cos(radians(lat)), 1.0])
    return float(narrowed.distance(Point(lon * cos(radians(lat)), lat))) * KM_PER_DEGREE
