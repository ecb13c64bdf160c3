"""Formats of exported tables: a row of ``FORMATS`` is all that the program knows of a format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from dashboard.dataset.model import Dataset
from dashboard.export import about, parameters
from dashboard.export.data.cells import csv_bytes
from dashboard.export.data.tables import Check, Table, no_check, plain

Write = Callable[[Sequence[Table], Check, Dataset | None], bytes]
"""Writes the first of the tables, with a check between steps and the dataset that they are of."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    ``name`` is what readers call it; ``partial``: a program may ask the server for a part of the
    file; ``layered``: other tables are written as layers beside the first.
    """

    name: str
    media_type: str
    write: Write
    partial: bool = False
    layered: bool = False


BOM = b"\xef\xbb\xbf"
"""By which a spreadsheet that opens a CSV by double click knows that it is UTF-8."""


def render(
    tables: Sequence[Table],
    kind: str,
    check: Check = no_check,
    bom: bool = False,
    dataset: Dataset | None = None,
) -> bytes:
    """Return the first table as a file of ``FORMATS``; the same rows give the same bytes.

    A GeoPackage has the other tables as layers beside it, with the looks of ``dataset``.

    Raises
    ------
    ValueError
        For another kind, and for a byte-order mark in a file that is no CSV.
    """
    form = FORMATS[parameters.choice(kind, tuple(FORMATS), "a format")]
    if bom and kind != "csv":
        raise ValueError("only a CSV can begin with a byte-order mark")
    return (BOM if bom else b"") + form.write(tables, check, dataset)


def as_json(table: Table) -> bytes:
    """Return an object of the heading and, under the name of the table, its rows."""
    content = {**table.heading, table.name: list(table.rows)}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def as_csv(table: Table, check: Check = no_check) -> bytes:
    """Return a CSV of the fields, then version, licence and citation in each row."""
    last = about.cells(table.heading)

    def rows() -> Iterator[list[Any]]:
        for row in table.rows:
            check()
            yield [*(row[field] for field in table.fields), *last]

    return csv_bytes([*table.fields, *about.COLUMNS], rows())


def as_geojson(table: Table, check: Check = no_check) -> bytes:
    """Return an RFC 7946 FeatureCollection: WGS 84, longitude first, shapes in full detail.

    The heading stands beside ``features``, as members that RFC 7946 calls foreign.
    """
    # Only for the box around the features; JSON and CSV do without.
    import shapely
    from shapely.geometry import shape

    written: dict[int, orjson.Fragment] = {}
    features = []
    for name, row, geometry in zip(table.ids, table.rows, table.shapes, strict=True):
        check()
        if id(geometry) not in written:
            written[id(geometry)] = orjson.Fragment(orjson.dumps(geometry))
        properties = {field: plain(value) for field, value in row.items()}
        features.append(
            {
                "type": "Feature",
                "id": name,
                "properties": properties,
                "geometry": written[id(geometry)],
            }
        )
    distinct = {id(outline): outline for outline in table.shapes if outline}
    shown = shapely.GeometryCollection([shape(outline) for outline in distinct.values()])
    box = {} if shown.is_empty else {"bbox": shown.bounds}
    content = {"type": "FeatureCollection", **box, **table.heading, "features": features}
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


# These load a library each, which JSON, CSV and GeoJSON do without.


def _xlsx(tables: Sequence[Table], check: Check, _dataset: Dataset | None) -> bytes:
    from dashboard.export.data.workbook import as_xlsx

    return as_xlsx(tables[0], check)


def _gpkg(tables: Sequence[Table], check: Check, dataset: Dataset | None) -> bytes:
    from dashboard.export.data.geopackage import as_gpkg

    return as_gpkg(tables, check, dataset)


def _fgb(tables: Sequence[Table], check: Check, _dataset: Dataset | None) -> bytes:
    from dashboard.export.data.geopackage import as_fgb

    return as_fgb(tables[0], check)


FORMATS: Mapping[str, Format] = {
    "json": Format("JSON", "application/json", lambda tables, _check, _data: as_json(tables[0])),
    "csv": Format(
        "CSV", "text/csv; charset=utf-8", lambda tables, check, _data: as_csv(tables[0], check)
    ),
    "xlsx": Format(
        "Excel (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "geojson": Format(
        "GeoJSON",
        "application/geo+json",
        lambda tables, check, _data: as_geojson(tables[0], check),
    ),
    "gpkg": Format(
        "GeoPackage", "application/geopackage+sqlite3", _gpkg, partial=True, layered=True
    ),
    "fgb": Format("FlatGeobuf", "application/vnd.flatgeobuf", _fgb, partial=True),
}
"""By the suffix of their files."""
