"""Tables as GeoPackage and FlatGeobuf, which a GIS opens as they are."""

import sqlite3
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from shapely.geometry import shape

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.data import looks
from dashboard.export.data.cells import cell_text
from dashboard.export.data.columns import ABOUT, Kind, kinds
from dashboard.export.data.tables import Check, Shape, Table, plain

CRS = "EPSG:4326"
VERSION = "1.2"
"""Of the GeoPackage: every QGIS and R of the last years reads it without a warning."""

PROBE = 1_000_000
"""Bytes that a folder must have room for, or else it is full."""

_SINGLE = {"MultiPolygon": "Polygon", "MultiLineString": "LineString"}
_TYPES = {"Polygon": "MultiPolygon", "LineString": "MultiLineString", "Point": "Point"}
# What is set for GDAL is set for all threads.
_GDAL = threading.Lock()


def as_gpkg(tables: Sequence[Table], check: Check, dataset: Dataset | None) -> bytes:
    """Return an OGC GeoPackage with a layer a table, WGS 84, shapes in full detail.

    The heading is in its metadata tables; days are dates, lists text with ``;``. With a
    ``dataset``, ``layer_styles`` has the looks of the atlas, which QGIS takes by itself.
    """
    first = tables[0]
    with _GDAL, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.gpkg"
        metadata = {name: cell_text(value) for name, value in first.heading.items()}
        # GDAL writes the hour into the file; the same rows shall give the same file.
        moment = f"{dataset.created if dataset else '2000-01-01'}T00:00:00.000Z"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": moment})
        try:
            for number, table in enumerate(tables):
                check()
                _write(
                    path,
                    table,
                    table.kinds,
                    _columns(table),
                    driver="GPKG",
                    append=number > 0,
                    dataset_metadata=metadata,
                    dataset_options={"VERSION": VERSION},
                    layer_options={"IDENTIFIER": table.title, "DESCRIPTION": table.description},
                )
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        check()
        if dataset:
            _add_looks(path, tables, dataset, moment)
        return path.read_bytes()


def _add_looks(path: Path, tables: Sequence[Table], dataset: Dataset, moment: str) -> None:
    try:
        with closing(sqlite3.connect(path)) as file, file:
            looks.add(file, tables, dataset, moment)
    except sqlite3.OperationalError:
        _raise_if_full(path.parent)
        raise


def as_fgb(table: Table, check: Check) -> bytes:
    """Return a FlatGeobuf, which programs read in parts over HTTP; the heading is in columns."""
    last = about.cells(table.heading)
    constants = [np.array([value] * len(table.rows), dtype=object) for value in last]
    check()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.fgb"
        _write(
            path,
            table,
            {**table.kinds, **kinds(ABOUT)},
            [*_columns(table), *constants],
            driver="FlatGeobuf",
            layer_options={
                "TITLE": table.title,
                "DESCRIPTION": table.description,
                # The index of the format has no place for a row without a shape, as events can be.
                "SPATIAL_INDEX": "YES" if all(table.shapes) else "NO",
            },
        )
        check()
        return path.read_bytes()


def _write(
    path: Path, table: Table, described: dict[str, Kind], columns: list[Any], **words: Any
) -> None:
    kind = _geometry(table.shapes)
    known: dict[int, bytes | None] = {}
    for outline in table.shapes:
        if id(outline) not in known:
            known[id(outline)] = shapely.to_wkb(shape(outline)) if outline else None
    try:
        pyogrio.raw.write(
            path,
            np.array([known[id(outline)] for outline in table.shapes], dtype=object),
            [np.array(table.ids, dtype=object), *columns],
            ["feature_id", *described],
            layer=table.name,
            geometry_type=kind,
            promote_to_multi=kind.startswith("Multi"),
            crs=CRS,
            **words,
        )
    except (DataSourceError, DataLayerError, FeatureError):
        _raise_if_full(path.parent)
        raise


def _raise_if_full(folder: Path) -> None:
    """Raise ``OSError`` where a folder has no room: GDAL names whatever it could not do then."""
    try:
        (folder / "probe").write_bytes(b"x" * PROBE)
    finally:
        (folder / "probe").unlink(missing_ok=True)


def _geometry(shapes: Sequence[Shape]) -> str:
    """The single type that holds all shapes of a table."""
    types: set[str] = {str(shape_["type"]) for shape_ in shapes if shape_}
    kinds = {_SINGLE.get(shape_, shape_) for shape_ in types}
    return _TYPES[kinds.pop()] if len(kinds) == 1 else "Unknown"


def _columns(table: Table) -> list[Any]:
    return [_column([row[name] for row in table.rows], kind) for name, kind in table.kinds.items()]


def _column(values: list[Any], kind: Kind) -> Any:
    """Values as numpy hands them to GDAL, each type whole even without a row."""
    if kind == "date":
        days = [date.fromisoformat(value) if value else None for value in values]
        return np.array(days, dtype="datetime64[D]")
    if kind == "boolean":
        return np.array(values, dtype=bool)
    if kind == "integer":
        return np.array(values, dtype=np.int32)
    if kind == "number":
        return np.array(values, dtype=float)
    return np.array([plain(value) for value in values], dtype=object)
