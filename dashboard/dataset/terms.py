"""Words and choices of an atlas that its data package makes: ``atlas`` of datapackage.json.

docs/data-package.md has a table of the keys. The program has no word of any region.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.dataset.text import Text


@dataclass(frozen=True, slots=True)
class Lead:
    """The power that the atlas follows: its ``role``, and words where the package has its own.

    ``sentence`` says what it holds of a day, with ``{percent}``, ``{count}`` and ``{total}``;
    ``order`` names the order of territories by the day of its lasting control, ``begins`` that
    day, ``never`` the territories without it.
    """

    role: str
    sentence: Text | None = None
    order: Text | None = None
    begins: Text | None = None
    never: Text | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the package says of itself beside its tables.

    ``file_name`` begins the names of exported files and the keys of citations; ``map_name`` is
    what the map is called for those who do not see it, ``opening`` what a first visit
    reads. ``example_day`` stands in hints,
    ``film_days`` are the first and last day of a film unless others are asked for, ``favicon``
    is the path of an SVG in the package or empty, ``lead`` the power whose share the page
    tells of each day, ``layer_names`` what layers of the map are called by their ids,
    ``leading`` the ids of ``treaties`` and ``places`` that are named first on timeline and map,
    ``method`` the path of the page on how the atlas decides, by language,
    ``wording`` that of a list of wording no text may have, or empty, ``article`` the key of the
    work that the atlas follows, or empty: its own word does not make a row certain,
    ``ground_note`` what a reader of the map must know of its shores and waters, ``readings``
    what the readings of readings.csv are called by their ids.
    """

    file_name: str
    map_name: Text
    opening: Text
    example_day: date
    film_days: tuple[date, date]
    favicon: str
    lead: Lead | None
    layer_names: Mapping[str, Text]
    leading: Mapping[str, tuple[str, ...]]
    method: Mapping[str, str]
    wording: str
    article: str = ""
    ground_note: Text | None = None
    readings: Mapping[str, Text] = field(default_factory=dict)


def examples(terms: Terms) -> Mapping[str, str]:
    """Days of the atlas as people may write them, by their names in texts of the interface."""
    day = terms.example_day
    first, last = terms.film_days
    return {
        "exampleIso": day.isoformat(),
        "exampleDots": f"{day.day}.{day.month}.{day.year}",
        "exampleDays": f"{first.isoformat()}..{last.isoformat()}",
    }
