"""The geometry of the package as it is in the repository."""

import csv
import json
from pathlib import Path

from shapely.geometry import shape

from scripts.geography.sources import GEO_DIR

FILE = GEO_DIR / "territories.geojson"
COLLECTION = json.loads(FILE.read_text(encoding="utf-8"))
FEATURES = {feature["id"]: feature for feature in COLLECTION["features"]}
SHAPES = {name: shape(feature["geometry"]) for name, feature in FEATURES.items()}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
