"""A grid whose neighbouring cells share crooked edges point for point."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

Point = tuple[float, float]


def crooked_cells(
    box: tuple[float, float, float, float], size: tuple[int, int], points: int, random: Random
) -> dict[str, list[Point]]:
    """Return the closed ring of each cell by its id, counter-clockwise.

    ``box`` is west, south, east, north in degrees; ``size`` is how many cells lie beside each
    other and one above the other; ``points`` is how many an edge has between its two nodes.
    """
    west, south, east, north = box
    across, up = size
    wide, high = (east - west) / across, (north - south) / up

    def node(i: int, j: int) -> Point:
        dx = wide * random.uniform(-0.25, 0.25) if 0 < i < across else 0.0
        dy = high * random.uniform(-0.25, 0.25) if 0 < j < up else 0.0
        return west + i * wide + dx, south + j * high + dy

    nodes = {(i, j): node(i, j) for j in range(up + 1) for i in range(across + 1)}
    edges: dict[tuple[tuple[int, int], tuple[int, int]], list[Point]] = {}

    def edge(a: tuple[int, int], b: tuple[int, int]) -> list[Point]:
        if (a, b) not in edges:
            sway = min(wide, high) * 0.06
            (ax, ay), (bx, by) = nodes[a], nodes[b]
            steps = [n / (points + 1) for n in range(1, points + 1)]
            between = [
                (
                    ax + (bx - ax) * t + random.uniform(-sway, sway),
                    ay + (by - ay) * t + random.uniform(-sway, sway),
                )
                for t in steps
            ]
            line = [nodes[a], *between, nodes[b]]
            edges[a, b] = [(round(x, 5), round(y, 5)) for x, y in line]
            edges[b, a] = edges[a, b][::-1]
        return edges[a, b]

    rings = {}
    for j in range(up):
        for i in range(across):
            corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1), (i, j)]
            ring = [p for a, b in pairwise(corners) for p in edge(a, b)[:-1]]
            rings[f"t{j * across + i:05d}"] = [*ring, ring[0]]
    return rings


def middle(ring: list[Point]) -> Point:
    """Return the mean of the nodes of a cell, which lies inside it."""
    points = ring[:-1]
    x = sum(x for x, _ in points) / len(points)
    return round(x, 5), round(sum(y for _, y in points) / len(points), 5)


def short(points: Iterable[Iterable[float]]) -> list[list[float]]:
    """Round coordinates to five digits of a degree, about a metre."""
    return [[round(one, 5) for one in point] for point in points]
