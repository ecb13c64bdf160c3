"""A day as a printed sheet: state to matplotlib Figure to PDF, SVG or PNG.

Only matplotlib's object interface is used: nothing global is kept between two
sheets but the caches of fonts.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dashboard import i18n
from dashboard.cartography.ground.projection import Bounds
from dashboard.cartography.look import palette
from dashboard.cartography.look.layer_ids import USUAL
from dashboard.cartography.look.typeface import FAMILY
from dashboard.cartography.paper import (
    captions,
    legend,
    lettering,
    names,
    overlays,
    pair,
    pdf_fonts,
    scale,
    sheet,
    svg_fonts,
)
from dashboard.cartography.paper.captions import Caption
from dashboard.cartography.paper.chart import Chart, Shown
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.view import View
from dashboard.dataset.model import Language
from dashboard.i18n.words import MAPS

# The picture of the relief has no more detail than this on a sheet of the home view.
VECTOR_DPI = 144
VECTOR_DOTS = 4_000_000
"""Dots that the relief of a PDF or SVG may have: those of an A3 sheet at ``VECTOR_DPI``."""
FOOT_LINES = 6
FOOT_SIZE = 5.3
# Baseline of a page number above the lower edge, in points on A4.
FOLIO = 13.0

# Text stays text: TrueType faces in PDF, in SVG the letters with a subset of the face.
_SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "atlas",
    "path.simplify": False,
    "text.hinting": "none",
    "font.family": FAMILY,
}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed; ``extent`` in metres, ``address`` is that of the same view.

    ``folio`` is the number of the page in an atlas, 0 for a sheet of its own; ``other`` a
    day that the sheet shows beside the first.
    """

    day: date
    language: Language
    size: sheet.Size
    extent: Bounds
    address: str
    territory: str | None = None
    black_and_white: bool = False
    folio: int = 0
    layers: frozenset[str] = USUAL
    other: date | None = None


class _Watch(Artist):
    """Draws nothing; asks between two layers whether the drawing may go on."""

    def __init__(self, check: Check, zorder: float) -> None:
        super().__init__()
        self._check = check
        self.set_zorder(zorder)

    def draw(self, renderer: Any) -> None:  # noqa: ARG002 - matplotlib gives it to every artist
        self._check()


def render(plate: Plate, order: Order, kind: str, dpi: int, check: Check = no_check) -> bytes:
    """Return a sheet as the bytes of a file of a kind of ``sheet.KINDS``.

    One sheet is drawn at a time in a process: matplotlib's settings and caches
    are not made for more. ``dpi`` is for PNG; PDF and SVG are vector, with the
    relief as a picture of ``VECTOR_DPI`` and at most ``VECTOR_DOTS``.
    """
    with drawing():
        check()
        figure = draw(plate, order, check)
        try:
            return _save(figure, plate, order, kind, dpi)
        finally:
            # Artists and figure know each other: without this they would stay until a
            # collection of cycles, and with them the pixels of the canvas.
            figure.clear()
            figure.set_canvas(FigureCanvasBase(figure))


@contextmanager
def drawing() -> Iterator[None]:
    """Matplotlib for this thread alone, with the settings of a sheet."""
    with _lock, mpl.rc_context(_SETTINGS), pdf_fonts.lean():
        yield


def draw(plate: Plate, order: Order, check: Check = no_check) -> Figure:
    """Return the figure of a sheet: the map of a day, or of two beside each other."""
    size, language = order.size, order.language
    width, height = size.points
    figure = Figure(figsize=(width / 72, height / 72))
    page = axes_over(figure, (0.0, 0.0, width, height), size)
    place = sheet.lay_out_pair if order.other else sheet.lay_out
    layout = place(size, FOOT_LINES)
    days = sorted({order.day, order.other or order.day})
    colours = _colours(plate, order, days)
    pen = legend.Pen(page, colours, size.scale)
    maps = [
        put_map(figure, pen, plate, order, (day, days, frame), check)
        for day, frame in zip(days, layout.frames, strict=False)
    ]
    shown, bar = maps[-1]
    check()
    words = captions.caption(
        plate.dataset, plate.timeline, days[-1], shown, language, order.address
    )
    room = layout.columns[0].width / pen.scale
    if order.other:
        words = pair.caption(plate, words, days, language, order.address)
        pair.heads(pen, layout, days, language)
        found = pair.blocks(plate, [one for one, _ in maps], days, language, room)
    else:
        found = legend.blocks(plate, shown, words, language, room)
    _head(pen, layout, words)
    fitted, placed = legend.fit(found, layout.columns, pen.scale)
    for block, column, top in placed:
        legend.draw(legend.Pen(page, colours, fitted), block, column.left, top)
    _foot(pen, layout, words, language, bar)
    if order.folio:
        at = (width - layout.margin, FOLIO * size.scale)
        small = lettering.face(6.0 * size.scale)
        lettering.write(page, at, str(order.folio), small, colours.quiet, "right")
    return figure


