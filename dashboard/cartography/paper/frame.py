"""A picture of an animation: the map of a sheet, a day in large letters, the time that has run.

Everything but the day, the map and the words of what happened stands still: the legend has
whatever the map shows at any time between the first day and the last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from numpy.typing import NDArray
from PIL import Image

from dashboard import i18n
from dashboard.cartography.ground.projection import Bounds
from dashboard.cartography.look import palette, style
from dashboard.cartography.look.palette import Palette
from dashboard.cartography.paper import (
    captions,
    film_legend,
    legend,
    lettering,
    names,
    overlays,
    scale,
    sheet,
    swatches,
    writing,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View
from dashboard.dataset.model import Event, Language

# Height of a frame in points, whatever its pixels: letters grow with the picture.
HEIGHT_PT = 540.0
SCALE = 1.4
MARGIN, PANEL = 20.0, 226.0
MAP_BOTTOM, MAP_TOP = 106.0, 44.0
# Factors on the letters of the legend, tried until it has room.
SMALLER = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.5, 0.4)
_LINE = 40.0


@dataclass(frozen=True, slots=True)
class Reel:
    """What all frames of an animation share; ``extent`` in metres, sizes in pixels.

    ``legend_days`` are days whose maps have between them all that the legend must show;
    ``reading`` is the id of another reading than the atlas's own.
    """

    first: date
    last: date
    language: Language
    width: int
    height: int
    extent: Bounds
    address: str
    legend_days: tuple[date, ...]
    territory: str | None = None
    black_and_white: bool = False
    reading: str = ""

    @property
    def dpi(self) -> float:
        """Pixels to an inch of 72 points."""
        return self.height / HEIGHT_PT * 72

    def holds(self, day: date) -> bool:
        """Whether a day is one of the film, of which the first and the last are."""
        return self.first <= day <= self.last

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return HEIGHT_PT * self.width / self.height, HEIGHT_PT


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of an animation and the day of the frame before it, whose changes it shows."""

    day: date
    since: date


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """What the frames of a reel have in common, worked out once in a process."""

    view: View
    colours: Palette
    letters: float
    placed: list[tuple[legend.Block, sheet.Column, float]]


def frames(plate: Plate, reel: Reel, moments: Sequence[Moment]) -> list[NDArray[np.uint8]]:
    """Pictures of moments, each an array of shape (height, width, 3); a map is drawn once."""
    plate = plate.as_read(reel.reading)
    with press.drawing():
        pictures, below, drawn = [], None, None
        for moment in moments:
            if below is None or drawn is None or not same_map(plate, drawn, moment):
                below, drawn = _below(plate, reel, moment), moment
            above = _above(plate, reel, moment)
            pictures.append(np.asarray(Image.alpha_composite(below, above).convert("RGB")))
    return pictures


def same_map(plate: Plate, first: Moment, second: Moment) -> bool:
    """Whether two moments have the same map: nothing is new in either, and all else is alike."""
    line = plate.timeline
    if line.handovers(first.day, first.since) or line.handovers(second.day, second.since):
        return first == second
    if plate.lines_on(first.day) != plate.lines_on(second.day):
        return False
    if plate.disputed_on(first.day) != plate.disputed_on(second.day):
        return False
    if plate.places_on(first.day) != plate.places_on(second.day):
        return False
    before, after = line.state(first.day), line.state(second.day)
    return all(before[name] == after[name] for name in before)


def covering_days(plate: Plate, days: Iterable[date]) -> tuple[date, ...]:
    """Those days whose maps show something that no day before them did."""
    covered: set[object] = set()
    needed = []
    for day in days:
        state = plate.timeline.state(day)
        shown: set[object] = {
            (style.paint_of(row.control, plate.dataset), row.status) for row in state.values()
        }
        shown |= {line.name for line in plate.lines_on(day)}
        shown |= {"changed" for _ in plate.timeline.handovers(day)}
        shown |= {row.control.certainty for row in state.values()}
        shown |= {"disputed" for _ in plate.disputed_on(day)}
        if not shown <= covered:
            covered |= shown
            needed.append(day)
    return tuple(needed)


