"""Names along lines: of rivers, of lakes beside their middle, of treaty lines and fronts."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.look import zoom
from dashboard.cartography.paper.lettering import width
from dashboard.cartography.paper.placing import CAP, SMALLEST, Layout, Name, Style, beside, turned
from dashboard.cartography.paper.plate import Line, Plate
from dashboard.dataset.model import Language

# How much shorter than the text the straight way between its ends may be.
STRAIGHT, BENT = 0.93, 0.86
STEEPEST = 65.0


def lines(
    layout: Layout,
    plate: Plate,
    shown: Sequence[Line],
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    language: Language,
    scale: float,
) -> None:
    """The name of each line of history along it, where a reach of it is long enough.

    Lines for comparison are many and named by their kind in the legend.
    """
    style = Style(SMALLEST * scale, italic=True)
    for line in shown:
        text = line.name[language]
        if not text or plate.dataset.kinds.lines[line.kind].compares:
            continue
        seen = to_paper(line.geometry).intersection(layout.frame)
        if not seen.is_empty:
            long = width(text, style.size, italic=True)
            _put(layout, text, style, _reaches(seen, long, style.size, BENT))


def _put(
    layout: Layout, text: str, style: Style, spots: Iterator[tuple[float, float, float]]
) -> bool:
    """Place a name on the first spot that is free; return whether there was a free spot."""
    for x, y, turn in spots:
        where = turned(text, (x, y), style, turn)
        if layout.free(where, 0.8):
            layout.taken.append(where)
            layout.names.append(Name(text, (x, y), style, turn))
            return True
    return False


def waters(
    layout: Layout,
    plate: Plate,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    language: Language,
    scales: tuple[float, float],
) -> None:
    """Lakes beside their middle, rivers along a straight reach; each name once."""
    scale, per_km = scales
    style = Style(SMALLEST * scale, italic=True, colour="water_ink", halo=0.5)
    said: set[str] = set()
    for spot in plate.waters:
        text = spot.name[language]
        if spot.kind == "sea" or text in said:
            continue
        if spot.rank > 1 and per_km <= zoom.MARKS["water"].paper:
            continue
        shown = to_paper(spot.geometry).intersection(layout.frame)
        if shown.is_empty:
            continue
        if _put(layout, text, style, _water_spots(spot.kind, shown, text, style, scale)):
            said.add(text)


def _water_spots(
    kind: str, shown: BaseGeometry, text: str, style: Style, scale: float
) -> Iterator[tuple[float, float, float]]:
    """Start of the baseline and angle: of a lake in or beside it, of a river along it."""
    long = width(text, style.size, italic=True)
    if kind != "lake":
        yield from _reaches(shown, long, style.size, STRAIGHT)
        return
    middle = shown.representative_point()
    yield middle.x - long / 2, middle.y - style.size * CAP / 2, 0.0
    for (x, y), _ in beside(middle, text, style, 5 * scale):
        yield x, y, 0.0


def _reaches(
    course: BaseGeometry, length: float, size: float, straight: float
) -> Iterator[tuple[float, float, float]]:
    """Start and angle of text beside the straightest reaches of a line, the best first."""
    reaches = []
    merged = shapely.line_merge(course) if isinstance(course, MultiLineString) else course
    for part in shapely.get_parts(merged):
        if not isinstance(part, LineString) or part.length < length * 1.1:
            continue
        for at in np.arange(0, part.length - length, max(length / 4, 1.0)):
            a, b = part.interpolate(at), part.interpolate(at + length)
            if a.x > b.x:
                a, b = b, a
            chord = a.distance(b)
            turn = float(np.degrees(np.arctan2(b.y - a.y, b.x - a.x)))
            if chord > straight * length and abs(turn) < STEEPEST:
                reaches.append((-chord, a.x, a.y, turn))
    for _, x, y, turn in sorted(reaches):
        rise = np.radians(turn + 90)
        lift = size * 0.35
        yield x + lift * float(np.cos(rise)), y + lift * float(np.sin(rise)), turn
