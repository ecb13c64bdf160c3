"""Land beyond the window, so that a wide screen shows shores instead of a cut.

The window of the atlas ends in the middle of Anatolia, Persia and the steppe.
Around it Natural Earth goes on, generalised to about two kilometres, and meets
the detailed land at the window's edge: within a band around the window the
shore keeps its detail, and beyond that only the shore between its crossings of
the band is simplified, so that nothing moves where the two meet.
"""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from scripts.geography.coverage import GRID
from scripts.geography.curves import Point, rounded
from scripts.geography.sources import SOURCE_DIR, WINDOW, GeographyError, read_text

# West, south, east, north of the land that is drawn, in degrees: a screen twice
# as wide as high sees 31-60 E and 34-50 N of the projected map.
FAR_WINDOW = (26.0, 30.0, 64.0, 54.0)
FILE = "land_far.geojson"

# Degrees: how far around the window the shore keeps its detail, how far the far
# land reaches under the near one (no hair line between two fills), and how much
# the shore beyond the band is generalised.
_BAND = 0.3
_OVERLAP = 0.02
_TOLERANCE = 0.02
# A parallel is curved on the map: degrees between the points of an edge,
# which keeps its chord within ten metres of it.
_EDGE_STEP = 0.25
# Square degrees; smaller holes are slits between units, smaller islands are rocks.
_HOLE, _ISLAND = 0.01, 0.003


def far_land(areas: Iterable[BaseGeometry]) -> shapely.MultiPolygon:
    """Return the land of `areas` outside the window, generalised; degrees, five decimals.

    Parameters
    ----------
    areas
        Land in WGS 84 degrees, of any extent.

    Returns
    -------
    shapely.MultiPolygon
        Land in :data:`FAR_WINDOW`, reaching 0.02 degrees into the window. Empty
        when `areas` lie within the window.
    """
    outer = shapely.box(*FAR_WINDOW)
    land = _without_slits(shapely.union_all([outer.intersection(a) for a in areas], grid_size=GRID))
    hidden = shapely.segmentize(around(-_OVERLAP), _EDGE_STEP)
    band = around(_BAND)
    shore = shapely.difference(land.boundary, outer.boundary)
    coarse = shapely.line_merge(shapely.difference(shore, band))
    lines = [
        shapely.intersection(shore, band),
        shapely.simplify(coarse, _TOLERANCE),
        shapely.segmentize(outer.boundary, _EDGE_STEP),
        band.boundary,
        hidden.boundary,
    ]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines)]))
    outside = faces[~shapely.contains_properly(hidden.buffer(GRID), faces)]
    dry = shapely.area(shapely.intersection(outside, land)) > shapely.area(outside) / 2
    whole = shapely.get_parts(rounded(shapely.union_all(outside[dry])))
    edges = shapely.union_all([outer.boundary, hidden.boundary])
    kept: list[shapely.Polygon] = [
        part for part in whole if part.area > _ISLAND or shapely.distance(part, edges) < GRID
    ]
    kept.sort(key=lambda part: part.bounds)
    return shapely.MultiPolygon(kept)


def around(margin: float) -> shapely.Polygon:
    """Return the window made wider by `margin` degrees on every side."""
    west, south, east, north = WINDOW
    return shapely.box(west - margin, south - margin, east + margin, north + margin)


def _without_slits(land: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(land) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                part.exterior, [r for r in part.interiors if shapely.Polygon(r).area > _HOLE]
            )
            for part in parts
        ]
    )


def far_coast(land: BaseGeometry) -> BaseGeometry:
    """Return the shores of the far land beyond the window, without any edge."""
    edge = shapely.box(*FAR_WINDOW).boundary
    shore = shapely.difference(shapely.difference(land.boundary, edge), shapely.box(*WINDOW))
    return shapely.line_merge(rounded(shore))


def even_edges(land: BaseGeometry) -> BaseGeometry:
    """Return the near land with points along the edges of the window; its shore is untouched."""
    polygons = [part for part in shapely.get_parts(land) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon(
        [shapely.Polygon(_even(shapely.get_coordinates(part.exterior))) for part in polygons]
    )


def _even(ring: npt.NDArray[np.float64]) -> list[Point]:
    points = [(float(lon), float(lat)) for lon, lat in ring]
    west, south, east, north = WINDOW
    dense = points[:1]
    for start, end in pairwise(points):
        for axis, sides in ((0, (west, east)), (1, (south, north))):
            if start[axis] == end[axis] and start[axis] in sides:
                count = int(np.ceil(abs(end[1 - axis] - start[1 - axis]) / _EDGE_STEP))
                inner = np.round(np.linspace(start, end, max(count, 1) + 1)[1:-1], 5)
                dense += [(float(lon), float(lat)) for lon, lat in inner]
        dense.append(end)
    return dense


def write_far(land: BaseGeometry, folder: Path) -> None:
    """Write the far land as the input ``land_far.geojson``, the same bytes each time."""
    content = {"type": "Feature", "id": "land_far", "properties": {}, "geometry": mapping(land)}
    collection = {"type": "FeatureCollection", "features": [content]}
    text = json.dumps(collection, separators=(",", ":"))
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read_far(folder: Path = SOURCE_DIR) -> BaseGeometry:
    """Return the land of ``land_far.geojson``; raise :class:`GeographyError` if it is broken."""
    path = folder / FILE
    try:
        (feature,) = json.loads(read_text(path))["features"]
        return shape(feature["geometry"])
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(f"{path}: not the expected GeoJSON ({error!r})") from error
