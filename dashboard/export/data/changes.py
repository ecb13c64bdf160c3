"""What changed between two days: who gave way to whom, where, by which event and treaty.

Two questions have two answers: every change on the way (:func:`changes`), and what is
different on the later day (:func:`differences`), where land that changed hands and
changed back does not appear.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.dataset.between import between, kind_of
from dashboard.dataset.model import Control, Dataset, Outcome
from dashboard.dataset.timeline import Timeline
from dashboard.export import about
from dashboard.export.data import rows
from dashboard.export.data.columns import CHANGES, spread, worded
from dashboard.export.data.selection import EVERYTHING, Selection
from dashboard.export.data.tables import Check, Table, no_check

Row = dict[str, Any]


def table(
    dataset: Dataset,
    timeline: Timeline,
    first: date,
    last: date,
    what: str = "changes",
    chosen: Selection = EVERYTHING,
    check: Check = no_check,
) -> Table:
    """Return a list of ``LISTS`` as a table, each change with the polygon of its territory.

    ``check`` is called for each change and may raise.

    Raises
    ------
    DayOutOfRange
        For a day that the timeline does not know.
    ValueError
        When ``last`` is before ``first``.
    """
    rows.in_order(first, last)
    lands = rows.Lands(dataset)
    changed = []
    for row in LISTS[what](dataset, timeline, first, last):
        check()
        if chosen.has(dataset, row["territory_id"], row["from_role"], row["to_role"]):
            changed.append(row)
    return Table(
        name=what,
        title=rows.title(dataset, what, [first, last]),
        description=about.citation(dataset),
        heading=rows.heading(dataset, [first, last]),
        columns=spread(CHANGES, dataset.languages),
        rows=changed,
        ids=[f"{row['territory_id']}@{row['day']}" for row in changed],
        shapes=[lands.shape(row["territory_id"]) for row in changed],
    )


def changes(dataset: Dataset, timeline: Timeline, first: date, last: date) -> Iterator[Row]:
    """Yield every change after ``first`` and up to ``last`` by day, then by territory.

    With the state of ``first`` they give, in their order, the state of ``last``.
    """
    lands = rows.Lands(dataset)
    for day in timeline.changes_between(first, last):
        for change in timeline.changes(day).values():
            after = change.after.control
            said = _signed(dataset, after.event_id, change.territory_id)
            yield _row(lands, change.before.control, after, after, said)


def differences(dataset: Dataset, timeline: Timeline, first: date, last: date) -> Iterator[Row]:
    """Yield what is different on ``last`` from ``first``, by territory.

    ``day`` and ``event_id`` are those with which the holder of ``last`` came.
    """
    lands = rows.Lands(dataset)
    for difference in between(dataset, timeline, first, last):
        yield _row(lands, difference.before, difference.after, difference.by, difference.outcomes)


LISTS: Mapping[str, Callable[[Dataset, Timeline, date, date], Iterator[Row]]] = {
    "changes": changes,
    "differences": differences,
}
"""The two answers, by the name under which JSON has them."""


def _row(
    lands: rows.Lands, before: Control, after: Control, by: Control, said: Sequence[Outcome]
) -> Row:
    dataset = lands.dataset
    return {
        "day": by.interval.start.isoformat(),
        "day_edtf": by.start_edtf or None,
        "day_alt": rows.written(by.alt_start),
        "day_precision": rows.precision(by.start_edtf, by.alt_start),
        **lands.cells(after.territory_id),
        **_holder(dataset, "from", before),
        **_holder(dataset, "to", after),
        "change": kind_of(dataset, before, after),
        **rows.event(dataset, by.event_id),
        "treaty_id": [outcome.treaty_id for outcome in said],
        **worded(dataset, "article", [outcome.article for outcome in said]),
        "certainty": by.certainty,
        **rows.sources(dataset, by.citations),
        **worded(dataset, "note", by.note),
        **lands.edges(after.territory_id),
    }


def _holder(dataset: Dataset, side: str, row: Control) -> Row:
    polity = dataset.polities[row.controller]
    return {
        f"{side}_polity": polity.id,
        **worded(dataset, f"{side}_name", polity.name),
        f"{side}_role": polity.role,
        f"{side}_status": row.status,
    }


def _signed(dataset: Dataset, event_id: str, territory_id: str) -> Sequence[Outcome]:
    """What the treaties that were this event say of this territory; nothing is inferred."""
    signed = {treaty.id for treaty in dataset.treaties.values() if treaty.event_id == event_id}
    return [
        outcome
        for outcome in dataset.outcomes
        if outcome.territory_id == territory_id and outcome.treaty_id in signed
    ]
