"""From which scale on marks and names are drawn: the table of screen and paper."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Drawn above so many CSS pixels of the screen, or points of an A4 sheet, a kilometre."""

    screen: float
    paper: float

    @property
    def pixels_a_metre(self) -> float:
        """``screen`` as the page counts."""
        return self.screen / 1000


MARKS: Mapping[str, Scale] = {
    # Waters of a rank below the first; seas always.
    "water": Scale(0.9, 0.65),
    "pass": Scale(1.8, 0.75),
    "station": Scale(2.8, 1.3),
    # Rows of medium certainty; low certainty is marked at every scale.
    "medium": Scale(2.0, 1.0),
}
# Places by rank, the greatest first; all of a rank below are drawn as those of the last.
PLACES = (Scale(0.0, 0.0), Scale(0.55, 0.0), Scale(1.2, 0.65), Scale(2.5, 1.9))


def place(rank: int) -> Scale:
    """From which scale on places of a rank are named, 1 being the greatest."""
    return PLACES[min(rank, len(PLACES)) - 1]
