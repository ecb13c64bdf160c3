"""Names on the map, placed where they touch no name of a higher rank, or left out.

All positions are points (1/72 inch) of the map frame, x before y, from its
lower left corner.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.ground import frontiers
from dashboard.cartography.ground.frontiers import State
from dashboard.cartography.look import zoom
from dashboard.cartography.paper import along
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.paper.lettering import width
from dashboard.cartography.paper.placing import (
    CAP,
    LINE,
    SMALLEST,
    Layout,
    Name,
    Sign,
    Style,
    beside,
)
from dashboard.cartography.paper.plate import Line, Plate, Spot
from dashboard.dataset import renaming
from dashboard.dataset.letters import upper
from dashboard.dataset.model import Language

GRID = 13
MIN_POLITY_PT2 = 90.0
# Between a sign and its name, in points on A4; farther off a line connects them.
OFF = (1.6, 8.0, 15.0, 24.0, 35.0, 50.0, 70.0, 95.0)


def pieces(plate: Plate, state: State) -> list[tuple[str, BaseGeometry]]:
    """Connected pieces of land of a polity: polity id and area in metres."""
    beside = frontiers.neighbours(plate.coverage.edges, plate.dataset)
    areas = plate.coverage.areas
    lands = [
        (state[those[0]].controller, shapely.union_all([areas[name] for name in those]))
        for those in frontiers.pieces(state, beside)
    ]
    return sorted(lands, key=lambda piece: -piece[1].area)


def place_names(
    plate: Plate,
    day: date,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    frame: tuple[float, float],
    language: Language,
    scale: float,
    obstacles: Iterable[BaseGeometry] = (),
    lines: Sequence[Line] = (),
    check: Check = no_check,
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
    lines
        Lines of history to be named along their course.
    check
        Called for each place that is looked at; may raise.
    """
    inner = box(0, 0, *frame).buffer(-2.5 * scale)
    layout = Layout(inner, taken=list(obstacles), check=check)
    per_km = float(to_paper(Point(0, 0)).distance(to_paper(Point(1000, 0))))
    # Thresholds are those of the usual map.
    per_km *= plate.reach
    places = [(spot, to_paper(spot.geometry)) for spot in plate.places_on(day)]
    seen = [
        (spot, point)
        for spot, point in places
        if isinstance(point, Point)
        and inner.contains(point)
        # What lies under an inset or the scale bar is not seen.
        and not any(point.dwithin(other, 1.5 * scale) for other in layout.taken)
    ]
    # Where all places are named no name covers the sign of another.
    crowded = per_km > zoom.PLACES[-1].paper
    if crowded:
        layout.taken += [point.buffer(2.3 * scale / 2) for _, point in seen]
    for spot, point in (place for place in seen if place[0].rank == 1):
        _place(layout, spot, point, language, scale, crowded)
    for polity, area in pieces(plate, plate.timeline.state(day)):
        text = upper(plate.dataset.polities[polity].short[language], language)
        _polity(layout, text, to_paper(area).intersection(inner), scale)
    _seas(layout, plate, to_paper, language, scale)
    _outside(layout, plate, day, to_paper, language, scale)
    for spot, point in (place for place in seen if place[0].rank == 2):
        _place(layout, spot, point, language, scale, crowded)
    along.lines(layout, plate, lines, to_paper, language, scale)
    along.waters(layout, plate, to_paper, language, (scale, per_km))
    for spot, point in seen:
        if spot.rank > 2 and per_km > zoom.place(spot.rank).paper:
            _place(layout, spot, point, language, scale, crowded)
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
    text, style = spot.name[language], Style(SMALLEST * scale)
    for start, place in beside(point, text, style, mark.size / 2 + 1.6 * scale) if text else ():
        if layout.free(place, 0.4):
            layout.taken.append(place)
            layout.names.append(Name(text, start, style))
            return


def _polity(layout: Layout, text: str, area: BaseGeometry, scale: float) -> None:
    """The largest size in which the name stands inside its land, on a line or two."""
    if area.area < MIN_POLITY_PT2 * scale**2:
        return
    shapely.prepare(area)
    spots = _spots(area)
    broken = _broken(text)
    for size in (10.5, 9.0, 7.8, 6.8, 6.2):
        for lines in broken[:1] if size > 8 else broken:
            style = Style(size * scale, bold=True)
            if _inside(layout, spots, lines, style, area):
                return
    style = Style(SMALLEST * scale, bold=True)
    for lines in broken[::-1]:
        for spot, where in zip(spots, _blocks(spots, lines, style), strict=True):
            mostly = area.intersection(where).area > 0.72 * where.area
            if mostly and layout.free(where):
                _settle(layout, spot, lines, style, where)
                return


def _broken(text: str) -> list[list[str]]:
    """The text on a single line and, if it has several words, on two of like length."""
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
    """Settle a text on the first free spot inside an area, if there is any."""
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


def _place(
    layout: Layout, spot: Spot, point: Point, language: Language, scale: float, crowded: bool
) -> None:
    """A sign and beside it the name, today's name in brackets where there is room for it.

    Where all are named the sign has its room already, and the name may stand off it.
    """
    size = {1: 7.4, 2: 6.4}.get(spot.rank, SMALLEST) * scale
    style = Style(size, bold=spot.rank == 1)
    mark = Sign((point.x, point.y), spot.rank == 1, {1: 3.6, 2: 2.9}.get(spot.rank, 2.3) * scale)
    if not crowded and any(point.dwithin(other, mark.size / 2) for other in layout.taken):
        return
    name, today = spot.name[language], spot.today.own(language)
    texts = [f"{name} ({today})", name] if today and spot.rank < 3 else [name]
    for off in OFF if crowded else OFF[:1]:
        for text in texts:
            for start, where in beside(point, text, style, mark.size / 2 + off * scale):
                if layout.free(where, 0.8):
                    layout.taken += [where, point.buffer(mark.size / 2)]
                    layout.signs.append(mark)
                    layout.names.append(Name(text, start, style))
                    if off != OFF[0]:
                        layout.leaders.append(shapely.shortest_line(point, where))
                    return


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
    day: date,
    to_paper: Callable[[BaseGeometry], BaseGeometry],
    language: Language,
    scale: float,
) -> None:
    """Names of the surrounding lands, where enough of a land shows."""
    for land, those in plate.lands.items():
        area = to_paper(plate.coverage.areas[land]).intersection(layout.frame)
        if area.area > 1500 * scale**2:
            text = upper(renaming.name_on(those, day).name[language], language)
            style = Style(8.6 * scale, bold=True, colour="quiet")
            shapely.prepare(area)
            _first_free(layout, _spots(area), _broken(text), style, area)
