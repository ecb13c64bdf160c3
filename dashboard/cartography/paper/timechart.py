"""Strips and areas through time on paper: who held each territory, and how much each power held.

The look is that of the strips of the page (:mod:`dashboard.cartography.screen.strips`), in the
letters, patterns and colours of a sheet. Positions are points of the page from its lower left.
"""

from collections.abc import Sequence

from matplotlib.patches import Rectangle

from dashboard import i18n
from dashboard.cartography.look import style
from dashboard.cartography.paper import captions, legend, lettering, swatches, timebars
from dashboard.cartography.paper.deadline import NoRoom
from dashboard.cartography.paper.figure import (
    HEAD,
    MARGIN,
    Figure,
    begin,
    foot_lines,
    foot_top,
    put_foot,
    put_head,
)
from dashboard.cartography.paper.placing import SMALLEST
from dashboard.cartography.paper.sheet import Column
from dashboard.cartography.paper.structure import Paper
from dashboard.cartography.screen import strips
from dashboard.cartography.screen.timescale import TimeScale
from dashboard.dataset.model import Dataset, Role
from dashboard.dataset.timeline import Timeline
from dashboard.i18n import kinds
from dashboard.i18n.words import CERTAINTY, MAPS

# Of the names of territories, and of the years above and below.
NAMES, YEARS = 118.0, 12.0
COLUMNS = 3


def draw(dataset: Dataset, timeline: Timeline, figure: Figure) -> Paper:
    """Return the page of a figure.

    Raises
    ------
    NoRoom
        When its rows have no room in letters that can be read, with the cure.
    """
    width, height = figure.size.points
    scale = figure.size.scale
    span, about = _words(dataset, figure)
    paper, pen = begin(figure, dataset, about, _said(dataset, figure, f"{about}. {span}"))
    put_head(pen, dataset, figure, span, about)
    days = (dataset.first_day, dataset.last_day)
    cited = captions.cite_range(dataset, *days, figure.language, figure.address)
    lines = foot_lines(figure, cited)
    foot = foot_top(figure, lines)
    room = (width - 2 * MARGIN * scale - 2 * 12.0 * scale) / COLUMNS
    blocks = _legend(dataset, figure, room / scale)
    below = foot + _legend_height(blocks) * scale
    columns = [
        Column((MARGIN + n * 12.0) * scale + n * room, below, foot, room) for n in range(COLUMNS)
    ]
    placed = legend.flow(blocks, columns, scale)
    if placed is None:
        raise NoRoom("the legend of the figure has no room; ask for a larger size")
    left = (MARGIN + (NAMES if figure.kind == "strips" else 40.0)) * scale
    top = height - (MARGIN + HEAD + YEARS) * scale
    frame = timebars.Frame(
        left, width - MARGIN * scale - left, top, below + (YEARS + 8.0) * scale, MARGIN * scale
    )
    if figure.kind == "strips":
        groups = strips.ORDERS[figure.order](dataset, timeline)
        timebars.put_strips(pen, dataset, timeline, groups, (frame, figure.language))
    else:
        timebars.put_areas(pen, dataset, timeline, (frame, figure.language))
    _put_years(pen, dataset, frame)
    for block, column, top in placed:
        legend.draw(pen, block, column.left, top)
    put_foot(pen, figure, lines)
    return paper


def _words(dataset: Dataset, figure: Figure) -> tuple[str, str]:
    """The span of days, and what the figure shows."""
    language = figure.language
    _ = i18n.translator(language)
    about = {
        "strips": _("Who held each territory through time"),
        "areas": _("Area held by each power through time, km²"),
    }
    days = (dataset.first_day, dataset.last_day)
    return " – ".join(i18n.day_label(day, language) for day in days), about[figure.kind]


def _said(dataset: Dataset, figure: Figure, begins: str) -> str:
    """The picture in words: what it is, and the powers in it."""
    language = figure.language
    powers = "; ".join(role.name[language] for role in _powers(dataset))
    return f"{begins}. {MAPS['heldBy'][language]}: {powers}"


def _powers(dataset: Dataset) -> list[Role]:
    """Those that ever hold land, in their order."""
    held = {dataset.polities[row.controller].role for row in dataset.control}
    return sorted((dataset.roles[name] for name in held), key=lambda role: role.rank)


