"""Small operations on lines of points; lon, lat in degrees throughout."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

Point = tuple[float, float]


def rounded(geometry: BaseGeometry, decimals: int = 5) -> BaseGeometry:
    """The geometry with its coordinates rounded; five decimals are about a metre."""
    result: BaseGeometry = shapely.transform(geometry, lambda xy: np.round(xy, decimals))
    return result


def cut_corners(ring: shapely.LinearRing, rounds: int = 2) -> list[Point]:
    """A closed ring with its corners cut (Chaikin 1974); the last point repeats the first."""
    points = shapely.get_coordinates(ring)[:-1]
    for _ in range(rounds):
        after = np.roll(points, -1, axis=0)
        pair = np.stack([0.75 * points + 0.25 * after, 0.25 * points + 0.75 * after], axis=1)
        points = pair.reshape(-1, 2)
    return [(float(lon), float(lat)) for lon, lat in np.vstack([points, points[:1]])]


def rounded_path(path: Sequence[Sequence[float]], rounds: int = 3) -> list[Point]:
    """An open path with its corners cut; it keeps its two ends."""
    points = np.asarray(path, dtype=float)[:, :2]
    for _ in range(rounds):
        near = 0.75 * points[:-1] + 0.25 * points[1:]
        far = 0.25 * points[:-1] + 0.75 * points[1:]
        inner = np.stack([near, far], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], inner[1:-1], points[-1:]])
    return [(float(lon), float(lat)) for lon, lat in points]


def nearest_on(geometry: BaseGeometry, point: Point) -> Point:
    """The point of the geometry's boundary or line that is nearest, to five decimals."""
    line = geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry
    found = shapely.get_coordinates(shapely.shortest_line(line, shapely.Point(point)))[0]
    return round(float(found[0]), 5), round(float(found[1]), 5)


def between(line: shapely.LineString, start: Point, end: Point) -> list[Point]:
    """The part of a line from `start` to `end`, two points on it or nearest to it."""
    first, last = (line.project(shapely.Point(point)) for point in (start, end))
    inner = shapely.get_coordinates(substring(line, first, last)).tolist()[1:-1]
    return [start, *((lon, lat) for lon, lat in inner), end]


def simplified(path: Sequence[Point], tolerance: float) -> list[Point]:
    """The path without the points that lie within `tolerance` degrees of it (Douglas-Peucker)."""
    line = shapely.LineString(path).simplify(tolerance)
    return [(x, y) for x, y in shapely.get_coordinates(line).tolist()]


def without_loops(path: Sequence[Point]) -> list[Point]:
    """The path without the loops and spurs of a way that comes back to where it was.

    Two legs traced to a waypoint beside the stream run in and out over the same
    cells; everything between the first and the last pass of a point is dropped.
    """
    last = {point: index for index, point in enumerate(path)}
    kept: list[Point] = []
    index = 0
    while index < len(path):
        kept.append(path[index])
        index = last[path[index]] + 1
    return kept
