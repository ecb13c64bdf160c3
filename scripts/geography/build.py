"""The whole build: from the inputs to the drawing of all lands and ``territories.geojson``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from scripts.geography.borders import (
    Border,
    BorderLine,
    Edges,
    border_lines,
    list_borders,
    read_modern_bases,
)
from scripts.geography.coverage import Coverage, build_coverage
from scripts.geography.cuts import Cut, read_cuts
from scripts.geography.elevation import Elevation, load_elevation
from scripts.geography.publish import read_shapes, to_geojson
from scripts.geography.redraw import Redrawn, read_redrawn, redraw
from scripts.geography.sources import (
    SOURCE_DIR,
    TABLES_DIR,
    ModernUnit,
    read_admin1,
    read_table,
)


@dataclass(frozen=True)
class Drawing:
    """Everything that the layers of territories and lines are made from.

    ``cuts`` pairs each cut line with its geometry in degrees (lon, lat), ``redrawn`` each
    border of today that is drawn better than in the source; the units have them.
    """

    units: list[ModernUnit]
    redrawn: list[tuple[Redrawn, shapely.LineString]]
    elevation: Elevation
    cuts: list[tuple[Cut, shapely.LineString]]
    coverage: Coverage
    tables: Path

    @cached_property
    def shapes(self) -> Mapping[str, BaseGeometry]:
        """The shape of each territory and backdrop land, by id, in order of id."""
        return self.coverage.dissolve()

    @cached_property
    def borders(self) -> list[Border]:
        """Every border from both its sides."""
        return list_borders(self._edges())

    @cached_property
    def border_lines(self) -> list[BorderLine]:
        """Every border once, with its course."""
        return border_lines(self._edges())

    def _edges(self) -> Edges:
        modern = read_modern_bases(self.tables)
        return Edges(self.coverage, self.cuts, self.redrawn, modern)


def draw(source: Path = SOURCE_DIR, tables: Path = TABLES_DIR) -> Drawing:
    """Return the coverage of all lands with what it was made from.

    Parameters
    ----------
    source
        Folder of the fetched inputs.
    tables
        Folder of the tables: cuts.toml, redrawn.toml, units.csv, shapes.csv, modern.csv.

    Raises
    ------
    GeographyError
        If an input is missing or wrong.
    """
    rows = read_table(tables / "units.csv", ("adm1_code", "territory"))
    cuts, seeds = read_cuts(tables)
    elevation = load_elevation(source)
    lines = [(cut, cut.draw(elevation)) for cut in cuts]
    territory_of = {row["adm1_code"]: row["territory"] for row in rows}
    units, redrawn = redraw(read_admin1(source), elevation, read_redrawn(tables))
    coverage = build_coverage(units, territory_of, lines, seeds)
    return Drawing(units, redrawn, elevation, lines, coverage, tables)


def build_territories(source: Path = SOURCE_DIR, tables: Path = TABLES_DIR) -> bytes:
    """Return the GeoJSON of all territories and backdrop lands; parameters as in :func:`draw`."""
    return territories_of(draw(source, tables))


def territories_of(drawing: Drawing) -> bytes:
    """Return the GeoJSON of all territories and backdrop lands of a drawing."""
    return to_geojson(read_shapes(drawing.tables), drawing.shapes, drawing.borders)
