"""Rows about territories as JSON, CSV, GeoJSON and GeoPackage: one content, four files."""

import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely
from shapely.geometry import shape

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.cells import cell_text, csv_bytes

Row = Mapping[str, Any]
"""Values by field as JSON knows them: days as text, lists as lists, ``None`` for nothing."""

Check = Callable[[], None]
"""Called between steps; raises to stop."""

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}

CRS = "EPSG:4326"
# GDAL writes the hour into the file; the same rows shall give the same file.
_MOMENT = "2000-01-01T00:00:00Z"
_GDAL = threading.Lock()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with what the file says of itself.

    ``heading`` are the words above the rows, version, licence and citation among
    them; ``title`` and ``description`` are for the layer of a GeoPackage;
    ``fields`` the columns, ``days`` those of them that are days. ``ids`` names each
    row where it becomes a feature; ``territory_id`` of a row says which polygon it has.
    """

    name: str
    title: str
    description: str
    heading: Mapping[str, Any]
    fields: Sequence[str]
    days: Sequence[str]
    rows: Sequence[Row]
    ids: Sequence[str]


def no_check() -> None:
    """Never stops anything."""


def render(dataset: Dataset, table: Table, kind: str, check: Check = no_check) -> bytes:
    """Return the table as a file of a kind of ``MEDIA_TYPES``; the same rows give the same bytes.

    Raises
    ------
    ValueError
        For another kind.
    """
    if kind == "json":
        return as_json(table)
    if kind == "csv":
        return as_csv(table)
    if kind == "geojson":
        return as_geojson(dataset, table, check)
    if kind == "gpkg":
        return as_gpkg(dataset, table, check)
    raise ValueError(f"{kind[:20]!r} is not a format; ask for {', '.join(MEDIA_TYPES)}")


def as_json(table: Table) -> bytes:
    """Return an object of the heading and, under the name of the table, its rows."""
    content = {**table.heading, table.name: list(table.rows)}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def as_csv(table: Table) -> bytes:
    """Return a CSV of the fields, then version, licence and citation in each row."""
    last = about.cells(table.heading)
    rows = ([*(row[field] for field in table.fields), *last] for row in table.rows)
    return csv_bytes([*table.fields, *about.COLUMNS], rows)


def as_geojson(dataset: Dataset, table: Table, check: Check = no_check) -> bytes:
    """Return an RFC 7946 FeatureCollection: WGS 84, longitude first, polygons in full detail.

    The heading stands beside ``features``, as members that RFC 7946 calls foreign.
    """
    shapes = {one["id"]: orjson.Fragment(orjson.dumps(one["geometry"])) for one in dataset.features}
    known, features = areas(dataset), []
    for name, row in zip(table.ids, table.rows, strict=True):
        check()
        features.append(
            {
                "type": "Feature",
                "id": name,
                "properties": {**row, **names(dataset, row, known)},
                "geometry": shapes[row["territory_id"]],
            }
        )
    content = {"type": "FeatureCollection", **table.heading, "features": features}
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def as_gpkg(dataset: Dataset, table: Table, check: Check = no_check) -> bytes:
    """Return an OGC GeoPackage of one layer, WGS 84, polygons in full detail.

    The heading is in its metadata tables; days are dates, lists text with ``;``.
    """
    # GDAL takes a while to load, which starting up need not wait for.
    import pyogrio

    shapes = {one["id"]: shapely.to_wkb(shape(one["geometry"])) for one in dataset.features}
    known = areas(dataset)
    rows = [{**row, **names(dataset, row, known)} for row in table.rows]
    columns = list(rows[0]) if rows else list(table.fields)
    data = [_column(rows, column, table.days) for column in columns]
    check()
    with _GDAL, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _MOMENT})
        try:
            pyogrio.raw.write(
                path,
                np.array([shapes[row["territory_id"]] for row in rows], dtype=object),
                [np.array(table.ids, dtype=object), *data],
                ["feature_id", *columns],
                layer=table.name,
                driver="GPKG",
                geometry_type="MultiPolygon",
                promote_to_multi=True,
                crs=CRS,
                dataset_metadata={name: cell_text(value) for name, value in table.heading.items()},
                layer_options={"IDENTIFIER": table.title, "DESCRIPTION": table.description},
            )
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        check()
        return path.read_bytes()


def _column(rows: Sequence[Row], name: str, days: Sequence[str]) -> Any:
    values = [row[name] for row in rows]
    if name in days:
        return np.array(values, dtype="datetime64[D]")
    if all(isinstance(value, int | float) for value in values):
        return np.array(values)
    return np.array(
        [";".join(value) if isinstance(value, list) else value for value in values], dtype=object
    )


def names(dataset: Dataset, row: Row, known: Mapping[str, float | None]) -> dict[str, Any]:
    """Return the names of a row's territory and controller, and the area in km²."""
    territory = dataset.territories[row["territory_id"]]
    controller = dataset.polities[row["controller"]]
    return {
        "name_en": territory.name.en,
        "name_tr": territory.name.tr,
        "controller_name_en": controller.name.en,
        "controller_name_tr": controller.name.tr,
        "area_km2": known[territory.id],
    }


def areas(dataset: Dataset) -> dict[str, float | None]:
    """Return the geodesic area of each polygon in km², ``None`` where the package has none."""
    return {one["id"]: one["properties"].get("area_km2") for one in dataset.features}