def _legend(dataset: Dataset, figure: Figure, room: float) -> list[legend.Block]:
    language = figure.language
    _ = i18n.translator(language)
    powers = [
        legend.sign_row(role.name[language], room, swatches.swatch(style.Paint(role.id)))
        for role in _powers(dataset)
    ]
    blocks = _parts(MAPS["heldBy"][language], powers)
    if figure.kind == "areas":
        return blocks
    means = kinds.strip_signs(dataset.kinds)
    signs = [
        legend.Sign(means[name][language], _status(held_as.pattern))
        for name, held_as in dataset.kinds.statuses.items()
        if held_as.pattern != "plain" and any(row.status == name for row in dataset.control)
    ]
    doubt = style.LineLook(style.FRONTIER, 2.2, style.DOTTED)
    signs.append(legend.Sign(CERTAINTY["low"][language], swatches.stroke(doubt, "frontier")))
    lead = dataset.terms.lead
    if lead:
        power = dataset.roles[lead.role].name[language]
        usual = _("{name}: lasting control begins").format(name=power)
        begins = lead.begins[language] if lead.begins else usual
        signs.append(legend.Sign(begins, _upright))
    return [*blocks, *_parts(_("Status and lines"), legend.rows_of(signs, room))]


def _status(pattern: str) -> swatches.Drawer:
    """A status as a strip has it: a hatch as a band at its foot, a rim as a line along it."""
    if pattern not in ("hatch", "rim"):
        return swatches.status(pattern)

    def drawer(pen: swatches.Pen, x: float, y: float) -> None:
        wide, high = (side * pen.scale for side in swatches.SWATCH)
        bottom, ink = y - high / 2, pen.palette.ink
        part = (bottom, strips.BAND * high) if pattern == "hatch" else (y, 0.7 * pen.scale)
        for base, up, colour in ((bottom, high, "none"), (*part, pen.palette.hairline)):
            box = Rectangle((x, base), wide, up, zorder=5, facecolor=colour, edgecolor=ink)
            box.set_linewidth(0.5 * pen.scale)
            pen.page.add_artist(box)

    return drawer


def _upright(pen: swatches.Pen, x: float, y: float) -> None:
    wide, high = (side * pen.scale for side in swatches.SWATCH)
    mark = Rectangle((x + wide / 2, y - high / 2), 1.4 * pen.scale, high, zorder=5)
    mark.set(facecolor=pen.palette.frontier, linewidth=0)
    pen.page.add_artist(mark)


def _parts(heading: str, rows: Sequence[legend.Row]) -> list[legend.Block]:
    """Rows in parts of three, so that the columns fill alike; the heading is that of the first."""
    return [
        legend.Block("" if first else heading, tuple(rows[first : first + 3]))
        for first in range(0, len(rows), 3)
    ]


def _legend_height(blocks: Sequence[legend.Block]) -> float:
    """Points on A4 in which the blocks have room in their columns."""
    high = sum(block.height for block in blocks) / COLUMNS
    while True:
        columns = [Column(0.0, high, 0.0, 1.0)] * COLUMNS
        if legend.flow(blocks, columns, 1.0) is not None:
            return high
        high += 4.0


def _put_years(pen: swatches.Pen, dataset: Dataset, frame: timebars.Frame) -> None:
    """Uprights at years with their numbers, above and below; the break of the scale."""
    scale = TimeScale.of(dataset)
    days = [dataset.first_day, *scale.years()]
    if scale.break_share:
        days.append(dataset.detailed_until)
    face = lettering.face(SMALLEST * pen.scale)
    taken = -1.0
    for day in days:
        x = frame.left + frame.width * scale.position(day)
        timebars.rule(pen, (x, frame.bottom, x, frame.top), pen.palette.frontier, 0.35)
        text = str(day.year)
        if x < taken:
            continue
        taken = x + lettering.width(text, SMALLEST * pen.scale) + 4.0 * pen.scale
        for y in (frame.top + 3.5 * pen.scale, frame.bottom - 8.5 * pen.scale):
            lettering.write(pen.page, (x, y), text, face, pen.palette.quiet, tag="")
    right = frame.left + frame.width
    last = str(dataset.last_day.year)
    if scale.break_share:
        at = frame.left + frame.width * scale.detailed_share
        gap = Rectangle((at, frame.bottom), frame.width * scale.break_share, frame.top, zorder=20)
        gap.set_height(frame.top - frame.bottom)
        gap.set(facecolor=pen.palette.paper, linewidth=0)
        pen.page.add_artist(gap)
    for y in (frame.top + 3.5 * pen.scale, frame.bottom - 8.5 * pen.scale):
        lettering.write(pen.page, (right, y), last, face, pen.palette.quiet, "right", tag="")
