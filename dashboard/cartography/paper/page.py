"""A day as a printed sheet: state to matplotlib Figure to PDF, SVG or PNG.

Only matplotlib's object interface is used: nothing global is kept between two
sheets but the caches of fonts.
"""

import math
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from shapely.geometry.base import BaseGeometry

from dashboard import i18n
from dashboard.cartography.ground.projection import Bounds
from dashboard.cartography.look import map_layers, palette
from dashboard.cartography.paper import (
    captions,
    faces,
    furniture,
    inset,
    legend,
    lettering,
    names,
    overlays,
    pair,
    pdf_fonts,
    saving,
    scale,
    sheet,
    structure,
    swatches,
    treatymap,
    writing,
)
from dashboard.cartography.paper.chart import Chart, Shown
from dashboard.cartography.paper.deadline import Check, NoRoom, no_check
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.structure import Artifacts, Paper
from dashboard.cartography.paper.view import View
from dashboard.dataset.model import Language
from dashboard.i18n import Phrase

# The picture of the relief has no more detail than this on a sheet of the home view.
PDF_DPI = 300
# Of an SVG, which editors open whole, and of a plate of an atlas, which has many.
PLATE_DPI = 144
VECTOR_DOTS = 9_000_000
"""Dots that a PDF or SVG may have: those of an A4 sheet at ``PDF_DPI``."""
# Baseline of a page number above the lower edge, in points on A4.
FOLIO = 13.0
# No map is narrower or lower, in points.
NARROWEST = 72.0

LAYERS = (
    (-1.0, "ground", Phrase("Sea and land")),
    (1.5, "territories", Phrase("Territories")),
    (4.9, "water", Phrase("Rivers and lakes")),
    (5.9, "relief", map_layers.LAYERS["relief"].name),
    (6.9, "railways", map_layers.LAYERS["railways"].name),
    (7.9, "graticule", Phrase("Graticule")),
    (8.5, "boundaries", Phrase("Boundaries")),
    (9.95, "changes", Phrase("Former holders")),
    (11.9, "lines", map_layers.LAYERS["lines"].name),
    (12.9, "outlines", Phrase("Outlines of changed land")),
    (16.9, "scale", Phrase("Scale bar")),
    (17.5, "certainty", map_layers.LAYERS["certainty"].name),
    (19.9, "names", Phrase("Names")),
)
"""Layers of a PDF or SVG: from which zorder on, id, name as readers and editors list them."""

