"""Other readings: named, inside the range, each day once, and of another holder or status."""

from collections import defaultdict
from collections.abc import Iterator

from dashboard.dataset.dates import overlap, parse_day
from dashboard.dataset.model import Interval
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.block import DESCRIPTOR
from dashboard.dataset.reading.load import Package

READINGS = "readings.csv"


def readings_are_named(package: Package) -> Iterator[Problem]:
    """Yield rows of readings that the atlas does not name, and names without a row."""
    if package.terms is None:
        return
    named = package.terms.readings
    for line, row in package.readings:
        if row.reading not in named:
            rule = "is not a reading of the atlas"
            cure = f"name it in atlas.readings of {DESCRIPTOR}"
            yield Problem(READINGS, line, "reading", row.reading, rule, cure)
    rows = package.tables["readings"] or ()
    for name in named:
        if name not in {row.cells["reading"] for row in rows}:
            rule, cure = f"has no row in {READINGS}", "add a row, or leave the reading out"
            yield Problem(DESCRIPTOR, None, "atlas.readings", name, rule, cure)


def readings_have_each_day_once(package: Package) -> Iterator[Problem]:
    """Yield rows before the first day or after the last, and two rows of the same day."""
    if not package.descriptor:
        return
    first, last = (
        parse_day(package.descriptor["atlas"][name]) for name in ("first_day", "last_day")
    )
    seen: dict[tuple[str, str], list[tuple[int, Interval]]] = defaultdict(list)
    for line, row in package.readings:
        start = row.interval.start
        if not first <= start <= last:
            rule, cure = "is not a day of the atlas", f"write a day from {first} to {last}"
            yield Problem(READINGS, line, "start", str(start), rule, cure)
        earlier = seen[row.reading, row.territory_id]
        for other, interval in earlier:
            if overlap(row.interval, interval):
                rule = f"overlaps row {other}, the same reading of {row.territory_id}"
                yield Problem(READINGS, line, "start", str(start), rule, "part their days")
        earlier.append((line, row.interval))


def readings_differ(package: Package) -> Iterator[Problem]:
    """Yield rows that say on some days just what control.csv says."""
    for line, row in package.readings:
        for _, own in package.control:
            same = (own.territory_id, own.controller, own.status, own.second_party) == (
                *(row.territory_id, row.controller, row.status),
                row.second_party,
            )
            shared = overlap(own.interval, row.interval) if same else None
            if shared:
                rule = f"is the holder and status of the atlas from {shared.start}"
                cure = "leave those days out, or write what the source says instead"
                yield Problem(READINGS, line, "controller", row.controller, rule, cure)
