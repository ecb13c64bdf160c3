"""The map of the screen: the shared model, and bands that say whose frontier a line is."""

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.model import MapModel, build_map_model
from dashboard.cartography.look import style
from dashboard.dataset.model import Dataset

BASE_TOLERANCE_M = 600.0
"""How far a line of the base map may move on the screen."""


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a neighbour's colour inside its own land, along its frontier with a territory.

    Land outside the data has no fill, so that nothing is coloured that no row
    supports; the band only says whose frontier it is, and is shown only while
    another power holds the territory.
    """

    role: str
    territory: str
    step: int
    area: BaseGeometry

    @property
    def name(self) -> str:
        return f"b-{self.role}-{self.territory}-{self.step}"


@dataclass(frozen=True, slots=True, eq=False)
class ScreenMap(MapModel):
    """The map model of the page, with the bands of all neighbours."""

    bands: tuple[Band, ...] = ()


def screen_map(dataset: Dataset) -> ScreenMap:
    """Project what the page draws, from the outlines made for the screen.

    A package without them is drawn from its full outlines: right in any case, but heavier.
    """
    model = build_map_model(dataset, dataset.screen or dataset.features)
    return ScreenMap(
        model.projection,
        model.coverage,
        model.home,
        model.drawn_as,
        tuple(_frontier_bands(dataset, model)),
    )


def _frontier_bands(dataset: Dataset, model: MapModel) -> list[Band]:
    """The bands of all neighbours; those of the same role and step do not overlap."""
    bands = []
    inner = set(dataset.territories) - set(model.drawn_as)
    for role, lands in frontiers.lands_by_role(dataset, model.drawn_as).items():
        land = shapely.union_all([model.coverage.areas[name] for name in sorted(lands)])
        lines = _frontiers(model, lands, inner)
        for step, width in enumerate(style.BAND_WIDTHS_M):
            free = land
            for territory, line in lines.items():
                strip = line.buffer(width * model.reach)
                area = strip.intersection(free).simplify(BASE_TOLERANCE_M * model.reach)
                free = free.difference(strip)
                if not area.is_empty:
                    bands.append(Band(role, territory, step, shapely.orient_polygons(area)))
    return bands


def _frontiers(model: MapModel, lands: set[str], inner: set[str]) -> dict[str, BaseGeometry]:
    """The line that each inner territory shares with the lands."""
    lines: dict[str, list[BaseGeometry]] = {}
    for edge in model.coverage.edges:
        sides = {edge.left, edge.right}
        if sides & lands and sides & inner:
            lines.setdefault((sides & inner).pop(), []).append(edge.line)
    return {territory: shapely.union_all(parts) for territory, parts in sorted(lines.items())}
