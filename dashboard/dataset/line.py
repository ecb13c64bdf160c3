"""Frozen record of a line of history: a treaty line, a front, a march, a limit of districts."""

from dataclasses import dataclass
from typing import Any, Literal

from dashboard.dataset.interval import Interval
from dashboard.dataset.source import Citation
from dashboard.dataset.text import Text
from dashboard.dataset.vocabulary import Certainty, Grade, LineStatus


@dataclass(frozen=True, slots=True)
class HistoricLine:
    """A feature of ``geo/lines.geojson``, or the course of a row of ``forces.csv``.

    ``kind`` is an id of the kinds of lines of the package. ``interval`` is ``None`` for a line that
    is drawn on every day: a district limit, a border of today. ``treaty``, ``event`` and ``polity``
    are ids or empty, ``grade`` says how far across the line the truth may lie (``GRADE_KM``), empty
    for a row of ``forces.csv``; ``basis`` says what the line rests on. ``geometry`` is GeoJSON,
    longitude before latitude in WGS 84 degrees.
    """

    id: str
    kind: str
    name: Text
    interval: Interval | None
    treaty: str
    event: str
    polity: str
    status: LineStatus
    certainty: Certainty
    grade: Grade | Literal[""]
    basis: Text
    citations: tuple[Citation, ...]
    geometry: dict[str, Any]
