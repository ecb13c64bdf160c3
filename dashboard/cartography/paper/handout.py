"""A story on paper: a picture of each stop, and pages of two stops with lines to write on.

Positions are points of the page from its lower left corner. Text stays text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from dashboard import i18n
from dashboard.cartography.look import palette
from dashboard.cartography.paper import captions, deadline, legend, lettering, sheet
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.dataset.model import Language, Stop, Story

PAGE = sheet.Size("handout", 210.0, 297.0)
MARGIN, HEAD, FOOT = 40.0, 66.0, 30.0
MAP = (318.0, 222.0)
PICTURE_DPI = 200
GAP = 14.0
TITLE, BODY, LEADING = 13.0, 9.4, 1.36
TO_WRITE, RULE = 3, 21.0
# Between the map and the question stand the degrees.
BELOW_MAP = 24.0
ON_A_PAGE = 2


class _Picture(sheet.Size):
    """A map alone, with the letters and lines that it has on a page."""

    scale = PAGE.scale


_PICTURE = _Picture("picture", *(side / sheet.POINTS_PER_MM for side in MAP))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A story to print; ``address`` is that of the story on the page."""

    story: Story
    language: Language
    address: str


def picture(plate: Plate, stop: Stop, language: Language, check: deadline.Check) -> bytes:
    """Return the map of a stop alone as a PNG."""
    with press.drawing():
        width, height = _PICTURE.points
        figure = Figure(figsize=(width / 72, height / 72))
        page = press.axes_over(figure, (0.0, 0.0, width, height), _PICTURE)
        _put_map(
            figure, page, plate, (stop, language, _PICTURE), (2, 2, width - 4, height - 4), check
        )
        file = BytesIO()
        figure.savefig(file, format="png", dpi=PICTURE_DPI, facecolor="white")
        _forget(figure)
    return file.getvalue()


def pages(plate: Plate, lesson: Lesson, check: deadline.Check = deadline.no_check) -> bytes:
    """Return a PDF of the story, two stops a page; ``check`` is called between steps."""
    story, language = lesson.story, lesson.language
    about = {
        "Title": story.title[language],
        "Author": "; ".join(plate.dataset.authors),
        "Subject": captions.with_address(plate.dataset.licence, lesson.address),
        "CreationDate": None,
    }
    file = BytesIO()
    with press.drawing(), PdfPages(file, metadata=about) as book:
        for first in range(0, len(story.stops), ON_A_PAGE):
            figure = _page(plate, lesson, first, check)
            book.savefig(figure, dpi=press.VECTOR_DPI, facecolor="white")
            _forget(figure)
    return file.getvalue()


def _page(plate: Plate, lesson: Lesson, first: int, check: deadline.Check) -> Figure:
    width, height = PAGE.points
    figure = Figure(figsize=(width / 72, height / 72))
    page = press.axes_over(figure, (0.0, 0.0, width, height), PAGE)
    colours = palette.coloured(plate.dataset.roles)
    story, language = lesson.story, lesson.language
    _ = i18n.translator(language)
    ink, quiet = colours.ink, colours.quiet
    lettering.write(
        page, (MARGIN, height - 44), story.title[language], lettering.face(11, True), ink
    )
    lettering.write(
        page,
        (width - MARGIN, height - 44),
        _("Name:") + " " + "." * 42,
        lettering.face(BODY),
        quiet,
        "right",
    )
    data = plate.dataset
    about = f"{data.title[language]}, {data.version}, {data.licence}"
    about = captions.with_address(about, lesson.address, " · ")
    lettering.write(page, (MARGIN, FOOT - 8), about, lettering.face(7), quiet)
    number = str(first // ON_A_PAGE + 1)
    lettering.write(page, (width - MARGIN, FOOT - 8), number, lettering.face(7), quiet, "right")
    room = (height - HEAD - FOOT) / ON_A_PAGE
    for n, stop in enumerate(story.stops[first : first + ON_A_PAGE]):
        top = height - HEAD - n * room
        _put_stop(figure, page, plate, (stop, language, PAGE), (first + n + 1, top), check)
    return figure


def _put_stop(
    figure: Figure,
    page: Axes,
    plate: Plate,
    what: tuple[Stop, Language, sheet.Size],
    where: tuple[int, float],
    check: deadline.Check,
) -> None:
    """Draw a stop: day and title, map, text beside it, question, lines.

    ``where`` is the number of the stop and its upper edge.
    """
    stop, language, size = what
    number, top = where
    width = size.points[0]
    colours = palette.coloured(plate.dataset.roles)
    day = f"{number} · {i18n.day_label(stop.day, language)}"
    lettering.write(page, (MARGIN, top - 10), day, lettering.face(BODY), colours.quiet)
    lettering.write(
        page, (MARGIN, top - 26), stop.title[language], lettering.face(TITLE, True), colours.ink
    )
    upper = top - 36
    _put_map(figure, page, plate, what, (MARGIN, upper - MAP[1], *MAP), check)
    left = MARGIN + MAP[0] + GAP
    _put_lines(page, stop.text[language], (left, upper - BODY), width - MARGIN - left, colours.ink)
    below = upper - MAP[1] - BELOW_MAP
    below = _put_lines(
        page, stop.question[language], (MARGIN, below), width - 2 * MARGIN, colours.ink, True
    )
    for n in range(TO_WRITE):
        y = below - 6 - n * RULE
        page.plot((MARGIN, width - MARGIN), (y, y), color=colours.quiet, linewidth=0.4)


def _put_lines(
    page: Axes, text: str, at: tuple[float, float], room: float, ink: str, bold: bool = False
) -> float:
    """Write text in lines of ``room`` points from a baseline down; returns the baseline after."""
    x, y = at
    for line in lettering.wrap(text, room, BODY, bold):
        lettering.write(page, (x, y), line, lettering.face(BODY, bold), ink)
        y -= BODY * LEADING
    return y


def _put_map(
    figure: Figure,
    page: Axes,
    plate: Plate,
    what: tuple[Stop, Language, sheet.Size],
    box: Sequence[float],
    check: deadline.Check,
) -> None:
    stop, language, size = what
    left, bottom, wide, high = box
    extent = stop.extent if isinstance(stop.extent, str) else ",".join(map(str, stop.extent))
    bounds = sheet.parse_extent(extent, plate)
    order = press.Order(stop.day, language, size, bounds, "", stop.territory)
    if stop.layers is not None:
        order = replace(order, layers=frozenset(stop.layers))
    pen = legend.Pen(page, palette.coloured(plate.dataset.roles), size.scale)
    press.put_map(
        figure, pen, plate, order, (stop.day, [stop.day], (left, bottom, wide, high)), check
    )


def _forget(figure: Figure) -> None:
    """Artists and figure know each other: without this they would stay in memory."""
    figure.clear()
    figure.set_canvas(FigureCanvasBase(figure))
