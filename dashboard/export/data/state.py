"""Who held what, on a day and over a range of days, as rows of a table.

The functions are pure: a timeline and days in, rows or the bytes of a file out.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard.cartography.look.style import paint_of
from dashboard.dataset.dates import ONE_DAY
from dashboard.dataset.model import Control, Dataset
from dashboard.dataset.timeline import TerritoryState, Timeline
from dashboard.export import about
from dashboard.export.data import rows
from dashboard.export.data.columns import TERRITORIES, spread, worded
from dashboard.export.data.selection import EVERYTHING, Selection
from dashboard.export.data.tables import Check, Table, no_check


def state_table(
    dataset: Dataset, timeline: Timeline, day: date, chosen: Selection = EVERYTHING
) -> Table:
    """Return a row a territory; land of the backdrop that no table knows is left out.

    ``valid_from`` and ``valid_to`` hold the days around ``day`` on which all of the row,
    the claims too, is the same.
    """
    made = _Rows(dataset, timeline, chosen)
    written: list[dict[str, Any]] = []
    for territory, state in timeline.state(day).items():
        starts = [timeline.first_day, *timeline.turns(territory, timeline.first_day, day)]
        later = timeline.turns(territory, day, timeline.last_day)
        written += made.row(state, starts[-1], later[0] if later else None)
    names = [row["territory_id"] for row in written]
    return _table(dataset, made, written, names, "territories", [day])


def range_table(
    dataset: Dataset,
    timeline: Timeline,
    first: date,
    last: date,
    chosen: Selection = EVERYTHING,
    check: Check = no_check,
) -> Table:
    """Return a row a territory and span of days on which its state is the same.

    ``valid_from`` and ``valid_to`` are cut to the range and half-open, as in all tables;
    ``held_from`` and ``held_to`` are those of the control row. ``check`` is called for each
    territory and may raise.

    Raises
    ------
    ValueError
        When ``last`` is before ``first``.
    """
    rows.in_order(first, last)
    made = _Rows(dataset, timeline, chosen)
    spans = list(_spans(timeline, made, (first, last), check))
    names = [f"{row['territory_id']}@{row['valid_from']}" for row in spans]
    return _table(dataset, made, spans, names, "territories", [first, last])


class _Rows:
    """Rows of a table."""

    def __init__(self, dataset: Dataset, timeline: Timeline, chosen: Selection) -> None:
        self.dataset, self.timeline, self.chosen = dataset, timeline, chosen
        self.lands = rows.Lands(dataset)

    def row(self, state: TerritoryState, start: date, end: date | None) -> Iterator[dict[str, Any]]:
        """Yield the row of a state, if it is chosen."""
        data, control = self.dataset, state.control
        holder = data.polities[control.controller]
        if not self.chosen.has(data, control.territory_id, holder.role):
            return
        yield {
            **self.lands.cells(control.territory_id),
            "valid_from": start.isoformat(),
            "valid_to": rows.written(end),
            "controller": holder.id,
            **worded(data, "controller_name", holder.name),
            "role": holder.role,
            **worded(data, "role_name", data.roles[holder.role].name),
            "status": control.status,
            "second_party": control.second_party,
            "claimants": list(state.claimants),
            "paint": paint_of(control, data).key,
            **self._held(control),
            "certainty": control.certainty,
            **rows.event(data, control.event_id),
            **rows.sources(data, control.citations),
            **worded(data, "note", control.note),
            **self.lands.edges(control.territory_id),
        }

    def _held(self, control: Control) -> dict[str, Any]:
        """The days of the control row; its end is known as well as the start of the next row."""
        following = None
        if control.interval.end:
            history = self.timeline.history(control.territory_id)
            following = next(
                (row for row in history if row.interval.start == control.interval.end), None
            )
        return {
            "held_from": control.interval.start.isoformat(),
            "held_from_edtf": control.start_edtf or None,
            "held_from_alt": rows.written(control.alt_start),
            "held_from_precision": rows.precision(control.start_edtf, control.alt_start),
            "held_to": rows.written(control.interval.end),
            "held_to_edtf": (following.start_edtf or None) if following else None,
            "held_to_alt": rows.written(following.alt_start) if following else None,
        }


def _table(
    dataset: Dataset,
    made: _Rows,
    written: list[dict[str, Any]],
    names: list[str],
    name: str,
    days: list[date],
) -> Table:
    return Table(
        name=name,
        title=rows.title(dataset, "who held what", days),
        description=about.citation(dataset),
        heading=rows.heading(dataset, days),
        columns=spread(TERRITORIES, dataset.languages),
        rows=written,
        ids=names,
        shapes=[made.lands.shape(row["territory_id"]) for row in written],
    )


def _spans(
    timeline: Timeline, made: _Rows, days: tuple[date, date], check: Check
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a range, territory by territory, in the order of days."""
    first, last = days
    after = last + ONE_DAY
    for territory in timeline.state(first):
        check()
        starts = [first, *timeline.turns(territory, first, last)]
        for start, end in zip(starts, [*starts[1:], after], strict=True):
            yield from made.row(timeline.state_of(territory, start), start, end)
