"""Elevation grid and the tracing of ridges and rivers on it.

The grid is the NOAA GLOBE 30 arc-second model that
:mod:`scripts.geography.fetch` extracted, with the drainage that it computed.
A line is traced as the path of least cost between waypoints: a ridge avoids
the cells that gather water and seeks those higher than their surroundings, a
river does the opposite.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import uniform_filter
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from scripts.geography.sources import SOURCE_DIR, GeographyError

KINDS = ("ridge", "river", "straight")
# Neighbour offsets (row, column); the four opposite ones come from symmetry.
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))
# Cells across which "higher than its surroundings" is judged: about 10 km.
_RELIEF_CELLS = 11
# What a cell out of reach costs: more than any way around it.
_OUT_OF_REACH = 1e9
# Drainage is stored as 8 * log2(cells upstream).
DRAINAGE_SCALE = 8.0

Grid = npt.NDArray[np.float64]
Point = tuple[float, float]


@dataclass(frozen=True)
class Elevation:
    """Heights in metres on a regular grid of degrees.

    Parameters
    ----------
    heights
        Shape (rows, columns), first row the northernmost, sea and land below
        sea level 0.
    drainage
        Same shape: base-10 logarithm of the number of cells upstream.
    west, north
        Outer edge of the grid in degrees.
    step
        Side of a cell in degrees.
    """

    heights: Grid
    drainage: Grid
    west: float
    north: float
    step: float
    _costs: dict[str, Grid] = field(default_factory=dict, repr=False)

    def cell(self, lon: float, lat: float) -> tuple[int, int]:
        """Return (row, column) of the cell that holds a point; ValueError outside the grid."""
        row = math.floor((self.north - lat) / self.step)
        column = math.floor((lon - self.west) / self.step)
        rows, columns = self.heights.shape
        if not (0 <= row < rows and 0 <= column < columns):
            raise ValueError(f"{lon}, {lat} lies outside the elevation grid")
        return row, column

    def centre(self, row: int, column: int) -> Point:
        """Return (lon, lat) of the middle of a cell."""
        return self.west + (column + 0.5) * self.step, self.north - (row + 0.5) * self.step

    def height(self, lon: float, lat: float) -> float:
        """Return the height in metres at a point."""
        return float(self.heights[self.cell(lon, lat)])

    def summit(self, lon: float, lat: float, radius: float) -> Point:
        """Return (lon, lat) of the highest cell within `radius` degrees (a square)."""
        row, column = self.cell(lon, lat)
        reach = max(1, int(radius / self.step))
        top, left = max(0, row - reach), max(0, column - reach)
        window = self.heights[top : row + reach + 1, left : column + reach + 1]
        at = divmod(int(np.argmax(window)), window.shape[1])
        return self.centre(top + at[0], left + at[1])

    def trace(
        self, kind: str, waypoints: Sequence[Sequence[float]], *, spurs: bool = True
    ) -> list[Point]:
        """Return the line of a `kind` through `waypoints`.

        Parameters
        ----------
        kind
            ``ridge``, ``river`` or ``straight``.
        waypoints
            At least two of (lon, lat), or (lon, lat, radius): the highest cell
            within `radius` degrees is taken instead.
        spurs
            Whether the line runs out to a waypoint beside its course and back;
            without spurs it passes such a waypoint by.

        Returns
        -------
        list of (lon, lat)
            In degrees; it begins at the first and ends at the last waypoint.
        """
        if kind not in KINDS:
            raise ValueError(f"unknown kind of line {kind!r}; one of {', '.join(KINDS)}")
        if len(waypoints) < 2:
            raise ValueError("a line needs at least two waypoints")
        points = [self._place(waypoint) for waypoint in waypoints]
        if kind == "straight":
            return points
        cells: list[tuple[int, int]] = []
        for start, end in pairwise(points):
            cells += self._route(kind, start, end)
        if not spurs:
            cells = _without_loops(cells)
        return _smooth([points[0], *(self.centre(*cell) for cell in cells), points[-1]])

    def follow(self, kind: str, line: shapely.LineString, reach: float) -> list[Point]:
        """Return the line of a `kind` that keeps within `reach` degrees of another line.

        Parameters
        ----------
        kind
            ``ridge`` or ``river``.
        line
            In degrees (lon, lat); the result begins and ends with its ends.
        reach
            In degrees.
        """
        west, south, east, north = shapely.buffer(line, reach + self.step).bounds
        (top, left), (bottom, right) = self.cell(west, north), self.cell(east, south)
        box = self._cost(kind)[top : bottom + 1, left : right + 1]
        rows, columns = np.mgrid[top : bottom + 1, left : right + 1]
        centres = shapely.points(
            self.west + (columns + 0.5) * self.step, self.north - (rows + 0.5) * self.step
        )
        shapely.prepare(line)
        box = np.where(shapely.dwithin(centres, line, reach), box, _OUT_OF_REACH)
        ends = [tuple(point) for point in shapely.get_coordinates(line)[[0, -1]].tolist()]
        start, end = (self.cell(*point) for point in ends)
        cells = _cheapest(box, (start[0] - top, start[1] - left), (end[0] - top, end[1] - left))
        middle = [self.centre(top + row, left + column) for row, column in cells]
        return _smooth([ends[0], *middle, ends[1]])

    def _place(self, waypoint: Sequence[float]) -> Point:
        if len(waypoint) == 2:
            return waypoint[0], waypoint[1]
        return self.summit(waypoint[0], waypoint[1], waypoint[2])

    @cached_property
    def _relief(self) -> Grid:
        """How far a cell stands above its surroundings, in standard deviations, cut at 2.5."""
        above = self.heights - uniform_filter(self.heights, _RELIEF_CELLS)
        spread = np.sqrt(np.maximum(uniform_filter(above**2, _RELIEF_CELLS), 100.0))
        relief: Grid = np.clip(above / spread, -2.5, 2.5)
        return relief

    def _cost(self, kind: str) -> Grid:
        """Cost of crossing each cell, in whole numbers so that every machine finds one path."""
        if kind not in self._costs:
            if kind == "ridge":
                cost = 1.0 + 8.0 * np.clip(self.drainage - 0.2, 0, 3) + 2.2 * (2.0 - self._relief)
            else:
                cost = 0.6 + 6.0 * np.clip(3.6 - self.drainage, 0, 3.6) + self._relief + 2.0
            self._costs[kind] = np.round(np.maximum(cost, 0.2) * 1000)
        return self._costs[kind]

    def _route(self, kind: str, start: Point, end: Point) -> list[tuple[int, int]]:
        """Return the cells of the cheapest way, searched in a box around both ends."""
        (r0, c0), (r1, c1) = self.cell(*start), self.cell(*end)
        margin = int(max(abs(r0 - r1), abs(c0 - c1)) * 0.6) + 8
        top, left = max(0, min(r0, r1) - margin), max(0, min(c0, c1) - margin)
        box = self._cost(kind)[top : max(r0, r1) + margin + 1, left : max(c0, c1) + margin + 1]
        cells = _cheapest(box, (r0 - top, c0 - left), (r1 - top, c1 - left))
        return [(top + row, left + column) for row, column in cells]


def _cheapest(box: Grid, start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the cells (row, column) of the cheapest way through a box of costs."""
    columns = box.shape[1]
    source, target = (row * columns + column for row, column in (start, end))
    _, before = dijkstra(grid_graph(box), directed=False, indices=source, return_predecessors=True)
    cells = [target]
    while cells[-1] != source:
        cells.append(int(before[cells[-1]]))
    return [divmod(cell, columns) for cell in reversed(cells)]


