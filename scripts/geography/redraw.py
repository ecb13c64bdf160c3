"""State borders and shores of today, drawn better than their source draws them.

The source is made for 1:10 million. Where a border follows a crest or a river,
or the land ends at the sea, the elevation model knows the place better
(``make geography-survey`` measures both). ``redrawn.toml`` lists such stretches;
the faces between the two drawings go to their side of the better line, unit by unit, so
that territories, rivers, land and coast all share it. Coordinates are (lon, lat) in degrees.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from dashboard.dataset.vocabulary import GRADE
from scripts.geography.coverage import GEOD, GRID, SEA, polygons_between
from scripts.geography.cuts import left_of
from scripts.geography.elevation import Elevation, Point, load_elevation
from scripts.geography.faces import (
    gathered,
    merge_scraps,
    owners_of,
    settle,
    touching_faces,
)
from scripts.geography.lakes import flat_surface
from scripts.geography.sources import (
    SOURCE_DIR,
    TABLES_DIR,
    WINDOW,
    GeographyError,
    ModernUnit,
    read_admin1,
    read_text,
)

KINDS = ("ridge", "river", "shore", "moved", "kept", "drawn")
# A point of the Black Sea: cells of its height that hang together with it are the sea.
_SEA_POINT = (38.0, 43.0)
# Faces this far from the better line can lie between the two drawings.
_MARGIN = 0.025
# A connector runs on a little, so that it surely crosses the line.
_OVERSHOOT = 0.002
# A given end lies no further than this from the source's border, in degrees.
_LARGEST_ERROR = 0.06


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A row of ``redrawn.toml``.

    ``left`` and ``right`` are the states (``adm0_a3``) on either side as one goes from
    ``start`` to ``end``; none is the sea. ``shift`` is how far the source's border is
    moved first, in km to the east and north, and ``reach`` how far, in degrees, the line
    may lie from that. ``course`` has the inner points of a line of kind ``drawn``.
    """

    id: str
    kind: str
    accuracy: str
    left: frozenset[str]
    right: frozenset[str]
    start: Point
    end: Point
    shift: tuple[float, float]
    reach: float
    basis_en: str
    basis_tr: str
    course: tuple[Point, ...] = ()


def read_redrawn(folder: Path = TABLES_DIR) -> list[Redrawn]:
    """Return the rows of ``redrawn.toml``; raise :class:`GeographyError` if amiss."""
    path = folder / "redrawn.toml"
    text = read_text(path)
    try:
        rows = [_row(entry) for entry in tomllib.loads(text)["line"]]
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(f"{path}: not the expected table of lines ({error})") from error
    ids = [row.id for row in rows]
    if len(ids) != len(set(ids)):
        raise GeographyError(f"{path}: a line id is there twice")
    return rows


def _row(entry: Mapping[str, Any]) -> Redrawn:
    for column, words in (("kind", KINDS), ("accuracy", GRADE)):
        if entry[column] not in words:
            raise ValueError(
                f"{entry['id']}: {column} {entry[column]!r} is not one of {', '.join(words)}"
            )
    if bool(entry.get("course")) != (entry["kind"] == "drawn"):
        raise ValueError(f"{entry['id']}: a line of kind drawn, and no other, has a course")
    (west, south), (east, north) = entry["start"], entry["end"]
    return Redrawn(
        id=entry["id"],
        kind=entry["kind"],
        accuracy=entry["accuracy"],
        left=frozenset(entry["left"]),
        right=frozenset(entry["right"]),
        start=(west, south),
        end=(east, north),
        shift=(float(entry["shift"][0]), float(entry["shift"][1])),
        reach=float(entry["reach"]),
        basis_en=entry["basis_en"],
        basis_tr=entry["basis_tr"],
        course=tuple((float(lon), float(lat)) for lon, lat in entry.get("course", ())),
    )


def redraw(
    units: Sequence[ModernUnit], elevation: Elevation, rows: Sequence[Redrawn]
) -> tuple[list[ModernUnit], list[tuple[Redrawn, shapely.LineString]]]:
    """Return the units with the better lines between them, and each line with its row.

    Raises :class:`GeographyError` when the source has no such border.
    """
    borders = Borders(units)
    source = source_lines(rows, borders)
    lines = _courses(rows, source, elevation)
    nodes = _junctions(borders.of_units)
    connectors = [
        connector
        for old, new in zip(source, lines, strict=True)
        for connector in _connectors(nodes, old, new)
    ]
    faces = polygons_between([*borders.of_units, *lines, *connectors])
    owners = owners_of(faces, units)
    drawn = list(zip(rows, lines, strict=True))
    touching = touching_faces(faces)
    settle(touching, owners, units, _wanted(faces, owners, units, drawn))
    merge_scraps(faces, touching, owners)
    return gathered(faces, owners, units), drawn