def events_shown(plate: Plate, moment: Moment) -> tuple[Event, ...]:
    """The events that a frame names: those since the frame before, else the last ones.

    Before the first event of a film those are events before its first day.
    """
    line = plate.timeline
    since = list(line.events_between(moment.since, moment.day))
    if not since:
        latest = line.events_until(moment.day, 4)
        since = [event for event in latest if event.date == latest[0].date]
    return tuple(sorted(since, key=lambda event: (event.tier, -event.date.toordinal()))[:2])


def _figure(reel: Reel) -> tuple[Figure, Axes]:
    width, height = reel.points
    figure = Figure(figsize=(width / 72, height / 72), dpi=reel.dpi)
    FigureCanvasAgg(figure)
    return figure, _axes(figure, (0.0, 0.0, width, height), reel)


def _axes(figure: Figure, box: tuple[float, float, float, float], reel: Reel) -> Axes:
    width, height = reel.points
    left, bottom, wide, high = box
    axes = figure.add_axes((left / width, bottom / height, wide / width, high / height))
    axes.set(xlim=(0, wide), ylim=(0, high))
    axes.axis("off")
    return axes


def _picture(figure: Figure, reel: Reel) -> Image.Image:
    canvas: Any = figure.canvas
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).copy()
    figure.clear()
    # A width in points may round to another pixel than was asked for.
    size = reel.width, reel.height
    return picture if picture.size == size else picture.crop((0, 0, *size))


def _box(reel: Reel) -> tuple[float, float, float, float]:
    width, height = reel.points
    return MARGIN, MAP_BOTTOM, width - PANEL - 3 * MARGIN, height - MAP_TOP - MAP_BOTTOM


@lru_cache(maxsize=2)
def _stage(plate: Plate, reel: Reel) -> _Stage:
    """The view, colours and legend of a reel."""
    left, bottom, wide, high = _box(reel)
    view = View(sheet.fill_frame(reel.extent, (wide, high)), (wide, high), SCALE)
    roles = plate.dataset.roles
    colours = palette.grey(roles) if reel.black_and_white else palette.coloured(roles)
    shown, wanted = [], overlays.wanted_certainties(plate, view)
    for day in reel.legend_days:
        _, axes = _figure(reel)
        chart = Chart(plate, axes, view, colours)
        drawn = replace(chart.draw(day, reel.territory), disputed=chart.disputed(day))
        certainties = {drawn.state[name].certainty for name in drawn.territories}
        shown.append(
            replace(drawn, unsure=tuple(level for level in wanted if level in certainties))
        )
    days = reel.first, reel.last
    blocks = film_legend.steady(plate, days, shown, PANEL / SCALE, reel.language)
    column = sheet.Column(left + wide + MARGIN, bottom + high - 26, bottom, PANEL)
    for size in (SCALE * smaller for smaller in SMALLER):
        placed = legend.flow(blocks, [column], size)
        if placed:
            return _Stage(view, colours, size, placed)
    raise ValueError("the legend has no room; ask for a larger or higher picture")


def _below(plate: Plate, reel: Reel, moment: Moment) -> Image.Image:
    """All that does not change while the map is the same."""
    stage = _stage(plate, reel)
    figure, page = _figure(reel)
    axes = _axes(figure, _box(reel), reel)
    chart = Chart(plate, axes, stage.view, stage.colours)
    scale.draw_graticule(chart, plate.projection)
    shown = chart.draw(moment.day, reel.territory, moment.since)
    chart.disputed(moment.day)
    taken = scale.draw_bar(chart, scale.scale_bar(plate.projection, stage.view), reel.language)
    state = plate.timeline.state(moment.day)
    view = stage.view
    placed = names.place_names(
        plate, moment.day, view.to_paper, view.frame, reel.language, SCALE, [taken], shown.lines
    )
    writing.write(chart, placed)
    overlays.draw_certainty(chart, state, placed)
    pen = swatches.Pen(page, stage.colours, stage.letters)
    for block, column, top in stage.placed:
        legend.draw(pen, block, column.left, top)
    _still(plate, reel, figure, page, stage)
    return _picture(figure, reel)


