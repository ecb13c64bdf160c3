"""The colour of a neighbour inside its own land along a frontier, fading with the distance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers
from dashboard.cartography.look import style
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View

# Reach in CSS pixels of the style table, so that it is as wide on every map of the same size; steps
# so fine that none is seen as a zone of its own.
REACH, STEPS = 26.0, 13
# No bend of the frontier is seen in a step below this, in points.
BEND_PT = 0.4


@dataclass(frozen=True, slots=True)
class Tint:
    """The frontier of the lands of a role with others, and those lands, in points."""

    role: str
    frontier: BaseGeometry
    area: BaseGeometry


def widths() -> Iterator[float]:
    """Width of the line of each step in CSS pixels, the widest first: half of it is in the land."""
    for step in range(STEPS, 0, -1):
        yield 2 * REACH * step / STEPS


def opacity() -> float:
    """Of a step: together they are as strong at the frontier as the bands of the screen."""
    strength = (1 - style.BAND_OPACITY) ** len(style.BAND_WIDTHS_M)
    return float(1 - strength ** (1 / STEPS))


def tints(
    plate: Plate, view: View, areas: Mapping[str, BaseGeometry], state: frontiers.State
) -> Iterator[Tint]:
    """What is to be tinted on a day; ``areas`` are lands in points by id."""
    for role, lands in frontiers.lands_by_role(plate.dataset, plate.drawn_as).items():
        area = shapely.union_all([areas[name] for name in sorted(lands)])
        lines = [
            edge.line
            for edge, parted in zip(plate.coverage.edges, plate.sides, strict=True)
            if len({edge.left, edge.right} & lands) == 1
            and any(_is_foreign(plate, side, role, state) for side in parted)
        ]
        if lines and not area.is_empty:
            frontier = view.to_paper(shapely.union_all(lines)).simplify(BEND_PT)
            yield Tint(role, frontier, area)


def _is_foreign(plate: Plate, side: str, role: str, state: frontiers.State) -> bool:
    """Whether a territory on one side of a frontier is held by another power."""
    if side not in state or side in plate.drawn_as:
        return False
    return plate.dataset.polities[state[side].controller].role != role
