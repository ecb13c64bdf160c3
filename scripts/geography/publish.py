"""Writing of ``data/geo/territories.geojson`` after RFC 7946."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from scripts.geography.borders import Border
from scripts.geography.coverage import area_km2
from scripts.geography.sources import TABLES_DIR, GeographyError, read_table

# The coverage lies on a grid of 1e-4 degrees, so four decimals are exact.
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """A row of ``shapes.csv``: what is drawn and why its extent is what it is.

    Names and ``role`` (a key of roles.csv, or empty) are given for backdrop
    lands only; a territory has its names in territories.csv.
    """

    id: str
    parent: str
    backdrop: bool
    role: str
    name_en: str
    name_tr: str
    basis_en: str
    basis_tr: str


def read_shapes(folder: Path = TABLES_DIR) -> list[Shape]:
    """Return the rows of ``shapes.csv`` in order."""
    rows = read_table(folder / "shapes.csv", tuple(Shape.__dataclass_fields__))
    return [
        Shape(
            id=row["id"],
            parent=row["parent"],
            backdrop=row["backdrop"] == "yes",
            role=row["role"],
            name_en=row["name_en"],
            name_tr=row["name_tr"],
            basis_en=row["basis_en"],
            basis_tr=row["basis_tr"],
        )
        for row in rows
    ]


def to_geojson(
    shapes: Sequence[Shape], geometry: Mapping[str, BaseGeometry], borders: Sequence[Border]
) -> bytes:
    """Return the FeatureCollection as UTF-8, a feature on each line, the same bytes each time.

    Raises
    ------
    GeographyError
        If a row has no geometry or a geometry has no row.
    """
    unknown = sorted(set(geometry) ^ {shape.id for shape in shapes})
    if unknown:
        raise GeographyError(f"shapes.csv and the coverage differ in: {', '.join(unknown)}")
    lines = [_dump(_feature(shape, geometry[shape.id], borders)) for shape in shapes]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode("utf-8")


def _feature(shape: Shape, geometry: BaseGeometry, borders: Sequence[Border]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if shape.backdrop:
        properties |= {
            "backdrop": True,
            "role": shape.role or None,
            "name_en": shape.name_en,
            "name_tr": shape.name_tr,
        }
    else:
        properties["parent"] = shape.parent or None
    properties |= {
        "area_km2": round(area_km2(geometry), 1),
        "basis_en": shape.basis_en,
        "basis_tr": shape.basis_tr,
        "boundaries": [border.as_property() for border in borders if border.territory == shape.id],
    }
    rounded = shapely.transform(geometry, lambda points: np.round(points, _DECIMALS))
    return {
        "type": "Feature",
        "id": shape.id,
        "properties": properties,
        "geometry": mapping(rounded),
    }


def _dump(feature: dict[str, Any]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
