"""What is made from other files of the package: the outlines for the screen and the relief.

Shapely is imported where it is used, as in :mod:`dashboard.dataset.rules.geometry`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dashboard.dataset import projection
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.layers import SCREEN, TERRITORIES, Feature
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.relief import RELIEF, read_relief
from dashboard.dataset.rules.geojson import is_plain, problem_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

REMAKE = "write it again with `python -m dashboard screen DIR`, or remove it"
AREA_SHARE = 0.02
"""How much of its area a territory may lose or gain on the screen."""


def screen_is_of_these_territories(package: Package) -> Iterator[Problem]:
    """Yield outlines for the screen that were made from other territories, or miss some."""
    if package.layers.get(SCREEN) is None:
        return
    content = package.files.read(TERRITORIES)
    made_of = package.members[SCREEN].get("territories_sha256")
    if made_of != hashlib.sha256(content).hexdigest():
        rule = f"was not made from the present {TERRITORIES}"
        yield Problem(SCREEN, None, "territories_sha256", str(made_of or ""), rule, REMAKE)
    full, thin = (
        {str(feature.get("id")) for feature in package.layers[path] or ()} for path in _BOTH
    )
    for name in sorted(full ^ thin):
        rule = f"is in one of {TERRITORIES} and {SCREEN} only"
        yield Problem(SCREEN, None, "id", name, rule, REMAKE)


def screen_is_the_territories_with_fewer_points(package: Package) -> Iterator[Problem]:
    """Yield outlines for the screen with points of their own, or of another area; and gaps."""
    import shapely

    full, thin = (_areas(package, path) for path in _BOTH)
    if not thin:
        return
    known = {tuple(point) for area in full.values() for point in shapely.get_coordinates(area)}
    for feature in package.layers[SCREEN] or ():
        name = str(feature.get("id"))
        if name not in full or name not in thin:
            continue
        own = [xy for xy in shapely.get_coordinates(thin[name]) if tuple(xy) not in known]
        if own:
            rule = f"has the point {own[0].tolist()}, which no territory has"
            yield problem_of(SCREEN, feature, "geometry", rule, REMAKE)
        share = thin[name].area / full[name].area - 1 if full[name].area else 0.0
        if abs(share) > AREA_SHARE:
            rule = f"is {share:+.1%} of its area off the full outline"
            yield problem_of(SCREEN, feature, "geometry", rule, REMAKE)
    if not shapely.coverage_is_valid(list(thin.values())):
        rule = "is no coverage: neighbours do not share their edges point for point"
        yield Problem(SCREEN, None, "geometry", "", rule, REMAKE)


def projection_is_one_of_proj(package: Package) -> Iterator[Problem]:
    """Yield a projection that PROJ does not know or in which the atlas cannot be drawn."""
    if not package.descriptor:
        return
    atlas = package.descriptor["atlas"]
    west, south, east, north = map(float, atlas["home"])
    fault = projection.fault(atlas["projection"], (west, south, east, north))
    if fault:
        asked = str(atlas["projection"])
        yield Problem(DESCRIPTOR, None, "atlas.projection", asked, fault, projection.CURE)


def relief_can_be_drawn(package: Package) -> Iterator[Problem]:
    """Yield a relief whose description or picture cannot be used."""
    if not package.descriptor:
        return
    try:
        read_relief(package.folder, package.descriptor["atlas"]["projection"])
    except ValueError as error:
        cure = "write it again for the projection of the package, or remove it"
        yield Problem(RELIEF, None, "", "", str(error), cure)


_BOTH = (TERRITORIES, SCREEN)


def _areas(package: Package, path: str) -> Mapping[str, "BaseGeometry"]:
    from shapely.geometry import shape

    features: tuple[Feature, ...] = package.layers.get(path) or ()
    return {
        str(feature.get("id")): shape(feature["geometry"])
        for feature in features
        if is_plain(feature)
    }
