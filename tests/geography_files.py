"""The geometry of the package as it is in the repository."""

import csv
import json
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from scripts.geography.sources import GEO_DIR

FILE = GEO_DIR / "territories.geojson"
COLLECTION = json.loads(FILE.read_text(encoding="utf-8"))
FEATURES = {feature["id"]: feature for feature in COLLECTION["features"]}
SHAPES = {name: shape(feature["geometry"]) for name, feature in FEATURES.items()}

BASE = json.loads((GEO_DIR / "base.geojson").read_text(encoding="utf-8"))["features"]
PLACES = json.loads((GEO_DIR / "places.geojson").read_text(encoding="utf-8"))["features"]
GEOD = Geod(ellps="WGS84")


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    """Features of the base layer of a kind, by id."""
    return {feature["id"]: feature for feature in BASE if feature["properties"]["kind"] == kind}


def shapes_of(kind: str) -> dict[str, BaseGeometry]:
    return {name: shape(feature["geometry"]) for name, feature in of_kind(kind).items()}


def km_apart(one: BaseGeometry, other: BaseGeometry) -> float:
    """Geodesic distance between the nearest points, 0 where they touch."""
    ends = shapely.get_coordinates(shapely.shortest_line(one, other))
    return float(GEOD.inv(*ends[0], *ends[1])[2]) / 1000


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
