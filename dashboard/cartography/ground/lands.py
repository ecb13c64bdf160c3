"""Land that the base layer does not draw."""

from collections.abc import Iterable, Mapping

import shapely
from shapely.geometry.base import BaseGeometry


def bare(
    areas: Mapping[str, BaseGeometry], land: Iterable[BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Those of the areas of the coverage under which no land of the base layer lies.

    All are in the same projection.
    """
    drawn = list(land)
    shapely.prepare(drawn)
    inside = {name: area.representative_point() for name, area in areas.items()}
    return {
        name: areas[name]
        for name, point in inside.items()
        if not any(area.covers(point) for area in drawn)
    }
