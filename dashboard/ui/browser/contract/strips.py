"""The figures of the strips and areas."""

from collections.abc import Sequence
from typing import TypedDict


class StripRow(TypedDict):
    territory: str
    top: float


class StripGroup(TypedDict):
    region: str
    year: int | None
    rows: Sequence[StripRow]


class StripMeta(TypedDict):
    """``layout.meta`` of the strips; ``rows`` is their height in rows."""

    rows: float
    groups: Sequence[StripGroup]


class AreaMeta(TypedDict):
    """``layout.meta`` of the areas, in km2."""

    total: float
    ticks: Sequence[float]
