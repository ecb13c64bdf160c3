"""Frozen records of the lectures of a package; docs/stories.md says what they hold."""

from dataclasses import dataclass
from datetime import date

from dashboard.dataset.text import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a story: a day of the map, its text and its question.

    ``extent`` is ``home``, a territory, or west, south, east, north in WGS 84 degrees;
    ``layers`` is ``None`` for the usual ones; ``notes`` and ``answer``, which is what may be
    expected, are for the teacher alone; ``minutes`` is the planned time, ``None`` when there is
    none; ``short`` tells whether the stop is of the short route through the story.
    """

    day: date
    title: Text
    text: Text
    question: Text
    notes: Text
    events: tuple[str, ...]
    territory: str | None
    treaty: str | None
    layers: tuple[str, ...] | None
    extent: str | tuple[float, float, float, float]
    answer: Text
    minutes: int | None
    short: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A lecture: its stops in their order."""

    id: str
    title: Text
    summary: Text
    stops: tuple[Stop, ...]

    def planned(self, short: bool = False) -> int:
        """Minutes planned for all stops, or for those of the short route; 0 without a plan."""
        return sum(stop.minutes or 0 for stop in self.stops if stop.short or not short)
