"""What a placed name is, and where there is still room for another.

All positions are points (1/72 inch) of the map frame, x before y, from its
lower left corner.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from shapely import affinity
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.look.typeface import CAPITAL
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.paper.lettering import width

# Height of a line of text and of its capitals, as parts of the font size.
LINE, CAP = 1.16, CAPITAL / 1000
SMALLEST = 6.0
"""No letter on A4 is smaller, in points: the least that journals take."""


@dataclass(frozen=True, slots=True)
class Style:
    """Size in points; ``colour`` names a field of the palette."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"
    halo: float = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """A line of text: its baseline begins at ``xy``, turned by ``rotation`` degrees."""

    text: str
    xy: tuple[float, float]
    style: Style
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a place: a square for a capital, else a circle; ``size`` in points.

    ``stop`` is ``station`` or ``pass`` where it is the sign of such a stop, else empty.
    """

    xy: tuple[float, float]
    square: bool
    size: float
    stop: str = ""


@dataclass(slots=True)
class Layout:
    """What has been placed; ``taken`` is where no other name may stand.

    ``leaders`` lead from the sign of a place to a name that stands off it. ``check`` is called
    for each place that is looked at, and may raise.
    """

    frame: BaseGeometry
    names: list[Name] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    taken: list[BaseGeometry] = field(default_factory=list)
    leaders: list[LineString] = field(default_factory=list)
    check: Check = no_check

    def free(self, where: BaseGeometry, gap: float = 1.2) -> bool:
        """Whether a box lies in the frame and ``gap`` points off all others."""
        self.check()
        if not self.frame.contains(where):
            return False
        return not any(where.dwithin(other, gap) for other in self.taken)


def beside(
    point: Point, text: str, style: Style, off: float
) -> Iterator[tuple[tuple[float, float], BaseGeometry]]:
    """Start of the baseline and box of a name right, left, above and below a point."""
    wide, cap = width(text, style.size, style.bold), style.size * CAP
    pad = style.size * 0.14
    level = point.y - cap / 2
    for x, y in (
        (point.x + off, level),
        (point.x - off - wide, level),
        (point.x + off * 0.6, point.y + off * 0.8),
        (point.x + off * 0.6, point.y - off * 0.8 - cap),
        (point.x - off * 0.6 - wide, point.y + off * 0.8),
        (point.x - off * 0.6 - wide, point.y - off * 0.8 - cap),
        (point.x - wide / 2, point.y + off),
        (point.x - wide / 2, point.y - off - cap),
    ):
        yield (x, y), box(x, y - pad, x + wide, y + cap + pad)


def turned(text: str, xy: tuple[float, float], style: Style, turn: float) -> BaseGeometry:
    x, y = xy
    wide = width(text, style.size, style.bold, style.italic)
    flat = box(x, y - style.size * 0.14, x + wide, y + style.size * (CAP + 0.14))
    return affinity.rotate(flat, turn, origin=(x, y))
