"""One coverage of all territories: node, polygonise, assign, dissolve.

All lines are brought onto one grid of :data:`GRID` degrees (about 11 m) and
cut where they meet; the faces between them each go to one territory. Faces
share their vertices exactly, so the result has no gap and no overlap, and
writing it with four decimals changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from scripts.geography.cuts import Cut, Seed, left_of
from scripts.geography.sources import WINDOW, GeographyError, ModernUnit

GRID = 1e-4
# Detached pieces below this go to their neighbour: corners cut off by a line
# that leaves a present unit and comes back, and the small exclaves of today.
SMALLEST_PIECE_KM2 = 60.0
# Islands below this are left out.
SMALLEST_ISLAND_KM2 = 1.0
# Holes between the source's units below this are closed; larger ones are sea.
LARGEST_GAP_KM2 = 400.0

SEA = -1
GEOD = Geod(ellps="WGS84")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segments:
    """Every straight piece of line between faces, once.

    ``ends`` has shape (n, 4): lon, lat, lon, lat in whole grid steps.
    ``sides`` has shape (n, 2): the numbers of the faces, :data:`SEA` for none.
    ``metres`` is the geodesic length.
    """

    ends: Ints
    sides: Ints
    metres: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Faces, the territory of each (empty for the sea) and the lines between them."""

    faces: list[shapely.Polygon]
    territories: list[str]
    segments: Segments

    def dissolve(self) -> dict[str, BaseGeometry]:
        """Return the shape of each territory, oriented after RFC 7946, in order of id."""
        parts: dict[str, list[shapely.Polygon]] = {}
        for face, territory in zip(self.faces, self.territories, strict=True):
            if territory:
                parts.setdefault(territory, []).append(face)
        shapes = {name: shapely.coverage_union_all(parts[name]) for name in sorted(parts)}
        if not shapely.coverage_is_valid(list(shapes.values())):
            raise GeographyError("the territories do not form a coverage without gap and overlap")
        return {
            name: shapely.orient_polygons(shapely.normalize(shape))
            for name, shape in shapes.items()
        }


def area_km2(shape: BaseGeometry) -> float:
    """Return the geodesic area on the WGS 84 ellipsoid in square kilometres."""
    area, _ = GEOD.geometry_area_perimeter(shapely.orient_polygons(shape))
    return abs(float(area)) / 1e6


def build_coverage(
    units: Sequence[ModernUnit],
    territory_of: Mapping[str, str],
    cuts: Sequence[tuple[Cut, shapely.LineString]],
    seeds: Sequence[Seed],
) -> Coverage:
    """Cut the present units along the lines and give every face its territory.

    Parameters
    ----------
    units
        The present units.
    territory_of
        The territory that a unit goes to by default, by its code.
    cuts
        Cut lines with their geometry.
    seeds
        Points whose face goes to a named territory instead.

    Raises
    ------
    GeographyError
        If a unit has no territory, or a seed lies in no face or in one that
        another seed claims.
    """
    borders = [shapely.boundary(unit.shape) for unit in units]
    faces = polygons_between([*borders, *(line for _, line in cuts)])
    segments = segments_of(faces)
    areas = np.array([area_km2(face) for face in faces])
    territories = _by_present_unit(faces, units, territory_of)
    _apply_corridors(faces, territories, cuts)
    _apply_seeds(faces, territories, seeds)
    _close_gaps(territories, areas, segments)
    _merge_pieces(territories, areas, segments)
    return Coverage(faces, territories, segments)