def _colours(plate: Plate, order: Order, days: Sequence[date]) -> palette.Palette:
    roles = plate.dataset.roles
    if not order.black_and_white:
        return palette.coloured(roles)
    states = [one for day in days for one in plate.timeline.state(day).values()]
    return palette.grey(roles, {plate.dataset.polities[one.controller].role for one in states})


def put_map(
    figure: Figure,
    pen: legend.Pen,
    plate: Plate,
    order: Order,
    what: tuple[date, Sequence[date], tuple[float, float, float, float]],
    check: Check,
) -> tuple[Shown, scale.Bar]:
    """Draw the map of a day into its frame; ``what`` is the day, all days of the sheet, the frame.

    Returns what is shown and the scale bar.
    """
    day, days, box = what
    size, language = order.size, order.language
    left, bottom, *frame = box
    axes = axes_over(figure, box, size)
    view = View(
        sheet.fill_frame(order.extent, (frame[0], frame[1])), (frame[0], frame[1]), size.scale
    )
    for zorder in (0.9, 2.5, 3.5, 4, 5, 6.5, 9, 9.4, 12, 19, 29):
        axes.add_artist(_Watch(check, zorder))
    chart = Chart(plate, axes, view, pen.palette)
    state = plate.timeline.state(day)
    ticks = scale.draw_graticule(chart, plate.projection)
    # Of two days what is new is what is different between them.
    since = day if order.other else None
    shown = chart.draw(day, order.territory, since, order.layers)
    if order.other:
        pair.outline(chart, days, day)
    if "claims" in order.layers:
        shown = replace(shown, claimants=overlays.draw_claims(chart, state))
    check()
    bar = scale.scale_bar(plate.projection, view)
    taken = scale.draw_bar(chart, bar, language)
    placed = names.place_names(plate, day, view.to_paper, view.frame, language, size.scale, [taken])
    chart.write(placed)
    stops = dict.fromkeys(sign.stop for sign in placed.signs if sign.stop)
    unsure = overlays.draw_certainty(chart, state, placed) if "certainty" in order.layers else ()
    scale.write_ticks(pen.page, ticks, (left, bottom), size.scale, pen.palette, language)
    draw_rim(figure, pen.page, box, pen.palette.frontier, 0.9 * size.scale)
    return replace(shown, stops=tuple(stops), unsure=unsure), bar


def axes_over(figure: Figure, box: tuple[float, ...], size: sheet.Size) -> Axes:
    """Axes over a part of the page whose unit is a point."""
    width, height = size.points
    left, bottom, wide, high = box
    axes = figure.add_axes((left / width, bottom / height, wide / width, high / height))
    axes.set_xlim(0, wide)
    axes.set_ylim(0, high)
    axes.axis("off")
    return axes


def draw_rim(
    figure: Figure, page: Axes, box: tuple[float, float, float, float], colour: str, width: float
) -> None:
    """The rim of a map, of the figure: on the page the map would cover its inner half."""
    left, bottom, wide, high = box
    rim = Rectangle((left, bottom), wide, high, fill=False, transform=page.transData, zorder=40)
    rim.set_edgecolor(colour)
    rim.set_linewidth(width)
    figure.add_artist(rim)


