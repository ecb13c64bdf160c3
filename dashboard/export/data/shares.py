"""The area that each power held, from day to day, as a table without shapes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.dataset.areas import areas_km2
from dashboard.dataset.model import Dataset, Interval
from dashboard.dataset.timeline import Timeline
from dashboard.export.data.columns import AREAS, worded
from dashboard.export.data.features import built, meets, span_of
from dashboard.export.data.rows import written
from dashboard.export.data.selection import EVERYTHING, Box, Selection
from dashboard.export.data.tables import Check, Table, no_check


def areas(
    dataset: Dataset,
    timeline: Timeline,
    days: Sequence[date],
    chosen: Selection = EVERYTHING,
    check: Check = no_check,
) -> Table:
    """Return a row for each power and span of days in which its area is the same.

    The backdrop is left out, as in the sums of the page. With a box, areas are of the land
    inside it. ``check`` is called on the way and may raise.

    Raises
    ------
    ValueError
        For a day outside the atlas or a reversed range.
    """
    span = span_of(timeline, days)
    rows = []
    for role, interval, km2, count in _stretches(dataset, timeline, chosen, check):
        if meets(interval, span):
            row: dict[str, Any] = {
                "valid_from": interval.start.isoformat(),
                "valid_to": written(interval.end),
                "role": role,
                **worded(dataset, "role_name", dataset.roles[role].name),
                "area_km2": km2,
                "territories": count,
            }
            rows.append((f"{role}@{interval.start}", row, None))
    return built(dataset, "areas", days, AREAS, rows)


def _stretches(
    dataset: Dataset, timeline: Timeline, chosen: Selection, check: Check
) -> Iterator[tuple[str, Interval, float, int]]:
    """Role, span, km2 and number of territories, by power and day."""
    held: dict[str, list[tuple[date, float, int]]] = {}
    km2 = _inside(dataset, chosen.box, check) if chosen.box else timeline.km2
    for day in timeline.days:
        check()
        sums = _sums(dataset, timeline, day, chosen, km2)
        for role in {*held, *sums}:
            now = (day, *sums.get(role, (0.0, 0)))
            steps = held.setdefault(role, [])
            if not steps or steps[-1][1:] != now[1:]:
                steps.append(now)
    for role in sorted(held, key=lambda role: dataset.roles[role].rank):
        steps = held[role]
        ends: list[date | None] = [*(day for day, *_ in steps[1:]), None]
        for (day, area, count), end in zip(steps, ends, strict=True):
            if count:
                yield role, Interval(day, end), area, count


def _sums(
    dataset: Dataset,
    timeline: Timeline,
    day: date,
    chosen: Selection,
    km2: Mapping[str, float],
) -> dict[str, tuple[float, int]]:
    """What each power holds of the chosen land on a day; land without an area is left out."""
    shares: dict[str, tuple[float, int]] = {}
    for name, state in timeline.state(day).items():
        role = dataset.polities[state.controller].role
        inside = chosen.has(dataset, name, role) and not dataset.territories[name].is_backdrop
        if inside and km2.get(name):
            area, count = shares.get(role, (0.0, 0))
            shares[role] = round(area + km2[name], 1), count + 1
    return shares


def _inside(dataset: Dataset, box: Box, check: Check) -> dict[str, float]:
    """Km2 of each territory inside a box of degrees."""
    import shapely
    from shapely.geometry import mapping, shape

    frame = shapely.box(*box)
    pieces = []
    for feature in dataset.features:
        check()
        piece = shape(feature["geometry"]).intersection(frame)
        if shapely.get_dimensions(piece) == 2:
            pieces.append({"id": feature["id"], "geometry": mapping(piece)})
    return areas_km2(pieces)
