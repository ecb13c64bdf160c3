"""Tables of rows with a shape each: what a file of any format is made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.export.data.columns import Column, Kind, fields, kinds
from dashboard.export.data.selection import Box

Row = Mapping[str, Any]
"""Values by field as JSON knows them: days as text, lists as lists, ``None`` for nothing."""

Shape = dict[str, Any] | None
"""A GeoJSON geometry in degrees, longitude first; ``None`` where a row has no place."""

Check = Callable[[], None]
"""Called between steps; raises to stop."""


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


def plain(value: object) -> object:
    """Return a value as formats without lists have it: the items with ``;`` between."""
    return ";".join(map(str, value)) if isinstance(value, list) else value


def clipped(table: Table, box: Box | None, check: Check = no_check) -> Table:
    """Return the rows inside a box, each shape cut to it and its area that of the piece.

    ``check`` is called for each row and may raise.
    """
    if box is None:
        return table
    import shapely
    from shapely.geometry import mapping, shape

    from dashboard.dataset.areas import areas_km2

    frame = shapely.box(*box)
    cut: dict[int, tuple[Shape, float]] = {}
    kept = []
    for name, row, geometry in zip(table.ids, table.rows, table.shapes, strict=True):
        check()
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
    same = [part for part in parts if shapely.get_dimensions(part) == shapely.get_dimensions(whole)]
    merged = same[0] if len(same) == 1 else shapely.union_all(same)
    areal = not merged.is_empty and shapely.get_dimensions(merged) == 2
    return shapely.orient_polygons(merged) if areal else merged
