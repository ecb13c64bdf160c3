"""All that a printed map is drawn from, made once from a dataset: geometry in metres.

The geometry is finer than the screen's (print resolves a tenth of a millimetre)
and knows nothing of a day; :mod:`dashboard.cartography.paper.chart` draws a day of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from shapely.geometry import Point, box, shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers, layers
from dashboard.cartography.ground.coverage import Coverage
from dashboard.cartography.ground.lands import bare
from dashboard.cartography.ground.layers import look_of
from dashboard.cartography.ground.model import MapModel, build_map_model
from dashboard.cartography.ground.projection import Bounds, Projection
from dashboard.cartography.look import reach
from dashboard.cartography.look.map_layers import USUAL
from dashboard.cartography.look.style import RAILWAY_LOOKS, RELIEF_OPACITY, LineLook
from dashboard.dataset import renaming
from dashboard.dataset.model import Dataset, Interval, Text
from dashboard.dataset.other_readings import Difference, as_read, differences
from dashboard.dataset.reading.relief import FORMATS, read_relief
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.vocabulary import Grade

PRINT_TOLERANCE_M = 80.0
BASE_TOLERANCE_M = 150.0
# Stations and passes come after all places.
LAST_RANK = 9
# Land and water around the home view that a sheet of another shape may show.
MARGIN_DEGREES = 14.0


@dataclass(frozen=True, slots=True)
class Relief:
    """Shadows and lights in the map's projection: RGBA rows from the north, bounds in metres.

    They are as clear as a sheet shows them.
    """

    pixels: NDArray[np.uint8]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Line:
    """A line of history: a treaty's, an armistice's, with its look on the screen.

    ``layer`` is the layer that switches it, by its id in ``map_layers.LAYERS``.
    """

    layer: str
    kind: str
    name: Text
    look: LineLook
    interval: Interval
    geometry: BaseGeometry
    sources: tuple[str, ...]
    treaty: str


@dataclass(frozen=True, slots=True)
class Way:
    """A railway or a road, by ``kind``."""

    kind: str
    look: LineLook
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a water to be named; x, y in metres, rank 1 the greatest."""

    name: Text
    today: Text
    kind: str
    rank: int
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plate(MapModel):
    """The map model of printed sheets, with all that they draw besides; geometry in metres.

    ``sides``, ``doubtful`` go with the edges of the coverage: what lies on both
    sides, and whether most of the line is of accuracy D; so do ``grades``, see
    :func:`dashboard.cartography.ground.frontiers.grades`. ``places`` has each place
    once a name, with the days on which it has it, ``lands`` the names of the surrounding lands.
    ``differing`` is what another reading than
    the atlas's own has otherwise.
    """

    dataset: Dataset
    timeline: Timeline
    sides: tuple[tuple[str, str], ...]
    doubtful: tuple[bool, ...]
    grades: tuple[Grade | Literal[""], ...]
    km2: Mapping[str, float]
    land: BaseGeometry
    coast: BaseGeometry
    lakes: BaseGeometry
    rivers: BaseGeometry
    border_rivers: BaseGeometry
    ways: tuple[Way, ...]
    stops: tuple[Spot, ...]
    lines: tuple[Line, ...]
    places: tuple[tuple[Spot, Interval], ...]
    lands: Mapping[str, Sequence[renaming.Named]]
    waters: tuple[Spot, ...]
    relief: Relief | None
    differing: tuple[Difference, ...] = ()

    def as_read(self, reading: str) -> "Plate":
        """The same with another reading of the dataset; raises as `readings.as_read`."""
        return self if reading == self.dataset.reading else _as_read(self, reading)

    def disputed_on(self, day: date) -> frozenset[str]:
        """The territories on which the reading differs from the atlas's own on a day."""
        return frozenset(one.other.territory_id for one in self.differing if day in one.interval)

    def places_on(self, day: date) -> list[Spot]:
        """The places by their names of a day, those of the highest rank first."""
        return [spot for spot, interval in self.places if day in interval]

    def lines_on(self, day: date, shown: Collection[str] = USUAL) -> list[Line]:
        """The lines of history that stand on a day, of the layers that are shown."""
        return [line for line in self.lines if day in line.interval and line.layer in shown]


@lru_cache(maxsize=2)
def _as_read(plate: Plate, reading: str) -> Plate:
    """Kept: the pictures of a film and the maps of a story ask for the same again and again."""
    read = as_read(plate.dataset, reading)
    differing = tuple(differences(plate.dataset, reading))
    return replace(plate, dataset=read, timeline=Timeline(read), differing=differing)


