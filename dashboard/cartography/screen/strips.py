"""Who held each territory through time: a strip for each territory, a plotly figure.

A strip is some ten pixels high: a hatch of two colours would turn to mud there, so an
hatched stretch carries a band of the other party's colour at its foot, a unit
with a rim a line along its middle; lines and dots are finer than on the map.
What rests on a row of low certainty is dotted along its upper edge, as conjecture is on the map.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.cartography.look import patterns
from dashboard.cartography.look.style import DOTTED, Paint, paint_of
from dashboard.cartography.screen import timescale
from dashboard.cartography.screen.figure import Trace, checked
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.dataset.kinds import Pattern
from dashboard.dataset.model import Control, Dataset
from dashboard.dataset.timeline import Timeline

# Heights in rows: a strip, the band of a hatched strip, the space over a group, under all.
STRIP = 0.88
BAND = 0.34
GAP = 0.7
DOUBT = 0.07
FOOT = 0.4
WAVES = 60
# A strip is low: its pattern is closer than that of an area.
CLOSER = 2 / 3


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading: the name of a region, or a year, or neither (no lasting control)."""

    region: str
    year: int | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A control row as a rectangle: ``y`` is its middle in rows from above."""

    row: Control
    y: float
    x0: float
    x1: float
    paint: Paint


def lasting_since(dataset: Dataset, timeline: Timeline, territory: str) -> date | None:
    """First day from which the power that leads holds a territory to the end, or None."""
    lead = dataset.terms.lead
    since = None
    for row in reversed(timeline.history(territory)):
        if lead is None or dataset.polities[row.controller].role != lead.role:
            break
        since = row.interval.start
    return since


def by_region(dataset: Dataset, timeline: Timeline) -> list[Group]:
    """Territories under their regions, in each the earliest lasting control first."""
    day = _sort_key(dataset, timeline)
    regions = sorted(dataset.regions.values(), key=lambda region: region.rank)
    groups = (
        Group(region.id, None, tuple(sorted(_of_region(dataset, region.id), key=day)))
        for region in regions
    )
    return [group for group in groups if group.rows]


def _of_region(dataset: Dataset, region: str) -> Iterator[str]:
    return (
        territory.id for territory in dataset.territories.values() if territory.region == region
    )


def by_date(dataset: Dataset, timeline: Timeline) -> list[Group]:
    """Territories by the day of lasting control, under its year; last those without."""
    years: dict[int | None, list[str]] = {}
    for name in sorted(dataset.territories, key=_sort_key(dataset, timeline)):
        since = lasting_since(dataset, timeline, name)
        years.setdefault(since.year if since else None, []).append(name)
    return [Group("", year, tuple(rows)) for year, rows in years.items()]


def _sort_key(dataset: Dataset, timeline: Timeline) -> Callable[[str], date]:
    """Day of lasting control; equal days, and the territories without, as in the table."""
    since = {name: lasting_since(dataset, timeline, name) for name in dataset.territories}
    return lambda name: since[name] or date.max


ORDERS: Mapping[str, Callable[[Dataset, Timeline], list[Group]]] = {
    "region": by_region,
    "date": by_date,
}


def orders(dataset: Dataset) -> tuple[str, ...]:
    """The orders that an atlas has: by date only where a power leads."""
    return tuple(ORDERS) if dataset.terms.lead else ("region",)


def strips(dataset: Dataset, timeline: Timeline, order: str) -> go.Figure:
    """All strips in an order of ``ORDERS`` as an object of plotly.py, which checks every word."""
    return checked(strips_parts(dataset, timeline, order))


def strips_parts(dataset: Dataset, timeline: Timeline, order: str) -> dict[str, Any]:
    """``data`` and ``layout`` of all strips in an order of ``ORDERS``.

    x is the broken scale of time, 0 to 1; y counts rows from above. ``layout.meta`` has
    ``rows``, the height of the figure in rows, and ``groups``, each with its region or year
    and its rows: territory, upper edge in rows, and the place of lasting control.
    """
    scale = TimeScale.of(dataset)
    groups = ORDERS[order](dataset, timeline)
    meta, tops, height = _places(dataset, timeline, groups)
    stretches = [
        stretch for name, top in tops.items() for stretch in _strip(dataset, timeline, name, top)
    ]
    traces = [
        *_fills(dataset, stretches),
        *_bands(dataset, stretches),
        *_autonomies(dataset, stretches),
        _doubts(stretches),
        _ticks(scale, timeline, dataset, tops),
    ]
    layout = timescale.frame(dataset, WAVES) | {
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
        "barmode": "overlay",
        "meta": {"rows": height, "groups": meta},
    }
    return {"data": traces, "layout": layout}


def _places(
    dataset: Dataset, timeline: Timeline, groups: Iterable[Group]
) -> tuple[list[dict[str, Any]], dict[str, float], float]:
    """Description of the groups, upper edge of each row, and the height of all, in rows."""
    scale = TimeScale.of(dataset)
    meta, tops, y = [], {}, 0.0
    for group in groups:
        y = round(y + GAP, 3)
        rows = []
        for name in group.rows:
            tops[name] = y
            since = lasting_since(dataset, timeline, name)
            lasting = round(scale.position(since), 5) if since else None
            rows.append({"territory": name, "top": y, "lasting": lasting})
            y = round(y + 1, 3)
        meta.append({"region": group.region, "year": group.year, "rows": rows})
    return meta, tops, round(y + FOOT, 3)


def _strip(dataset: Dataset, timeline: Timeline, name: str, top: float) -> Iterator[Stretch]:
    scale = TimeScale.of(dataset)
    for row in timeline.history(name):
        x0, x1 = scale.span(row.interval.start, row.interval.end)
        yield Stretch(row, top + 0.5, x0, x1, paint_of(row, dataset))


def _bars(name: str, stretches: list[Stretch], height: float, drop: float, marker: Any) -> Trace:
    """Rectangles of the same look, ``height`` rows high, the middle ``drop`` below the strip's."""
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "y": [round(stretch.y + drop, 3) for stretch in stretches],
        "base": [round(stretch.x0, 5) for stretch in stretches],
        "x": [round(stretch.x1 - stretch.x0, 5) for stretch in stretches],
        "width": height,
        "marker": marker,
        "customdata": [[stretch.row.territory_id, stretch.row.controller] for stretch in stretches],
        "hoverinfo": "skip",
    }


