"""Pages of text for an atlas: title, contents, index, sources. Text stays text, numbers are links.

Positions are points of the page from its lower left corner.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby

from matplotlib.axes import Axes

from dashboard.cartography.look.palette import Palette
from dashboard.cartography.paper import lettering, saving
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.sheet import Size
from dashboard.cartography.paper.structure import MAP, Leaf, Paper, Paragraph

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
    """A box on a page of the PDF (left, bottom, right, top), its text, the page it leads to."""

    box: tuple[float, float, float, float]
    text: str
    target: int


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page as a PDF, where its links are, and its structure."""

    content: bytes
    links: tuple[Link, ...]
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word in its place; ``entry`` is the number of its entry on the page."""

    word: Word
    x: float
    y: float
    entry: int


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
        _page(heading, spots, size, colours, first + n, tag="" if n else "H1")
        for n, spots in enumerate(_flow(entries, size))
    ]


def title(lines: Iterable[tuple[str, float, bool]], size: Size, colours: Palette) -> TextPage:
    """The first page: lines with their size in points on A4 and whether they are bold."""
    figure, page = _blank(size, book=False)
    width, height = size.points
    room, y = width - 2 * MARGIN * size.scale, height * 0.68
    for n, (text, points, bold) in enumerate(lines):
        wanted = points * size.scale
        for line in lettering.wrap(text, room, wanted, bold):
            y -= wanted * 1.3
            place = (MARGIN * size.scale, y)
            face, tag = lettering.face(wanted, bold), "P" if n else "H1"
            lettering.write(page, place, line, face, colours.ink, tag=tag)
        y -= wanted * 0.7
    return _saved(figure)


def _blank(size: Size, book: bool = True) -> tuple[Paper, Axes]:
    width, height = size.points
    figure = Paper(figsize=(width / 72, height / 72), book=book)
    page = figure.add_axes((0, 0, 1, 1))
    page.set(xlim=(0, width), ylim=(0, height))
    page.axis("off")
    return figure, page


def _saved(figure: Paper, links: Sequence[Link] = (), linked: Sequence[int] = ()) -> TextPage:
    """The page; ``linked`` has for each link the number of its entry."""
    file = BytesIO()
    figure.begin()
    figure.savefig(file, format="pdf", metadata={"CreationDate": None}, facecolor="none")
    leaf = figure.leaf(())
    saving.forget(figure)
    first = next((mark.number for mark in leaf.marks if mark.tag == "P"), 0)
    leaf = replace(leaf, linked=[first + entry for entry in linked])
    return TextPage(file.getvalue(), tuple(links), leaf)


def _flow(entries: Sequence[Entry], size: Size) -> list[list[_Spot]]:
    """Words in their places, page by page; an entry is not torn apart."""
    width, height = size.points
    scale = size.scale
    margin, gap = MARGIN * scale, GAP * scale
    number = max(1, int((width - 2 * margin + gap) // ((COLUMN + GAP) * scale)))
    room = (width - 2 * margin - gap * (number - 1)) / number
    top, bottom = height - margin - HEADING * 2 * scale, margin
    pages: list[list[_Spot]] = [[]]
    column, y, placed = 0, top, 0
    for entry in entries:
        lines = _lines(entry, room, scale)
        high = (len(lines) * BODY * LEADING + entry.gap) * scale
        if y - high < bottom:
            column, y = column + 1, top
            if column == number:
                column = 0
                pages.append([])
                placed = 0
        left = margin + column * (room + gap)
        for n, line in enumerate(lines):
            base = y - (n * LEADING + 1) * BODY * scale
            pages[-1] += [_Spot(word, left + x, base, placed) for word, x in line]
        y -= high
        placed += 1
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
    heading: str, spots: Sequence[_Spot], size: Size, colours: Palette, folio: int, tag: str
) -> TextPage:
    """A page of a list; ``tag`` is that of the heading, which is read on the first page alone."""
    figure, page = _blank(size)
    (width, height), scale, margin = size.points, size.scale, MARGIN * size.scale
    place = (margin, height - margin - HEADING * 0.7 * scale)
    face = lettering.face(HEADING * scale, True)
    lettering.write(page, place, heading, face, colours.ink, tag=tag)
    small = lettering.face(6.0 * scale)
    at = (width - margin, press.FOLIO * scale)
    lettering.write(page, at, str(folio), small, colours.quiet, "right", tag="")
    for _entry, of_entry in groupby(spots, key=lambda spot: spot.entry):
        page.add_artist(Paragraph(30.0, True))
        for spot in of_entry:
            _write(page, spot, scale, colours)
        page.add_artist(Paragraph(30.0, False))
    made = list(_links(spots, scale))
    return _saved(figure, [link for link, _ in made], [entry for _, entry in made])


def _write(page: Axes, spot: _Spot, scale: float, colours: Palette) -> None:
    """Write a word; it has no tag of its own, as its entry has."""
    word = spot.word
    number = word.text.strip(",") == str(word.target) and not word.bold
    colour = colours.link if number else colours.ink
    face = lettering.face(BODY * scale, word.bold)
    lettering.write(page, (spot.x, spot.y), word.text, face, colour, tag=MAP)


def _links(spots: Iterable[_Spot], scale: float) -> Iterator[tuple[Link, int]]:
    """A link for the words of a line that stand together and lead to the same page, and its entry.

    A page number at the edge of a column has its own, as there is room before it.
    """
    points = BODY * scale
    space = lettering.width(" ", points) * 1.5
    run: list[_Spot] = []

    def end(spot: _Spot) -> float:
        return spot.x + lettering.width(spot.word.text, points, spot.word.bold)

    def link() -> tuple[Link, int]:
        first, last = run[0], run[-1]
        box = (first.x, first.y - points * 0.25, end(last), first.y + points * 0.85)
        text = " ".join(spot.word.text for spot in run).rstrip(",")
        return Link(box, text, first.word.target or 0), first.entry

    for spot in spots:
        if not spot.word.target:
            continue
        last = run[-1] if run else None
        together = last and (last.word.target, last.y, last.entry) == (
            spot.word.target,
            spot.y,
            spot.entry,
        )
        if last and not (together and spot.x - end(last) < space):
            yield link()
            run = []
        run.append(spot)
    if run:
        yield link()
