"""Small signs of a printed map that both the map and its legend draw."""

from matplotlib.patches import Circle, Patch, PathPatch, Rectangle
from matplotlib.path import Path

from dashboard.cartography.look.palette import Palette


def stop(
    kind: str, middle: tuple[float, float], size: float, palette: Palette
) -> tuple[Patch, ...]:
    """The sign of a station, a small square, or of a pass, ``)(``; sizes in points."""
    (x, y), half = middle, size / 2
    if kind == "station":
        box = Rectangle((x - half * 0.7, y - half * 0.7), size * 0.7, size * 0.7)
        box.set(facecolor=palette.paper, edgecolor=palette.ink, linewidth=size * 0.16)
        return (box,)
    patches = []
    for colour, width in ((palette.halo, 0.6), (palette.ink, 0.22)):
        for side in (-1, 1):
            edge, bend = x + side * half * 1.05, x + side * half * 0.1
            curve = Path([(edge, y - half), (bend, y), (edge, y + half)], [1, 3, 3])
            arc = PathPatch(curve, fill=False, edgecolor=colour, linewidth=size * width)
            arc.set_capstyle("round")
            patches.append(arc)
    return tuple(patches)


def certainty(
    level: str, middle: tuple[float, float], size: float, palette: Palette
) -> tuple[Patch, ...]:
    """Three dots in a row: one filled for low certainty, two for medium."""
    filled = {"low": 1, "medium": 2}[level]
    patches = []
    for n in range(3):
        dot = Circle((middle[0] + (n - 1) * size * 0.84, middle[1]), size * 0.28)
        dot.set(facecolor=palette.ink if n < filled else palette.paper, edgecolor=palette.ink)
        dot.set_linewidth(size * 0.12)
        patches.append(dot)
    return tuple(patches)