def _fills(dataset: Dataset, stretches: list[Stretch]) -> Iterator[Trace]:
    """The strips themselves, a trace for each power and pattern."""
    looks: dict[tuple[str, str], list[Stretch]] = {}
    for stretch in stretches:
        # A hatched stretch has a band at its foot, see below.
        pattern = "" if stretch.paint.pattern == Pattern.HATCH else stretch.paint.pattern
        looks.setdefault((stretch.paint.role, pattern), []).append(stretch)
    for (role, pattern), alike in sorted(looks.items()):
        drawn = patterns.plotly(Paint(role, "", pattern), dataset.roles, CLOSER)
        # A hair of paper between stretches: successors of the same colour stay apart.
        marker = {"color": drawn["fillcolor"], "line": {"color": timescale.PAPER, "width": 0.5}}
        if pattern:
            marker["pattern"] = drawn["fillpattern"]
        yield _bars(f"fill-{role}-{pattern or 'plain'}", alike, STRIP, 0.0, marker)


def _bands(dataset: Dataset, stretches: list[Stretch]) -> Iterator[Trace]:
    """At the foot of a hatched stretch: the other party's colour, or the holder's ink."""
    looks: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        if stretch.paint.pattern == Pattern.HATCH:
            second = dataset.roles.get(stretch.paint.second)
            other = second is not None and second.id != stretch.paint.role
            color = second.fill if second and other else dataset.roles[stretch.paint.role].ink
            looks.setdefault(color, []).append(stretch)
    for color, alike in sorted(looks.items()):
        line = {"color": timescale.INK, "width": 0.35}
        drop = (STRIP - BAND) / 2
        yield _bars(f"band-{color[1:]}", alike, BAND, drop, {"color": color, "line": line})


def _autonomies(dataset: Dataset, stretches: list[Stretch]) -> Iterator[Trace]:
    """A line along the middle of a unit with a rim, in the ink of its power."""
    looks: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        if dataset.kinds.statuses[stretch.row.status].pattern == Pattern.RIM:
            looks.setdefault(stretch.paint.role, []).append(stretch)
    for role, alike in sorted(looks.items()):
        points = [((stretch.x0, stretch.y), (stretch.x1, stretch.y)) for stretch in alike]
        yield _segments(f"autonomy-{role}", points, dataset.roles[role].ink, 1.1)


def _doubts(stretches: list[Stretch]) -> Trace:
    """A dotted line along the upper edge of what is of low certainty."""
    low = [stretch for stretch in stretches if stretch.row.certainty == "low"]
    edges = [(stretch.x0, stretch.x1, stretch.y - STRIP / 2 + DOUBT) for stretch in low]
    points = [((x0, y), (x1, y)) for x0, x1, y in edges]
    return _segments("doubt", points, timescale.INK, 1.6, DOTTED)


def _ticks(
    scale: TimeScale, timeline: Timeline, dataset: Dataset, tops: Mapping[str, float]
) -> Trace:
    """An upright where lasting control begins."""
    points = []
    for name, top in tops.items():
        since = lasting_since(dataset, timeline, name)
        if since:
            x, inset = scale.position(since), (1 - STRIP) / 2
            points.append(((x, top + inset), (x, top + 1 - inset)))
    return _segments("lasting", points, timescale.INK, 2.4)


def _segments(
    name: str,
    points: Sequence[tuple[tuple[float, float], ...]],
    color: str,
    width: float,
    dash: str = "solid",
) -> Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for part in points:
        for a, b in part:
            x.append(round(a, 5))
            y.append(round(b, 3))
        x.append(None)
        y.append(None)
    line = {"color": color, "width": width, "dash": dash}
    return {"type": "scatter", "name": name, "mode": "lines", "hoverinfo": "skip"} | {
        "x": x,
        "y": y,
        "line": line,
    }
