"""How each boundary was made: the lines of the coverage joined with their bases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from dashboard.dataset.vocabulary import GRADE
from scripts.geography.coverage import GRID, SEA, Coverage, Ints, on_window
from scripts.geography.cuts import Cut
from scripts.geography.elevation import KINDS as TRACES
from scripts.geography.redraw import Redrawn
from scripts.geography.sources import TABLES_DIR, GeographyError, read_table

# A piece of boundary no further than this from a cut line was made by it.
_ON_LINE = 1.5 * GRID
# Pieces of a kind shorter than this come from rounding and say nothing.
_SHORTEST_METRES = 500.0
_DEFAULT = "*"
# What a border of the source is right to.
_SOURCE_GRADE = "B"


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
        if row["accuracy"] not in GRADE:
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


@dataclass(frozen=True, slots=True)
class Edges:
    """The coverage and what its edges rest on.

    An edge on a cut line rests on that; any other on the basis of the pair that it parts,
    and on a redrawn line of today besides where it lies on one.
    """

    coverage: Coverage
    cuts: Sequence[tuple[Cut, shapely.LineString]]
    redrawn: Sequence[tuple[Redrawn, shapely.LineString]]
    modern: Mapping[frozenset[str], Basis]

    def __iter__(self) -> Iterator[tuple[int, tuple[str, str], Basis]]:
        """Give for each edge between territories its number, the territories and its basis."""
        segments = self.coverage.segments
        names = np.array([*self.coverage.territories, ""], dtype=object)
        one, other = names[segments.sides[:, 0]], names[segments.sides[:, 1]]
        at_border = np.flatnonzero(one != other)
        ends = segments.ends[at_border]
        on_cut = _nearest(ends, [line for _, line in self.cuts])
        on_redrawn = _nearest(ends, [line for _, line in self.redrawn])
        at_window = on_window(segments.ends)
        for place, number in enumerate(at_border.tolist()):
            pair = one[number], other[number]
            if on_cut[place] != SEA and all(pair):
                cut = self.cuts[on_cut[place]][0]
                basis = Basis(cut.kind, cut.id, cut.accuracy, cut.basis_en, cut.basis_tr)
            else:
                basis = _modern_basis(pair, bool(at_window[number]), self.modern)
                if on_redrawn[place] != SEA:
                    basis = _redrawn_basis(basis, self.redrawn[on_redrawn[place]][0])
            yield number, pair, basis


def list_borders(edges: Edges) -> list[Border]:
    """Return every border from both its sides, ordered by territory, neighbour and line."""
    lengths: dict[tuple[str, str, Basis], float] = {}
    coverage = edges.coverage
    for number, pair, basis in edges:
        for side, facing in (pair, pair[::-1]):
            if side:
                key = side, facing, basis
                lengths[key] = lengths.get(key, 0.0) + float(coverage.segments.metres[number])
    borders = [
        Border(side, facing, basis, metres / 1000)
        for (side, facing, basis), metres in lengths.items()
        if metres >= _SHORTEST_METRES
    ]
    return sorted(borders, key=_order)


def border_lines(edges: Edges) -> list[BorderLine]:
    """Return every border once, with its course; the sea and the window are the neighbour ""."""
    found: dict[tuple[str, str, Basis], list[int]] = {}
    for number, pair, basis in edges:
        one, other = sorted(pair, reverse=not all(pair))
        found.setdefault((one, other, basis), []).append(number)
    lines = []
    for (one, other, basis), numbers in found.items():
        ends = np.round(edges.coverage.segments.ends[numbers] * GRID, 4).reshape(-1, 2, 2)
        course = shapely.normalize(shapely.line_merge(shapely.multilinestrings(ends)))
        parts = shapely.get_parts(course).tolist()
        lines.append(BorderLine(one, other, basis, shapely.MultiLineString(parts)))
    return sorted(lines, key=lambda line: (line.one, line.other, line.basis.kind, line.basis.line))


def _order(border: Border) -> tuple[str, str, str, str]:
    return border.territory, border.neighbour, border.basis.kind, border.basis.line


def _nearest(ends: Ints, lines: Sequence[shapely.LineString]) -> list[int]:
    """Return for each segment the number of the line that it lies on, or :data:`SEA`."""
    middles = shapely.points((ends[:, :2] + ends[:, 2:]) / 2 * GRID)
    nearest = np.full(len(ends), SEA)
    pairs = shapely.STRtree(lines).query_nearest(middles, max_distance=_ON_LINE, all_matches=False)
    nearest[pairs[0]] = pairs[1]
    return [int(number) for number in nearest]


def _redrawn_basis(basis: Basis, line: Redrawn) -> Basis:
    """Return the basis of a pair on a redrawn line.

    A pair of the source's own grade is known to be a line of today: how sure it is hangs on
    how it is drawn. Any other is unsure for another reason, and a line makes it no surer.
    """
    return Basis(
        kind=line.kind if line.kind in TRACES else basis.kind,
        line=line.id,
        accuracy=(
            line.accuracy if basis.accuracy == _SOURCE_GRADE else max(basis.accuracy, line.accuracy)
        ),
        basis_en=f"{basis.basis_en}; {line.basis_en}",
        basis_tr=f"{basis.basis_tr}; {line.basis_tr}",
    )


def _modern_basis(
    pair: tuple[str, str], window: bool, modern: Mapping[frozenset[str], Basis]
) -> Basis:
    if window:
        return modern[frozenset((_DEFAULT, "window"))]
    kind = "modern" if all(pair) else "coast"
    return modern.get(frozenset(pair)) or modern[frozenset((_DEFAULT, kind))]
