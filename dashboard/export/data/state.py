"""Who held what, on a day and over a range of days, as rows of a table.

The functions are pure: a timeline and days in, rows or the bytes of a file out.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard.dataset.dates import ONE_DAY
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import TerritoryState, Timeline
from dashboard.export import about
from dashboard.export.data.tables import MEDIA_TYPES, Check, Table, no_check
from dashboard.export.data.tables import render as render_table

FIELDS = (
    "territory_id",
    "controller",
    "status",
    "certainty",
    "since",
    "until",
    "claimants",
    "event_id",
    "source_key",
    "source_locator",
    "second_party",
)
"""Fields of a territory in every format; the CSV has them as its header."""

SPAN_FIELDS = ("territory_id", "start", "end", *FIELDS[1:])
"""Fields of a span of days on which nothing changes for a territory; ``end`` is not in it."""

FORMATS = tuple(MEDIA_TYPES)
_DAYS = ("since", "until", "start", "end")


def render(
    dataset: Dataset, timeline: Timeline, day: date, kind: str, check: Check = no_check
) -> bytes:
    """Return the state of ``day`` as a file of a format of ``FORMATS``.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        For another format.
    """
    return render_table(dataset, state_table(dataset, timeline, day), kind, check)


def render_range(
    dataset: Dataset,
    timeline: Timeline,
    first: date,
    last: date,
    kind: str,
    check: Check = no_check,
) -> bytes:
    """Return the states from ``first`` to ``last``, both included, as a file.

    Raises
    ------
    ValueError
        As :func:`render`, and when ``last`` is before ``first``.
    """
    return render_table(dataset, range_table(dataset, timeline, first, last), kind, check)


def state_table(dataset: Dataset, timeline: Timeline, day: date) -> Table:
    """Return a row a territory; backdrop lands have no state and are left out."""
    rows = [_fields(state) for state in timeline.state(day).values()]
    return Table(
        name="territories",
        title=f"{dataset.title.en}: {day}",
        description=about.citation(dataset),
        heading={"day": day.isoformat(), **about.heading(dataset)},
        fields=FIELDS,
        days=_DAYS,
        rows=rows,
        ids=[row["territory_id"] for row in rows],
    )


def range_table(dataset: Dataset, timeline: Timeline, first: date, last: date) -> Table:
    """Return a row a territory and span of days on which its state is the same.

    ``start`` and ``end`` are cut to the range and half-open, as in all tables;
    ``since`` and ``until`` are those of the control row.
    """
    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    rows = list(_spans(timeline, first, last))
    return Table(
        name="spans",
        title=f"{dataset.title.en}: {first} to {last}",
        description=about.citation(dataset),
        heading={
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
            **about.heading(dataset),
        },
        fields=SPAN_FIELDS,
        days=_DAYS,
        rows=rows,
        ids=[f"{row['territory_id']}@{row['start']}" for row in rows],
    )


def _spans(timeline: Timeline, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Yield the rows of a range, territory by territory, in the order of days."""
    after = last + ONE_DAY
    for territory in timeline.state(first):
        starts = [first, *timeline.turns(territory, first, last)]
        for start, end in zip(starts, [*starts[1:], after], strict=True):
            fields = _fields(timeline.state_of(territory, start))
            yield {
                "territory_id": territory,
                "start": start.isoformat(),
                "end": end.isoformat(),
                **{name: fields[name] for name in FIELDS[1:]},
            }


def _fields(state: TerritoryState) -> dict[str, Any]:
    fields = {field: getattr(state, field) for field in FIELDS}
    fields["since"] = state.since.isoformat()
    fields["until"] = state.until.isoformat() if state.until else None
    fields["claimants"] = list(state.claimants)
    return fields
