"""Names on the map, placed where they touch no name of a higher rank, or left out.

All positions are points (1/72 inch) of the map frame, x before y, from its
lower left corner.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry import LineString, MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.frontiers import State
from dashboard.cartography.look import zoom
from dashboard.cartography.look.typeface import CAPITAL
from dashboard.cartography.paper.lettering import width
from dashboard.cartography.paper.plate import Plate, Spot
from dashboard.dataset.letters import upper
from dashboard.dataset.model import Language

# Height of a line of text and of its capitals, as parts of the font size.
LINE, CAP = 1.16, CAPITAL / 1000
GRID = 13
MIN_POLITY_PT2 = 90.0


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

    ``stop`` is ``station`` or ``pass`` where it is the sign of one, else empty.
    """

    xy: tuple[float, float]
    square: bool
    size: float
    stop: str = ""


@dataclass(slots=True)
class Layout:
    """What has been placed; ``taken`` is where no other name may stand."""

    frame: BaseGeometry
    names: list[Name] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    taken: list[BaseGeometry] = field(default_factory=list)

    def free(self, where: BaseGeometry, gap: float = 1.2) -> bool:
        """Whether a box lies in the frame and ``gap`` points off all others."""
        if not self.frame.contains(where):
            return False
        return not any(where.dwithin(other, gap) for other in self.taken)


def pieces(plate: Plate, state: State) -> list[tuple[str, BaseGeometry]]:
    """Connected pieces of land of one polity: polity id and area in metres."""
    beside = frontiers.neighbours(plate.coverage.edges, plate.dataset)
    areas = plate.coverage.areas
    found = [
        (state[those[0]].controller, shapely.union_all([areas[name] for name in those]))
        for those in frontiers.pieces(state, beside)
    ]
    return sorted(found, key=lambda piece: -piece[1].area)


def place_names(
    plate: Plate,
    day: date,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    frame: tuple[float, float],
    language: Language,
    scale: float,
    obstacles: Iterable[BaseGeometry] = (),
) -> Layout:
    """Choose and place the names of a sheet, those of a day.

    Parameters
    ----------
    to_paper
        Turns geometry in metres into points of the frame.
    frame
        Width and height of the map frame in points.
    scale
        Factor on all type sizes; 1 on A4.
    obstacles
        Where no name may stand, in points.
    """
    inner = box(0, 0, *frame).buffer(-2.5 * scale)
    layout = Layout(inner, taken=list(obstacles))
    per_km = float(to_paper(Point(0, 0)).distance(to_paper(Point(1000, 0)))) / scale
    # Thresholds are those of the usual map.
    per_km *= plate.reach
    places = [(spot, to_paper(spot.geometry)) for spot in plate.places_on(day)]
    seen = [
        (spot, point)
        for spot, point in places
        if isinstance(point, Point) and inner.contains(point)
    ]
    for spot, point in (one for one in seen if one[0].rank == 1):
        _place(layout, spot, point, language, scale)
    for polity, area in pieces(plate, plate.timeline.state(day)):
        text = upper(plate.dataset.polities[polity].short[language], language)
        _polity(layout, text, to_paper(area).intersection(inner), scale)
    _seas(layout, plate, to_paper, language, scale)
    _outside(layout, plate, to_paper, language, scale)
    for spot, point in (one for one in seen if one[0].rank == 2):
        _place(layout, spot, point, language, scale)
    _waters(layout, plate, to_paper, language, (scale, per_km))
    for spot, point in seen:
        if spot.rank > 2 and per_km > zoom.place(spot.rank).paper:
            _place(layout, spot, point, language, scale)
    for spot in plate.stops:
        at = to_paper(spot.geometry)
        shown = per_km > zoom.MARKS[spot.kind].paper
        if shown and isinstance(at, Point) and inner.contains(at):
            _stop(layout, spot, at, language, scale)
    return layout


def _stop(layout: Layout, spot: Spot, point: Point, language: Language, scale: float) -> None:
    """The sign of a station or pass and its name, or the sign alone; nothing where it is taken."""
    mark = Sign((point.x, point.y), True, 3.0 * scale, spot.kind)
    where = point.buffer(mark.size / 2)
    if not layout.free(where, 0.3):
        return
    layout.taken.append(where)
    layout.signs.append(mark)
    text, style = spot.name[language], Style(5.0 * scale)
    for start, place in _beside(point, text, style, mark.size / 2 + 1.6 * scale) if text else ():
        if layout.free(place, 0.4):
            layout.taken.append(place)
            layout.names.append(Name(text, start, style))
            return