# Text stays text: TrueType faces in PDF, in SVG the letters with a subset of the face.
_SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "atlas",
    "path.simplify": False,
    "text.hinting": "none",
    "font.family": list(faces.FAMILIES),
}
_lock = threading.Lock()
WAITED = 0.2
"""Seconds of waiting for another drawing between two checks."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed; ``extent`` in metres, ``address`` is that of the same view.

    ``parts`` are those of ``sheet.PARTS`` that stand around the map.

    ``folio`` is the number of the page in an atlas, 0 for a sheet of its own; ``other`` a
    day that the sheet shows beside the first; ``treaty`` the treaty whose terms are on the map;
    ``reading`` the id of another reading than the atlas's own.
    """

    day: date
    language: Language
    size: sheet.Size
    extent: Bounds
    address: str
    territory: str | None = None
    black_and_white: bool = False
    folio: int = 0
    layers: frozenset[str] = map_layers.USUAL
    other: date | None = None
    parts: frozenset[str] = frozenset(sheet.PARTS)
    treaty: str | None = None
    reading: str = ""

    @property
    def wording(self) -> str:
        """All that is ordered, in the same words in every process: a set is sorted."""
        asked = ((field.name, getattr(self, field.name)) for field in fields(self))
        return repr(
            [(name, sorted(one) if isinstance(one, frozenset) else one) for name, one in asked]
        )


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

    A process draws sheets singly: matplotlib's settings and caches
    are not made for more. ``dpi`` is for PNG; PDF and SVG are vector, with the
    relief as a picture of ``PDF_DPI`` or ``PLATE_DPI`` and at most ``VECTOR_DOTS``.
    """
    with drawing(check):
        figure = draw(plate, order, check)
        try:
            return _save(figure, plate, order, kind, dpi)
        finally:
            saving.forget(figure)


@contextmanager
def drawing(check: Check = no_check) -> Iterator[None]:
    """Matplotlib for this thread alone, with the settings of a sheet.

    ``check`` is called while another thread has it: a sheet that waits for longer than it may take
    ends there.
    """
    while not _lock.acquire(timeout=WAITED):
        check()
    try:
        with mpl.rc_context(_SETTINGS), pdf_fonts.lean(), warnings.catch_warnings():
            # Said once for all letters of a page when it is saved.
            warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")
            check()
            yield
    finally:
        _lock.release()


def draw(plate: Plate, order: Order, check: Check = no_check) -> Paper:
    """Return the figure of a sheet: the map of a day, or of two beside each other.

    Raises
    ------
    NoRoom
        When the legend has no room in letters of the size that the sheet has.
    """
    plate = plate.as_read(order.reading)
    for room in range(sheet.ROOMS):
        figure = _drawn(plate, order, room, check)
        if figure:
            return figure
    raise NoRoom(
        f"size {order.size.name}: the legend has no room in letters that can be read; "
        "ask for a larger sheet, or leave the legend out"
    )


def _drawn(plate: Plate, order: Order, room: int, check: Check) -> Paper | None:
    """The sheet with as much room for the legend as ``room`` says, or ``None`` if that is less."""
    size, language, parts = order.size, order.language, order.parts
    width, height = size.points
    figure = Paper(figsize=(width / 72, height / 72), book=bool(order.folio))
    page = axes_over(figure, (0.0, 0.0, width, height), size)
    for zorder, begins in ((-1.0, True), (29.9, False)):
        page.add_artist(Artifacts(zorder, begins))
    place = sheet.lay_out_pair if order.other else sheet.lay_out
    layout = place(size, furniture.FOOT_LINES, parts, room)
    if min(side for frame in layout.frames for side in frame[2:]) < NARROWEST:
        return None
    days = sorted({order.day, order.other or order.day})
    roles = plate.dataset.roles
    colours = palette.grey(roles) if order.black_and_white else palette.copied(roles)
    pen = swatches.Pen(page, colours, size.scale)
    maps = [
        put_map(figure, pen, plate, order, (day, days, frame), check)
        for day, frame in zip(days, layout.frames, strict=False)
    ]
    shown, bar = maps[-1]
    check()
    words = captions.caption(
        plate.dataset, plate.timeline, days[-1], shown, language, order.address
    )
    if order.other:
        words = pair.caption(plate, words, days, language, order.address)
        pair.heads(pen, layout, days, language)
    if order.treaty:
        words = treatymap.caption(plate, words, order.treaty, language)
    if "title" in parts:
        furniture.head(pen, layout, words, bool(order.folio))
    if layout.columns and not _put_legend(
        pen, plate, order, layout, words, [shown for shown, _ in maps], days
    ):
        figure.clear()
        return None
    if "sources" in parts:
        furniture.foot(pen, layout, words, language, (bar, shown.grades))
    if order.folio:
        at = (width - layout.margin, FOLIO * size.scale)
        small = lettering.face(6.0 * size.scale)
        lettering.write(page, at, str(order.folio), small, pen.palette.quiet, "right", tag="")
    return figure


def _put_legend(
    pen: swatches.Pen,
    plate: Plate,
    order: Order,
    layout: sheet.Layout,
    words: captions.Caption,
    maps: Sequence[Shown],
    days: Sequence[date],
) -> bool:
    """Draw the legend; tell whether it has room."""
    language = order.language
    wide = layout.columns[0].width / pen.scale
    if len(maps) > 1:
        blocks = pair.blocks(plate, maps, days, language, wide)
    else:
        blocks = legend.blocks(plate, maps[0], words, language, wide)
    if order.treaty:
        blocks.insert(0, treatymap.block(plate, order.treaty, language, wide))
    placed = legend.fit(blocks, layout.columns, pen.scale)
    for block, column, top in placed or ():
        legend.draw(pen, block, column.left, top)
    return placed is not None


def put_map(
    figure: Figure,
    pen: swatches.Pen,
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
        sheet.fill_frame(order.extent, (frame[0], frame[1])),
        (frame[0], frame[1]),
        size.scale,
        size.strokes,
    )
    for zorder in (0.9, 2.5, 3.5, 4, 5, 6.5, 9, 9.4, 12, 19, 29):
        axes.add_artist(_Watch(check, zorder))
    after = f"-{len(figure.axes) - 1}" if order.other else ""
    structure.layers(axes, [(at, name + after, text[language]) for at, name, text in LAYERS])
    chart = Chart(plate, axes, view, pen.palette)
    state = plate.timeline.state(day)
    ticks = scale.draw_graticule(chart, plate.projection)
    # Of two days what is new is what is different between them.
    since = day if order.other else None
    check()
    shown = chart.draw(day, order.territory, since, order.layers)
    check()
    if order.other:
        pair.outline(chart, days, day)
    shown = replace(shown, disputed=chart.disputed(day))
    if "claims" in order.layers:
        shown = replace(shown, claimants=overlays.draw_claims(chart, state))
    check()
    bar = scale.scale_bar(plate.projection, view)
    taken: list[BaseGeometry] = [scale.draw_bar(chart, bar, language)]
    located = inset.draw(chart)
    taken += [located] if located else []
    if order.treaty:
        shown, numbers = treatymap.draw(chart, order.treaty, shown)
        taken += numbers
    placed = names.place_names(
        plate, day, view.to_paper, view.frame, language, size.scale, taken, shown.lines, check
    )
    writing.write(chart, placed)
    stops = dict.fromkeys(sign.stop for sign in placed.signs if sign.stop)
    unsure = overlays.draw_certainty(chart, state, placed) if "certainty" in order.layers else ()
    scale.write_ticks(pen.page, ticks, (left, bottom), size.scale, pen.palette, language)
    draw_rim(figure, pen.page, box, pen.palette.frontier, 0.9 * size.scale)
    grades = shown.grades if inset.is_close(chart) else frozenset()
    return replace(shown, stops=tuple(stops), unsure=unsure, grades=grades), bar


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
    for artist in (Artifacts(39.9, True), rim, Artifacts(40.1, False)):
        figure.add_artist(artist)


def _save(figure: Paper, plate: Plate, order: Order, kind: str, dpi: int) -> bytes:
    title = f"{plate.dataset.title[order.language]}, {i18n.day_label(order.day, order.language)}"
    days = sorted({order.day, order.other or order.day})
    said = [
        captions.alternative(plate.dataset, plate.timeline, day, order.language) for day in days
    ]
    about = saving.About(title, order.language, order.address, said)
    dots = dpi if kind == "png" else _vector_dpi(order, kind)
    return saving.save(figure, plate.dataset, about, kind, dots)


def _vector_dpi(order: Order, kind: str) -> float:
    """Dots an inch of the relief: fewer on a large sheet, whose file would grow with its area."""
    finest = PLATE_DPI if order.folio or kind == "svg" else PDF_DPI
    inches = math.prod(side / 72 for side in order.size.points)
    return min(finest, math.sqrt(VECTOR_DOTS / inches))
