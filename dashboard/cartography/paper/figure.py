"""A figure beside the map: strips, areas or the table of a day; its page, words and file.

Positions are points of the page from its lower left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from matplotlib.backend_bases import FigureCanvasBase

from dashboard import i18n
from dashboard.cartography.look import palette
from dashboard.cartography.paper import (
    captions,
    furniture,
    lettering,
    svg_fonts,
    svg_structure,
    swatches,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.paper.sheet import Size
from dashboard.cartography.paper.structure import Paper
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.timeline import Timeline
from dashboard.i18n.words import MAPS

MARGIN, HEAD = 26.0, 40.0
FOOT_SIZE = 6.4


@dataclass(frozen=True, slots=True)
class Figure:
    """What is to be drawn: ``strips``, ``areas`` or ``table``.

    ``order`` is one of ``strips.ORDERS``, ``day`` that of the table.
    """

    kind: str
    language: Language
    size: Size
    address: str
    order: str = "region"
    black_and_white: bool = False
    day: date | None = None


Draw = Callable[[Dataset, Timeline, Figure], Paper]


def render(
    draw: Draw,
    dataset: Dataset,
    timeline: Timeline,
    figure: Figure,
    written: tuple[str, int],
    check: Check = no_check,
) -> bytes:
    """Return a figure as the bytes of a file; raises what ``draw`` raises.

    ``written`` is one of ``sheet.KINDS`` and the dots per inch of a PNG; ``check`` is asked
    before and after it is drawn.
    """
    kind, dpi = written
    with press.drawing(check):
        check()
        paper = draw(dataset, timeline, figure)
        check()
        title = dataset.title[figure.language]
        author = "; ".join(dataset.authors)
        about = captions.with_address(dataset.licence, figure.address)
        metadata: dict[str, dict[str, Any]] = {
            "pdf": {"Title": title, "Author": author, "Subject": about, "CreationDate": None},
            "svg": {"Title": title, "Creator": author, "Rights": about, "Date": None},
            "png": {"Title": title, "Author": author, "Copyright": about},
        }
        file = BytesIO()
        paper.savefig(file, format=kind, dpi=dpi, metadata=metadata[kind], facecolor="white")
        content = file.getvalue()
        if kind == "svg":
            content = svg_structure.finish(svg_fonts.embed(content, paper))
        paper.clear()
        paper.set_canvas(FigureCanvasBase(paper))
    return content


def begin(figure: Figure, dataset: Dataset) -> tuple[Paper, swatches.Pen]:
    """An empty page, and what draws on it."""
    width, height = figure.size.points
    paper = Paper(figsize=(width / 72, height / 72), structured=False)
    page = press.axes_over(paper, (0.0, 0.0, width, height), figure.size)
    roles = dataset.roles
    colours = palette.grey(roles) if figure.black_and_white else palette.copied(roles)
    return paper, swatches.Pen(page, colours, figure.size.scale)


def put_words(
    pen: swatches.Pen, dataset: Dataset, figure: Figure, label: str, about: str, cited: str
) -> float:
    """Title, day or span of days, what the figure shows, how to cite; returns the foot's top."""
    language, scale = figure.language, pen.scale
    _ = i18n.translator(language)
    width, height = figure.size.points
    room = width - 2 * MARGIN * scale
    big = 15.0 * scale
    both = lettering.width(dataset.title[language], big, True) + lettering.width(label, big * 0.7)
    big *= min(1.0, (room - 16 * scale) / both)
    base = height - (MARGIN + 14.0) * scale
    title = (MARGIN * scale, base)
    ink, quiet = pen.palette.ink, pen.palette.quiet
    lettering.write(pen.page, title, dataset.title[language], lettering.face(big, True), ink)
    at = (width - MARGIN * scale, base)
    lettering.write(pen.page, at, label, lettering.face(big * 0.7), quiet, "right")
    face = lettering.face(7.4 * scale)
    below = (MARGIN * scale, base - 13 * scale)
    lead = captions.after_reading(dataset, about, language)
    lettering.write(pen.page, below, lead, face, quiet)
    notice = _("The map shows who held a place, not who had a right to it.")
    size = FOOT_SIZE * scale
    lines = lettering.wrap(f"{MAPS['cite.as'][language]}: {cited} {notice}", room, size)
    y = MARGIN * scale + (len(lines) - 1) * size * 1.25
    for line in lines:
        furniture.put_line(pen, (MARGIN * scale, y), line, size, figure.address)
        y -= size * 1.25
    return MARGIN * scale + len(lines) * size * 1.25 + 4.0 * scale
