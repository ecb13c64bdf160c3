"""What the lines between territories part, and which land is drawn as a neighbour's.

The browser has the same rules (assets/map/painter.mjs, ``kindOf`` and ``fillOf``);
a test runs both over many days.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.cartography.ground.coverage import OUTSIDE, Edge
from dashboard.cartography.look import style
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import TerritoryState

State = Mapping[str, TerritoryState]


def backdrop_roles(features: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Roles of the surrounding lands that have one, by feature id."""
    return {
        str(feature["id"]): str(feature["properties"]["role"])
        for feature in features
        if feature["properties"].get("backdrop") and feature["properties"].get("role")
    }


def sides(edge: Edge, dataset: Dataset) -> tuple[str, str]:
    """Both sides of an edge: ``ID``, ``@ROLE`` of a surrounding land, or empty for the outside."""
    roles = backdrop_roles(dataset.features)

    def side(name: str) -> str:
        inner = name == OUTSIDE or name in dataset.territories
        return name if inner else f"@{roles.get(name, '')}"

    return side(edge.left), side(edge.right)


def kind(
    parted: tuple[str, str], state: State, dataset: Dataset, neighbours: Mapping[str, str]
) -> str:
    """What a line parts on a day: ``power``, ``polity``, ``inner`` or, at the outside, ``none``.

    A line between two powers is ``power``, between polities of one power
    ``polity``. Where one side has no role, or no polity that is known, the line
    is as faint as one inside a polity; it is not drawn inside the land that a
    territory belongs to at peace. ``neighbours`` is what :func:`drawn_as` found.
    """
    if OUTSIDE in parted:
        return "none"
    for one, other in (parted, parted[::-1]):
        peaceful = one in neighbours and _holder(one, state, dataset)[0] == neighbours[one]
        if peaceful and other.startswith("@"):
            return "none"
    (role_a, polity_a), (role_b, polity_b) = (_holder(side, state, dataset) for side in parted)
    if role_a != role_b:
        return "power" if role_a and role_b else "inner"
    return "inner" if polity_a == polity_b or not polity_a or not polity_b else "polity"


def _holder(side: str, state: State, dataset: Dataset) -> tuple[str, str]:
    if side.startswith("@"):
        return side[1:], ""
    polity = state[side].controller
    return dataset.polities[polity].role, polity


def drawn_as(edges: Sequence[Edge], dataset: Dataset) -> dict[str, str]:
    """The role of the surrounding land that each territory of the backdrop belongs to at peace."""
    roles = backdrop_roles(dataset.features)
    found = {}
    for name, territory in dataset.territories.items():
        if territory.is_backdrop:
            shared: dict[str, float] = {}
            for edge in edges:
                if name in (edge.left, edge.right):
                    other = edge.right if edge.left == name else edge.left
                    role = roles.get(other, "")
                    shared[role] = shared.get(role, 0.0) + (edge.line.length if role else 0.0)
            found[name] = max(shared, key=lambda role: shared[role])
    return found


def paints(
    state: State, dataset: Dataset, neighbours: Mapping[str, str]
) -> dict[str, style.Paint | None]:
    """How each territory is filled; ``None`` leaves it to the land that it is drawn as.

    ``neighbours`` is what :func:`drawn_as` found.
    """
    found: dict[str, style.Paint | None] = {}
    for name, one in state.items():
        paint = style.paint_of(one.control, dataset.polities)
        found[name] = None if neighbours.get(name) == paint.role else paint
    return found
