"""Other readings: what the map is where sources dispute a day or a holder.

A reading is a dataset whose rows of ``readings.csv`` stand in the place of those of
``control.csv``; whatever takes a dataset and its timeline takes any reading of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dashboard.dataset.dates import overlap
from dashboard.dataset.model import Control, Dataset, Interval, ReadingRow
from dashboard.dataset.timeline import Timeline

LONGEST = 40
"""Longest run of user input echoed in an error message."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Days on which a reading has another holder or status of a territory than the atlas."""

    interval: Interval
    atlas: Control
    other: ReadingRow


def as_read(dataset: Dataset, reading: str) -> Dataset:
    """Return the dataset as a reading has it; an empty id is the atlas's own.

    A row of the atlas that is cut keeps the day that it begins on in the atlas as its other day.

    Raises
    ------
    ValueError
        For a reading that the package does not have, with those that it has.
    """
    if not reading:
        return dataset
    if reading not in dataset.readings:
        known = ", ".join(dataset.readings)
        cure = f"write {known}" if known else "this atlas has none; leave it out"
        raise ValueError(f"{reading[:LONGEST]!r} is not a reading; {cure}")
    rows = dataset.readings[reading]
    kept = (
        piece
        for row in dataset.control
        for piece in _outside(
            row, [each.interval for each in rows if each.territory_id == row.territory_id]
        )
    )
    return replace(dataset, control=(*kept, *rows), reading=reading)


class Readings:
    """The readings of a dataset with their timelines, each made when it is first asked for."""

    def __init__(self, timeline: Timeline) -> None:
        self._own = timeline
        self._made = cache(lambda reading: Timeline(as_read(timeline.dataset, reading)))

    def of(self, reading: str) -> Timeline:
        """Return the timeline of a reading, whose ``dataset`` is read so; raises as `as_read`."""
        return self._made(reading) if reading else self._own


def differences(dataset: Dataset, reading: str) -> list[Difference]:
    """Return where a reading differs, by territory and day; ``dataset`` is the atlas's own."""
    order = list(dataset.territories)
    differing = [
        Difference(shared, row, other)
        for other in dataset.readings[reading]
        for row in dataset.control
        if row.territory_id == other.territory_id
        and _holding(row) != _holding(other)
        and (shared := overlap(row.interval, other.interval))
    ]
    return sorted(
        differing,
        key=lambda difference: (
            order.index(difference.other.territory_id),
            difference.interval.start,
        ),
    )


def _holding(row: Control) -> tuple[str, str, str | None]:
    return row.controller, row.status, row.second_party


def _outside(row: Control, cuts: Sequence[Interval]) -> Iterator[Control]:
    """The parts of a row that no cut covers."""
    start = row.interval.start
    for cut in sorted(cuts, key=lambda cut: cut.start):
        if not overlap(Interval(start, row.interval.end), cut):
            continue
        if start < cut.start:
            yield _part(row, Interval(start, cut.start))
        if cut.end is None:
            return
        start = cut.end
    if row.interval.end is None or start < row.interval.end:
        yield _part(row, Interval(start, row.interval.end))


def _part(row: Control, interval: Interval) -> Control:
    if interval.start == row.interval.start:
        return replace(row, interval=interval)
    return replace(row, interval=interval, start_edtf="", alt_start=row.interval.start)
