"""A figure beside the map: strips, areas or the table of a day; its page, words and file.

Positions are points of the page from its lower left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import i18n
from dashboard.cartography.look import palette
from dashboard.cartography.paper import captions, furniture, lettering, saving, swatches
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.paper.sheet import Size
from dashboard.cartography.paper.structure import Artifacts, Paper, Picture
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
        title = f"{dataset.title[figure.language]}: {paper.name}"
        about = saving.About(title, figure.language, figure.address, paper.said)
        content = saving.save(paper, dataset, about, kind, dpi)
        saving.forget(paper)
    return content


def begin(
    figure: Figure, dataset: Dataset, name: str, said: str = ""
) -> tuple[Paper, swatches.Pen]:
    """An empty page with a name, and what draws on it.

    With ``said`` all that is drawn and not written is a picture that these words describe, else
    it adorns what is written.
    """
    width, height = figure.size.points
    paper = Paper(figsize=(width / 72, height / 72))
    page = press.axes_over(paper, (0.0, 0.0, width, height), figure.size)
    paper.name, paper.said = name, [said] if said else []
    for zorder, begins in ((-1.0, True), (29.9, False)):
        page.add_artist((Picture if said else Artifacts)(zorder, begins))
    roles = dataset.roles
    colours = palette.grey(roles) if figure.black_and_white else palette.copied(roles)
    return paper, swatches.Pen(page, colours, figure.size.scale)


def put_head(pen: swatches.Pen, dataset: Dataset, figure: Figure, label: str, about: str) -> None:
    """Title, day or span of days, what the figure shows."""
    language, scale = figure.language, pen.scale
    width, height = figure.size.points
    room = width - 2 * MARGIN * scale
    big = 15.0 * scale
    both = lettering.width(dataset.title[language], big, True) + lettering.width(label, big * 0.7)
    big *= min(1.0, (room - 16 * scale) / both)
    base = height - (MARGIN + 14.0) * scale
    ink, quiet = pen.palette.ink, pen.palette.quiet
    title, face = (MARGIN * scale, base), lettering.face(big, True)
    lettering.write(pen.page, title, dataset.title[language], face, ink, tag="H1")
    at = (width - MARGIN * scale, base)
    lettering.write(pen.page, at, label, lettering.face(big * 0.7), quiet, "right")
    below = (MARGIN * scale, base - 13 * scale)
    lead = captions.after_reading(dataset, about, language)
    lettering.write(pen.page, below, lead, lettering.face(7.4 * scale), quiet)


def foot_lines(figure: Figure, cited: str) -> list[str]:
    """How to cite, and what the map is not."""
    language, scale = figure.language, figure.size.scale
    _ = i18n.translator(language)
    notice = _("The map shows who held a place, not who had a right to it.")
    room = figure.size.points[0] - 2 * MARGIN * scale
    text = f"{MAPS['cite.as'][language]}: {cited} {notice}"
    return lettering.wrap(text, room, FOOT_SIZE * scale)


def foot_top(figure: Figure, lines: Sequence[str]) -> float:
    """The upper edge of the foot."""
    scale = figure.size.scale
    return MARGIN * scale + len(lines) * FOOT_SIZE * scale * 1.25 + 4.0 * scale


def put_foot(pen: swatches.Pen, figure: Figure, lines: Sequence[str]) -> None:
    """Write the foot, after all else: in this order a page is read aloud."""
    size = FOOT_SIZE * pen.scale
    y = MARGIN * pen.scale + (len(lines) - 1) * size * 1.25
    for line in lines:
        furniture.put_line(pen, (MARGIN * pen.scale, y), line, size, figure.address)
        y -= size * 1.25
