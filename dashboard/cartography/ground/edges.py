"""Lines that run along the edges of territories, thinned as the outlines on the screen are.

The outlines for the screen keep some points of the full ones, the same for both
neighbours. A treaty line drawn from all of them would leave the fills that it parts.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
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
        self._drawn = dataset.screen or dataset.features
        self._full = _vertices(dataset.features)
        self._shown = _vertices(self._drawn)

    def touches(self, line: BaseGeometry) -> bool:
        """Return whether a line in degrees has a point of the outlines."""
        return not self._full.isdisjoint(_rounded(line))

    def thinned(self, line: BaseGeometry) -> BaseGeometry:
        """Return a line in degrees without the points that the outlines do not show.

        What lies on no outline stays; an end that the outlines do not show moves onto them.
        """
        parts = [self._part(part) for part in shapely.get_parts(line).tolist()]
        return shapely.MultiLineString(parts)

    def _part(self, part: shapely.LineString) -> list[Vertex]:
        first, *inner, last = _rounded(part)
        kept = [point for point in inner if self._stays(point)]
        return [self._end(first), *kept, self._end(last)]

    def _stays(self, point: Vertex) -> bool:
        return point in self._shown or point not in self._full

    def _end(self, point: Vertex) -> Vertex:
        """Return an end of a line on the outlines: a line may end between two of their points."""
        if self._stays(point):
            return point
        way = shapely.shortest_line(shapely.Point(point), self._outlines)
        lon, lat = shapely.get_coordinates(way)[-1].tolist()
        return lon, lat

    @cached_property
    def _outlines(self) -> BaseGeometry:
        return shapely.GeometryCollection(
            [shapely.boundary(shape(feature["geometry"])) for feature in self._drawn]
        )


def _vertices(features: Iterable[Mapping[str, Any]]) -> frozenset[Vertex]:
    return frozenset(
        point for feature in features for point in _rounded(shape(feature["geometry"]))
    )


def _rounded(geometry: BaseGeometry) -> list[Vertex]:
    points = np.round(shapely.get_coordinates(geometry), _DECIMALS)
    return [(lon, lat) for lon, lat in points.tolist()]
