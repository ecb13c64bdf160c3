"""What depends on the change day alone: worked out here, only looked up in the browser.

The first day has number 0, change day ``n`` of the timeline number ``n + 1``. A column has a
whole number for each of them and is sent run-length coded: value, count, value, count, ...
assets/core/columns.mjs unpacks it.
"""

from collections.abc import Sequence

from dashboard.cartography.ground import frontiers
from dashboard.cartography.screen.figure import MapModel
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import contract

LEVELS = ("high", "medium", "low")

Column = list[int]


def build(dataset: Dataset, timeline: Timeline, model: MapModel) -> contract.Days:
    """``edgeKinds`` by edge, ``pieces`` by territory, ``shares`` by role, ``certainty`` by level.

    A kind is a number in ``kinds``. The piece of a territory is the number of its first
    territory, -1 for the backdrop. A share is km2 and how many territories, a certainty
    per cent of the area.
    """
    return {
        "kinds": list(frontiers.KINDS),
        "edgeKinds": _edge_kinds(dataset, timeline, model),
        "pieces": _pieces(dataset, timeline, model),
        "shares": _shares(dataset, timeline),
        "certainty": _certainty(timeline),
    }


def packed(column: Sequence[int]) -> Column:
    """A column as value, count, value, count, ..."""
    runs: Column = []
    for value in column:
        if runs and runs[-2] == value:
            runs[-1] += 1
        else:
            runs += [value, 1]
    return runs


def _edge_kinds(dataset: Dataset, timeline: Timeline, model: MapModel) -> list[Column]:
    parted = [frontiers.sides(edge, dataset) for edge in model.coverage.edges]
    columns: list[Column] = [[] for _ in parted]
    for day in timeline.days:
        moved = set(timeline.handovers(day))
        state = timeline.state(day)
        for sides, column in zip(parted, columns, strict=True):
            if column and moved.isdisjoint(sides):
                column.append(column[-1])
            else:
                kind = frontiers.kind(sides, state, dataset, model.drawn_as)
                column.append(frontiers.KINDS.index(kind))
    return [packed(column) for column in columns]


def _pieces(dataset: Dataset, timeline: Timeline, model: MapModel) -> list[Column]:
    number = {name: n for n, name in enumerate(dataset.territories)}
    beside = frontiers.neighbours(model.coverage.edges, dataset)
    columns = [[-1] * len(timeline.days) for _ in number]
    for n, day in enumerate(timeline.days):
        for piece in frontiers.pieces(timeline.state(day), beside):
            for name in piece:
                columns[number[name]][n] = number[piece[0]]
    return [packed(column) for column in columns]


def _shares(dataset: Dataset, timeline: Timeline) -> dict[str, list[Column]]:
    shares = [timeline.shares(day) for day in timeline.days]
    ranked = sorted(dataset.roles.values(), key=lambda role: role.rank)
    return {
        role.id: [
            packed([round(one[role.id].km2) if role.id in one else 0 for one in shares]),
            packed([one[role.id].territories if role.id in one else 0 for one in shares]),
        ]
        for role in ranked
        if any(role.id in one for one in shares)
    }


def _certainty(timeline: Timeline) -> dict[str, Column]:
    """Rounded so that the levels add up to a hundred."""
    columns: dict[str, Column] = {level: [] for level in LEVELS}
    for day in timeline.days:
        km2 = timeline.certainty(day)
        percent = {level: round(100 * km2[level] / sum(km2.values())) for level in LEVELS[1:]}
        percent[LEVELS[0]] = 100 - sum(percent.values())
        for level in LEVELS:
            columns[level].append(percent[level])
    return {level: packed(column) for level, column in columns.items()}
