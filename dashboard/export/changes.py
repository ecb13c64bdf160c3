"""Every change between two days: who gave way to whom, where, by which event and treaty."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import orjson

from dashboard.dataset.model import Dataset, Outcome
from dashboard.dataset.timeline import Change, Timeline
from dashboard.export import about
from dashboard.export.cells import csv_bytes
from dashboard.export.tables import areas

FIELDS = (
    "day",
    "territory_id",
    "name_en",
    "name_tr",
    "from",
    "to",
    "from_status",
    "to_status",
    "changes_hands",
    "event_id",
    "event_en",
    "event_tr",
    "treaty_id",
    "article",
    "area_km2",
    "certainty",
    "source_key",
    "source_locator",
)
"""Fields of a change in both formats; the CSV has them as its header."""

FORMATS = ("json", "csv")


def render(dataset: Dataset, timeline: Timeline, first: date, last: date, kind: str) -> bytes:
    """Return what changed after ``first`` and up to ``last`` as JSON or CSV.

    With the state of ``first`` these changes, in their order, give the state of ``last``.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        For another format, and when ``last`` is before ``first``.
    """
    if kind not in FORMATS:
        raise ValueError(
            f"{kind[:20]!r} is not a format of changes; ask for {' or '.join(FORMATS)}"
        )
    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    rows = list(changes(dataset, timeline, first, last))
    heading = {
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        **about.heading(dataset),
    }
    if kind == "json":
        content = {**heading, "changes": rows}
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    last_cells = about.cells(heading)
    cells = ([*map(_cell, row.values()), *last_cells] for row in rows)
    return csv_bytes([*FIELDS, *about.COLUMNS], cells)


def changes(
    dataset: Dataset, timeline: Timeline, first: date, last: date
) -> Iterator[dict[str, Any]]:
    """Yield the changes after ``first`` and up to ``last`` by day, then by territory."""
    known = areas(dataset)
    timeline.state(first)  # raises for a day outside the atlas
    timeline.state(last)
    for day in timeline.change_days:
        if first < day <= last:
            for change in timeline.changes(day).values():
                yield _row(dataset, day, change, known[change.territory_id])


def _row(dataset: Dataset, day: date, change: Change, area: float | None) -> dict[str, Any]:
    after, territory = change.after, dataset.territories[change.territory_id]
    event = dataset.events[after.event_id]
    said = _outcomes(dataset, after.event_id, change.territory_id)
    return {
        "day": day.isoformat(),
        "territory_id": territory.id,
        "name_en": territory.name.en,
        "name_tr": territory.name.tr,
        "from": change.before.controller,
        "to": after.controller,
        "from_status": change.before.status,
        "to_status": after.status,
        "changes_hands": change.changes_hands,
        "event_id": event.id,
        "event_en": event.title.en,
        "event_tr": event.title.tr,
        "treaty_id": list(dict.fromkeys(one.treaty_id for one in said)),
        "article": list(dict.fromkeys(one.article for one in said if one.article)),
        "area_km2": area,
        "certainty": after.certainty,
        "source_key": after.source_key,
        "source_locator": after.source_locator,
    }


def _outcomes(dataset: Dataset, event_id: str, territory_id: str) -> Sequence[Outcome]:
    """What the treaties that were this event say of this territory; nothing is inferred."""
    signed = {one.id for one in dataset.treaties.values() if one.event_id == event_id}
    return [
        one
        for one in dataset.outcomes
        if one.territory_id == territory_id and one.treaty_id in signed
    ]


def _cell(value: object) -> object:
    return ("yes" if value else "no") if isinstance(value, bool) else value
