"""What the map names beside the territories: places, stations, waters and surrounding lands."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import layers
from dashboard.cartography.ground.model import MapModel
from dashboard.cartography.look import zoom
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.renaming import Named
from dashboard.ui.browser import contract

# Names of neighbours stand near the map's own land, on a grid of candidate points.
LABEL_REACH_M = 60_000.0
LABEL_STEP_M = 20_000.0
LABEL_APART_M = 45_000.0
LABEL_SPOTS = 40


def places(
    dataset: Dataset,
    model: MapModel,
    names: Mapping[str, Sequence[Named]],
    language: Language,
) -> list[contract.Place]:
    """Towns and other places with their names through time, those of the first rank first."""
    # A territory of the backdrop is drawn as the land around the others, hardly ever filled.
    territories = dataset.territories.values()
    filled = {territory.id for territory in territories if not territory.is_backdrop}
    return [
        {
            "id": place.id,
            "names": _through_time(dataset, names[place.id], language),
            "rank": place.rank,
            "zoom": zoom.place(place.rank).pixels_a_metre / model.reach,
            "kind": place.kind,
            "leads": place.id in dataset.terms.leading["places"],
            "abroad": place.territory not in filled,
            "xy": model.projection.project_points([place.lon_lat])[0],
        }
        for place in sorted(dataset.places, key=lambda place: place.rank)
    ]


def _through_time(
    dataset: Dataset, names: Sequence[Named], language: Language
) -> list[tuple[int, str, str]]:
    """The day from which each name is used, the name, and today's where it differs."""
    return [
        (
            (name.interval.start - dataset.first_day).days,
            name.name[language],
            name.today.own(language),
        )
        for name in names
    ]


def stops(dataset: Dataset, model: MapModel, language: Language) -> list[contract.RailStop]:
    """Stations and passes along the ways."""
    kept = list(layers.stops(dataset))
    points = model.projection.project_points([(stop.lon, stop.lat) for stop in kept])
    return [
        {"kind": stop.kind, "name": stop.label(language), "xy": xy}
        for stop, xy in zip(kept, points, strict=True)
    ]


def waters(dataset: Dataset, model: MapModel, language: Language) -> list[contract.Water]:
    """Names of seas, lakes and rivers with the point to write them at."""
    waters: list[contract.Water] = []
    for feature in dataset.base:
        name = feature.name[language]
        if feature.kind in ("sea_label", "lake", "river") and name:
            geometry = shapely.geometry.shape(feature.geometry)
            if geometry.geom_type.endswith("LineString"):
                longest = max(shapely.get_parts(geometry), key=lambda part: part.length)
                point = longest.interpolate(0.5, normalized=True)
            else:
                point = geometry.representative_point()
            kind = feature.kind.removesuffix("_label")
            xy = model.projection.project_points([(point.x, point.y)])[0]
            waters.append({"name": name, "kind": kind, "rank": feature.rank, "xy": xy})
    # A river in two features, frontier and not, is named once, on the feature of better rank.
    waters.sort(key=lambda water: water["rank"])
    return list({(water["kind"], water["name"]): water for water in reversed(waters)}.values())


def surrounding_lands(
    dataset: Dataset,
    model: MapModel,
    names: Mapping[str, Sequence[Named]],
    language: Language,
) -> list[contract.Outside]:
    """Names of the surrounding lands with points to write them at, the best first."""
    return [
        {
            "names": _through_time(dataset, those, language),
            "spots": _spots(model.coverage.areas[id_], model),
        }
        for id_, those in names.items()
    ]


def _spots(area: BaseGeometry, model: MapModel) -> list[tuple[int, int, int]]:
    """Points well inside a land and near the home view, in whole metres, the roomiest first.

    Each is x, y and the distance to the land's edge. They lie apart from each other, so that a
    card over the roomiest part of a land leaves some of them free.
    """
    near = area.intersection(shapely.box(*model.home).buffer(LABEL_REACH_M * model.reach))
    if near.is_empty:
        return []
    step = LABEL_STEP_M * model.reach
    x, y = np.meshgrid(*(np.arange(low, high, step) for low, high in _spans(near)))
    points = shapely.points(x.ravel(), y.ravel())
    inside = points[shapely.contains(near, points)]
    room = shapely.distance(inside, near.boundary)
    kept: list[int] = []
    for n in np.argsort(-room, kind="stable"):
        if (
            not kept
            or shapely.distance(inside[kept], inside[n]).min() >= LABEL_APART_M * model.reach
        ):
            kept.append(int(n))
        if len(kept) == LABEL_SPOTS:
            break
    return [(round(inside[n].x), round(inside[n].y), round(room[n])) for n in kept]


def _spans(area: BaseGeometry) -> tuple[tuple[float, float], tuple[float, float]]:
    west, south, east, north = area.bounds
    return (west, east), (south, north)
