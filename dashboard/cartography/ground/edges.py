"""Lines that run along the edges of territories, thinned as the outlines on the screen are.

The outlines for the screen keep some points of the full ones, the same for both
neighbours. A treaty line drawn from all of them would leave the fills that it parts.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.model import Dataset

Vertex = tuple[float, float]
# Decimals of a degree that both files of outlines may have.
_DECIMALS = 5


class ShownEdges:
    """Which points of the full outlines the outlines on the screen have."""

    def __init__(self, dataset: Dataset) -> None:
        self._full = _vertices(dataset.features)
        self._shown = _vertices(dataset.screen) if dataset.screen else self._full

    def touches(self, line: BaseGeometry) -> bool:
        """Return whether a line in degrees has a point of the outlines."""
        return not self._full.isdisjoint(_rounded(line))

    def thinned(self, line: BaseGeometry) -> BaseGeometry:
        """Return a line in degrees without the points that the outlines do not show.

        Its ends stay, and so does what lies on no outline.
        """
        parts = [self._part(part) for part in shapely.get_parts(line).tolist()]
        return shapely.MultiLineString(parts)

    def _part(self, part: shapely.LineString) -> list[Vertex]:
        points = _rounded(part)
        last = len(points) - 1
        return [
            point
            for at, point in enumerate(points)
            if at in (0, last) or point in self._shown or point not in self._full
        ]


def _vertices(features: Iterable[Mapping[str, Any]]) -> frozenset[Vertex]:
    return frozenset(
        point for feature in features for point in _rounded(shape(feature["geometry"]))
    )


def _rounded(geometry: BaseGeometry) -> list[Vertex]:
    points = np.round(shapely.get_coordinates(geometry), _DECIMALS)
    return [(lon, lat) for lon, lat in points.tolist()]