def polygons_between(lines: Sequence[BaseGeometry]) -> list[shapely.Polygon]:
    """Return the faces between all lines, in a fixed order."""
    net = shapely.union_all(lines, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    return sorted(faces.tolist(), key=lambda face: face.bounds)


def segments_of(faces: Sequence[shapely.Polygon]) -> Segments:
    """Return the straight pieces of all faces with the faces on either side."""
    ends, owners = [], []
    for number, face in enumerate(faces):
        for ring in (face.exterior, *face.interiors):
            points = np.rint(shapely.get_coordinates(ring) / GRID).astype(np.int64)
            ends.append(np.hstack([points[:-1], points[1:]]))
            owners.append(np.full(len(points) - 1, number))
    both, owner = np.vstack(ends), np.concatenate(owners)
    turned = (both[:, 0] > both[:, 2]) | ((both[:, 0] == both[:, 2]) & (both[:, 1] > both[:, 3]))
    both[turned] = both[turned][:, [2, 3, 0, 1]]
    unique, first, which = np.unique(both, axis=0, return_index=True, return_inverse=True)
    which = which.ravel()
    sides = np.full((len(unique), 2), SEA)
    sides[:, 0] = owner[first]
    again = np.setdiff1d(np.arange(len(both)), first)
    sides[which[again], 1] = owner[again]
    lon1, lat1, lon2, lat2 = (unique * GRID).T
    _, _, metres = GEOD.inv(lon1, lat1, lon2, lat2)
    return Segments(unique, sides, np.asarray(metres))


def _by_present_unit(
    faces: Sequence[shapely.Polygon],
    units: Sequence[ModernUnit],
    territory_of: Mapping[str, str],
) -> list[str]:
    """Return for each face the territory of the unit that covers most of it, or ""."""
    for unit in units:
        if unit.code not in territory_of:
            raise GeographyError(f"units.csv: no row for {unit.code} ({unit.country} {unit.name})")
    tree = shapely.STRtree([unit.shape for unit in units])
    pieces = []
    for face in faces:
        shares = [
            (shapely.intersection(face, units[at].shape).area, units[at].code)
            for at in sorted(tree.query(face, predicate="intersects").tolist())
        ]
        share, code = max(shares, default=(0.0, ""))
        pieces.append(territory_of[code] if share > face.area / 2 else "")
    return pieces


def _apply_corridors(
    faces: Sequence[shapely.Polygon],
    territories: list[str],
    cuts: Sequence[tuple[Cut, shapely.LineString]],
) -> None:
    """Give the faces between a cut and the present boundary it replaces to their side of it."""
    tree = shapely.STRtree(list(faces))
    for cut, line in cuts:
        if not cut.corridor:
            continue
        for number in tree.query(line.buffer(cut.corridor), predicate="contains").tolist():
            if territories[number]:
                inside = shapely.point_on_surface(faces[number])
                territories[number] = cut.left if left_of(line, inside) else cut.right


def _apply_seeds(
    faces: Sequence[shapely.Polygon], territories: list[str], seeds: Sequence[Seed]
) -> None:
    """Give the faces that hold a seed to its territory."""
    tree = shapely.STRtree(list(faces))
    claimed: dict[int, str] = {}
    for seed in seeds:
        where = f"seed {seed.lon}, {seed.lat} of {seed.territory}"
        inside = tree.query(shapely.Point(seed.lon, seed.lat), predicate="within").tolist()
        if not inside:
            raise GeographyError(f"cuts.toml: {where} lies in no face")
        if claimed.setdefault(inside[0], seed.territory) != seed.territory:
            raise GeographyError(
                f"cuts.toml: {where} lies in the same face as one of {claimed[inside[0]]}"
            )
        territories[inside[0]] = seed.territory


def _close_gaps(territories: list[str], areas: npt.NDArray[np.float64], segments: Segments) -> None:
    """Give small faces of no unit that land surrounds to the neighbour they share most with."""
    for number in [at for at, name in enumerate(territories) if not name]:
        around = _neighbours({number}, territories, segments)
        if areas[number] < LARGEST_GAP_KM2 and around and "" not in around:
            territories[number] = max(sorted(around), key=lambda name: around[name])


def _merge_pieces(
    territories: list[str], areas: npt.NDArray[np.float64], segments: Segments
) -> None:
    """Merge small detached pieces of a territory into a neighbour; leave out tiny islands."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(number for number, name in enumerate(territories) if name)
    for one, other in segments.sides.tolist():
        if other != SEA and territories[one] and territories[one] == territories[other]:
            graph.add_edge(one, other)
    pieces = sorted(nx.connected_components(graph), key=lambda piece: float(areas[[*piece]].sum()))
    largest = {territories[next(iter(piece))]: piece for piece in pieces}
    for piece in pieces:
        area, name = float(areas[[*piece]].sum()), territories[next(iter(piece))]
        if piece is largest[name] or area >= SMALLEST_PIECE_KM2:
            continue
        around = _neighbours(piece, territories, segments)
        around.pop("", None)
        if around:
            target = max(sorted(around), key=lambda name: around[name])
        elif area < SMALLEST_ISLAND_KM2:
            target = ""
        else:
            continue
        for number in piece:
            territories[number] = target


def _neighbours(
    piece: set[int], territories: Sequence[str], segments: Segments
) -> dict[str, float]:
    """Return the metres that a set of faces shares with each territory; "" is the sea."""
    inside = np.isin(segments.sides, list(piece))
    shared: dict[str, float] = {}
    for at in np.flatnonzero(inside[:, 0] != inside[:, 1]).tolist():
        other = int(segments.sides[at, 1 if inside[at, 0] else 0])
        name = "" if other == SEA else territories[other]
        shared[name] = shared.get(name, 0.0) + float(segments.metres[at])
    return shared


def on_window(ends: Ints) -> npt.NDArray[np.bool_]:
    """Return which segments lie on the edge of the window; `ends` as in :class:`Segments`."""
    west, south, east, north = (round(value / GRID) for value in WINDOW)
    lon1, lat1, lon2, lat2 = ends.T
    upright = (lon1 == lon2) & ((lon1 == west) | (lon1 == east))
    level = (lat1 == lat2) & ((lat1 == south) | (lat1 == north))
    return np.asarray(upright | level)
