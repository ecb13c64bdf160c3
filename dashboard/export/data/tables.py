"""Tables of rows, with a shape each, as files: one content in every format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from dashboard.dataset.model import Dataset
from dashboard.export import about
from dashboard.export.data.cells import csv_bytes
from dashboard.export.data.columns import Column, Kind, fields, kinds
from dashboard.export.data.selection import Box

Row = Mapping[str, Any]
"""Values by field as JSON knows them: days as text, lists as lists, ``None`` for nothing."""

Shape = dict[str, Any] | None
"""A GeoJSON geometry in degrees, longitude first; ``None`` where a row has no place."""

Check = Callable[[], None]
"""Called between steps; raises to stop."""

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "fgb": "application/vnd.flatgeobuf",
}
FORMATS = tuple(MEDIA_TYPES)

BOM = b"\xef\xbb\xbf"
"""By which a spreadsheet that opens a CSV by double click knows that it is UTF-8."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with what the file says of itself.

    ``heading`` are the words above the rows, version, licence and citation among
    them; ``title`` and ``description`` are for the layer of a GeoPackage. ``ids`` names each
    row where it becomes a feature, ``shapes`` has its geometry.
    """

    name: str
    title: str
    description: str
    heading: Mapping[str, Any]
    columns: Sequence[Column]
    rows: Sequence[Row]
    ids: Sequence[str]
    shapes: Sequence[Shape]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return fields(self.columns)

    @property
    def kinds(self) -> dict[str, Kind]:
        """The type of each column by name."""
        return kinds(self.columns)


def no_check() -> None:
    """Never stops anything."""


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
    table = tables[0]
    if bom and kind != "csv":
        raise ValueError("only a CSV can begin with a byte-order mark")
    if kind == "json":
        return as_json(table)
    if kind == "csv":
        return (BOM if bom else b"") + as_csv(table)
    if kind == "geojson":
        return as_geojson(table, check)
    # The others load a library each, which nothing else here needs.
    if kind == "xlsx":
        from dashboard.export.data.workbook import as_xlsx

        return as_xlsx(table)
    if kind == "fgb":
        from dashboard.export.data.geopackage import as_fgb

        return as_fgb(table, check)
    if kind == "gpkg":
        from dashboard.export.data.geopackage import as_gpkg

        return as_gpkg(tables, check, dataset)
    raise ValueError(f"{kind[:20]!r} is not a format; ask for {', '.join(FORMATS)}")


def as_json(table: Table) -> bytes:
    """Return an object of the heading and, under the name of the table, its rows."""
    content = {**table.heading, table.name: list(table.rows)}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def as_csv(table: Table) -> bytes:
    """Return a CSV of the fields, then version, licence and citation in each row."""
    last = about.cells(table.heading)
    rows = ([*(row[field] for field in table.fields), *last] for row in table.rows)
    return csv_bytes([*table.fields, *about.COLUMNS], rows)


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
    distinct = {id(one): one for one in table.shapes if one}
    shown = shapely.GeometryCollection([shape(one) for one in distinct.values()])
    box = {} if shown.is_empty else {"bbox": shown.bounds}
    content = {"type": "FeatureCollection", **box, **table.heading, "features": features}
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def plain(value: object) -> object:
    """Return a value as formats without lists have it: the items with ``;`` between."""
    return ";".join(map(str, value)) if isinstance(value, list) else value


def clipped(table: Table, box: Box | None) -> Table:
    """Return the rows inside a box, each shape cut to it and its area that of the piece."""
    if box is None:
        return table
    import shapely
    from shapely.geometry import mapping, shape

    from dashboard.dataset.areas import areas_km2

    frame = shapely.box(*box)
    cut: dict[int, tuple[Shape, float]] = {}
    kept = []
    for name, row, geometry in zip(table.ids, table.rows, table.shapes, strict=True):
        if geometry is None:
            continue
        if id(geometry) not in cut:
            piece = _same_dimension(shape(geometry), frame)
            drawn = mapping(piece) if not piece.is_empty else None
            feature = {"id": "", "geometry": drawn}
            km2 = areas_km2([feature])[""] if drawn and "area_km2" in row else 0.0
            cut[id(geometry)] = drawn, round(km2, 1)
        drawn, km2 = cut[id(geometry)]
        if drawn:
            kept.append((name, {**row, "area_km2": km2} if "area_km2" in row else row, drawn))
    ids, rows, shapes = zip(*kept, strict=True) if kept else ((), (), ())
    heading = {**table.heading, "clip": list(box)}
    return replace(table, heading=heading, ids=ids, rows=rows, shapes=shapes)


def _same_dimension(whole: Any, frame: Any) -> Any:
    """The part of a shape inside a frame, without the lines and points where it only touches."""
    import shapely

    piece = whole.intersection(frame)
    parts = shapely.get_parts(piece)
    same = [one for one in parts if shapely.get_dimensions(one) == shapely.get_dimensions(whole)]
    found = same[0] if len(same) == 1 else shapely.union_all(same)
    areal = not found.is_empty and shapely.get_dimensions(found) == 2
    return shapely.orient_polygons(found) if areal else found
