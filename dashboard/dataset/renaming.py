"""Which name a place or a surrounding land has on a day: its layer's, or ``place_names.csv``'s."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.model import BACKDROP, Dataset, Interval, PlaceName, Text


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a place or a land over an interval.

    ``today`` is today's name in the languages in which it differs; ``row`` is the row
    that gave the name, ``None`` for the name that the place has in its layer.
    """

    interval: Interval
    name: Text
    today: Text
    row: PlaceName | None


def names_of_places(dataset: Dataset) -> dict[str, Sequence[Named]]:
    """Return the names of every place in order, the first from the first day of the atlas."""
    # A language in which no place has a name of today says nothing by leaving it out.
    languages = {language for place in dataset.places for language, _name in place.today.items()}
    names_by_place: dict[str, Sequence[Named]] = {}
    for place in dataset.places:
        first = place.name
        today = Text(
            {language: place.today.own(language) or first.own(language) for language in languages}
        )
        names_by_place[place.id] = _names(dataset, place.id, first, today)
    return names_by_place


def names_of_lands(dataset: Dataset) -> dict[str, Sequence[Named]]:
    """Return the names of every surrounding land in order, as of places; without today's."""
    lands = (feature for feature in dataset.features if feature["properties"].get(BACKDROP))
    return {
        str(land["id"]): _names(
            dataset, str(land["id"]), dataset.text(land["properties"], "name"), Text({})
        )
        for land in lands
    }


def _names(dataset: Dataset, id_: str, first: Text, today: Text) -> list[Named]:
    rows = sorted(
        (row for row in dataset.place_names if row.place_id == id_), key=lambda row: row.start
    )
    starts = [dataset.first_day, *(row.start for row in rows)]
    names = [first, *(row.name for row in rows)]
    ends = [*starts[1:], None]
    return [
        Named(Interval(start, end), name, _other(today, name), row)
        for start, end, name, row in zip(starts, ends, names, [None, *rows], strict=True)
    ]


def name_on(names: Sequence[Named], day: date) -> Named:
    """Return the name of a day; before the first name begins, the first name."""
    return next((name for name in names if day in name.interval), names[0])


def days_of_renaming(*several: Mapping[str, Sequence[Named]]) -> list[date]:
    """Return the days on which a place or a land gets another name, in order."""
    every = (those for names in several for those in names.values())
    return sorted({named.interval.start for those in every for named in those[1:]})


def _other(today: Text, name: Text) -> Text:
    return Text({language: word for language, word in today.items() if word != name.own(language)})