def build_plate(dataset: Dataset, timeline: Timeline) -> Plate:
    """Project and sort the geometry of a dataset; takes a second or two, once."""
    model = build_map_model(dataset, dataset.features, PRINT_TOLERANCE_M)
    projection, edges = model.projection, model.coverage.edges
    conjectures = frontiers.conjectures(edges, dataset)
    rivers = _rivers(dataset, projection)
    return Plate(
        dataset=dataset,
        timeline=timeline,
        projection=projection,
        coverage=model.coverage,
        home=model.home,
        drawn_as=model.drawn_as,
        sides=tuple(frontiers.sides(edges, dataset)),
        doubtful=tuple(conjecture is not None for conjecture in conjectures),
        grades=frontiers.grades(edges, dataset),
        km2=timeline.km2,
        land=_land(dataset, projection, model.coverage),
        coast=_base(dataset, projection, "coast"),
        lakes=_base(dataset, projection, "lake"),
        rivers=rivers[False],
        border_rivers=rivers[True],
        ways=_ways(dataset, projection),
        stops=_stops(dataset, projection),
        lines=_lines(dataset, projection),
        places=_places(dataset, projection),
        lands=renaming.names_of_lands(dataset),
        waters=_waters(dataset, projection),
        relief=_relief(dataset),
    )


def _around(dataset: Dataset, projection: Projection) -> BaseGeometry:
    west, south, east, north = dataset.home
    margin = MARGIN_DEGREES * reach.factor(projection.box_of(dataset.home))
    return box(west - margin, south - margin, east + margin, north + margin)


def _base(dataset: Dataset, projection: Projection, kind: str) -> BaseGeometry:
    around = _around(dataset, projection)
    parts = [
        shape(feature.geometry).intersection(around)
        for feature in dataset.base
        if feature.kind == kind
    ]
    projected = projection.project(shapely.union_all(parts))
    times = reach.factor(projection.box_of(dataset.home))
    return projected.simplify(BASE_TOLERANCE_M * times)


def _land(dataset: Dataset, projection: Projection, coverage: Coverage) -> BaseGeometry:
    """Land as the package draws it, and what its territories cover besides."""
    land = _base(dataset, projection, "land")
    return shapely.union_all([land, *bare(coverage.areas, [land]).values()])


def _rivers(dataset: Dataset, projection: Projection) -> dict[bool, BaseGeometry]:
    rivers: dict[bool, list[BaseGeometry]] = {False: [], True: []}
    times = reach.factor(projection.box_of(dataset.home))
    for feature in dataset.base:
        if feature.kind == "river":
            rivers[feature.border].append(shape(feature.geometry))
    return {
        border: projection.project(shapely.union_all(parts)).simplify(BASE_TOLERANCE_M * times)
        for border, parts in rivers.items()
    }


def _ways(dataset: Dataset, projection: Projection) -> tuple[Way, ...]:
    return tuple(
        Way(way.kind, RAILWAY_LOOKS[way.kind], projection.project(shape(way.geometry)))
        for way in dataset.railways
        if way.kind in RAILWAY_LOOKS
    )


def _stops(dataset: Dataset, projection: Projection) -> tuple[Spot, ...]:
    """Stations and passes; a name is empty where that of a place stands."""
    return tuple(
        Spot(
            Text({language: stop.label(language) for language in dataset.languages}),
            Text(),
            stop.kind,
            LAST_RANK,
            projection.project(Point(stop.lon, stop.lat)),
        )
        for stop in layers.stops(dataset)
    )


def _lines(dataset: Dataset, projection: Projection) -> tuple[Line, ...]:
    """The lines of all layers of history."""
    return tuple(
        Line(
            dataset.kinds.lines[line.kind].layer,
            line.kind,
            line.name,
            look_of(line, dataset),
            line.interval or Interval(dataset.first_day, None),
            projection.project(shape(line.geometry)),
            tuple(citation.key for citation in line.citations),
            line.treaty,
        )
        for line in dataset.lines
    )


def _places(dataset: Dataset, projection: Projection) -> tuple[tuple[Spot, Interval], ...]:
    names = renaming.names_of_places(dataset)
    spots = []
    for place in dataset.places:
        where = projection.project(shape(place.geometry))
        spots += [
            (Spot(name.name, name.today, place.kind, place.rank, where), name.interval)
            for name in names[place.id]
        ]
    return tuple(sorted(spots, key=lambda placed: placed[0].rank))


def _waters(dataset: Dataset, projection: Projection) -> tuple[Spot, ...]:
    spots = []
    for feature in dataset.base:
        kind = feature.kind.removesuffix("_label")
        if kind in ("sea", "lake", "river") and feature.name:
            where = projection.project(shape(feature.geometry))
            spots.append(Spot(feature.name, Text(), kind, feature.rank, where))
    return tuple(sorted(spots, key=lambda spot: spot.rank))


def _relief(dataset: Dataset) -> Relief | None:
    relief = read_relief(dataset.folder, dataset.projection)
    if relief is None:
        return None
    with Image.open(relief.image, formats=FORMATS) as picture:
        shades = picture.convert("RGBA")
    # Once, so that a sheet need not copy the picture to fade it.
    shades.putalpha(shades.getchannel("A").point([int(n * RELIEF_OPACITY) for n in range(256)]))
    return Relief(np.asarray(shades), relief.bounds)
