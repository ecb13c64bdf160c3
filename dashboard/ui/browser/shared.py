"""Parts of the payload that all languages share, computed once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import shapely

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.model import MapModel
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.ui.browser import contract, days, drawing


@dataclass(frozen=True, slots=True)
class Shared:
    """The costliest parts of the payload, which are the same in every language.

    ``middles`` has for each territory a point well inside it in metres, ``handovers`` by day
    the territories that change hands, ``features`` those of the territories by id.
    """

    drawing: contract.Drawing
    days: contract.Days
    edges: list[tuple[str, str]]
    middles: Mapping[str, tuple[int, int]]
    handovers: Mapping[date, Collection[str]]
    features: Mapping[str, Mapping[str, Any]]

    def in_time(self, dataset: Dataset, timeline: Timeline, model: MapModel) -> "Shared":
        """The same of another reading of the dataset: only what depends on the day is anew."""
        handed = _handovers(timeline)
        return replace(self, days=days.build(dataset, timeline, model), handovers=handed)


def shared_parts(dataset: Dataset, timeline: Timeline, model: MapModel) -> Shared:
    """Work out what is the same in every language."""
    middles = {}
    for name in dataset.territories:
        inner = shapely.maximum_inscribed_circle(model.coverage.areas[name], 500 * model.reach)
        x, y = shapely.get_coordinates(inner)[0]
        middles[name] = (round(x), round(y))
    return Shared(
        drawing.build(dataset, model),
        days.build(dataset, timeline, model),
        frontiers.sides(model.coverage.edges, dataset),
        middles,
        _handovers(timeline),
        {str(feature["id"]): feature for feature in dataset.features},
    )


def _handovers(timeline: Timeline) -> dict[date, Collection[str]]:
    return {day: frozenset(timeline.handovers(day)) for day in timeline.change_days}
