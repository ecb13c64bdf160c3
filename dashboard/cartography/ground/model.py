"""The map that screen and paper share: what a package covers, in the metres of its projection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.coverage import Coverage, build_coverage
from dashboard.cartography.ground.projection import Bounds, Projection
from dashboard.cartography.look import reach
from dashboard.dataset.model import Dataset


@dataclass(frozen=True, slots=True, eq=False)
class MapModel:
    """Geometry in metres, x before y. ``home`` is west, south, east, north in metres.

    ``drawn_as`` is :func:`dashboard.cartography.ground.frontiers.drawn_as`.
    """

    projection: Projection
    coverage: Coverage
    home: Bounds
    drawn_as: Mapping[str, str]

    @property
    def reach(self) -> float:
        """How many times as far it reaches as the usual map: lengths of the ground follow it."""
        return reach.factor(self.home)


def build_map_model(
    dataset: Dataset, outlines: Iterable[Mapping[str, Any]], tolerance_m: float = 0.0
) -> MapModel:
    """Project the outlines of a dataset's lands and find the edges that they share.

    Parameters
    ----------
    outlines
        GeoJSON features in degrees (lon, lat), together a valid coverage: ``dataset.features``
        or ``dataset.screen``.
    tolerance_m
        How far a line of the usual map may move when it is simplified; on the map of a city it
        moves less, on that of a continent more. 0 leaves every point.
    """
    projection = Projection.from_package(dataset.projection)
    home = projection.box_of(dataset.home)
    coverage = build_coverage(outlines, projection, tolerance_m * reach.factor(home))
    return MapModel(projection, coverage, home, frontiers.drawn_as(coverage.edges, dataset))
