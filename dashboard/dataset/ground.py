"""Frozen records of what lies under the history: base layer, railways and roads."""

from dataclasses import dataclass
from typing import Any

from dashboard.dataset.text import Text
from dashboard.dataset.vocabulary import BaseKind, RailwayKind


@dataclass(frozen=True, slots=True)
class BaseFeature:
    """A feature of ``geo/base.geojson``: land, water, or the point that a sea is named at.

    ``rank`` counts from 1; ``border`` is true for a stretch of river that is a frontier today;
    ``geometry`` is GeoJSON, longitude before latitude in WGS 84 degrees.
    """

    id: str
    kind: BaseKind
    rank: int
    name: Text
    border: bool
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Railway:
    """A feature of ``geo/railways.geojson``: a railway or road, or a point beside one.

    ``place`` is the id of the place of a station, or empty; ``height_m`` the height of a pass in
    metres, where known; ``geometry`` is GeoJSON, longitude before latitude in WGS 84 degrees.
    """

    id: str
    kind: RailwayKind
    name: Text
    place: str
    height_m: int | None
    geometry: dict[str, Any]
