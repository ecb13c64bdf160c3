"""Parts of rows that several tables share: land, sources, days, events."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import i18n
from dashboard.dataset.areas import known_km2
from dashboard.dataset.model import Citation, Dataset, Text
from dashboard.export import about
from dashboard.export.data.columns import worded
from dashboard.export.data.tables import Shape


class Lands:
    """Territories as cells, shapes and areas, made once for a table."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.km2 = known_km2(dataset.features)
        self._features = {str(feature["id"]): feature for feature in dataset.features}

    def shape(self, territory: str) -> Shape:
        """Return the polygon of a territory."""
        return self._features[territory]["geometry"]  # type: ignore[no-any-return]

    def cells(self, territory: str) -> dict[str, Any]:
        """Return what does not depend on the day: id, names, region."""
        land = self.dataset.territories[territory]
        region = self.dataset.regions[land.region]
        return {
            "territory_id": land.id,
            **worded(self.dataset, "name", land.name),
            "region": land.region,
            **worded(self.dataset, "region_name", region.name),
            "parent": land.parent,
            "backdrop": land.is_backdrop,
        }

    def edges(self, territory: str) -> dict[str, Any]:
        """Return how well the boundaries are known and the area."""
        boundaries = self._features[territory]["properties"].get("boundaries", ())
        grades = [boundary["accuracy"] for boundary in boundaries]
        return {
            "border_accuracy": max(grades, default=None),
            "area_km2": self.km2[territory],
        }


def sources(dataset: Dataset, citations: Sequence[Citation]) -> dict[str, Any]:
    """Return keys, short forms and locators of the sources of a row, in the same order."""
    works = [dataset.sources[citation.key] for citation in citations]
    return {
        "source_key": [citation.key for citation in citations],
        **{
            f"source_short_{language}": [i18n.short_source(work, language) for work in works]
            for language in dataset.languages
        },
        **worded(dataset, "source_locator", [citation.locator for citation in citations]),
    }


def event(dataset: Dataset, name: str | None) -> dict[str, Any]:
    """Return the id and title of an event, empty without an event."""
    event = dataset.events.get(name or "")
    titles = worded(dataset, "event", event.title if event else Text())
    return {"event_id": name or None, **titles}


def precision(edtf: str, other: date | None) -> str:
    """Return how a day is known: ``day``, ``interval``, ``approximate`` or ``disputed``."""
    if other:
        return "disputed"
    if re.search("[~?%]", edtf):
        return "approximate"
    return "interval" if edtf else "day"


def written(day: date | None) -> str | None:
    """Return a day as ``YYYY-MM-DD``, nothing for an open end."""
    return day.isoformat() if day else None


def heading(dataset: Dataset, days: Sequence[date]) -> Mapping[str, Any]:
    """Return what a file of a day, of a first and last day or of no day says of itself."""
    names = {0: (), 1: ("day",), 2: ("first_day", "last_day")}[len(days)]
    named = zip(names, days, strict=True)
    return {**{name: day.isoformat() for name, day in named}, **about.heading(dataset)}


def title(dataset: Dataset, what: str, days: Sequence[date]) -> str:
    """Return the title of a layer: the atlas, the table, its days."""
    span = " to ".join(map(str, days))
    return f"{dataset.title}: {what}" + (f", {span}" if span else "")


def in_order(first: date, last: date) -> None:
    """Raise ``ValueError`` for a range that ends before it begins."""
    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