def _polity(layout: Layout, text: str, area: BaseGeometry, scale: float) -> None:
    """The largest size in which the name stands inside its land, on one line or two."""
    if area.area < MIN_POLITY_PT2 * scale**2:
        return
    shapely.prepare(area)
    spots = _spots(area)
    broken = _broken(text)
    for size in (10.5, 9.0, 7.8, 6.8, 6.0, 5.2):
        for lines in broken[:1] if size > 8 else broken:
            style = Style(size * scale, bold=True)
            if _inside(layout, spots, lines, style, area):
                return
    style = Style(5.0 * scale, bold=True)
    for lines in broken[::-1]:
        for spot, where in zip(spots, _blocks(spots, lines, style), strict=True):
            mostly = area.intersection(where).area > 0.72 * where.area
            if mostly and layout.free(where):
                _settle(layout, spot, lines, style, where)
                return


def _broken(text: str) -> list[list[str]]:
    """The text on one line and, if it has several words, on two of like length."""
    words = text.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    best = sorted(cuts, key=lambda pair: max(map(len, pair)))[:1]
    return [[text], *(list(pair) for pair in best)]


def _spots(area: BaseGeometry) -> list[tuple[float, float]]:
    """Points inside an area, those first that are deep in it and near its middle."""
    west, south, east, north = area.bounds
    x, y = np.meshgrid(np.linspace(west, east, 2 * GRID), np.linspace(south, north, GRID))
    points = np.asarray(shapely.points(x.ravel(), y.ravel()))
    inside = points[shapely.contains(area, points)]
    if not len(inside):
        inside = np.array([area.representative_point()])
    depth = shapely.distance(inside, area.boundary)
    off = shapely.distance(inside, area.centroid)
    order = np.argsort(0.55 * off - depth)
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(inside[order])]


def _inside(
    layout: Layout,
    spots: Sequence[tuple[float, float]],
    lines: Sequence[str],
    style: Style,
    area: BaseGeometry,
) -> bool:
    """Settle a text on the first spot where it lies inside an area and is free, if there is one."""
    blocks = _blocks(spots, lines, style)
    for n in map(int, np.flatnonzero(shapely.contains(area, blocks))):
        if layout.free(blocks[n]):
            _settle(layout, spots[n], lines, style, blocks[n])
            return True
    return False


def _blocks(
    middles: Sequence[tuple[float, float]], lines: Sequence[str], style: Style
) -> NDArray[np.object_]:
    """The boxes of some centred lines of text around each of some middles."""
    x, y = np.asarray(middles, dtype=float).reshape(-1, 2).T
    half = max(width(line, style.size, style.bold, style.italic) for line in lines) / 2
    height = style.size * (CAP + LINE * (len(lines) - 1)) / 2 + style.size * 0.12
    return np.asarray(shapely.box(x - half, y - height, x + half, y + height))


def _settle(
    layout: Layout,
    middle: tuple[float, float],
    lines: Sequence[str],
    style: Style,
    where: BaseGeometry,
) -> None:
    layout.taken.append(where)
    x, y = middle
    top = y + style.size * (LINE * (len(lines) - 1) - CAP) / 2
    for n, line in enumerate(lines):
        start = x - width(line, style.size, style.bold, style.italic) / 2
        layout.names.append(Name(line, (start, top - n * LINE * style.size), style))


def _place(layout: Layout, spot: Spot, point: Point, language: Language, scale: float) -> None:
    """A sign and beside it the name, today's name in brackets where there is room for it."""
    size = {1: 7.2, 2: 6.0}.get(spot.rank, 5.4) * scale
    style = Style(size, bold=spot.rank == 1)
    mark = Sign((point.x, point.y), spot.rank == 1, {1: 3.6, 2: 2.9}.get(spot.rank, 2.3) * scale)
    if any(point.dwithin(other, mark.size / 2) for other in layout.taken):
        return
    name, today = spot.name[language], spot.today.own(language)
    texts = [f"{name} ({today})", name] if today and spot.rank < 3 else [name]
    for text in texts:
        for start, where in _beside(point, text, style, mark.size / 2 + 1.6 * scale):
            if layout.free(where, 0.8):
                layout.taken += [where, point.buffer(mark.size / 2)]
                layout.signs.append(mark)
                layout.names.append(Name(text, start, style))
                return


