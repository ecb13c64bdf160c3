"""A story on paper: each stop's map with its key; pages of two stops, then legend and sources.

Positions are points of the page from its lower left corner. Text stays text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from PIL import Image

from dashboard import i18n
from dashboard.cartography.look import palette
from dashboard.cartography.paper import (
    captions,
    deadline,
    legend,
    lettering,
    pdf_structure,
    saving,
    sheet,
    swatches,
)
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.chart import Shown
from dashboard.cartography.paper.plate import Plate
from dashboard.cartography.paper.structure import Artifacts, Leaf, Paper
from dashboard.dataset.model import Dataset, Language, Stop, Story
from dashboard.i18n.words import MAPS

PAGE = sheet.Size("handout", 210.0, 297.0)
MARGIN, HEAD, FOOT = 40.0, 66.0, 30.0
MAP = (318.0, 200.0)
# Below the map stand the degrees, then the key in two columns.
DEGREES, KEY, BETWEEN = 14.0, 120.0, 10.0
PICTURE_DPI = 200
GAP = 14.0
TITLE, BODY, LEADING = 13.0, 9.4, 1.36
RULE = 21.0
ON_A_PAGE = 2
# The last page: size of the sources, columns of the legend, rows that stay together.
SOURCES, KEY_COLUMNS, ROWS = 7.0, 3, 6


class _Picture(sheet.Size):
    """A map with its key, with the letters and lines that it has on a page."""

    scale = PAGE.scale
    strokes = 1.0


WHOLE = (MAP[0] + 2, MAP[1] + 1 + DEGREES + KEY)
_PICTURE = _Picture("picture", *(side / sheet.POINTS_PER_MM for side in WHOLE))
PIXELS = tuple(int(side / 72 * PICTURE_DPI) for side in WHOLE)
"""Width and height of the picture of a stop."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A story to print; ``address`` is that of the story on the page.

    ``reading`` is the id of another reading than the atlas's own: maps, keys and sources are as
    it has them, the texts those of the story.
    """

    story: Story
    language: Language
    address: str
    reading: str = ""


def picture(plate: Plate, stop: Stop, language: Language, check: deadline.Check) -> bytes:
    """Return the map of a stop with its key as a PNG of ``PIXELS``."""
    with press.drawing(check):
        figure, _shown = pictured(plate, stop, language, check)
        file = BytesIO()
        figure.savefig(file, format="png", dpi=PICTURE_DPI, facecolor="white")
        saving.forget(figure)
    return file.getvalue()


def pictured(
    plate: Plate, stop: Stop, language: Language, check: deadline.Check
) -> tuple[Figure, Shown]:
    """A figure of the map of a stop with its key, and what it shows."""
    width, height = WHOLE
    figure = Figure(figsize=(width / 72, height / 72))
    page = press.axes_over(figure, (0.0, 0.0, width, height), _PICTURE)
    box = (1, height - MAP[1] - 1, *MAP)
    return figure, _put_map(figure, page, plate, (stop, language, _PICTURE), box, check)


def key_picture(plate: Plate, lesson: Lesson, check: deadline.Check) -> bytes:
    """Return legend and sources of all maps of a story as a single PNG, for the story as a page."""
    drawn = [Image.open(BytesIO(png)) for png in key_pictures(plate, lesson, check)]
    whole = Image.new("RGB", (drawn[0].width, sum(picture.height for picture in drawn)), "white")
    top = 0
    for picture in drawn:
        whole.paste(picture, (0, top))
        top += picture.height
    file = BytesIO()
    whole.save(file, "png")
    return file.getvalue()


def key_pictures(plate: Plate, lesson: Lesson, check: deadline.Check) -> list[bytes]:
    """Return the pages of legend and sources of all maps of a story as PNG, one or two."""
    plate = plate.as_read(lesson.reading)
    seen, drawn = [], []
    with press.drawing(check):
        for stop in lesson.story.stops:
            figure, shown = pictured(plate, stop, lesson.language, check)
            seen.append(shown)
            saving.forget(figure)
        for figure in _key(plate, lesson, seen):
            file = BytesIO()
            figure.savefig(file, format="png", dpi=PICTURE_DPI, facecolor="white")
            saving.forget(figure)
            drawn.append(file.getvalue())
    return drawn


def pages(plate: Plate, lesson: Lesson, check: deadline.Check = deadline.no_check) -> bytes:
    """Return a PDF of the story, two stops a page; ``check`` is called between steps."""
    story, language = lesson.story, lesson.language
    plate = plate.as_read(lesson.reading)
    about = {
        "Title": story.title[language],
        "Author": "; ".join(plate.dataset.authors),
        "Subject": captions.with_address(plate.dataset.licence, lesson.address),
        "CreationDate": None,
    }
    file = BytesIO()
    leaves: list[Leaf] = []
    with press.drawing(check), PdfPages(file, metadata=about) as book:
        seen: list[Shown] = []
        for first in range(0, len(story.stops), ON_A_PAGE):
            figure, shown = _page(plate, lesson, first, check)
            stops = story.stops[first : first + ON_A_PAGE]
            said = [
                captions.alternative(plate.dataset, plate.timeline, stop.day, language)
                for stop in stops
            ]
            seen += shown
            leaves.append(_bound(book, figure, said))
        check()
        leaves += [_bound(book, figure, ()) for figure in _key(plate, lesson, seen)]
    return pdf_structure.finish(file.getvalue(), leaves, language)


def _bound(book: Any, figure: Paper, said: Sequence[str]) -> Leaf:
    """Draw a page into the ``PdfPages``; ``said`` is what each of its maps shows."""
    figure.begin()
    # The page is the paper: a ground would be content that no reader asks for.
    book.savefig(figure, dpi=press.PLATE_DPI, facecolor="none")
    leaf = figure.leaf(said, headed=True)
    saving.forget(figure)
    return leaf


def _page(
    plate: Plate, lesson: Lesson, first: int, check: deadline.Check
) -> tuple[Paper, list[Shown]]:
    """A page of stops, and what their maps show."""
    figure, page = _blank(plate, lesson, first // ON_A_PAGE + 1)
    _ = i18n.translator(lesson.language)
    width, height = PAGE.points
    quiet = palette.copied(plate.dataset.roles).quiet
    name = _("Name:") + " " + "." * 42
    at = (width - MARGIN, height - 44)
    lettering.write(page, at, name, lettering.face(BODY), quiet, "right")
    room = (height - HEAD - FOOT) / ON_A_PAGE
    maps = []
    for n, stop in enumerate(lesson.story.stops[first : first + ON_A_PAGE]):
        where = (first + n + 1, height - HEAD - n * room)
        maps.append(_put_stop(figure, page, plate, (stop, lesson.language, PAGE), where, check))
    return figure, maps


def _key(plate: Plate, lesson: Lesson, seen: Sequence[Shown]) -> Iterator[Paper]:
    """The last page: legend of all maps and sources; two pages when a page has no room for both."""
    language = lesson.language
    number = -(-len(lesson.story.stops) // ON_A_PAGE) + 1
    figure, page = _blank(plate, lesson, number)
    (width, height), colours = PAGE.points, palette.copied(plate.dataset.roles)
    room = width - 2 * MARGIN
    lines = lettering.wrap(_sources(plate, seen, language), room, SOURCES)
    each = (room - GAP * (KEY_COLUMNS - 1)) / KEY_COLUMNS
    blocks = _blocks(plate, seen, language, each)
    pen = swatches.Pen(page, colours, PAGE.scale)
    lowest = FOOT + 14
    for below in (lowest + len(lines) * SOURCES * LEADING, lowest):
        columns = [
            sheet.Column(MARGIN + n * (each + GAP), height - HEAD, below, each)
            for n in range(KEY_COLUMNS)
        ]
        placed = legend.flow(blocks, columns, PAGE.scale)
        if placed is not None:
            break
    else:
        raise deadline.NoRoom(
            f"the legend of {lesson.story.id} has no room on a page; leave out stops"
        )
    for block, column, top in placed:
        legend.draw(pen, block, column.left, top)
    if below == lowest:
        yield figure
        figure, page = _blank(plate, lesson, number + 1)
        below = height - HEAD
    for n, line in enumerate(lines):
        at = (MARGIN, below - (n + 1) * SOURCES * LEADING)
        lettering.write(page, at, line, lettering.face(SOURCES), colours.quiet)
    yield figure


def _sources(plate: Plate, seen: Sequence[Shown], language: Language) -> str:
    """What the rows, events and lines of some maps rest on, those of the first map first."""
    data, line = plate.dataset, plate.timeline
    works = dict.fromkeys(
        name
        for shown in seen
        for name in captions.caption(data, line, shown.day, shown, language, "").sources
    )
    return f"{MAPS['sources'][language]}: {'; '.join(works)}."


def _blocks(
    plate: Plate, seen: Sequence[Shown], language: Language, room: float
) -> list[legend.Block]:
    """Holders and signs of all maps, in parts that flow from column to column."""
    _ = i18n.translator(language)
    parts = (
        (MAPS["heldBy"][language], legend.holders(plate, seen, language, room)),
        (_("Status and lines"), legend.signs_shown(plate, seen, language, room)),
    )
    return [
        legend.Block("" if first else heading, tuple(rows[first : first + ROWS]))
        for heading, rows in parts
        for first in range(0, len(rows), ROWS)
    ]


def _blank(plate: Plate, lesson: Lesson, number: int) -> tuple[Paper, Axes]:
    """A page with the title of the story, and at its foot what it is from and its number.

    Title and foot are read on the first page only.
    """
    width, height = PAGE.points
    figure = Paper(figsize=(width / 72, height / 72))
    page = press.axes_over(figure, (0.0, 0.0, width, height), PAGE)
    for zorder, begins in ((-1.0, True), (29.9, False)):
        page.add_artist(Artifacts(zorder, begins))
    colours, small = palette.copied(plate.dataset.roles), lettering.face(7)
    read = "P" if number == 1 else ""
    lettering.write(
        page,
        (MARGIN, height - 44),
        lesson.story.title[lesson.language],
        lettering.face(11, True),
        colours.ink,
        tag=read and "H1",
    )
    about, y = about_data(plate.dataset, lesson.language), FOOT - 8
    lettering.write(page, (MARGIN, y), about, small, colours.quiet, tag=read)
    if lesson.address:
        left = MARGIN + lettering.width(about, 7)
        lettering.write(page, (left, y), " · ", small, colours.quiet, tag="")
        left += lettering.width(" · ", 7)
        link = lettering.write(page, (left, y), lesson.address, small, colours.quiet, tag=read)
        link.set_url(lesson.address)
    at = (width - MARGIN, y)
    lettering.write(page, at, str(number), small, colours.quiet, "right", tag="")
    return figure, page


def about_data(data: Dataset, language: Language) -> str:
    """What a story is from: title, version, licence, and another reading than the atlas's own."""
    read = captions.reading(data, language)
    said = (data.title[language], data.version, data.licence, read)
    return ", ".join(filter(None, said))


