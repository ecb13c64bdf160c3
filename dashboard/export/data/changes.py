"""What changed between two days: who gave way to whom, where, by which event and treaty.

Two questions have two answers: every change on the way (:func:`changes`), and what is
different on the later day (:func:`differences`), where land that changed hands and
changed back does not appear.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from dashboard.dataset.between import between, kind_of
from dashboard.dataset.model import Control, Dataset, Outcome
from dashboard.dataset.timeline import Timeline
from dashboard.export import about
from dashboard.export.data.cells import csv_bytes
from dashboard.export.data.tables import areas

FIELDS = (
    "day",
    "territory_id",
    "name_en",
    "name_tr",
    "from",
    "to",
    "from_status",
    "to_status",
    "kind",
    "event_id",
    "event_en",
    "event_tr",
    "treaty_id",
    "article_en",
    "article_tr",
    "area_km2",
    "certainty",
    "source_key",
    "source_locator",
)
"""Fields of a change in both formats; the CSV has them as its header."""

FORMATS = ("json", "csv")

Row = dict[str, Any]


def render(
    dataset: Dataset,
    timeline: Timeline,
    first: date,
    last: date,
    kind: str,
    what: str = "changes",
) -> bytes:
    """Return a list of ``LISTS`` as JSON or CSV.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        For another format, and when ``last`` is before ``first``.
    """
    if kind not in FORMATS:
        raise ValueError(f"{kind[:20]!r} is not a format of changes; ask for {', '.join(FORMATS)}")
    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    rows = list(LISTS[what](dataset, timeline, first, last))
    heading = {
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        **about.heading(dataset),
    }
    if kind == "json":
        content = {**heading, what: rows}
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    last_cells = about.cells(heading)
    return csv_bytes([*FIELDS, *about.COLUMNS], ([*row.values(), *last_cells] for row in rows))


def changes(dataset: Dataset, timeline: Timeline, first: date, last: date) -> Iterator[Row]:
    """Yield every change after ``first`` and up to ``last`` by day, then by territory.

    With the state of ``first`` they give, in their order, the state of ``last``.
    """
    known = areas(dataset)
    for day in timeline.changes_between(first, last):
        for change in timeline.changes(day).values():
            after = change.after.control
            said = _signed(dataset, after.event_id, change.territory_id)
            yield _row(dataset, change.before.control, after, after, said, known)


def differences(dataset: Dataset, timeline: Timeline, first: date, last: date) -> Iterator[Row]:
    """Yield what is different on ``last`` from ``first``, by territory.

    ``day`` and ``event_id`` are those with which the holder of ``last`` came.
    """
    known = areas(dataset)
    for one in between(dataset, timeline, first, last):
        yield _row(dataset, one.before, one.after, one.by, one.outcomes, known)


LISTS: Mapping[str, Callable[[Dataset, Timeline, date, date], Iterator[Row]]] = {
    "changes": changes,
    "differences": differences,
}
"""The two answers, by the name under which JSON has them."""


def _row(
    dataset: Dataset,
    before: Control,
    after: Control,
    by: Control,
    said: Sequence[Outcome],
    known: Mapping[str, float | None],
) -> Row:
    territory, event = dataset.territories[after.territory_id], dataset.events[by.event_id]
    return {
        "day": by.interval.start.isoformat(),
        "territory_id": territory.id,
        "name_en": territory.name.en,
        "name_tr": territory.name.tr,
        "from": before.controller,
        "to": after.controller,
        "from_status": before.status,
        "to_status": after.status,
        "kind": kind_of(dataset, before, after),
        "event_id": event.id,
        "event_en": event.title.en,
        "event_tr": event.title.tr,
        "treaty_id": [one.treaty_id for one in said],
        "article_en": [one.article.en for one in said],
        "article_tr": [one.article.tr for one in said],
        "area_km2": known[territory.id],
        "certainty": by.certainty,
        "source_key": ";".join(one.key for one in by.citations),
        "source_locator": ";".join(one.locator.en for one in by.citations),
    }


def _signed(dataset: Dataset, event_id: str, territory_id: str) -> Sequence[Outcome]:
    """What the treaties that were this event say of this territory; nothing is inferred."""
    signed = {one.id for one in dataset.treaties.values() if one.event_id == event_id}
    return [
        one
        for one in dataset.outcomes
        if one.territory_id == territory_id and one.treaty_id in signed
    ]
