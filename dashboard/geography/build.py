"""The whole build: from the inputs to the bytes of ``territories.geojson``."""

from pathlib import Path

from dashboard.geography.borders import list_borders, read_modern_bases
from dashboard.geography.coverage import Coverage, build_coverage
from dashboard.geography.cuts import read_cuts
from dashboard.geography.elevation import load_elevation
from dashboard.geography.publish import read_shapes, to_geojson
from dashboard.geography.sources import SOURCE_DIR, TABLES_DIR, read_admin1, read_table


def build_territories(source: Path = SOURCE_DIR, tables: Path = TABLES_DIR) -> bytes:
    """Return the GeoJSON of all territories and backdrop lands.

    Parameters
    ----------
    source
        Folder of the fetched inputs.
    tables
        Folder of the tables: cuts.toml, units.csv, shapes.csv, modern.csv.

    Raises
    ------
    GeographyError
        If an input is missing or wrong, or the result is no coverage.
    """
    units = read_table(tables / "units.csv", ("adm1_code", "territory"))
    cuts, seeds = read_cuts(tables)
    elevation = load_elevation(source)
    lines = [(cut, cut.draw(elevation)) for cut in cuts]
    territory_of = {row["adm1_code"]: row["territory"] for row in units}
    coverage: Coverage = build_coverage(read_admin1(source), territory_of, lines, seeds)
    borders = list_borders(coverage, lines, read_modern_bases(tables))
    return to_geojson(read_shapes(tables), coverage.dissolve(), borders)
