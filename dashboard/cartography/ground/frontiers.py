"""What the lines between territories part, what is one land, what is drawn as a neighbour's.

Paper asks for a day as it draws it; for the browser ui/browser/days.py asks for every change
day and ships the answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.cartography.ground.edge import OUTSIDE, Edge
from dashboard.cartography.look import style
from dashboard.cartography.look.style import EdgeKind
from dashboard.dataset.model import Control, Dataset
from dashboard.dataset.timeline import TerritoryState

State = Mapping[str, TerritoryState]


def backdrop_roles(features: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Roles of the surrounding lands that have one, by feature id."""
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

    A line between two powers is ``POWER``, between polities of one power
    ``POLITY``. Where one side has no role, or no polity that is known, the line
    is as faint as one inside a polity; it is not drawn inside the land that a
    territory belongs to at peace. ``peaceful`` is what :func:`drawn_as` found.
    """
    if OUTSIDE in parted:
        return EdgeKind.NONE
    for one, other in (parted, parted[::-1]):
        plain = one in peaceful and is_plain(state[one].control, dataset, peaceful)
        if plain and other == f"@{peaceful[one]}":
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
    found = []
    for edge in edges:
        sides = edge.left, edge.right
        stretches = drawn.get(sides) or drawn.get(sides[::-1]) or []
        unsure = [stretch for stretch in stretches if stretch["accuracy"] == "D"]
        mostly = 2 * sum(stretch["km"] for stretch in unsure) > sum(
            stretch["km"] for stretch in stretches
        )
        found.append(max(unsure, key=lambda one: one["km"]) if mostly else None)
    return tuple(found)


def grades(edges: Iterable[Edge], dataset: Dataset) -> tuple[str, ...]:
    """For each edge the grade of most of its length, empty where the package gives none."""
    drawn: dict[frozenset[str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for feature in dataset.features:
        for boundary in feature["properties"].get("boundaries", ()):
            sides = frozenset({str(feature["id"]), str(boundary["neighbour"])})
            drawn[sides][boundary["accuracy"]] += boundary["km"]
    found = []
    for edge in edges:
        lengths = drawn.get(frozenset({edge.left, edge.right}), {})
        found.append(max(lengths, key=lambda grade: (lengths[grade], grade), default=""))
    return tuple(found)


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

    ``peaceful`` is what :func:`drawn_as` found.
    """
    roles = backdrop_roles(dataset.features)
    found: dict[str, set[str]] = {role: set() for role in roles.values()}
    for name, role in (*roles.items(), *peaceful.items()):
        if role:
            found[role].add(name)
    return found


def neighbours(edges: Iterable[Edge], dataset: Dataset) -> dict[str, set[str]]:
    """The territories that share a line with each territory; the backdrop is no part of it."""
    found: dict[str, set[str]] = {
        name: set() for name, territory in dataset.territories.items() if not territory.is_backdrop
    }
    for edge in edges:
        if edge.left in found and edge.right in found:
            found[edge.left].add(edge.right)
            found[edge.right].add(edge.left)
    return found


def pieces(state: State, beside: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Connected lands of one polity: the territories of each, in the order of the table.

    ``beside`` is what :func:`neighbours` found.
    """
    order = {name: n for n, name in enumerate(beside)}
    waiting = dict.fromkeys(beside)
    found = []
    while waiting:
        piece = [waiting.popitem()[0]]
        for one in piece:
            for other in beside[one]:
                if other in waiting and state[other].controller == state[one].controller:
                    del waiting[other]
                    piece.append(other)
        found.append(tuple(sorted(piece, key=order.__getitem__)))
    return sorted(found, key=lambda piece: order[piece[0]])


def is_plain(row: Control, dataset: Dataset, peaceful: Mapping[str, str]) -> bool:
    """Whether a row leaves its territory without a fill, to the land that it is drawn as.

    ``peaceful`` is what :func:`drawn_as` found.
    """
    return peaceful.get(row.territory_id) == dataset.polities[row.controller].role


def paints(
    state: State, dataset: Dataset, peaceful: Mapping[str, str]
) -> dict[str, style.Paint | None]:
    """How each territory is filled; ``None`` leaves it to the land that it is drawn as.

    ``peaceful`` is what :func:`drawn_as` found.
    """
    return {
        name: None
        if is_plain(one.control, dataset, peaceful)
        else style.paint_of(one.control, dataset)
        for name, one in state.items()
    }