def _without_loops(cells: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out what lies between two visits of the same cell."""
    path: dict[tuple[int, int], None] = {}
    for cell in cells:
        if cell in path:
            while next(reversed(path)) != cell:
                path.popitem()
        else:
            path[cell] = None
    return list(path)


def grid_graph(cost: Grid) -> coo_array:
    """Return the graph of a grid with eight neighbours; an edge costs the mean of its ends."""
    rows, columns = cost.shape
    numbers = np.arange(rows * columns).reshape(rows, columns)
    heads, tails, weights = [], [], []
    for down, right in _STEPS:
        here = (slice(0, rows - down), slice(max(0, -right), columns - max(0, right)))
        there = (slice(down, rows), slice(max(0, right), columns - max(0, -right)))
        length = math.sqrt(2) if down and right else 1.0
        heads.append(numbers[here].ravel())
        tails.append(numbers[there].ravel())
        weights.append(((cost[here] + cost[there]) / 2 * length).ravel())
    size = rows * columns
    ends = (np.concatenate(heads), np.concatenate(tails))
    return coo_array((np.concatenate(weights), ends), shape=(size, size)).tocsr()


def load_elevation(folder: Path = SOURCE_DIR) -> Elevation:
    """Read ``elevation.npz``; raise :class:`GeographyError` when it is missing or broken."""
    path = folder / "elevation.npz"
    try:
        with np.load(path) as stored:
            west, north, step = (float(value) for value in stored["frame"])
            return Elevation(
                heights=stored["heights"].astype(np.float64),
                drainage=stored["drainage"].astype(np.float64) / DRAINAGE_SCALE * math.log10(2),
                west=west,
                north=north,
                step=step,
            )
    except FileNotFoundError:
        raise GeographyError(
            f"{path}: input not found; run `python -m scripts.geography.fetch`"
        ) from None
    except (KeyError, ValueError, BadZipFile) as error:
        raise GeographyError(f"{path}: not the expected elevation grid ({error})") from error


def _smooth(path: list[Point], passes: int = 2) -> list[Point]:
    """Take the corners of the grid off a path; its ends stay."""
    points = np.array(path)
    for _ in range(passes):
        points[1:-1] = 0.25 * points[:-2] + 0.5 * points[1:-1] + 0.25 * points[2:]
    return [(round(float(lon), 6), round(float(lat), 6)) for lon, lat in points]
