"""Strips of territories and stacked areas of powers along the broken scale of time, on paper."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from matplotlib.patches import PathPatch, Rectangle
from shapely.geometry import MultiPolygon

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.paper import hatch, lettering, swatches
from dashboard.cartography.paper.deadline import NoRoom
from dashboard.cartography.paper.placing import SMALLEST
from dashboard.cartography.screen import strips
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.dataset.kinds import Pattern
from dashboard.dataset.model import Control, Dataset, Language
from dashboard.dataset.timeline import Timeline

# No row is lower: its name has to stand in it.
LOWEST = SMALLEST * 1.05


@dataclass(frozen=True, slots=True)
class Frame:
    """Where time runs: left edge and width, top and bottom, left edge of names, in points."""

    left: float
    width: float
    top: float
    bottom: float
    names: float


def rule(
    pen: swatches.Pen, ends: tuple[float, float, float, float], colour: str, width: float
) -> None:
    """A line between two points, half clear."""
    line = hatch.path_of(shapely.linestrings([ends[:2], ends[2:]]))
    drawn = PathPatch(line, fill=False, edgecolor=colour, zorder=15, alpha=0.6)
    drawn.set_linewidth(width * pen.scale)
    pen.page.add_artist(drawn)


def put_strips(
    pen: swatches.Pen,
    dataset: Dataset,
    timeline: Timeline,
    groups: Sequence[strips.Group],
    where: tuple[Frame, Language],
) -> None:
    """Draw a strip for each territory with its name on the left, in groups with a heading.

    Raises
    ------
    NoRoom
        When the rows have no room in letters that can be read, with the cure.
    """
    frame, language = where
    count = sum(len(group.rows) for group in groups) + strips.GAP * len(groups)
    row = (frame.top - frame.bottom) / count
    if row < LOWEST * pen.scale:
        raise NoRoom(
            f"{count:.0f} rows have no room in letters that can be read; "
            "ask for a higher sheet, as 210x297"
        )
    size = SMALLEST * pen.scale
    bold, plain = lettering.face(size, True), lettering.face(size)
    y = frame.top
    pieces: dict[style.Paint, list[shapely.Polygon]] = defaultdict(list)
    for group in groups:
        heading = dataset.regions[group.region].name[language] if group.region else ""
        heading = heading or (str(group.year) if group.year else "")
        at = (frame.names, y - strips.GAP * row + size * 0.18)
        lettering.write(pen.page, at, heading, bold, pen.palette.ink, tag="H2")
        y -= strips.GAP * row
        for name in group.rows:
            base = y - row / 2 - size * 0.34
            text = _short(dataset.territories[name].name[language], size, frame.left - at[0] - 6)
            lettering.write(pen.page, (at[0] + 6.0, base), text, plain, pen.palette.ink)
            for stretch in timeline.history(name):
                _put_stretch(pen, dataset, stretch, (frame, y, row), pieces)
            _put_lasting(pen, dataset, timeline, name, (frame, y, row))
            y -= row
    _fill(pen, pieces)


def _short(text: str, size: float, room: float) -> str:
    """A name that fits beside its strip, cut where it does not."""
    while lettering.width(text, size) > room:
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return text


def _put_stretch(
    pen: swatches.Pen,
    dataset: Dataset,
    row: Control,
    where: tuple[Frame, float, float],
    pieces: dict[style.Paint, list[shapely.Polygon]],
) -> None:
    """A control row as a rectangle; a hatch is a band at its foot, as on the page."""
    frame, top, high = where
    x0, x1 = (
        frame.left + frame.width * at
        for at in TimeScale.of(dataset).span(row.interval.start, row.interval.end)
    )
    inset = (1 - strips.STRIP) / 2 * high
    upper, lower = top - inset, top - high + inset
    paint = style.paint_of(row, dataset)
    pattern = "" if paint.pattern == Pattern.HATCH else paint.pattern
    if x1 > x0:
        pieces[style.Paint(paint.role, "", pattern)].append(shapely.box(x0, lower, x1, upper))
    if paint.pattern == Pattern.HATCH:
        second = pen.palette.roles.get(paint.second)
        own = pen.palette.roles[paint.role]
        colour = second.fill if second and second.id != paint.role else own.ink
        band = Rectangle((x0, lower), x1 - x0, strips.BAND * high, facecolor=colour, zorder=6)
        band.set(edgecolor=pen.palette.frontier, linewidth=0.2 * pen.scale)
        pen.page.add_artist(band)
    if dataset.kinds.statuses[row.status].pattern == Pattern.RIM:
        middle = (upper + lower) / 2
        rule(pen, (x0, middle, x1, middle), pen.palette.roles[paint.role].ink, 0.7)
    if row.certainty == "low":
        edge = hatch.path_of(shapely.linestrings([(x0, upper), (x1, upper)]))
        doubt = PathPatch(edge, fill=False, edgecolor=pen.palette.frontier, zorder=8)
        doubt.set_linewidth(0.9 * pen.scale)
        doubt.set_linestyle((0, (1.0, 1.6)))
        pen.page.add_artist(doubt)


def _put_lasting(
    pen: swatches.Pen,
    dataset: Dataset,
    timeline: Timeline,
    name: str,
    where: tuple[Frame, float, float],
) -> None:
    since = strips.lasting_since(dataset, timeline, name)
    if since:
        frame, top, high = where
        x = frame.left + frame.width * TimeScale.of(dataset).position(since)
        mark = Rectangle((x, top - high), 1.2 * pen.scale, high, zorder=9)
        mark.set(facecolor=pen.palette.frontier, linewidth=0)
        pen.page.add_artist(mark)


def _fill(pen: swatches.Pen, pieces: dict[style.Paint, list[shapely.Polygon]]) -> None:
    """All areas of a paint at once, with a hair of paper between neighbours."""
    for paint, boxes in pieces.items():
        area = MultiPolygon(boxes)
        fill, *marks = hatch.artists(area, paint, pen.palette.roles, 0.34 * pen.scale)
        fill.set(edgecolor=pen.palette.paper, linewidth=0.3 * pen.scale, zorder=4)
        pen.page.add_artist(fill)
        for mark in marks:
            mark.set_zorder(5)
            pen.page.add_artist(mark)
            hatch.cut(mark, area, pen.page.transData)


def put_areas(
    pen: swatches.Pen, dataset: Dataset, timeline: Timeline, where: tuple[Frame, Language]
) -> None:
    """What each power held, stacked in the order of the powers; steps, as land changes in a day."""
    frame, language = where
    shares = list(timeline.running_shares())
    days = [day for day, _ in shares]
    most = max(sum(share.km2 for share in held.values()) for _, held in shares)
    up = (frame.top - frame.bottom) / most
    scale = TimeScale.of(dataset)
    ends: list[date | None] = [*days[1:], None]
    pieces: dict[style.Paint, list[shapely.Polygon]] = defaultdict(list)
    ranked = sorted(dataset.roles.values(), key=lambda role: role.rank)
    for (day, held), end in zip(shares, ends, strict=True):
        x0, x1 = (frame.left + frame.width * at for at in scale.span(day, end))
        y = frame.bottom
        for role in ranked:
            high = held[role.id].km2 * up if role.id in held else 0.0
            if high and x1 > x0:
                pieces[style.Paint(role.id)].append(shapely.box(x0, y, x1, y + high))
            y += high
    joined = {
        paint: list(shapely.get_parts(shapely.union_all(boxes))) for paint, boxes in pieces.items()
    }
    _fill(pen, joined)
    _put_km2(pen, language, frame, most)


def _put_km2(pen: swatches.Pen, language: Language, frame: Frame, most: float) -> None:
    """Four or five round numbers beside the axis."""
    step = next(
        step
        for exponent in range(12)
        for step in (10**exponent, 2 * 10**exponent, 5 * 10**exponent)
        if most / step <= 6
    )
    face = lettering.face(SMALLEST * pen.scale)
    for value in range(0, int(most) + 1, step):
        y = frame.bottom + (frame.top - frame.bottom) * value / most
        rule(pen, (frame.left - 3 * pen.scale, y, frame.left, y), pen.palette.frontier, 0.5)
        at = (frame.left - 5 * pen.scale, y - 2.1 * pen.scale)
        lettering.write(
            pen.page, at, i18n.number(value, language), face, pen.palette.ink, "right", tag=""
        )
