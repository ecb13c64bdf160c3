"""The outlines for a screen: ``screen.geojson``, the territories with fewer points.

A point is kept or left out for both neighbours at once, so that they go on
sharing their edges point for point; every point that is kept is one of the
full outlines. The file names the checksum of the outlines that it was made
from: what is thinned from others is out of date.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground.projection import Projection
from dashboard.cartography.look import reach

FILE = "screen.geojson"
TERRITORIES = "territories.geojson"
# About one screen pixel at a home view that reaches as far as the usual view.
TOLERANCE_M = 700.0
# As many as the contract allows: a point comes back from the projection as it was.
_DECIMALS = 5


def thin(territories: bytes, projection: Projection, times: float = 1.0) -> bytes:
    """Return ``screen.geojson`` of a ``territories.geojson``, both as UTF-8.

    Parameters
    ----------
    territories
        GeoJSON in degrees (lon, lat); the features are together a coverage.
    projection
        That of the package; the tolerance is in its metres.
    times
        How many times as far the home view reaches as the usual view.
    """
    tolerance = TOLERANCE_M * times
    features = json.loads(territories)["features"]
    projected = [projection.project(shape(feature["geometry"])) for feature in features]
    thinned = map(projection.back, shapely.coverage_simplify(projected, tolerance))
    lines = [
        _dump({"type": "Feature", "id": feature["id"], "properties": {}, "geometry": mapping(area)})
        for feature, area in zip(features, map(_tidy, thinned), strict=True)
    ]
    checksum = hashlib.sha256(territories).hexdigest()
    head = f'"territories_sha256":"{checksum}","tolerance_m":{tolerance:.0f}'
    text = f'{{"type":"FeatureCollection",{head},"features":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode("utf-8")


def build(folder: Path, projection: Projection, times: float = 1.0) -> Path:
    """Write ``screen.geojson`` beside the ``territories.geojson`` of `folder`; return its path.

    Raises
    ------
    ValueError
        When the territories cannot be read as a coverage.
    """
    source = folder / TERRITORIES
    try:
        thinned = thin(source.read_bytes(), projection, times)
    except (KeyError, TypeError, ValueError, shapely.errors.GEOSException) as error:
        raise ValueError(f"{source}: not the expected coverage ({error})") from error
    (folder / FILE).write_bytes(thinned)
    return folder / FILE


def read_projection(package: Path) -> Projection:
    """Return the projection of a data package; ``ValueError`` if it has none that serves."""
    path = package / "datapackage.json"
    try:
        return Projection.from_package(json.loads(path.read_bytes())["atlas"]["projection"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: atlas.projection cannot be used ({error!r})") from error


def read_reach(package: Path, projection: Projection) -> float:
    """Return how many times as far the home view of a package reaches as the usual view."""
    path = package / "datapackage.json"
    try:
        west, south, east, north = map(float, json.loads(path.read_bytes())["atlas"]["home"])
        return reach.factor(projection.box_of((west, south, east, north)))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: atlas.home cannot be used ({error!r})") from error


def _tidy(area: BaseGeometry) -> BaseGeometry:
    """Return an area on the grid of the file, wound and ordered after RFC 7946."""
    rounded = shapely.transform(area, lambda points: np.round(points, _DECIMALS))
    return shapely.orient_polygons(shapely.normalize(rounded))


def _dump(feature: Mapping[str, Any]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
