"""Rivers of the window, from waypoints in ``rivers.csv``.

Between two waypoints a river follows the elevation model (`trace`) or, where it
is a frontier of today, the frontier itself (`frontier:ARM-TUR`), or the line
between districts of today (`district:`), so that river and border are one line on
the map. In the plains at and below the level of the
ocean, where the model is flat, it is a smooth line through its waypoints
(`plain`): right to a few kilometres, without its meanders. Waypoints are towns,
bridges and confluences; on a traced leg each is moved onto the stream within
`reach` degrees of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scripts.geography.coverage import GRID
from scripts.geography.curves import (
    Point,
    between,
    nearest_on,
    rounded_path,
    simplified,
    without_loops,
)
from scripts.geography.elevation import Elevation
from scripts.geography.sources import TABLES_DIR, GeographyError, ModernUnit, read_table

NAME_COLUMNS = ("id", "name_en", "name_tr", "rank", "mouth")
WAYPOINT_COLUMNS = ("river", "place", "lon", "lat", "via", "reach")
# A leg along a line of today; what follows the colon goes to Frontiers.line.
ALONG = ("frontier:", "district:")

# A town stands beside its river: the stream is looked for this many degrees
# around a waypoint (two to three kilometres).
_REACH = 0.03
# The grid knows a stream to half a cell, 0.004 degrees; less than that is dropped.
_TOLERANCE = 0.0015


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of one river; ``basis`` is the word of `via` before the colon."""

    points: tuple[Point, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class River:
    """A river from its source to its mouth; names of the period in two languages."""

    id: str
    name_en: str
    name_tr: str
    rank: int
    mouth: str
    reaches: tuple[Reach, ...]

    @property
    def line(self) -> shapely.LineString:
        """The whole river as one line, running downstream."""
        points = [self.reaches[0].points[0]]
        for reach in self.reaches:
            points += reach.points[1:]
        return shapely.LineString(points)


@dataclass(frozen=True)
class Frontiers:
    """Lines between areas of today, by country (``adm0_a3``) or by the name of a unit."""

    areas: dict[str, BaseGeometry]
    _lines: dict[str, shapely.LineString] = field(default_factory=dict, repr=False)

    def line(self, pairs: str) -> shapely.LineString:
        """Return the lines between the areas of `pairs` merged into one.

        `pairs` is ``ARM-TUR;AZE-TUR``; areas joined by ``+`` count as one. Raises
        :class:`GeographyError` for an unknown area and for lines that do not
        meet end to end.
        """
        if pairs not in self._lines:
            shared: list[BaseGeometry] = []
            for pair in pairs.split(";"):
                one, other = (self._union(side).boundary for side in pair.split("-"))
                shared += shapely.get_parts(shapely.intersection(one, other)).tolist()
            lines = [part for part in shared if isinstance(part, shapely.LineString)]
            merged = shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))
            # Enclaves have frontiers of their own, closed rings away from the line.
            open_lines = [line for line in merged if not line.is_closed]
            if len(open_lines) != 1:
                raise GeographyError(f"rivers.csv: {pairs} is not one line ({len(open_lines)})")
            self._lines[pairs] = open_lines[0]
        return self._lines[pairs]

    def _union(self, names: str) -> BaseGeometry:
        missing = [name for name in names.split("+") if name not in self.areas]
        if missing:
            raise GeographyError(f"rivers.csv: no country or unit {', '.join(missing)}")
        areas = [self.areas[name] for name in names.split("+")]
        return shapely.union_all(areas, grid_size=GRID)


def frontiers(units: Sequence[ModernUnit]) -> Frontiers:
    """Return the frontiers between the modern units and between the countries they make up.

    They lie on the grid of the coverage, so that they are the very lines of
    the territories.
    """
    shapes: dict[str, list[BaseGeometry]] = {}
    for unit in units:
        shapes.setdefault(unit.country, []).append(unit.shape)
        shapes.setdefault(unit.name, []).append(unit.shape)
    unions = {name: shapely.union_all(parts, grid_size=GRID) for name, parts in shapes.items()}
    return Frontiers(unions)


