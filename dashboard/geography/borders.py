"""How each boundary was made: the lines of the coverage joined with their bases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from dashboard.geography.coverage import GRID, SEA, Coverage, on_window
from dashboard.geography.cuts import ACCURACIES, Cut
from dashboard.geography.sources import TABLES_DIR, GeographyError, read_table

# A piece of boundary no further than this from a cut line was made by it.
_ON_LINE = 1.5 * GRID
# Pieces of a kind shorter than this come from rounding and say nothing.
_SHORTEST_METRES = 500.0
_DEFAULT = "*"


@dataclass(frozen=True, slots=True)
class Basis:
    """Kind, accuracy and grounds of a line; ``line`` is the id of a cut or empty."""

    kind: str
    line: str
    accuracy: str
    basis_en: str
    basis_tr: str


@dataclass(frozen=True, slots=True)
class Border:
    """What `territory` shares with `neighbour` along one line; "" is the sea or the window."""

    territory: str
    neighbour: str
    basis: Basis
    km: float

    def as_property(self) -> dict[str, Any]:
        """Return the entry for the ``boundaries`` property of a feature."""
        return {"neighbour": self.neighbour, **asdict(self.basis), "km": round(self.km, 1)}


def read_modern_bases(folder: Path = TABLES_DIR) -> dict[frozenset[str], Basis]:
    """Return the bases of boundaries that are lines of today, by the pair they part.

    The rows of ``modern.csv`` name two territories; ``*`` with a kind is what
    holds for all the pairs that have no row of their own.
    """
    path = folder / "modern.csv"
    columns = ("one", "other", "kind", "accuracy", "basis_en", "basis_tr")
    bases = {}
    for row in read_table(path, columns):
        if row["accuracy"] not in ACCURACIES:
            raise GeographyError(f"{path}: accuracy {row['accuracy']!r} is not A, B, C or D")
        pair = frozenset((row["one"], row["other"]))
        bases[pair] = Basis(row["kind"], "", row["accuracy"], row["basis_en"], row["basis_tr"])
    for kind in ("modern", "coast", "window"):
        if frozenset((_DEFAULT, kind)) not in bases:
            raise GeographyError(f"{path}: no row for {_DEFAULT},{kind}")
    return bases


@dataclass(frozen=True, slots=True)
class BorderLine:
    """What two neighbours share along one line, with its course in degrees (lon, lat)."""

    one: str
    other: str
    basis: Basis
    course: shapely.MultiLineString


def list_borders(
    coverage: Coverage,
    cuts: Sequence[tuple[Cut, shapely.LineString]],
    modern: Mapping[frozenset[str], Basis],
) -> list[Border]:
    """Return every border from both its sides, ordered by territory, neighbour and line."""
    found: dict[tuple[str, str, Basis], float] = {}
    for number, pair, basis in _edges(coverage, cuts, modern):
        for side, facing in (pair, pair[::-1]):
            if side:
                key = side, facing, basis
                found[key] = found.get(key, 0.0) + float(coverage.segments.metres[number])
    borders = [
        Border(side, facing, basis, metres / 1000)
        for (side, facing, basis), metres in found.items()
        if metres >= _SHORTEST_METRES
    ]
    return sorted(borders, key=_order)


def border_lines(
    coverage: Coverage,
    cuts: Sequence[tuple[Cut, shapely.LineString]],
    modern: Mapping[frozenset[str], Basis],
) -> list[BorderLine]:
    """Return every border once, with its course; the sea and the window are the neighbour ""."""
    edges: dict[tuple[str, str, Basis], list[int]] = {}
    for number, pair, basis in _edges(coverage, cuts, modern):
        one, other = sorted(pair, reverse=not all(pair))
        edges.setdefault((one, other, basis), []).append(number)
    lines = []
    for (one, other, basis), numbers in edges.items():
        ends = np.round(coverage.segments.ends[numbers] * GRID, 4).reshape(-1, 2, 2)
        course = shapely.normalize(shapely.line_merge(shapely.multilinestrings(ends)))
        parts = shapely.get_parts(course).tolist()
        lines.append(BorderLine(one, other, basis, shapely.MultiLineString(parts)))
    return sorted(lines, key=lambda line: (line.one, line.other, line.basis.kind, line.basis.line))


def _edges(
    coverage: Coverage,
    cuts: Sequence[tuple[Cut, shapely.LineString]],
    modern: Mapping[frozenset[str], Basis],
) -> Iterator[tuple[int, tuple[str, str], Basis]]:
    """Give for each edge between territories its number, the territories and its basis."""
    segments = coverage.segments
    names = np.array([*coverage.territories, ""], dtype=object)
    one, other = names[segments.sides[:, 0]], names[segments.sides[:, 1]]
    at_border = np.flatnonzero(one != other)
    made_by = _nearest_cut(segments.ends[at_border], cuts)
    at_window = on_window(segments.ends)
    for place, number in enumerate(at_border.tolist()):
        pair = one[number], other[number]
        if made_by[place] != SEA and all(pair):
            cut = cuts[made_by[place]][0]
            basis = Basis(cut.kind, cut.id, cut.accuracy, cut.basis_en, cut.basis_tr)
        else:
            basis = _modern_basis(pair, bool(at_window[number]), modern)
        yield number, pair, basis


def _order(border: Border) -> tuple[str, str, str, str]:
    return border.territory, border.neighbour, border.basis.kind, border.basis.line


def _nearest_cut(ends: Any, cuts: Sequence[tuple[Cut, shapely.LineString]]) -> list[int]:
    """Return for each segment the number of the cut that it lies on, or :data:`SEA`."""
    middles = shapely.points((ends[:, :2] + ends[:, 2:]) / 2 * GRID)
    tree = shapely.STRtree([line for _, line in cuts])
    found = np.full(len(middles), SEA)
    pairs = tree.query_nearest(middles, max_distance=_ON_LINE, all_matches=False)
    found[pairs[0]] = pairs[1]
    return [int(number) for number in found]


def _modern_basis(
    pair: tuple[str, str], window: bool, modern: Mapping[frozenset[str], Basis]
) -> Basis:
    kind = "modern" if all(pair) else "window" if window else "coast"
    return modern.get(frozenset(pair)) or modern[frozenset((_DEFAULT, kind))]
