"""Lambert conformal conic of the map: degrees to metres and back.

The parameters come from the data package, so another region brings its own.
Metres are true to scale within 0.1 % between the standard parallels of the
Caucasus (docs/decisions/), unlike Web Mercator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

_ELLIPSOID = Geod(ellps="WGS84")
# Each leaves about a tenth of what was missing.
ROUNDS = 24
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ConformalConic:
    """Lambert conformal conic on WGS 84; all parameters in degrees."""

    lat_1: float
    lat_2: float
    lat_0: float
    lon_0: float

    @classmethod
    def from_package(cls, parameters: Mapping[str, Any]) -> "ConformalConic":
        """Read ``atlas.projection`` of datapackage.json.

        Raises
        ------
        ValueError
            When the projection is not ``lcc`` or a parameter is missing.
        """
        if parameters.get("name") != "lcc":
            raise ValueError(
                f"datapackage.json, atlas.projection.name: {parameters.get('name')!r} "
                "is not known; write 'lcc' (Lambert conformal conic)"
            )
        try:
            return cls(**{key: float(parameters[key]) for key in cls.__slots__})
        except KeyError as missing:
            raise ValueError(
                f"datapackage.json, atlas.projection: {missing} is missing; add it in degrees"
            ) from missing

    @property
    def _forward(self) -> Transformer:
        return _transformer(self)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Geometry in degrees (lon, lat) to the same geometry in metres (x, y)."""
        forward = self._forward

        def to_metres(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
            return np.column_stack(forward.transform(points[:, 0], points[:, 1]))

        return shapely.transform(geometry, to_metres)

    def project_points(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """(lon, lat) pairs in degrees to (x, y) pairs in whole metres."""
        if not points:
            return []
        lon, lat = zip(*points, strict=True)
        x, y = self._forward.transform(lon, lat)
        return [(round(a), round(b)) for a, b in zip(x, y, strict=True)]

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """The point of the ground (lon, lat in degrees) that is drawn at ``x``, ``y`` metres."""
        lon, lat = self._forward.transform(x, y, direction="INVERSE")
        return float(lon), float(lat)

    def box_of(self, degrees: Bounds) -> Bounds:
        """Bounds in metres of a box in degrees (west, south, east, north)."""
        west, south, east, north = degrees
        lon = np.linspace(west, east, 9)
        points = [(float(one), lat) for one in lon for lat in (south, north)]
        x, y = zip(*self.project_points(points), strict=True)
        return min(x), min(y), max(x), max(y)

    def extent_of(self, bounds: Bounds) -> Bounds:
        """West, south, east, north in degrees where the middle lines of a box in metres leave it.

        As assets/core/conic.mjs has it: the page keeps its windows so.
        """
        left, bottom, right, top = bounds
        x, y = (left + right) / 2, (bottom + top) / 2
        west, east = (self.unproject(one, y)[0] for one in (left, right))
        south, north = (self.unproject(x, one)[1] for one in (bottom, top))
        return west, south, east, north

    def window_of(self, extent: Bounds) -> Bounds:
        """The box in metres that has an extent in degrees: the inverse of :meth:`extent_of`."""
        west, south, east, north = extent
        left, bottom = self._forward.transform(west, south)
        right, top = self._forward.transform(east, north)
        found = np.array([left, bottom, right, top])
        north_m = np.pi / 180 * _ELLIPSOID.a
        east_m = north_m * np.cos(np.radians((south + north) / 2))
        for _ in range(ROUNDS):
            missing = np.array(extent) - self.extent_of(tuple(found))
            found += missing * [east_m, north_m, east_m, north_m]
        west, south, east, north = map(float, found)
        return west, south, east, north


@cache
def _transformer(conic: ConformalConic) -> Transformer:
    """Building one takes milliseconds, using one microseconds."""
    return Transformer.from_crs(
        "EPSG:4326",
        f"+proj=lcc +lat_1={conic.lat_1} +lat_2={conic.lat_2} +lat_0={conic.lat_0} "
        f"+lon_0={conic.lon_0} +datum=WGS84 +units=m",
        always_xy=True,
    )
