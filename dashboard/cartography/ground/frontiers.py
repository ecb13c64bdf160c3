"""What the lines between territories part, which lands connect, what is drawn as a neighbour's.

Paper asks for a day as it draws it; for the browser ui/browser/days.py asks for every change
day and ships the answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from dashboard.cartography.ground.edge import OUTSIDE, Edge
from dashboard.cartography.look import style
from dashboard.cartography.look.style import EdgeKind
from dashboard.dataset.model import Control, Dataset
from dashboard.dataset.timeline import TerritoryState
from dashboard.dataset.vocabulary import Grade

State = Mapping[str, TerritoryState]


def backdrop_roles(features: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Roles of those surrounding lands that have a role, by feature id."""
    return {
        str(feature["id"]): str(feature["properties"]["role"])
        for feature in features
        if feature["properties"].get("backdrop") and feature["properties"].get("role")
    }


def sides(edges: Iterable[Edge], dataset: Dataset) -> list[tuple[str, str]]:
    """Both sides of each edge: ``ID``, ``@ROLE`` of surrounding land, or empty for the outside."""
    roles = backdrop_roles(dataset.features)

    def side(name: str) -> str:
        inner = name == OUTSIDE or name in dataset.territories
        return name if inner else f"@{roles.get(name, '')}"

    return [(side(edge.left), side(edge.right)) for edge in edges]


def kind(
    parted: tuple[str, str], state: State, dataset: Dataset, peaceful: Mapping[str, str]
) -> EdgeKind:
    """What a line parts on a day; ``NONE`` at the outside.

    A line between two powers is ``POWER``, between polities of the same power
    ``POLITY``. Where a side has no role, or no polity that is known, the line
    is as faint as a line inside a polity; it is not drawn inside the land that a
    territory belongs to at peace. ``peaceful`` is what :func:`drawn_as` returns.
    """
    if OUTSIDE in parted:
        return EdgeKind.NONE
    for side, other in (parted, parted[::-1]):
        plain = side in peaceful and is_plain(state[side].control, dataset, peaceful)
        if plain and other == f"@{peaceful[side]}":
            return EdgeKind.NONE
    (role_a, polity_a), (role_b, polity_b) = (_holder(side, state, dataset) for side in parted)
    if role_a != role_b:
        return EdgeKind.POWER if role_a and role_b else EdgeKind.INNER
    same = polity_a == polity_b or not polity_a or not polity_b
    return EdgeKind.INNER if same else EdgeKind.POLITY


def _holder(side: str, state: State, dataset: Dataset) -> tuple[str, str]:
    if side.startswith("@"):
        return side[1:], ""
    polity = state[side].controller
    return dataset.polities[polity].role, polity


def conjectures(edges: Iterable[Edge], dataset: Dataset) -> tuple[Mapping[str, Any] | None, ...]:
    """For each edge that is mostly conjecture (accuracy D) its longest such stretch, else ``None``.

    A stretch is a row of ``boundaries`` of a territory, weighed by its length in km.
    """
    drawn: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for feature in dataset.features:
        for boundary in feature["properties"].get("boundaries", ()):
            drawn[str(feature["id"]), str(boundary["neighbour"])].append(boundary)
    unsure_parts = []
    for edge in edges:
        sides = edge.left, edge.right
        stretches = drawn.get(sides) or drawn.get(sides[::-1]) or []
        unsure = [stretch for stretch in stretches if stretch["accuracy"] == "D"]
        mostly = 2 * sum(stretch["km"] for stretch in unsure) > sum(
            stretch["km"] for stretch in stretches
        )
        unsure_parts.append(max(unsure, key=lambda stretch: stretch["km"]) if mostly else None)
    return tuple(unsure_parts)


def grades(edges: Iterable[Edge], dataset: Dataset) -> tuple[Grade | Literal[""], ...]:
    """For each edge the grade of most of its length, empty where the package gives none."""
    drawn: dict[frozenset[str], dict[Grade, float]] = defaultdict(lambda: defaultdict(float))
    for feature in dataset.features:
        for boundary in feature["properties"].get("boundaries", ()):
            sides = frozenset({str(feature["id"]), str(boundary["neighbour"])})
            drawn[sides][boundary["accuracy"]] += boundary["km"]
    main_grades: list[Grade | Literal[""]] = []
    for edge in edges:
        lengths = drawn.get(frozenset({edge.left, edge.right}), {})
        by_length = sorted(lengths, key=lambda grade: (lengths[grade], grade))
        main_grades.append(by_length[-1] if by_length else "")
    return tuple(main_grades)


def drawn_as(edges: Sequence[Edge], dataset: Dataset) -> dict[str, str]:
    """The role of the surrounding land that each territory of the backdrop belongs to at peace."""
    roles = backdrop_roles(dataset.features)
    shared: dict[str, dict[str, float]] = {
        name: {} for name, territory in dataset.territories.items() if territory.is_backdrop
    }
    for edge in edges:
        for name, other in ((edge.left, edge.right), (edge.right, edge.left)):
            if name in shared:
                role = roles.get(other, "")
                length = edge.line.length if role else 0.0
                shared[name][role] = shared[name].get(role, 0.0) + length
    return {name: max(some, key=lambda role: some[role]) for name, some in shared.items()}


def lands_by_role(dataset: Dataset, peaceful: Mapping[str, str]) -> dict[str, set[str]]:
    """Surrounding lands and territories drawn as part of them, by the role they have at peace.

    ``peaceful`` is what :func:`drawn_as` returns.
    """
    roles = backdrop_roles(dataset.features)
    lands: dict[str, set[str]] = {role: set() for role in roles.values()}
    for name, role in (*roles.items(), *peaceful.items()):
        if role:
            lands[role].add(name)
    return lands


def neighbours(edges: Iterable[Edge], dataset: Dataset) -> dict[str, set[str]]:
    """The territories that share a line with each territory; the backdrop is no part of it."""
    beside: dict[str, set[str]] = {
        name: set() for name, territory in dataset.territories.items() if not territory.is_backdrop
    }
    for edge in edges:
        if edge.left in beside and edge.right in beside:
            beside[edge.left].add(edge.right)
            beside[edge.right].add(edge.left)
    return beside


def pieces(state: State, beside: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Connected lands of a polity: the territories of each, in the order of the table.

    ``beside`` is what :func:`neighbours` returns.
    """
    order = {name: n for n, name in enumerate(beside)}
    waiting = dict.fromkeys(beside)
    connected = []
    while waiting:
        piece = [waiting.popitem()[0]]
        for land in piece:
            for other in beside[land]:
                if other in waiting and state[other].controller == state[land].controller:
                    del waiting[other]
                    piece.append(other)
        connected.append(tuple(sorted(piece, key=order.__getitem__)))
    return sorted(connected, key=lambda piece: order[piece[0]])


def is_plain(row: Control, dataset: Dataset, peaceful: Mapping[str, str]) -> bool:
    """Whether a row leaves its territory without a fill, to the land that it is drawn as.

    ``peaceful`` is what :func:`drawn_as` returns.
    """
    return peaceful.get(row.territory_id) == dataset.polities[row.controller].role


def paints(
    state: State, dataset: Dataset, peaceful: Mapping[str, str]
) -> dict[str, style.Paint | None]:
    """How each territory is filled; ``None`` leaves it to the land that it is drawn as.

    ``peaceful`` is what :func:`drawn_as` returns.
    """
    return {
        name: None
        if is_plain(held.control, dataset, peaceful)
        else style.paint_of(held.control, dataset)
        for name, held in state.items()
    }
