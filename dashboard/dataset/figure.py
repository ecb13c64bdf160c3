"""What sources count of an event: the killed, the displaced, goods that were sent."""

from dataclasses import dataclass

from dashboard.dataset.source import Citation
from dashboard.dataset.text import Text
from dashboard.dataset.vocabulary import Certainty, FigureKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a source gives of an event, and whose number it is.

    ``least`` and ``most`` are the ends of its range; either may be open, both are equal where the
    source gives a single number. ``what`` says what is counted, beside ``kind``.
    """

    event_id: str
    kind: FigureKind
    least: int | None
    most: int | None
    what: Text
    whose: Text
    certainty: Certainty
    citations: tuple[Citation, ...]
    note: Text
