"""How fast the days may pass: steps that suit a week or a thousand years."""

from collections.abc import Mapping

PACES: Mapping[str, float] = {
    "day": 1,
    "week": 7,
    "month": 30.4,
    "quarter": 91,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525,
}
"""Days a second, by what the page calls the speed."""
SHOWN = 4
LONGEST_SECONDS = 300
"""At the speed that is usual, no atlas takes longer."""


def speeds(days: int) -> tuple[dict[str, float], str]:
    """Return the speeds for an atlas of so many days, the slowest first, and the usual speed."""
    names = list(PACES)
    suits = (n for n, name in enumerate(names) if days / PACES[name] <= LONGEST_SECONDS)
    usual = next(suits, len(names) - 1)
    first = min(max(usual - 2, 0), len(names) - SHOWN)
    return {name: PACES[name] for name in names[first : first + SHOWN]}, names[usual]