def build_rivers(elevation: Elevation, borders: Frontiers, coast: BaseGeometry) -> list[River]:
    """Return the rivers of ``river_names.csv`` in its order.

    Raises :class:`GeographyError` when a river has under two waypoints or when
    the river it joins does not stand before it in the table.
    """
    rows = read_table(TABLES_DIR / "rivers.csv", WAYPOINT_COLUMNS)
    waypoints = {key: list(group) for key, group in groupby(rows, key=lambda row: row["river"])}
    built: dict[str, River] = {}
    for row in read_table(TABLES_DIR / "river_names.csv", NAME_COLUMNS):
        stations = waypoints.get(row["id"], [])
        if len(stations) < 2:
            raise GeographyError(f"rivers.csv: {row['id']} needs two waypoints or more")
        target = _mouth(row["id"], row["mouth"], built, coast)
        places = _places(stations, elevation, borders, target)
        reaches = _reaches(stations, places, elevation, borders)
        names = row["id"], row["name_en"], row["name_tr"], int(row["rank"]), row["mouth"]
        built[row["id"]] = River(*names, reaches)
    return list(built.values())


def _mouth(
    river: str, mouth: str, built: dict[str, River], coast: BaseGeometry
) -> BaseGeometry | None:
    """Return the line that a river ends at, or None where it leaves the window."""
    if mouth == "window":
        return None
    if mouth == "coast":
        return coast
    joined = built.get(mouth.removeprefix("river:"))
    if joined is None:
        raise GeographyError(f"river_names.csv: {river} joins {mouth}, which must stand before it")
    return joined.line


def _places(
    stations: Sequence[dict[str, str]],
    elevation: Elevation,
    borders: Frontiers,
    target: BaseGeometry | None,
) -> list[Point]:
    """Move the waypoints of a river onto its frontier, its mouth or its stream."""
    places = []
    for index, station in enumerate(stations):
        given = float(station["lon"]), float(station["lat"])
        after = stations[index + 1]["via"] if index + 1 < len(stations) else ""
        along = next((via for via in (station["via"], after) if via.startswith(ALONG)), "")
        if along:
            places.append(nearest_on(borders.line(along.partition(":")[2]), given))
        elif not after and target:
            places.append(nearest_on(target, given))
        elif station["via"] == "plain" or after == "plain":
            places.append(given)
        else:
            places.append(stream(elevation, given, float(station["reach"] or _REACH)))
    return places


def stream(elevation: Elevation, point: Point, reach: float = _REACH) -> Point:
    """Return (lon, lat) of the cell within `reach` degrees through which most water runs."""
    if not reach:
        return point
    row, column = elevation.cell(*point)
    cells = int(reach / elevation.step)
    top, left = max(0, row - cells), max(0, column - cells)
    window = elevation.drainage[top : row + cells + 1, left : column + cells + 1]
    at = divmod(int(np.argmax(window)), window.shape[1])
    return elevation.centre(top + at[0], left + at[1])


def _reaches(
    stations: Sequence[dict[str, str]],
    places: Sequence[Point],
    elevation: Elevation,
    borders: Frontiers,
) -> tuple[Reach, ...]:
    """Return the stretches of a river; neighbouring legs of one kind become one."""
    legs = zip(stations[1:], places, places[1:], strict=False)
    reaches: list[Reach] = []
    for via, group in groupby(legs, key=lambda leg: leg[0]["via"]):
        ends = [(start, end) for _, start, end in group]
        if via.startswith(ALONG):
            line = borders.line(via.partition(":")[2])
            path = [point for start, end in ends for point in between(line, start, end)]
        elif via == "plain":
            path = rounded_path([ends[0][0], *(end for _, end in ends)])
        else:
            path = [point for leg in ends for point in elevation.trace("river", leg)]
            path = simplified(without_loops(_rounded(path)), _TOLERANCE)
        reaches.append(Reach(tuple(_rounded(path)), via.split(":")[0]))
    return tuple(reaches)


def _rounded(points: Sequence[Point]) -> list[Point]:
    """Round to five decimals and drop repeated points."""
    near = [(round(lon, 5), round(lat, 5)) for lon, lat in points]
    return [point for point, _ in groupby(near)]