def _head(pen: legend.Pen, layout: sheet.Layout, words: Caption) -> None:
    """Title on the left, the day on the right, below both what happened."""
    width, height = layout.size.points
    big, room = 17.0 * pen.scale, width - 2 * layout.margin
    both = sum(lettering.width(text, big, True) for text in (words.title, words.day))
    big *= min(1.0, (room - 16 * pen.scale) / both)
    base = height - layout.margin - 15 * pen.scale
    face = lettering.face(big, True)
    lettering.write(pen.page, (layout.margin, base), words.title, face, pen.palette.ink)
    right = width - layout.margin - lettering.width(words.day, big, True)
    lettering.write(pen.page, (right, base), words.day, face, pen.palette.ink)
    size = 7.4 * pen.scale
    for line in lettering.wrap(words.lead, room, size)[:1]:
        lettering.write(
            pen.page,
            (layout.margin, base - 15 * pen.scale),
            line,
            lettering.face(size),
            pen.palette.quiet,
        )


def _foot(
    pen: legend.Pen, layout: sheet.Layout, words: Caption, language: Language, bar: scale.Bar
) -> None:
    """Sources, how to cite, what the map is; at most ``FOOT_LINES`` lines."""
    _ = i18n.translator(language)
    size = FOOT_SIZE * pen.scale
    width, _height = layout.size.points
    room = width - 2 * layout.margin
    ratio = i18n.number(float(f"{bar.ratio:.2g}"), language)
    about, cite_as = _("Scale about {ratio}."), MAPS["cite.as"][language]
    cited = lettering.wrap(f"{cite_as}: {words.citation}", room, size)
    told = lettering.wrap(f"{words.notice} {about.format(ratio=f'1 : {ratio}')}", room, size)
    free = max(FOOT_LINES - len(cited) - len(told), 1)
    lines = [
        *_listed(MAPS["sources"][language], words.sources, room, size, free, language),
        *cited,
        *told,
    ]
    y = layout.margin + layout.foot - 12 * pen.scale
    rule = Rectangle((layout.margin, y + 9 * pen.scale), room, 0, fill=False)
    rule.set_edgecolor(pen.palette.hairline)
    rule.set_linewidth(0.5 * pen.scale)
    pen.page.add_artist(rule)
    for line in lines:
        lettering.write(pen.page, (layout.margin, y), line, lettering.face(size), pen.palette.quiet)
        y -= 7.1 * pen.scale


def _listed(
    heading: str,
    sources: tuple[str, ...],
    room: float,
    size: float,
    limit: int,
    language: Language,
) -> list[str]:
    """The sources on at most ``limit`` lines; how many were left out is said."""
    _ = i18n.translator(language)
    for count in range(len(sources), 0, -1):
        text = f"{heading}: {'; '.join(sources[:count])}"
        left_out = len(sources) - count
        if left_out:
            text += "; " + _("and {count} more, on the page").format(count=left_out)
        lines = lettering.wrap(f"{text}.", room, size)
        if len(lines) <= limit:
            return lines
    return []


def _save(figure: Figure, plate: Plate, order: Order, kind: str, dpi: int) -> bytes:
    title = f"{plate.dataset.title[order.language]}, {i18n.day_label(order.day, order.language)}"
    author = "; ".join(plate.dataset.authors)
    about = captions.with_address(plate.dataset.licence, order.address)
    metadata: dict[str, dict[str, Any]] = {
        "pdf": {"Title": title, "Author": author, "Subject": about, "CreationDate": None},
        "svg": {"Title": title, "Creator": author, "Rights": about, "Date": None},
        "png": {"Title": title, "Author": author, "Copyright": about},
    }
    file = BytesIO()
    with mpl.rc_context(_SETTINGS):
        figure.savefig(
            file,
            format=kind,
            dpi=dpi if kind == "png" else _vector_dpi(order.size),
            metadata=metadata[kind],
            facecolor="white",
        )
    content = file.getvalue()
    return svg_fonts.embed(content, figure) if kind == "svg" else content


def _vector_dpi(size: sheet.Size) -> float:
    """Dots an inch of the relief: fewer on a large sheet, whose file would grow with its area."""
    inches = math.prod(side / 72 for side in size.points)
    return min(VECTOR_DPI, math.sqrt(VECTOR_DOTS / inches))
