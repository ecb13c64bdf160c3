"""The area that each power held, from day to day, as a table without shapes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dashboard.dataset.model import Dataset, Interval
from dashboard.dataset.timeline import Timeline
from dashboard.export.data.columns import AREAS, worded
from dashboard.export.data.features import built, meets, span_of
from dashboard.export.data.rows import written
from dashboard.export.data.selection import EVERYTHING, Selection
from dashboard.export.data.tables import Table


def areas(
    dataset: Dataset, timeline: Timeline, days: Sequence[date], chosen: Selection = EVERYTHING
) -> Table:
    """Return a row for each power and span of days in which its area is the same.

    The backdrop is left out, as in the sums of the page.

    Raises
    ------
    ValueError
        For a day outside the atlas or a reversed range, and for a box: areas have no place.
    """
    if chosen.box:
        raise ValueError("areas have no shape to clip; choose them by territory, region or power")
    span = span_of(timeline, days)
    found = []
    for role, interval, km2, count in _stretches(dataset, timeline, chosen):
        if meets(interval, span):
            row: dict[str, Any] = {
                "valid_from": interval.start.isoformat(),
                "valid_to": written(interval.end),
                "role": role,
                **worded(dataset, "role_name", dataset.roles[role].name),
                "area_km2": km2,
                "territories": count,
            }
            found.append((f"{role}@{interval.start}", row, None))
    return built(dataset, "areas", days, AREAS, found)


def _stretches(
    dataset: Dataset, timeline: Timeline, chosen: Selection
) -> Iterator[tuple[str, Interval, float, int]]:
    """Role, span, km2 and number of territories, by power and day."""
    held: dict[str, list[tuple[date, float, int]]] = {}
    for day in timeline.days:
        sums = _sums(dataset, timeline, day, chosen)
        for role in {*held, *sums}:
            now = (day, *sums.get(role, (0.0, 0)))
            steps = held.setdefault(role, [])
            if not steps or steps[-1][1:] != now[1:]:
                steps.append(now)
    for role in sorted(held, key=lambda one: dataset.roles[one].rank):
        steps = held[role]
        ends: list[date | None] = [*(day for day, *_ in steps[1:]), None]
        for (day, km2, count), end in zip(steps, ends, strict=True):
            if count:
                yield role, Interval(day, end), km2, count


def _sums(
    dataset: Dataset, timeline: Timeline, day: date, chosen: Selection
) -> dict[str, tuple[float, int]]:
    found: dict[str, tuple[float, int]] = {}
    for name, one in timeline.state(day).items():
        role = dataset.polities[one.controller].role
        inside = chosen.has(dataset, name, role) and not dataset.territories[name].is_backdrop
        if inside:
            km2, count = found.get(role, (0.0, 0))
            found[role] = round(km2 + timeline.km2[name], 1), count + 1
    return found
