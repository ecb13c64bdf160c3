"""Features of ``geo/lines.geojson`` into records."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from dashboard.dataset.dates import parse_day
from dashboard.dataset.interval import Interval
from dashboard.dataset.line import HistoricLine
from dashboard.dataset.source import Citation
from dashboard.dataset.text import LOCATOR, Language, Text, text_column, text_of


def historic_line(feature: Mapping[str, Any], languages: Sequence[Language]) -> HistoricLine:
    """Return the record of a feature whose properties are of their types."""
    properties = feature["properties"]
    return HistoricLine(
        id=str(feature["id"]),
        kind=properties["kind"],
        name=text_of(properties, "name", languages),
        interval=_interval(properties["start"], properties["end"]),
        treaty=properties["treaty"],
        event=properties["event"],
        polity="",
        status=properties["status"],
        certainty=properties["certainty"],
        grade=properties["grade"],
        basis=text_of(properties, "basis", languages),
        citations=tuple(_citations(properties, languages)),
        geometry=feature["geometry"],
    )


def _interval(start: str, end: str) -> Interval | None:
    return Interval(parse_day(start), parse_day(end) if end else None) if start else None


def _citations(properties: Mapping[str, Any], languages: Sequence[Language]) -> Iterator[Citation]:
    keys = properties["source_key"].split(";")
    cells = (
        properties.get(text_column(LOCATOR, language, languages)) or "" for language in languages
    )
    places = zip_longest(keys, *(cell.split(";") for cell in cells), fillvalue="")
    for key, *locators in places:
        if key:
            yield Citation(key, Text(dict(zip(languages, locators, strict=True))))