def _put_stop(
    figure: Figure,
    page: Axes,
    plate: Plate,
    what: tuple[Stop, Language, sheet.Size],
    where: tuple[int, float],
    check: deadline.Check,
) -> Shown:
    """Draw a stop: day and title, map with its key, beside them text, question, lines to write on.

    ``where`` is the number of the stop and its upper edge. Returns what its map shows.
    """
    stop, language, size = what
    number, top = where
    width = size.points[0]
    colours = palette.copied(plate.dataset.roles)
    day = f"{number} · {i18n.day_label(stop.day, language)}"
    lettering.write(page, (MARGIN, top - 10), day, lettering.face(BODY), colours.quiet)
    lettering.write(
        page,
        (MARGIN, top - 26),
        stop.title[language],
        lettering.face(TITLE, True),
        colours.ink,
        tag="H2",
    )
    upper, left, ink = top - 36, MARGIN + MAP[0] + GAP, colours.ink
    shown = _put_map(figure, page, plate, what, (MARGIN, upper - MAP[1], *MAP), check)
    room = width - MARGIN - left
    below = _put_lines(page, stop.text[language], (left, upper - BODY), room, ink) - BODY
    below = _put_lines(page, stop.question[language], (left, below), room, ink, True)
    lowest = upper - MAP[1] - DEGREES - KEY
    for n in range(int((below - lowest) // RULE)):
        y = below - (n + 0.5) * RULE
        page.plot((left, width - MARGIN), (y, y), color=colours.quiet, linewidth=0.4)
    return shown


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
) -> Shown:
    """Draw the map of a stop into a box, and below the box its key; returns what it shows."""
    stop, language, size = what
    left, bottom, wide, high = box
    extent = stop.extent if isinstance(stop.extent, str) else ",".join(map(str, stop.extent))
    bounds = sheet.parse_extent(extent, plate)
    order = press.Order(stop.day, language, size, bounds, "", stop.territory)
    if stop.layers is not None:
        order = replace(order, layers=frozenset(stop.layers))
    pen = swatches.Pen(page, palette.copied(plate.dataset.roles), size.scale)
    where = (stop.day, [stop.day], (left, bottom, wide, high))
    shown, _bar = press.put_map(figure, pen, plate, order, where, check)
    each = (wide - BETWEEN) / 2
    for n, rows in enumerate(key_of(plate, shown, language, each)):
        legend.draw_rows(pen, rows, left + n * (each + BETWEEN), bottom - DEGREES)
    return shown


def key_of(
    plate: Plate, shown: Shown, language: Language, each: float
) -> tuple[Sequence[legend.Row], Sequence[legend.Row]]:
    """The key of a map in columns of ``each`` points; the rest of a long key is on the last page.

    Holders come first, so that what is left out are lines and claims.
    """
    rows = legend.key(plate, shown, language, each)
    while True:
        columns = legend.halves(rows)
        if max(sum(row.height for row in column) for column in columns) <= KEY:
            return columns
        rows = rows[:-1]
