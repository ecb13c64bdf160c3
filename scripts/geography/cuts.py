"""Reading of the cut lines and their tracing on the elevation model.

The lines, their bases and the seeds are data (``cuts.toml``); this module only
turns them into geometry. Coordinates are (lon, lat) in degrees.
"""

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from dashboard.dataset.vocabulary import GRADE
from scripts.geography.elevation import KINDS, Elevation, Point
from scripts.geography.sources import TABLES_DIR, GeographyError, read_text

# A cut runs on a little, so that it surely crosses the line that it ends at.
_OVERSHOOT = 0.02
# How far before and behind a point the direction of a line is taken, in degrees.
_STEP = 1e-4


@dataclass(frozen=True, slots=True)
class Cut:
    """A line drawn where no present boundary serves.

    A line with a ``corridor`` (degrees) takes the place of a present boundary that
    ran elsewhere: the faces between the two go to ``left`` or ``right`` of it.
    """

    id: str
    kind: str
    accuracy: str
    basis_en: str
    basis_tr: str
    waypoints: tuple[tuple[float, ...], ...]
    corridor: float
    left: str
    right: str

    def draw(self, elevation: Elevation) -> shapely.LineString:
        """Trace the line, run on past both its ends."""
        return shapely.LineString(_run_on(elevation.trace(self.kind, self.waypoints, spurs=False)))


@dataclass(frozen=True, slots=True)
class Seed:
    """A point inside a piece that belongs to `territory`, whatever its unit of today is."""

    territory: str
    lon: float
    lat: float


def read_cuts(folder: Path = TABLES_DIR) -> tuple[list[Cut], list[Seed]]:
    """Return the cut lines and seeds of ``cuts.toml``; raise :class:`GeographyError` if amiss."""
    path = folder / "cuts.toml"
    text = read_text(path)
    try:
        table = tomllib.loads(text)
        cuts = [_cut(entry) for entry in table["cut"]]
        seeds = list(_seeds(table["seeds"]))
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(f"{path}: not the expected table of cut lines ({error})") from error
    ids = [cut.id for cut in cuts]
    if len(ids) != len(set(ids)):
        raise GeographyError(f"{path}: a cut id is there twice")
    return cuts, seeds


def _cut(entry: dict[str, Any]) -> Cut:
    if entry["kind"] not in KINDS:
        raise ValueError(f"{entry['id']}: kind {entry['kind']!r} is not one of {', '.join(KINDS)}")
    if entry["accuracy"] not in GRADE:
        raise ValueError(f"{entry['id']}: accuracy {entry['accuracy']!r} is not A, B, C or D")
    return Cut(
        id=entry["id"],
        kind=entry["kind"],
        accuracy=entry["accuracy"],
        basis_en=entry["basis_en"],
        basis_tr=entry["basis_tr"],
        waypoints=tuple(tuple(point) for point in entry["waypoints"]),
        corridor=float(entry.get("corridor", 0)),
        left=entry["left"] if "corridor" in entry else "",
        right=entry["right"] if "corridor" in entry else "",
    )


def _seeds(table: dict[str, list[list[float]]]) -> Iterator[Seed]:
    for territory, points in table.items():
        for lon, lat in points:
            yield Seed(territory, lon, lat)


def _run_on(path: list[Point]) -> list[Point]:
    """Extend a path at both ends in its own direction."""
    reach = min(4, len(path) - 1)
    return [
        _beyond(path[0], path[reach]),
        *path,
        _beyond(path[-1], path[-1 - reach]),
    ]


def _beyond(end: Point, inner: Point) -> Point:
    east, north = end[0] - inner[0], end[1] - inner[1]
    factor = _OVERSHOOT / (math.hypot(east, north) or 1.0)
    return end[0] + east * factor, end[1] + north * factor


def left_of(line: shapely.LineString, point: shapely.Point) -> bool:
    """Return whether a point lies to the left of a line seen from its first end."""
    along = shapely.line_locate_point(line, point)
    before = shapely.line_interpolate_point(line, max(along - _STEP, 0))
    after = shapely.line_interpolate_point(line, along + _STEP)
    turn = (after.x - before.x) * (point.y - before.y) - (after.y - before.y) * (point.x - before.x)
    return bool(turn > 0)
