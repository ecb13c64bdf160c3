"""Which part of the map a sheet shows, and how metres become points of the paper."""

from dataclasses import dataclass

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground.projection import Bounds

# Points of paper that a CSS pixel of the style table takes on A4.
PIXEL = 0.5
OVERHANG_PT = 12.0


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the plate is drawn, and how large.

    ``bounds`` are metres, ``frame`` is width and height in points, of the same
    proportion; ``scale`` is the factor on all sizes, 1 on A4, ``strokes`` another on lines.
    """

    bounds: Bounds
    frame: tuple[float, float]
    scale: float
    strokes: float = 1.0

    @property
    def per_metre(self) -> float:
        """Points of paper for a metre of the projection."""
        return self.frame[0] / (self.bounds[2] - self.bounds[0])

    @property
    def pixel(self) -> float:
        """Points of paper for a CSS pixel of the style table."""
        return PIXEL * self.scale * self.strokes

    def to_paper(self, geometry: BaseGeometry) -> BaseGeometry:
        """Geometry in metres to points, cut to a little more than the frame."""
        west, south = self.bounds[:2]
        k = self.per_metre
        moved = affinity.affine_transform(geometry, [k, 0, 0, k, -west * k, -south * k])
        if moved.geom_type.endswith("Point"):
            return moved
        over = OVERHANG_PT * self.scale
        return moved.intersection(
            shapely.box(-over, -over, self.frame[0] + over, self.frame[1] + over)
        )
