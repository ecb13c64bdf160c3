"""Half-open spans of days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-open span of days: ``start`` is in it, ``end`` is not; ``None`` is open."""

    start: date
    end: date | None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)
