"""Faces between the lines of today: which unit each belongs to, and the units that they make."""

from collections.abc import Collection, Mapping, Sequence

import networkx as nx
import shapely

from scripts.geography.coverage import SEA, area_km2, segments_of
from scripts.geography.sources import ModernUnit

# Detached pieces below this come from two lines that cross near their ends.
_SCRAP_KM2 = 5.0


def owners_of(faces: Sequence[shapely.Polygon], units: Sequence[ModernUnit]) -> list[int]:
    """Return for each face the number of the unit that holds its inner point, or :data:`SEA`."""
    tree = shapely.STRtree([unit.shape for unit in units])
    owners = []
    for face in faces:
        at = sorted(tree.query(shapely.point_on_surface(face), predicate="within").tolist())
        owners.append(at[0] if at else SEA)
    return owners


def touching_faces(faces: Sequence[shapely.Polygon]) -> "nx.Graph[int]":
    """Return which faces meet, with the ``metres`` that they share."""
    segments = segments_of(faces)
    touching: nx.Graph[int] = nx.Graph()
    touching.add_nodes_from(range(len(faces)))
    for (one, other), metres in zip(segments.sides.tolist(), segments.metres.tolist(), strict=True):
        if SEA not in (one, other):
            before = touching.get_edge_data(one, other, {"metres": 0.0})["metres"]
            touching.add_edge(one, other, metres=before + metres)
    return touching


def settle(
    touching: "nx.Graph[int]",
    owners: list[int],
    units: Sequence[ModernUnit],
    wanted: Mapping[int, frozenset[str]],
) -> None:
    """Give each wanted face to the unit of its states that it shares most with.

    A face may touch such a unit only through another one: the round is repeated.
    """
    pending = {number for number, side in wanted.items() if side}
    for number in set(wanted) - pending:
        owners[number] = SEA
    while pending:
        settled = {
            number: owner
            for number in sorted(pending)
            if (
                owner := _closest(
                    [number],
                    touching,
                    {
                        other: owners[other]
                        for other in touching[number]
                        if other not in pending
                        and owners[other] != SEA
                        and units[owners[other]].country in wanted[number]
                    },
                )
            )
            is not None
        }
        if not settled:
            return
        for number, owner in settled.items():
            owners[number] = owner
        pending -= set(settled)


def _closest(
    piece: Collection[int], touching: "nx.Graph[int]", owners: Mapping[int, int]
) -> int | None:
    """Return the owner with which a piece shares most, of the faces in `owners`."""
    shares: dict[int, float] = {}
    for number in piece:
        for other in touching[number]:
            if other in owners:
                metres = touching[number][other]["metres"]
                shares[owners[other]] = shares.get(owners[other], 0.0) + metres
    return max(sorted(shares), key=lambda owner: shares[owner]) if shares else None


def merge_scraps(
    faces: Sequence[shapely.Polygon], touching: "nx.Graph[int]", owners: list[int]
) -> None:
    """Give what is left over between two lines to the unit around it."""
    same = touching.edge_subgraph(
        [(one, other) for one, other in touching.edges if owners[one] == owners[other]]
    )
    alone = set(range(len(faces))) - set(same)
    pieces = [*nx.connected_components(same), *({number} for number in alone)]
    for piece in sorted(pieces, key=min):
        area = sum(area_km2(faces[number]) for number in piece)
        if area < _SCRAP_KM2 and owners[min(piece)] != SEA:
            around = {
                other: owners[other]
                for number in piece
                for other in touching[number]
                if other not in piece and owners[other] != SEA
            }
            owner = _closest(piece, touching, around)
            if owner is not None:
                for number in piece:
                    owners[number] = owner


def gathered(
    faces: Sequence[shapely.Polygon], owners: Sequence[int], units: Sequence[ModernUnit]
) -> list[ModernUnit]:
    parts: dict[int, list[shapely.Polygon]] = {}
    for face, owner in zip(faces, owners, strict=True):
        if owner != SEA:
            parts.setdefault(owner, []).append(face)
    return [
        ModernUnit(unit.code, unit.country, unit.name, shapely.coverage_union_all(parts[number]))
        for number, unit in enumerate(units)
        if number in parts
    ]