def read_units(source: Path = SOURCE_DIR) -> tuple[list[ModernUnit], Elevation]:
    """Return the present units with the better lines of ``redrawn.toml``, and the elevation."""
    units = read_admin1(source)
    elevation = load_elevation(source)
    return redraw(units, elevation, read_redrawn())[0], elevation


class Borders:
    """The borders of the units and of the states that they make up."""

    def __init__(self, units: Sequence[ModernUnit]) -> None:
        self.of_units = [shapely.boundary(unit.shape) for unit in units]
        parts: dict[str, list[BaseGeometry]] = {}
        for unit in units:
            parts.setdefault(unit.country, []).append(unit.shape)
        self._states = {
            state: shapely.union_all(shapes, grid_size=GRID) for state, shapes in parts.items()
        }

    def between(self, one: frozenset[str], other: frozenset[str]) -> BaseGeometry:
        """Return the border between two groups of states; no states are the sea."""
        first, second = self._outline(one), self._outline(other)
        if one and other:
            return shapely.intersection(first, second)
        window = shapely.box(*WINDOW).boundary
        shore = shapely.difference(self._outline(frozenset(self._states)), window)
        return shapely.intersection(first if one else second, shore)

    def _outline(self, states: frozenset[str]) -> BaseGeometry:
        unknown = sorted(states - set(self._states))
        if unknown:
            raise GeographyError(f"redrawn.toml: no state {', '.join(unknown)}")
        return shapely.boundary(shapely.union_all([self._states[state] for state in states]))


def source_lines(rows: Sequence[Redrawn], borders: Borders) -> list[shapely.LineString]:
    """Return the source's drawing of each row, in degrees (lon, lat)."""
    return [_source_line(row, borders) for row in rows]


def _source_line(row: Redrawn, borders: Borders) -> shapely.LineString:
    """Return the source's drawing of the border from the start of a row to its end."""
    border = borders.between(row.left, row.right)
    lines = [
        line
        for line in shapely.get_parts(shapely.line_merge(border)).tolist()
        if isinstance(line, shapely.LineString)
    ]
    ends = shapely.points([row.start, row.end])
    if not lines:
        raise GeographyError(f"redrawn.toml: {row.id}: the source has no border between its states")
    line = min(lines, key=lambda line: float(shapely.distance(line, ends).sum()))
    part = _part(line, row.start, row.end)
    tips = shapely.points(shapely.get_coordinates(part)[[0, -1]])
    if (shapely.distance(tips, ends) > _LARGEST_ERROR).any():
        raise GeographyError(
            f"redrawn.toml: {row.id} starts or ends off the source's border, or that breaks between"
        )
    if part.length == 0:
        raise GeographyError(f"redrawn.toml: {row.id} starts where it ends on the source's border")
    return part


def _part(line: shapely.LineString, start: Point, end: Point) -> shapely.LineString:
    """Return the part of a line, or of a ring the shorter way round, between two points."""
    first, last = (line.project(shapely.Point(point)) for point in (start, end))
    if not line.is_closed or abs(first - last) <= line.length / 2:
        points = shapely.get_coordinates(substring(line, first, last))
        return shapely.LineString(points if len(points) > 1 else np.vstack([points, points]))
    head, tail = (first, last) if first > last else (last, first)
    halves = substring(line, head, line.length), substring(line, 0, tail)
    points = np.vstack([shapely.get_coordinates(half) for half in halves])
    whole = shapely.LineString(points)
    return whole if first > last else shapely.reverse(whole)


def _courses(
    rows: Sequence[Redrawn], source: Sequence[shapely.LineString], elevation: Elevation
) -> list[shapely.LineString]:
    """Return the better lines.

    Where a row ends at an end of an earlier one, or on the border that an earlier one
    draws, it is led to the earlier line; elsewhere it comes back to the source's border.
    """
    courses: list[shapely.LineString] = []
    joints: dict[Point, Point] = {}
    for row, old in zip(rows, source, strict=True):
        path = _course(row, old, elevation)
        ends = [(x, y) for x, y in shapely.get_coordinates(old)[[0, -1]].tolist()]
        closed = list(path)
        for at, given, end in ((0, row.start, ends[0]), (-1, row.end, ends[1])):
            meeting = _meeting(end, source, courses)
            if given in joints:
                closed[at] = joints[given]
            elif meeting or row.kind == "shore" or not _shared(given, row, rows):
                closed.insert(0 if at == 0 else len(closed), meeting or end)
            joints.setdefault(given, closed[at])
        line = shapely.set_precision(shapely.LineString(closed), GRID, mode="pointwise")
        courses.append(line)
    return courses


