"""Geodesic areas of the polygons of a data package."""

from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import shape

_ELLIPSOID = Geod(ellps="WGS84")


def areas_km2(features: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Areas on WGS 84 in km2 of GeoJSON features in degrees (lon, lat), by id."""
    return {
        str(feature["id"]): _ELLIPSOID.geometry_area_perimeter(
            shapely.orient_polygons(shape(feature["geometry"]))
        )[0]
        / 1e6
        for feature in features
    }
