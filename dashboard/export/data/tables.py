"""Rows about territories as JSON, CSV, GeoJSON and GeoPackage: one content, four files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.data.cells import csv_bytes

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
        # GDAL and numpy take a while to load, which nothing else here needs.
        from dashboard.export.data.geopackage import as_gpkg

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
    # Only for the box around the features; the other formats do without.
    import shapely
    from shapely.geometry import shape

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
    lands = {row["territory_id"] for row in table.rows}
    shown = [shape(one["geometry"]) for one in dataset.features if one["id"] in lands]
    box = {"bbox": shapely.GeometryCollection(shown).bounds} if shown else {}
    content = {"type": "FeatureCollection", **box, **table.heading, "features": features}
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


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