def _beside(
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


def _seas(
    layout: Layout,
    plate: Plate,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    language: Language,
    scale: float,
) -> None:
    water = layout.frame.difference(to_paper(plate.land))
    for spot in plate.waters:
        if spot.kind == "sea":
            style = Style((9.5 if spot.rank == 1 else 7.0) * scale, False, True, "water_ink", 0.0)
            point = to_paper(spot.geometry).representative_point()
            near = [part for part in shapely.get_parts(water) if part.dwithin(point, 1.0)]
            for part in near[:1]:
                spots = [(point.x, point.y), *_spots(part)]
                _first_free(layout, spots, _broken(spot.name[language]), style, part)


def _first_free(
    layout: Layout,
    spots: Sequence[tuple[float, float]],
    texts: Sequence[Sequence[str]],
    style: Style,
    area: BaseGeometry,
) -> None:
    for lines in texts:
        if _inside(layout, spots, lines, style, area):
            return


def _outside(
    layout: Layout,
    plate: Plate,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    language: Language,
    scale: float,
) -> None:
    """Names of the surrounding lands, where enough of one shows."""
    for feature in plate.dataset.features:
        properties = feature["properties"]
        if properties.get("backdrop"):
            area = to_paper(plate.coverage.areas[str(feature["id"])]).intersection(layout.frame)
            if area.area > 1500 * scale**2:
                text = upper(plate.dataset.text(properties, "name")[language], language)
                style = Style(8.6 * scale, bold=True, colour="quiet")
                shapely.prepare(area)
                _first_free(layout, _spots(area), _broken(text), style, area)


def _waters(
    layout: Layout,
    plate: Plate,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    language: Language,
    scales: tuple[float, float],
) -> None:
    """Lakes beside their middle, rivers along a straight reach; each name once."""
    scale, per_km = scales
    style = Style(5.4 * scale, italic=True, colour="water_ink", halo=0.5)
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
        if spot.kind == "lake":
            middle = shown.representative_point()
            candidates = [(x, y, 0.0) for (x, y), _ in _beside(middle, text, style, 5 * scale)]
            half = width(text, style.size, italic=True) / 2
            candidates.insert(0, (middle.x - half, middle.y - style.size * CAP / 2, 0.0))
        else:
            candidates = list(_reaches(shown, width(text, style.size, italic=True), style.size))
        for x, y, turn in candidates:
            where = _turned(text, (x, y), style, turn)
            if layout.free(where, 0.8):
                layout.taken.append(where)
                layout.names.append(Name(text, (x, y), style, turn))
                said.add(text)
                break


def _reaches(
    river: BaseGeometry, length: float, size: float
) -> Iterator[tuple[float, float, float]]:
    """Start and angle of text beside the straightest reaches of a river, the best first."""
    found = []
    merged = shapely.line_merge(river) if isinstance(river, MultiLineString) else river
    for part in shapely.get_parts(merged):
        if not isinstance(part, LineString) or part.length < length * 1.1:
            continue
        for at in np.arange(0, part.length - length, max(length / 4, 1.0)):
            a, b = part.interpolate(at), part.interpolate(at + length)
            if a.x > b.x:
                a, b = b, a
            chord = a.distance(b)
            turn = float(np.degrees(np.arctan2(b.y - a.y, b.x - a.x)))
            if chord > 0.93 * length and abs(turn) < 65:
                found.append((-chord, a.x, a.y, turn))
    for _, x, y, turn in sorted(found):
        rise = np.radians(turn + 90)
        lift = size * 0.35
        yield x + lift * float(np.cos(rise)), y + lift * float(np.sin(rise)), turn


def _turned(text: str, xy: tuple[float, float], style: Style, turn: float) -> BaseGeometry:
    x, y = xy
    wide = width(text, style.size, style.bold, style.italic)
    flat = box(x, y - style.size * 0.14, x + wide, y + style.size * (CAP + 0.14))
    return affinity.rotate(flat, turn, origin=(x, y))
