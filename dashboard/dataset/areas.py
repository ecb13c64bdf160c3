"""Geodesic areas of the polygons of a data package."""

from collections.abc import Iterable, Mapping
from typing import Any

DECIMALS = 1
"""Of an area in km2. Sums are made of areas so rounded, here and from exported files alike."""
HALF = 180.0
"""Degrees of longitude that a shape is measured over at once."""
LONGEST_EDGE = 5.0
"""Degrees of an edge: a longer line of equal latitude is far from the shortest way."""


def areas_km2(features: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Areas on WGS 84 in km2 of GeoJSON features in degrees (lon, lat), by id."""
    # pyproj takes a tenth of a second to load, which areas that are known do without.
    import shapely
    from pyproj import Geod
    from shapely.geometry import shape

    ellipsoid = Geod(ellps="WGS84")

    def km2(area: Any) -> float:
        west, south, east, north = shapely.bounds(area).tolist()
        if east - west > HALF:
            # A shape all around the Earth has the outline of none.
            middle = (west + east) / 2
            left, right = (
                shapely.box(west, south, middle, north),
                shapely.box(middle, south, east, north),
            )
            return km2(area & left) + km2(area & right)
        whole = shapely.orient_polygons(shapely.segmentize(area, LONGEST_EDGE))
        return abs(float(ellipsoid.geometry_area_perimeter(whole)[0])) / 1e6

    return {str(feature["id"]): km2(shape(feature["geometry"])) for feature in features}


def known_km2(features: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Areas by id: as the features give them, measured where they do not."""
    shapes = list(features)
    given = {str(shape["id"]): shape["properties"].get("area_km2") for shape in shapes}
    unmeasured = [shape for shape in shapes if given[str(shape["id"])] is None]
    measured = areas_km2(unmeasured) if unmeasured else {}
    return {
        name: round(measured[name], DECIMALS) if km2 is None else km2 for name, km2 in given.items()
    }
