"""What depends on the change day alone: worked out here, only looked up in the browser.

The first day has number 0, change day ``n`` of the timeline number ``n + 1``. A column has a
whole number for each of them and is sent run-length coded: value, count, value, count, ...
assets/core/columns.mjs unpacks it.
"""

from collections.abc import Mapping, Sequence

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.look.style import EdgeKind
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.vocabulary import CERTAINTY
from dashboard.ui.browser import contract

KINDS = tuple(EdgeKind)

Column = list[int]


def build(dataset: Dataset, timeline: Timeline, model: MapModel) -> contract.Days:
    """``edgeKinds`` by edge, ``pieces`` by territory, ``shares`` by role, ``certainty`` by level.

    A kind is a number in ``kinds``. The piece of a territory is the number of its first
    territory, -1 for the backdrop. A share is km2 and how many territories, a certainty
    per cent of the area.
    """
    return {
        "kinds": list(KINDS),
        "edgeKinds": _edge_kinds(dataset, timeline, model),
        "pieces": _pieces(dataset, timeline, model),
        "shares": _shares(dataset, timeline),
        "certainty": _certainty(dataset, timeline),
    }


def packed(column: Sequence[int]) -> Column:
    """A column as value, count, value, count, ..."""
    return _Runs(column).packed(len(column))


class _Runs:
    """A column by the days on which its value changes."""

    def __init__(self, column: Sequence[int] = ()) -> None:
        self._starts: list[tuple[int, int]] = []
        for n, value in enumerate(column):
            self.put(n, value)

    def put(self, n: int, value: int) -> None:
        """Say that the value is this from number ``n`` on; numbers come in order."""
        if not self._starts or self._starts[-1][1] != value:
            self._starts.append((n, value))

    def packed(self, length: int) -> Column:
        """Value, count, value, count, ... of a column of a length."""
        ends = [*(n for n, _ in self._starts[1:]), length]
        return [
            number
            for (n, value), end in zip(self._starts, ends, strict=False)
            for number in (value, end - n)
        ]


def _edge_kinds(dataset: Dataset, timeline: Timeline, model: MapModel) -> list[Column]:
    """Of each edge what it parts, asked anew only when one of its sides changes hands."""
    days = timeline.days
    turns: dict[str, list[int]] = {}
    for n, day in enumerate(days):
        for name in timeline.handovers(day):
            turns.setdefault(name, []).append(n)
    columns = []
    for parted in frontiers.sides(model.coverage.edges, dataset):
        runs = _Runs()
        lands = [side for side in parted if side in dataset.territories]
        for n in sorted({0}.union(*(turns.get(side, ()) for side in lands))):
            state = {side: timeline.state_of(side, days[n]) for side in lands}
            runs.put(n, KINDS.index(frontiers.kind(parted, state, dataset, model.drawn_as)))
        columns.append(runs.packed(len(days)))
    return columns


def _pieces(dataset: Dataset, timeline: Timeline, model: MapModel) -> list[Column]:
    """Of each territory the piece it is in; what changes hands is joined and parted anew."""
    number = {name: n for n, name in enumerate(dataset.territories)}
    beside = {
        number[name]: [number[neighbour] for neighbour in some]
        for name, some in frontiers.neighbours(model.coverage.edges, dataset).items()
    }
    days = timeline.days
    opening = timeline.state(days[0])
    holders = [opening[name].controller for name in number]
    piece_of: dict[int, tuple[int, ...]] = {land: (land,) for land in beside}
    runs = {land: _Runs() for land in beside}
    for n, day in enumerate(days):
        moved = set(beside)
        if n:
            handed = timeline.handovers(day)
            moved = {number[name] for name in handed} & set(beside)
            for name, change in handed.items():
                holders[number[name]] = change.after.controller
        near = {
            other for land in moved for other in beside[land] if holders[other] == holders[land]
        }
        stale = {other for land in moved | near for other in piece_of[land]}
        for piece in _connected(stale, beside, holders):
            for land in piece:
                piece_of[land] = piece
                runs[land].put(n, piece[0])
    none = [-1, len(days)]
    return [runs[land].packed(len(days)) if land in runs else none for land in number.values()]


def _connected(
    stale: set[int], beside: Mapping[int, Sequence[int]], holders: Sequence[str]
) -> list[tuple[int, ...]]:
    """The pieces that some territories make, whole pieces of a holder each, in order."""
    pieces = []
    waiting = set(stale)
    while waiting:
        piece = [waiting.pop()]
        for land in piece:
            for other in beside[land]:
                if other in waiting and holders[other] == holders[land]:
                    waiting.discard(other)
                    piece.append(other)
        pieces.append(tuple(sorted(piece)))
    return pieces


def _shares(dataset: Dataset, timeline: Timeline) -> dict[str, list[Column]]:
    shares = [share for _, share in timeline.running_shares()]
    ranked = sorted(dataset.roles.values(), key=lambda role: role.rank)
    return {
        role.id: [
            packed([round(share[role.id].km2) if role.id in share else 0 for share in shares]),
            packed([share[role.id].territories if role.id in share else 0 for share in shares]),
        ]
        for role in ranked
        if any(role.id in share for share in shares)
    }


def _certainty(dataset: Dataset, timeline: Timeline) -> dict[str, Column]:
    """Rounded so that the levels add up to a hundred."""
    columns = {level: _Runs() for level in CERTAINTY}
    km2 = dict(timeline.certainty(timeline.days[0]))
    # Where all is backdrop there is nothing to be certain of.
    whole = sum(km2.values()) or 1.0
    for n, day in enumerate(timeline.days):
        for name, change in timeline.changes(day).items():
            if not dataset.territories[name].is_backdrop:
                km2[change.before.certainty] -= timeline.km2[name]
                km2[change.after.certainty] += timeline.km2[name]
        percent = {level: round(100 * km2[level] / whole) for level in CERTAINTY[1:]}
        percent[CERTAINTY[0]] = 100 - sum(percent.values())
        for level in CERTAINTY:
            columns[level].put(n, percent[level])
    return {level: column.packed(len(timeline.days)) for level, column in columns.items()}