def _shared(given: Point, row: Redrawn, rows: Sequence[Redrawn]) -> bool:
    """Return whether another row begins or ends at the same given point."""
    return any(given in (other.start, other.end) for other in rows if other is not row)


def _meeting(
    end: Point, source: Sequence[shapely.LineString], courses: Sequence[shapely.LineString]
) -> Point | None:
    """Return where an end on the inner part of an earlier row's border is on its better line."""
    point = shapely.Point(end)
    for old, new in zip(source, courses, strict=False):
        tips = shapely.MultiPoint(shapely.get_coordinates(old)[[0, -1]])
        if old.distance(point) < 2 * GRID and tips.distance(point) > 2 * GRID:
            lon, lat = shapely.get_coordinates(shapely.shortest_line(point, new))[1].tolist()
            return lon, lat
    return None


def _course(row: Redrawn, source: shapely.LineString, elevation: Elevation) -> list[Point]:
    """Return the better line without its joints."""
    if row.kind == "shore":
        sea = shapely.LineString(flat_surface(elevation, _SEA_POINT).exterior)
        inner = shapely.get_coordinates(_part(sea, row.start, row.end)).tolist()
        return [(lon, lat) for lon, lat in inner]
    if row.kind == "drawn":
        return list(row.course)
    moved = shapely.transform(source, lambda points: _moved(points, row.shift))
    if row.kind in ("moved", "kept"):
        return [(lon, lat) for lon, lat in shapely.get_coordinates(moved).tolist()]
    return elevation.follow(row.kind, moved, row.reach)


def _moved(points: npt.NDArray[np.float64], km: tuple[float, float]) -> npt.NDArray[np.float64]:
    """Return points in degrees moved by kilometres to the east and north."""
    bearing = math.degrees(math.atan2(*km))
    distance = math.hypot(*km) * 1000
    count = len(points)
    lon, lat, _ = GEOD.fwd(
        points[:, 0], points[:, 1], np.full(count, bearing), np.full(count, distance)
    )
    return np.column_stack([lon, lat])


def _junctions(borders: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the points where the borders of three or more units meet."""
    net = shapely.line_merge(shapely.union_all(borders, grid_size=GRID))
    return shapely.MultiPoint(
        np.unique(
            np.vstack([shapely.get_coordinates(line)[[0, -1]] for line in shapely.get_parts(net)]),
            axis=0,
        )
    )


def _connectors(
    nodes: BaseGeometry, old: shapely.LineString, new: shapely.LineString
) -> list[shapely.LineString]:
    """Return lines that lead the borders of units that end at the old line on to the new one.

    Two more join the ends, so that no face runs on from one row to the next.
    """
    ends = [shapely.get_coordinates(line)[[0, -1]] for line in (old, new)]
    connectors = [shapely.LineString(pair) for pair in zip(*ends, strict=True)]
    points = shapely.get_parts(nodes)
    for node in points[shapely.dwithin(points, old, 2 * GRID)].tolist():
        start, end = shapely.get_coordinates(shapely.shortest_line(node, new))
        length = float(np.hypot(*(end - start)))
        if length > GRID:
            onward = end + (end - start) / length * _OVERSHOOT
            connectors.append(shapely.LineString([start, onward]))
    return connectors


def _wanted(
    faces: Sequence[shapely.Polygon],
    owners: Sequence[int],
    units: Sequence[ModernUnit],
    lines: Sequence[tuple[Redrawn, shapely.LineString]],
) -> dict[int, frozenset[str]]:
    """Return the states that a face on the wrong side of a better line belongs to."""
    wanted: dict[int, frozenset[str]] = {}
    corridor = shapely.union_all([line.buffer(row.reach + _MARGIN) for row, line in lines])
    shapely.prepare(corridor)
    near = shapely.STRtree([line for _, line in lines])
    for number in np.flatnonzero(shapely.covers(corridor, faces)).tolist():
        owner = owners[number]
        state = units[owner].country if owner != SEA else ""
        inside = shapely.point_on_surface(faces[number])
        row, line = lines[int(near.nearest(inside))]
        side = row.left if left_of(line, inside) else row.right
        known = state in row.left | row.right if state else not (row.left and row.right)
        if known and (state not in side if state else bool(side)):
            wanted[number] = side
    return wanted
