"""Railways, two military roads and passes: ``railways.geojson``.

A line goes through the stops of ``railways.csv``, whose positions stand in
``stations.csv`` (to about 0.02 degrees). Between two stops it is the way of
least cost over the elevation model for a railway, or a road, that shuns steep
grades: it keeps to the valleys and crosses where the land is lowest, which is
what the engineers did, but no survey. Before a stop marked ``~`` it is straight:
in the steppe, and north of 46 N where the model ends. Lines are right to
about two kilometres at stops and in narrow valleys, and less so between.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from scipy.ndimage import minimum_filter
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely.geometry.base import BaseGeometry

from scripts.geography import base
from scripts.geography.curves import Point, rounded_path, simplified
from scripts.geography.elevation import Elevation
from scripts.geography.redraw import read_units
from scripts.geography.sources import (
    GEO_DIR,
    SOURCE_DIR,
    TABLES_DIR,
    GeographyError,
    folder_of,
    read_table,
    run,
)

FILE = "railways.geojson"
LINE_COLUMNS = ("id", "kind", "name_en", "name_tr", "rank", "opened", "gauge_mm", "stops")
STOP_COLUMNS = ("id", "kind", "name_en", "name_tr", "lon", "lat", "place", "height_m")
STRAIGHT = "~"

# The grade (metres a metre) that doubles the cost of a stretch. Main lines of
# the Caucasus climbed at up to 2.8 %, the Georgian Military Road at up to 7 %.
GRADES = {"railway": 0.012, "road": 0.04}
# Steeper than this is the model's noise in a gorge, and all the same dear.
_STEEPEST = 0.25
# A valley floor narrower than a cell (0.9 km) is lower than the cell says.
_FLOOR_CELLS = 3
_WATER = 60.0
_TOLERANCE = 0.0015
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))

GEOD = Geod(ellps="WGS84")
Grid = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stop:
    """A station, a pass, or a point that a line is known to go through."""

    id: str
    kind: str
    name_en: str
    name_tr: str
    point: Point
    place: str
    height_m: int | None


@dataclass(frozen=True)
class Terrain:
    """Where lines are looked for: the elevation model and the land in degrees."""

    elevation: Elevation
    land: BaseGeometry

    @cached_property
    def floors(self) -> Grid:
        """Height of the valley floor at each cell: the lowest of the cells around it."""
        lowest: Grid = minimum_filter(self.elevation.heights, _FLOOR_CELLS)
        return lowest

    def way(self, start: Point, end: Point, grade: float) -> list[Point]:
        """Return the way of least cost from `start` to `end`, (lon, lat) in degrees.

        `grade` is the slope that doubles the cost. Raises ValueError when an end
        lies outside the model.
        """
        (r0, c0), (r1, c1) = self.elevation.cell(*start), self.elevation.cell(*end)
        margin = int(max(abs(r0 - r1), abs(c0 - c1)) * 0.5) + 10
        top, left = max(0, min(r0, r1) - margin), max(0, min(c0, c1) - margin)
        box = (slice(top, max(r0, r1) + margin + 1), slice(left, max(c0, c1) + margin + 1))
        graph, columns = self._graph(box, grade)
        source, target = (r0 - top) * columns + c0 - left, (r1 - top) * columns + c1 - left
        _, before = dijkstra(graph, directed=False, indices=source, return_predecessors=True)
        cells = [target]
        while cells[-1] != source:
            cells.append(int(before[cells[-1]]))
        inner = [divmod(cell, columns) for cell in reversed(cells[1:-1])]
        centres = [self.elevation.centre(top + row, left + column) for row, column in inner]
        return simplified(rounded_path([start, *centres, end], 2), _TOLERANCE)

    def _graph(self, box: tuple[slice, slice], grade: float) -> tuple[coo_array, int]:
        """Return the cells of `box` joined to their eight neighbours, and its columns.

        Costs are whole decimetres, so that every machine finds one way.
        """
        heights = self.floors[box]
        rows, columns = heights.shape
        lat = self.elevation.north - (box[0].start + rows / 2) * self.elevation.step
        north_m = self.elevation.step * 111_200.0
        east_m = north_m * float(np.cos(np.radians(lat)))
        dear = np.where(self._dry(box), 1.0, _WATER)
        numbers = np.arange(rows * columns).reshape(rows, columns)
        heads, tails, weights = [], [], []
        for down, right in _STEPS:
            here = (slice(0, rows - down), slice(max(0, -right), columns - max(0, right)))
            there = (slice(down, rows), slice(max(0, right), columns - max(0, -right)))
            length = float(np.hypot(down * north_m, right * east_m))
            slope = np.minimum(np.abs(heights[here] - heights[there]) / length, _STEEPEST)
            cost = length * (1.0 + (slope / grade) ** 2) * np.maximum(dear[here], dear[there])
            heads.append(numbers[here].ravel())
            tails.append(numbers[there].ravel())
            weights.append(np.round(cost.ravel() * 10.0))
        ends = (np.concatenate(heads), np.concatenate(tails))
        size = rows * columns
        graph = coo_array((np.concatenate(weights), ends), shape=(size, size)).tocsr()
        return graph, columns

    def _dry(self, box: tuple[slice, slice]) -> npt.NDArray[np.bool_]:
        rows, columns = self.floors[box].shape
        west, north = self.elevation.centre(box[0].start, box[1].start)
        lon = west + np.arange(columns) * self.elevation.step
        lat = north - np.arange(rows) * self.elevation.step
        return np.asarray(shapely.contains_xy(self.land, *np.meshgrid(lon, lat)))


def read_stops() -> dict[str, Stop]:
    """Return the stops of ``stations.csv`` by id; a station at a place has its names.

    Raises :class:`GeographyError` for a place that ``places.csv`` has not.
    """
    places = {row["id"]: row for row in read_table(TABLES_DIR / "places.csv", base.PLACE_COLUMNS)}
    stops = {}
    for row in read_table(TABLES_DIR / "stations.csv", STOP_COLUMNS):
        if row["place"] and row["place"] not in places:
            raise GeographyError(f"stations.csv: {row['id']} is at {row['place']}, no place")
        named = row if row["name_en"] else places.get(row["place"], row)
        stops[row["id"]] = Stop(
            row["id"],
            row["kind"],
            named["name_en"],
            named["name_tr"],
            (float(row["lon"]), float(row["lat"])),
            row["place"],
            int(row["height_m"]) if row["height_m"] else None,
        )
    return stops


def railway_features(source: Path = SOURCE_DIR) -> list[base.Feature]:
    """Return the lines in the order of their table, then stations and passes by id."""
    stops = read_stops()
    units, elevation = read_units(source)
    land = base.mainland([unit.shape for unit in units])
    shapely.prepare(land)
    terrain = Terrain(elevation, land)
    rows = read_table(TABLES_DIR / "railways.csv", LINE_COLUMNS)
    lines = [_line_feature(row, stops, terrain) for row in rows]
    served: dict[str, list[str]] = {}
    for row in rows:
        for name in row["stops"].replace(STRAIGHT, "").split(";"):
            served.setdefault(name, []).append(row["id"])
    shown = [stop for stop in stops.values() if stop.kind != "waypoint"]
    return lines + [_stop_feature(stop, served.get(stop.id, [])) for stop in shown]


def _line_feature(
    row: Mapping[str, str], stops: Mapping[str, Stop], terrain: Terrain
) -> base.Feature:
    names = row["stops"].split(";")
    unknown = [name for name in names if name.removeprefix(STRAIGHT) not in stops]
    if unknown:
        raise GeographyError(f"railways.csv: {row['id']} has no stop {', '.join(unknown)}")
    points, bases = _drawn(names, stops, terrain, GRADES[row["kind"]])
    more: dict[str, Any] = {
        "opened": int(row["opened"]) if row["opened"] else None,
        "gauge_mm": int(row["gauge_mm"]) if row["gauge_mm"] else None,
        "length_km": round(GEOD.geometry_length(shapely.LineString(points)) / 1000),
    }
    return base.feature(
        row["id"],
        shapely.LineString(points),
        kind=row["kind"],
        name=(row["name_en"], row["name_tr"]),
        rank=int(row["rank"]),
        basis=";".join(bases),
        **more,
    )


def _drawn(
    names: Sequence[str], stops: Mapping[str, Stop], terrain: Terrain, grade: float
) -> tuple[list[Point], list[str]]:
    """Return the points of a line, to five decimals, and how its legs were drawn."""
    points, bases = [stops[names[0]].point], []
    for before, name in pairwise(names):
        start, end = (stops[one.removeprefix(STRAIGHT)].point for one in (before, name))
        straight = name.startswith(STRAIGHT)
        leg = [start, end] if straight else terrain.way(start, end, grade)
        points += [(round(lon, 5), round(lat, 5)) for lon, lat in leg[1:]]
        bases.append("straight" if straight else "least_cost")
    return points, list(dict.fromkeys(bases))


def _stop_feature(stop: Stop, lines: Sequence[str]) -> base.Feature:
    """Return a station with the lines that it is on, or a pass with its height."""
    more: dict[str, Any] = {"place": stop.place, "lines": ";".join(lines)}
    if stop.kind == "pass":
        more = {"height_m": stop.height_m, "lines": ";".join(lines)}
    return base.feature(
        stop.id if stop.kind == "pass" else f"station_{stop.id}",
        shapely.Point(stop.point),
        kind=stop.kind,
        name=(stop.name_en, stop.name_tr),
        rank=3,
        basis="known",
        **more,
    )


def build(target: Path = GEO_DIR, source: Path = SOURCE_DIR) -> None:
    """Write ``railways.geojson`` into `target`; raise :class:`GeographyError` on a wrong table."""
    base.write(target / FILE, railway_features(source))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m scripts.geography.railways [FOLDER]``; return the exit status."""
    return run(lambda: build(folder_of(arguments)))


if __name__ == "__main__":
    sys.exit(main())
