"""The line between two areas; importing it needs no geometry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

OUTSIDE = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two areas, ids in alphabetical order; either side may be :data:`OUTSIDE`."""

    left: str
    right: str
    line: "BaseGeometry"
