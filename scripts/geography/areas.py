"""Areas in print beside the areas drawn.

``published_areas.csv`` holds every figure found for a unit, not the most
agreeable one. Where the drawing follows the frontier of 1921 through a unit,
or a figure leaves out a lake, the column ``adjust`` adds or takes off the
part, so that like is compared with like. Areas are geodesic, in square km.
"""

from collections.abc import Mapping
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from scripts.geography.build import Drawing
from scripts.geography.coverage import area_km2
from scripts.geography.lakes import load_lakes
from scripts.geography.lines import cut_part, read_lines
from scripts.geography.sources import GEO_DIR, GeographyError, read_table

COLUMNS = (
    *("id", "name", "figure", "territories", "adjust", "area_km2"),
    *("tolerance_percent", "source_url", "note"),
)


def read_published(folder: Path = GEO_DIR) -> list[dict[str, str]]:
    """Return the rows of ``published_areas.csv`` in order."""
    return read_table(folder / "published_areas.csv", COLUMNS)


def part_areas(drawing: Drawing) -> dict[str, float]:
    """Return the areas that ``adjust`` may name: the parts of ``lines.toml`` and the lakes."""
    lines, parts = read_lines(drawing.tables)
    areas = {part.id: area_km2(cut_part(part, lines, drawing)) for part in parts}
    return areas | {lake.id: area_km2(lake.outline) for lake in load_lakes(drawing.elevation)}


def drawn_km2(
    row: Mapping[str, str], shapes: Mapping[str, BaseGeometry], parts: Mapping[str, float]
) -> float:
    """Return the area drawn for a row of the table, adjusted.

    Raises :class:`GeographyError` when the row names no known territory or part.
    """
    total = 0.0
    try:
        for name in filter(None, row["territories"].split(";")):
            total += area_km2(shapes[name])
        for entry in filter(None, row["adjust"].split(";")):
            total += {"+": 1, "-": -1}[entry[0]] * parts[entry[1:]]
    except KeyError as error:
        raise GeographyError(
            f"published_areas.csv: {row['id']} names {error}, which is no territory or part"
        ) from None
    return total


def deviation_percent(row: Mapping[str, str], drawn: float) -> float:
    """Return by how many per cent the area drawn exceeds the figure of a row."""
    return (drawn / float(row["area_km2"]) - 1) * 100
