"""Rows about territories as a GeoPackage, the format that every GIS opens."""

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from shapely.geometry import shape

from dashboard.dataset.model import Dataset
from dashboard.export.data.cells import cell_text
from dashboard.export.data.tables import Check, Row, Table, areas, names

CRS = "EPSG:4326"
# GDAL writes the hour into the file; the same rows shall give the same file.
_MOMENT = "2000-01-01T00:00:00Z"
# What is set for GDAL is set for all threads.
_GDAL = threading.Lock()


def as_gpkg(dataset: Dataset, table: Table, check: Check) -> bytes:
    """Return an OGC GeoPackage of one layer, WGS 84, polygons in full detail.

    The heading is in its metadata tables; days are dates, lists text with ``;``.
    """
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
