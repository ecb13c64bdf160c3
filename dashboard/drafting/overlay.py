"""Slices laid over each other: the smallest pieces of land that always changed hands whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.drafting.package import DECIMALS, GRID
from dashboard.drafting.slices import Slice

SLIVER_DEGREES = 0.0005
"""Pieces narrower than this (about 50 m) come of two drawings of the same line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Land under the same ``slices`` (their numbers, in order); degrees."""

    slices: tuple[int, ...]
    area: BaseGeometry


def pieces(slices: Sequence[Slice], notes: list[str]) -> list[Piece]:
    """Cut the slices at each other's outlines and join what always belonged together.

    Slivers between two drawings of the same line are given to a neighbour. The pieces share their
    edges point for point, with 5 decimals.
    """
    areas = [shapely.set_precision(slice_.area, GRID) for slice_ in slices]
    lines = shapely.union_all([area.boundary for area in areas], grid_size=GRID)
    faces = [face for face in shapely.polygonize([lines]).geoms if face.area > 0]
    covered = _covered(faces, areas)
    land = [n for n, over in enumerate(covered) if over]
    _absorb(faces, covered, land, notes)
    alike: dict[tuple[int, ...], list[BaseGeometry]] = {}
    for n in land:
        alike.setdefault(covered[n], []).append(faces[n])
    joined = [shapely.coverage_union_all(some) for some in alike.values()]
    return [
        Piece(over, rounded(area))
        for over, area in sorted(zip(alike, joined, strict=True), key=lambda pair: pair[0])
    ]


def rounded(area: BaseGeometry) -> BaseGeometry:
    """The area with 5 decimals, outer rings counter-clockwise."""
    exact = shapely.transform(area, lambda points: np.round(points, DECIMALS))
    return shapely.orient_polygons(exact)


def _covered(faces: Sequence[BaseGeometry], areas: Sequence[BaseGeometry]) -> list[tuple[int, ...]]:
    """Which areas each face lies in."""
    inside = [face.point_on_surface() for face in faces]
    points, over = shapely.STRtree(areas).query(inside, predicate="within")
    covering: list[list[int]] = [[] for _ in faces]
    for n, area in zip(points.tolist(), over.tolist(), strict=True):
        covering[n].append(area)
    return [tuple(sorted(some)) for some in covering]


def _width(area: BaseGeometry) -> float:
    """About how wide a long thin area is, in degrees."""
    return float(2 * area.area / area.length) if area.length else 0.0


def _absorb(
    faces: list[BaseGeometry],
    covered: list[tuple[int, ...]],
    land: list[int],
    notes: list[str],
) -> None:
    """Put each sliver under the slices of the neighbour with which it has the longest edge."""
    thin = [n for n in land if _width(faces[n]) < SLIVER_DEGREES / 2]
    wide = [n for n in land if n not in set(thin)]
    if not thin or not wide:
        return
    tree = shapely.STRtree([faces[n] for n in wide])
    joined = 0
    for n in thin:
        near = [wide[k] for k in tree.query(faces[n], predicate="intersects").tolist()]
        shared = {k: faces[n].boundary.intersection(faces[k].boundary).length for k in near}
        best = max(shared, key=lambda k: shared[k], default=None)
        if best is not None and shared[best] > 0:
            covered[n] = covered[best]
            joined += 1
    if joined:
        metres = round(SLIVER_DEGREES * 111_320)
        notes.append(
            f"{joined} slivers under {metres} m wide, where two drawings of the same line differ, "
            "were given to the neighbour with the longest edge."
        )
