"""Pages of text for an atlas: title, contents, index, sources. Text stays text, numbers are links.

Positions are points of the page from its lower left corner.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dashboard.cartography.look.palette import Palette
from dashboard.cartography.paper import lettering, saving
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.sheet import Size

BODY, LEADING, HEADING = 7.2, 1.42, 17.0
COLUMN = 330.0
GAP, MARGIN = 22.0, 40.0
# Of the second line of an entry and those after it.
INDENT = 10.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word; ``target`` is the page that it leads to, counted from 1."""

    text: str
    bold: bool = False
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that stand together; ``folio`` is the page number at the right edge, if any."""

    words: tuple[Word, ...]
    folio: int | None = None
    gap: float = 1.5


@dataclass(frozen=True, slots=True)
class Link:
    """A box on a page of the PDF (left, bottom, right, top) and the page that it leads to."""

    box: tuple[float, float, float, float]
    target: int


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page as a PDF, and where its links are."""

    content: bytes
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    word: Word
    x: float
    y: float


def words(text: str, bold: bool = False, target: int | None = None) -> tuple[Word, ...]:
    """The words of a text, all alike."""
    return tuple(Word(word, bold, target) for word in text.split())


def count(entries: Sequence[Entry], size: Size) -> int:
    """How many pages some entries take."""
    return len(_flow(entries, size))


def listed(
    heading: str, entries: Sequence[Entry], size: Size, colours: Palette, first: int
) -> list[TextPage]:
    """Pages of entries in columns; ``first`` is the number of the first page."""
    return [
        _page(heading, spots, size, colours, first + n)
        for n, spots in enumerate(_flow(entries, size))
    ]


def title(lines: Iterable[tuple[str, float, bool]], size: Size, colours: Palette) -> TextPage:
    """The first page: lines with their size in points on A4 and whether they are bold."""
    figure, page = _blank(size)
    width, height = size.points
    room, y = width - 2 * MARGIN * size.scale, height * 0.68
    for text, points, bold in lines:
        wanted = points * size.scale
        for line in lettering.wrap(text, room, wanted, bold):
            y -= wanted * 1.3
            place = (MARGIN * size.scale, y)
            lettering.write(page, place, line, lettering.face(wanted, bold), colours.ink)
        y -= wanted * 0.7
    return TextPage(_saved(figure), ())


def _blank(size: Size) -> tuple[Figure, Axes]:
    width, height = size.points
    figure = Figure(figsize=(width / 72, height / 72))
    page = figure.add_axes((0, 0, 1, 1))
    page.set(xlim=(0, width), ylim=(0, height))
    page.axis("off")
    return figure, page


def _saved(figure: Figure) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="pdf", metadata={"CreationDate": None}, facecolor="white")
    saving.forget(figure)
    return file.getvalue()


def _flow(entries: Sequence[Entry], size: Size) -> list[list[_Spot]]:
    """Words in their places, page by page; an entry is not torn apart."""
    width, height = size.points
    scale = size.scale
    margin, gap = MARGIN * scale, GAP * scale
    number = max(1, int((width - 2 * margin + gap) // ((COLUMN + GAP) * scale)))
    room = (width - 2 * margin - gap * (number - 1)) / number
    top, bottom = height - margin - HEADING * 2 * scale, margin
    pages: list[list[_Spot]] = [[]]
    column, y = 0, top
    for entry in entries:
        lines = _lines(entry, room, scale)
        high = (len(lines) * BODY * LEADING + entry.gap) * scale
        if y - high < bottom:
            column, y = column + 1, top
            if column == number:
                column = 0
                pages.append([])
        left = margin + column * (room + gap)
        for n, line in enumerate(lines):
            base = y - (n * LEADING + 1) * BODY * scale
            pages[-1] += [_Spot(word, left + x, base) for word, x in line]
        y -= high
    return pages


def _lines(entry: Entry, room: float, scale: float) -> list[list[tuple[Word, float]]]:
    """Words with their distance from the left edge, line by line."""
    size = BODY * scale
    kept = 26.0 * scale if entry.folio else 0.0
    space = lettering.width(" ", size)
    lines: list[list[tuple[Word, float]]] = [[]]
    x = 0.0
    longest = room - kept - INDENT * scale
    for word in (part for run in entry.words for part in _parts(run, longest, size)):
        wide = lettering.width(word.text, size, word.bold)
        if lines[-1] and x + wide > room - kept:
            lines.append([])
            x = INDENT * scale
        lines[-1].append((word, x))
        x += wide + space
    if entry.folio:
        number = Word(str(entry.folio), target=entry.folio)
        lines[-1].append((number, room - lettering.width(number.text, size)))
    return lines


def _parts(word: Word, room: float, size: float) -> Iterator[Word]:
    """The word, in parts where it is wider than a line, as addresses are."""

    def wide(end: int) -> float:
        return lettering.width(text[:end], size, word.bold)

    text = word.text
    while wide(len(text)) > room:
        end = max(1, bisect_right(range(len(text)), room, key=wide) - 1)
        # After a stroke if the end has a stroke near.
        stroke = text.rfind("/", end // 2, end)
        end = end if stroke < 0 else stroke + 1
        yield replace(word, text=text[:end])
        text = text[end:]
    yield replace(word, text=text)


def _page(
    heading: str, spots: Sequence[_Spot], size: Size, colours: Palette, folio: int
) -> TextPage:
    figure, page = _blank(size)
    (width, height), scale, margin = size.points, size.scale, MARGIN * size.scale
    place = (margin, height - margin - HEADING * 0.7 * scale)
    lettering.write(page, place, heading, lettering.face(HEADING * scale, True), colours.ink)
    small, links = lettering.face(6.0 * scale), []
    at = (width - margin, press.FOLIO * scale)
    lettering.write(page, at, str(folio), small, colours.quiet, "right")
    points = BODY * scale
    for spot in spots:
        word = spot.word
        number = word.text.strip(",") == str(word.target) and not word.bold
        colour = colours.link if number else colours.ink
        lettering.write(
            page, (spot.x, spot.y), word.text, lettering.face(points, word.bold), colour
        )
        if word.target:
            right = spot.x + lettering.width(word.text, points, word.bold)
            box = (spot.x, spot.y - points * 0.25, right, spot.y + points * 0.85)
            links.append(Link(box, word.target))
    return TextPage(_saved(figure), tuple(links))