def _still(plate: Plate, reel: Reel, figure: Figure, page: Axes, stage: _Stage) -> None:
    """Title, rim of the map, years and milestones, how to cite."""
    colours, language = stage.colours, reel.language
    left, bottom, wide, high = _box(reel)
    press.draw_rim(figure, page, (left, bottom, wide, high), colours.frontier, 1.0)
    read = captions.reading(plate.dataset, language)
    title = ". ".join(filter(None, (plate.dataset.title[language], read)))
    size = min(17.0, 17.0 * wide / lettering.width(title, 17.0, True))
    place = (left, bottom + high + 14)
    lettering.write(page, place, title, lettering.face(size, True), colours.ink)
    _line(page, reel, reel.first, reel.last, colours.hairline, 2.0)
    for year in range(reel.first.year, reel.last.year + 2):
        day = date(year, 1, 1)
        if reel.holds(day):
            x = _at(reel, day)
            mark = Rectangle((x - 0.4, _LINE - 5), 0.8, 10, facecolor=colours.quiet, zorder=5)
            page.add_artist(mark)
            face = lettering.face(8.0)
            lettering.write(page, (x, _LINE - 15), str(year), face, colours.quiet, "center")
    cited = captions.cite_range(plate.dataset, reel.first, reel.last, language, reel.address)
    room = reel.points[0] - 2 * MARGIN
    size = min(7.0, 7.0 * room / lettering.width(cited, 7.0))
    lettering.write(page, (MARGIN, 8), cited, lettering.face(size), colours.quiet)


def _at(reel: Reel, day: date) -> float:
    room = reel.points[0] - 2 * MARGIN
    whole = max((reel.last - reel.first).days, 1)
    return MARGIN + room * (day - reel.first).days / whole


def _line(page: Axes, reel: Reel, start: date, end: date, colour: str, width: float) -> None:
    x = _at(reel, start)
    bar = Rectangle((x, _LINE - width / 2), _at(reel, end) - x, width, facecolor=colour, zorder=4)
    page.add_artist(bar)


def _above(plate: Plate, reel: Reel, moment: Moment) -> Image.Image:
    """The day, the words, the time that has run; clear elsewhere."""
    stage = _stage(plate, reel)
    colours, language = stage.colours, reel.language
    figure, page = _figure(reel)
    figure.patch.set_alpha(0)
    left, bottom, wide, high = _box(reel)
    size = _day_size(language)
    day = i18n.day_label(moment.day, language)
    place = (left + wide + MARGIN, bottom + high - 12)
    lettering.write(page, place, day, lettering.face(size, True), colours.ink)
    _line(page, reel, reel.first, moment.day, colours.ink, 4.0)
    spot = Circle((_at(reel, moment.day), _LINE), 5.0, facecolor=colours.ink, zorder=9)
    page.add_artist(spot)
    _milestones(plate, reel, page, colours)
    room, y = reel.points[0] - 2 * MARGIN, MAP_BOTTOM - 22
    for event in events_shown(plate, moment):
        when = f"{i18n.day_label(event.date, language)}  "
        start = lettering.width(when, 12.5, True)
        lettering.write(page, (MARGIN, y), when, lettering.face(12.5, True), colours.ink)
        text = lettering.wrap(event.title[language], room - start, 12.5)
        lettering.write(page, (MARGIN + start, y), text[0], lettering.face(12.5), colours.ink)
        y -= 17
    return _picture(figure, reel)


def _milestones(plate: Plate, reel: Reel, page: Axes, colours: Palette) -> None:
    for milestone in plate.dataset.milestones:
        day = plate.dataset.events[milestone.event_id].date
        if reel.holds(day):
            spot = Circle((_at(reel, day), _LINE), 3.2, facecolor=colours.paper, zorder=8)
            spot.set(edgecolor=colours.ink, linewidth=1.2)
            page.add_artist(spot)


@lru_cache(maxsize=2)
def _day_size(language: Language) -> float:
    """A size in which every day of the calendar has room beside the map."""
    labels = [i18n.day_label(date(2000, month, 28), language) for month in range(1, 13)]
    return 24.0 * min(1.0, PANEL / max(lettering.width(label, 24.0, True) for label in labels))
