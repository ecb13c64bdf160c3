"""Projected geometry of the territories: areas and the edges they share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground.edge import OUTSIDE, Edge
from dashboard.cartography.ground.projection import Projection

Area = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Coverage:
    """Areas in metres by feature id, and every line two of them share."""

    areas: Mapping[str, Area]
    edges: tuple[Edge, ...]


def build_coverage(
    features: Iterable[Mapping[str, Any]],
    projection: Projection,
    tolerance_m: float = 0.0,
) -> Coverage:
    """Project, simplify with topology kept if asked to, and find the shared edges.

    Parameters
    ----------
    features
        GeoJSON features in degrees (lon, lat), together a valid coverage.
    tolerance_m
        How far a line may move when it is simplified; 0 leaves every point.
    """
    listed = list(features)
    ids = [str(feature["id"]) for feature in listed]
    projected = np.array([projection.project(shape(feature["geometry"])) for feature in listed])
    if tolerance_m:
        projected = shapely.coverage_simplify(projected, tolerance_m)
    areas = dict(zip(ids, (shapely.orient_polygons(area) for area in projected), strict=True))
    return Coverage(areas, tuple(_shared_edges(areas)))


def rings(geometry: BaseGeometry) -> list[list[tuple[float, float]]]:
    """All rings of a polygon or multipolygon, outer before its holes, closed."""
    return [
        [(x, y) for x, y in ring.coords]
        for part in shapely.get_parts(geometry)
        for ring in (part.exterior, *part.interiors)
    ]


def _shared_edges(areas: Mapping[str, Area]) -> Iterable[Edge]:
    owners: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for name, area in areas.items():
        for ring in rings(area):
            for a, b in pairwise(ring):
                owners[(a, b) if a < b else (b, a)].append(name)
    segments: dict[tuple[str, str], list[LineString]] = defaultdict(list)
    for (a, b), names in owners.items():
        # More than two have an edge where areas overlap, which the validator says.
        left, right = (OUTSIDE, *sorted(names))[-2:]
        segments[left, right].append(LineString([a, b]))
    for (left, right), lines in sorted(segments.items()):
        yield Edge(left, right, shapely.line_merge(MultiLineString(lines)))
