"""The projection of the map: degrees to metres and back, by PROJ.

It comes from the data package; docs/decisions/01-projection.md says how to choose it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.projection import definition

# Of a window from which the extent of another is sought, each leaves a small part missing.
ROUNDS = 24
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """A map projection on WGS 84 in metres; ``definition`` is in the words of PROJ."""

    definition: str

    @classmethod
    def from_package(cls, projection: object) -> "Projection":
        """Read ``atlas.projection`` of datapackage.json.

        Raises
        ------
        ValueError
            When it is neither a code nor an object with a name and parameters.
        """
        return cls(definition(projection))

    @property
    def method(self) -> str:
        """What PROJ calls the projection: ``Lambert Azimuthal Equal Area``."""
        operation = CRS.from_user_input(self.definition).coordinate_operation
        return operation.method_name if operation else self.definition

    @property
    def _forward(self) -> Transformer:
        return _transformer(self)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Geometry in degrees (lon, lat) to the same geometry in metres (x, y)."""
        forward = self._forward

        def to_metres(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
            return np.column_stack(forward.transform(points[:, 0], points[:, 1]))

        return shapely.transform(geometry, to_metres)

    def back(self, geometry: BaseGeometry) -> BaseGeometry:
        """Geometry in metres (x, y) to the same geometry in degrees (lon, lat)."""

        def to_degrees(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
            return np.column_stack(
                self._forward.transform(points[:, 0], points[:, 1], direction="INVERSE")
            )

        return shapely.transform(geometry, to_degrees)

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

    def unproject_all(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitudes and latitudes of many points in metres; infinite where there are none."""
        lon, lat = self._forward.transform(x, y, direction="INVERSE")
        return lon, lat

    def box_of(self, degrees: Bounds) -> Bounds:
        """Bounds in metres of a box in degrees (west, south, east, north)."""
        west, south, east, north = degrees
        rim = [(float(lon), lat) for lon in np.linspace(west, east, 9) for lat in (south, north)]
        sides = [(lon, float(lat)) for lat in np.linspace(south, north, 9) for lon in (west, east)]
        points = rim + sides
        x, y = zip(*self.project_points(points), strict=True)
        return min(x), min(y), max(x), max(y)

    def extent_of(self, bounds: Bounds) -> Bounds:
        """West, south, east, north in degrees where the middle lines of a box in metres leave it.

        As assets/core/degrees.mjs has it: the page keeps its windows so.
        """
        left, bottom, right, top = bounds
        x, y = (left + right) / 2, (bottom + top) / 2
        west, east = (self.unproject(side, y)[0] for side in (left, right))
        south, north = (self.unproject(x, side)[1] for side in (bottom, top))
        return west, south, east, north

    def window_of(self, extent: Bounds) -> Bounds:
        """The box in metres that has an extent in degrees: the inverse of :meth:`extent_of`."""
        west, south, east, north = extent
        left, bottom = self._forward.transform(west, south)
        right, top = self._forward.transform(east, north)
        window = np.array([left, bottom, right, top])
        for _ in range(ROUNDS):
            shown = np.array(self.extent_of(tuple(window)))
            across, up = (window[2:] - window[:2]) / (shown[2:] - shown[:2])
            window += (np.array(extent) - shown) * [across, up, across, up]
        west, south, east, north = map(float, window)
        return west, south, east, north


@cache
def _transformer(projection: Projection) -> Transformer:
    """Building a transformer takes milliseconds, using it microseconds."""
    return Transformer.from_crs("EPSG:4326", projection.definition, always_xy=True)
