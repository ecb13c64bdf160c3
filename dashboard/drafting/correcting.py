"""A correction tried on a copy of the package: the rules it breaks, the days it changes."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.dataset.model import Claim, Control, Dataset
from dashboard.dataset.problems import DatasetError
from dashboard.dataset.timeline import TerritoryState, Timeline
from dashboard.dataset.validate import open_dataset, validate
from dashboard.drafting.correction import Corrected, Correction
from dashboard.export.files import write_whole

ONE_DAY = timedelta(days=1)
Say = Callable[[str], object]


def correct(folder: Path, correction: Correction, name: str, write: bool, say: Say) -> None:
    """Check a correction and say what it would change; with ``write`` change it too.

    Parameters
    ----------
    folder
        The data package.
    name
        What the file of the correction is called in messages.
    say
        Takes each line for the reader.

    Raises
    ------
    DatasetError
        When the correction does not fit the data, or the data with it break a rule.
    ValueError
        When it is to be written and no work of the package says so.
    """
    dataset = open_dataset(folder)
    corrected = Corrected(dataset, correction, name)
    for line in _written(dataset, corrected):
        say(line)
    with TemporaryDirectory() as temporary:
        copy = Path(temporary) / "data"
        shutil.copytree(folder, copy)
        for file, content in corrected.files.items():
            (copy / file).write_bytes(content)
        problems = validate(copy)
        if problems:
            raise DatasetError(problems)
        for line in _effects(dataset, open_dataset(copy, tried=False)):
            say(line)
    say("the data keep every rule with it")
    if not corrected.is_evidenced:
        key = f" ({correction.source})" if correction.source else ""
        said = f"no source of sources.bib is given{key}"
        cure = "add the work there and write its key as source_key into the file of the correction"
        if write:
            raise ValueError(f"{name}: {said}; {cure}, then apply it")
        say(f"{said}: before it is applied, {cure}")
    if write:
        for file, content in corrected.files.items():
            write_whole(folder / file, content)
            say(f"written: {folder / file}")
    else:
        say("nothing is written; --apply writes it")


def _written(dataset: Dataset, corrected: Corrected) -> Iterator[str]:
    """Yield what is written into the files, and what is not."""
    correction = corrected.correction
    if correction.version != dataset.version:
        yield f"written for the data {correction.version}; these are {dataset.version}"
    yield from map(str, corrected.cells)
    if correction.source_key and not corrected.is_cited:
        key = correction.source_key
        yield f"{correction.file} has no column of sources: {key} is not written into it"


def _effects(before: Dataset, after: Dataset) -> Iterator[str]:
    """Yield what is otherwise on the map, on which days."""
    old, new = Timeline(before), Timeline(after)
    lines = [
        line
        for name in before.territories
        if _rows(before, name) != _rows(after, name)
        for line in _changes(name, old, new, _days(name, before, after))
    ]
    for name, event in before.events.items():
        day = after.events[name].date
        if day != event.date:
            lines.append(f"the event {name} is on {day}, not on {event.date}")
    yield from lines or ["no day of the map changes"]


def _rows(dataset: Dataset, name: str) -> Sequence[Control | Claim]:
    every: tuple[Control | Claim, ...] = (*dataset.control, *dataset.claims)
    return [row for row in every if row.territory_id == name]


def _days(name: str, *datasets: Dataset) -> Sequence[date]:
    """Return the days on which something about a territory begins, and the day after the last."""
    first, end = datasets[0].first_day, datasets[0].last_day + ONE_DAY
    starts = {first, end}
    for row in (row for dataset in datasets for row in _rows(dataset, name)):
        starts |= {day for day in (row.interval.start, row.interval.end) if day}
    return sorted(day for day in starts if first <= day <= end)


def _changes(name: str, old: Timeline, new: Timeline, days: Sequence[date]) -> Iterator[str]:
    """Yield a line for each run of days on which a territory is otherwise."""
    known = [
        (_said(old.state_of(name, first)), _said(new.state_of(name, first)), first, end)
        for first, end in pairwise(days)
    ]
    for (was, will), some in groupby(known, key=lambda entry: entry[:2]):
        if was == will:
            continue
        runs = list(some)
        first, last = runs[0][2], runs[-1][3] - ONE_DAY
        count = (last - first).days + 1
        words = "; ".join(
            f"{label} {b or 'none'} instead of {a or 'none'}"
            for label, a, b in zip(LABELS, was, will, strict=True)
            if a != b
        )
        yield f"{first} to {last} ({count:,} day{'s' * (count > 1)}), {name}: {words}"


LABELS = ("held by", "status", "second party", "certainty", "claimed by", "event")


def _said(state: TerritoryState) -> tuple[str, ...]:
    """What a reader of the map learns of a territory, in the order of ``LABELS``."""
    return (
        *(state.controller, state.status, state.second_party or "", state.certainty),
        *(", ".join(state.claimants), state.event_id),
    )
