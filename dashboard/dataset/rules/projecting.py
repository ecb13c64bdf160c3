"""What lies on the map, tried in its projection before anything is drawn.

pyproj is imported where it is used, as shapely is in :mod:`dashboard.dataset.rules.geometry`.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import TYPE_CHECKING

from dashboard.dataset import projection
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.load import Package
from dashboard.dataset.rules.geojson import corners_of, problem_of

if TYPE_CHECKING:
    from pyproj import Transformer

FARTHEST_M = 50_000_000.0
"""Metres from the origin of the projection: farther lies what the projection cannot show."""

_NOTHING = "reaches where the projection of the atlas draws nothing"


def map_can_be_drawn(package: Package) -> Iterator[Problem]:
    """Yield what the projection of the atlas throws to infinity: the first view, features."""
    if not package.descriptor:
        return
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    atlas = package.descriptor["atlas"]
    try:
        target = projection.definition(atlas["projection"])
        forward = Transformer.from_crs("EPSG:4326", target, always_xy=True)
    except ProjError:
        return  # drawing.projection_is_one_of_proj names it
    west, south, east, north = home = atlas["home"]
    if not _is_drawn(forward, product((west, (west + east) / 2, east), (south, north))):
        cure = "leave out the pole, or choose another atlas.projection"
        yield Problem(DESCRIPTOR, None, "atlas.home", str(home), _NOTHING, cure)
    for path, features in package.layers.items():
        corners = [corners_of(feature) for feature in features or ()]
        # Each by itself is slow, and needed only to say which.
        if _is_drawn(forward, chain.from_iterable(corners)):
            continue
        for feature, its in zip(features or (), corners, strict=True):
            if not _is_drawn(forward, its):
                cure = "cut it off there, or choose another atlas.projection"
                yield problem_of(path, feature, "geometry", _NOTHING, cure)


def home_shows_land_of_the_atlas(package: Package) -> Iterator[Problem]:
    """Yield a first view of the map that shows no territory."""
    if not package.descriptor or not package.territories:
        return
    west, south, east, north = home = package.descriptor["atlas"]["home"]
    seats = ((territory.lon, territory.lat) for _, territory in package.territories)
    if not any(west <= lon <= east and south <= lat <= north for lon, lat in seats):
        cure = "longitude comes first: write west, south, east, north around the territories"
        yield Problem(DESCRIPTOR, None, "atlas.home", str(home), "shows no territory", cure)


def _is_drawn(forward: "Transformer", positions: Iterable[tuple[float, float]]) -> bool:
    """Tell whether positions in degrees come out at bearable metres."""
    points = list(positions)
    if not points:
        return True
    lons, lats = zip(*points, strict=True)
    # What cannot be projected is infinite, and NaN is not less than anything.
    return all(
        abs(metre) < FARTHEST_M for metres in forward.transform(lons, lats) for metre in metres
    )
