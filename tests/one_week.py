"""A week of the small package, and who may hold its three territories in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from dashboard.dataset.model import Control, Dataset, Interval, Text
from dashboard.dataset.reading.load import load_dataset
from dashboard.dataset.timeline import Timeline
from small_package import write_package

ONE_DAY = timedelta(days=1)
FIRST = date(1918, 1, 1)
LAST = date(1918, 1, 7)
DAYS = st.dates(FIRST, LAST)
POLITIES = ("empire", "republic", "ssr")
TERRITORIES = ("upper", "lower", "coast")


def small_week(folder: Path) -> Dataset:
    """The small package, written into a new folder and cut to the week."""
    whole = load_dataset(write_package(folder))
    return replace(whole, last_day=LAST, detailed_until=LAST - ONE_DAY, claims=())


def row(territory: str, start: date, end: date | None, holder: str, key: str = "GK") -> Control:
    citation = SimpleNamespace(key=key, locator=Text())
    return Control(
        territory_id=territory,
        interval=Interval(start, end),
        controller=holder,
        status="sovereign",
        second_party=None,
        certainty="high",
        start_edtf="",
        alt_start=None,
        event_id="opening",
        citations=(citation,),  # type: ignore[arg-type]
        note=Text(),
    )


def rows(territory: str, starts: Sequence[date], holders: Sequence[str]) -> list[Control]:
    return [
        row(territory, start, end, holder)
        for start, end, holder in zip(starts, [*starts[1:], None], holders, strict=True)
    ]


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Control, ...]:
    """Who held three territories on each day of the week."""
    found: list[Control] = []
    for territory in TERRITORIES:
        starts = [FIRST, *sorted(draw(st.sets(st.dates(FIRST + ONE_DAY, LAST), max_size=3)))]
        holders = draw(st.lists(st.sampled_from(POLITIES), min_size=4, max_size=4))
        found += rows(territory, starts, holders[: len(starts)])
    return tuple(found)


# Nothing changes, and what it rests on is not a work to cite.
QUIET = tuple(row(territory, FIRST, None, "empire") for territory in TERRITORIES)


def with_events(small: Dataset, days: Sequence[date]) -> Dataset:
    event = next(iter(small.events.values()))
    found = {f"on{n}": replace(event, id=f"on{n}", date=day) for n, day in enumerate(days)}
    return replace(small, events=small.events | found)


def plate_of(dataset: Dataset) -> Any:
    return SimpleNamespace(dataset=dataset, timeline=Timeline(dataset))


def week() -> list[date]:
    return [FIRST + n * ONE_DAY for n in range(7)]
