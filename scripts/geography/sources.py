"""Reading of the inputs that the geometry is built from.

Everything is looked for in two places only: ``data/geo/source`` (what
:mod:`scripts.geography.fetch` extracted) and the tables beside this file.
Coordinates are WGS 84 degrees in the order longitude, latitude.
"""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[2]
GEO_DIR = ROOT / "data" / "geo"
SOURCE_DIR = GEO_DIR / "source"
TABLES_DIR = Path(__file__).resolve().parent / "tables"

# West, south, east, north of everything that is drawn, in degrees.
WINDOW = (36.0, 36.5, 52.0, 48.0)


class GeographyError(Exception):
    """An input of the geometry is missing or does not say what it must."""


def run(work: Callable[[], object]) -> int:
    """Do the work of a command; return its exit status, 1 with the message of a wrong input."""
    try:
        work()
    except GeographyError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def folder_of(arguments: Sequence[str] | None) -> Path:
    """Return the folder that a command line names, by default the package's ``geo``."""
    folders = sys.argv[1:] if arguments is None else arguments
    return Path(folders[0]) if folders else GEO_DIR


@dataclass(frozen=True, slots=True)
class ModernUnit:
    """A first-order unit of Natural Earth, clipped to :data:`WINDOW`.

    ``code`` is Natural Earth's ``adm1_code``; ``country`` its ``adm0_a3``.
    ``shape`` is a valid Polygon or MultiPolygon in degrees.
    """

    code: str
    country: str
    name: str
    shape: BaseGeometry


def read_text(path: Path) -> str:
    """Return the text of `path`; raise :class:`GeographyError` when it is not there."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GeographyError(
            f"{path}: input not found; restore it from version control, "
            "or run `python -m scripts.geography.fetch` for data/geo/source"
        ) from None


def read_table(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV table that must have at least `columns`."""
    reader = csv.DictReader(read_text(path).splitlines())
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise GeographyError(f"{path}: column {', '.join(missing)} is missing")
    return list(reader)


def read_admin1(folder: Path = SOURCE_DIR) -> list[ModernUnit]:
    """Return the modern units of ``admin1.geojson`` in the order of the file."""
    path = folder / "admin1.geojson"
    try:
        features = json.loads(read_text(path))["features"]
        return [
            ModernUnit(
                feature["properties"]["adm1_code"],
                feature["properties"]["country"],
                feature["properties"]["name"],
                shapely.make_valid(shape(feature["geometry"])),
            )
            for feature in features
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(f"{path}: not the expected GeoJSON ({error!r})") from error
