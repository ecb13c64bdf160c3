"""Which name a place has on a day: those of ``geo/places.geojson`` and ``place_names.csv``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.model import Dataset, Interval, PlaceName, Text


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a place over an interval.

    ``today`` is today's name in the languages in which it differs; ``row`` is the row
    that gave the name, ``None`` for the name that the place has in its layer.
    """

    interval: Interval
    name: Text
    today: Text
    row: PlaceName | None


def names_of_places(dataset: Dataset) -> dict[str, Sequence[Named]]:
    """Return the names of every place in order, the first from the first day of the atlas."""
    renamed: dict[str, list[PlaceName]] = {}
    for row in sorted(dataset.place_names, key=lambda row: row.start):
        renamed.setdefault(row.place_id, []).append(row)
    # A language in which no place has a name of today says nothing by leaving it out.
    languages = {language for place in dataset.places for language, _name in place.today.items()}
    names_by_place: dict[str, Sequence[Named]] = {}
    for place in dataset.places:
        first = place.name
        today = Text(
            {language: place.today.own(language) or first.own(language) for language in languages}
        )
        rows = renamed.get(place.id, [])
        starts = [dataset.first_day, *(row.start for row in rows)]
        names = [first, *(row.name for row in rows)]
        ends = [*starts[1:], None]
        names_by_place[place.id] = [
            Named(Interval(start, end), name, _other(today, name), row)
            for start, end, name, row in zip(starts, ends, names, [None, *rows], strict=True)
        ]
    return names_by_place


def name_on(names: Sequence[Named], day: date) -> Named:
    """Return the name of a day; before the first name begins, the first name."""
    return next((name for name in names if day in name.interval), names[0])


def days_of_renaming(names: Mapping[str, Sequence[Named]]) -> list[date]:
    """Return the days on which a place gets another name, in order."""
    return sorted({named.interval.start for those in names.values() for named in those[1:]})


def _other(today: Text, name: Text) -> Text:
    return Text({language: word for language, word in today.items() if word != name.own(language)})
