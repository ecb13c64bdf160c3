"""What stands above and below the map of a sheet: title and day, sources and how to cite."""

from collections.abc import Collection

from matplotlib.patches import Rectangle

from dashboard import i18n
from dashboard.cartography.paper import lettering, scale, sheet, swatches
from dashboard.cartography.paper.captions import Caption
from dashboard.dataset.model import Language
from dashboard.dataset.vocabulary import GRADE_KM, Grade
from dashboard.i18n.words import MAPS

FOOT_LINES = 6
FOOT_SIZE = 6.0


def head(pen: swatches.Pen, layout: sheet.Layout, words: Caption, book: bool = False) -> None:
    """Title on the left, the day on the right, below both what happened.

    In a ``book`` the title is that of every page, and the day is what the page is called.
    """
    title, day = ("", "H1") if book else ("H1", "P")
    width, height = layout.size.points
    big, room = 17.0 * pen.scale, width - 2 * layout.margin
    both = sum(lettering.width(text, big, True) for text in (words.title, words.day))
    big *= min(1.0, (room - 16 * pen.scale) / both)
    base = height - layout.margin - 15 * pen.scale
    face = lettering.face(big, True)
    lettering.write(pen.page, (layout.margin, base), words.title, face, pen.palette.ink, tag=title)
    right = width - layout.margin - lettering.width(words.day, big, True)
    lettering.write(pen.page, (right, base), words.day, face, pen.palette.ink, tag=day)
    size = 7.4 * pen.scale
    for line in lettering.wrap(words.lead, room, size)[:1]:
        lettering.write(
            pen.page,
            (layout.margin, base - 15 * pen.scale),
            line,
            lettering.face(size),
            pen.palette.quiet,
        )


def foot(
    pen: swatches.Pen,
    layout: sheet.Layout,
    words: Caption,
    language: Language,
    ground: tuple[scale.Bar, Collection[Grade]],
) -> None:
    """Sources, how to cite, what the map is; at most ``FOOT_LINES`` lines."""
    _ = i18n.translator(language)
    bar, grades = ground
    size = FOOT_SIZE * pen.scale
    width, _height = layout.size.points
    room = width - 2 * layout.margin
    ratio = i18n.number(float(f"{bar.ratio:.2g}"), language)
    about, cite_as = _("Scale about {ratio}."), MAPS["cite.as"][language]
    cited = lettering.wrap(f"{cite_as}: {words.citation}", room, size)
    parts = [words.notice, about.format(ratio=f"1 : {ratio}"), accuracy(grades, bar, language)]
    noted = lettering.wrap(" ".join(filter(None, parts)), room, size)
    free = max(FOOT_LINES - len(cited) - len(noted), 1)
    lines = [
        *_listed(MAPS["sources"][language], words.sources, room, size, free, language),
        *cited,
        *noted,
    ]
    y = layout.margin + layout.foot - 12 * pen.scale
    rule = Rectangle((layout.margin, y + 9 * pen.scale), room, 0, fill=False)
    rule.set_edgecolor(pen.palette.hairline)
    rule.set_linewidth(0.5 * pen.scale)
    pen.page.add_artist(rule)
    for line in lines:
        put_line(pen, (layout.margin, y), line, size, words.address)
        y -= sheet.FOOT_LEADING * pen.scale


def accuracy(grades: Collection[Grade], bar: scale.Bar, language: Language) -> str:
    """How far boundaries of some grades may lie off, on the ground and on the sheet."""
    _ = i18n.translator(language)
    known = [GRADE_KM[grade] for grade in grades]
    if not known:
        return ""
    text = _("Boundaries on this sheet may lie up to {km} km off, which is {mm} mm here.")
    far = max(known)
    mm = float(f"{far * 1_000_000 / bar.ratio:.1g}")
    return text.format(km=far, mm=i18n.number(mm, language))


def put_line(
    pen: swatches.Pen, at: tuple[float, float], line: str, size: float, address: str
) -> None:
    """Write a line; the address of the view in it can be clicked."""
    face, colour = lettering.face(size), pen.palette.quiet
    before, link, after = line.partition(address) if address else (line, "", "")
    x, y = at
    for text in (before, link, after):
        if text:
            written = lettering.write(pen.page, (x, y), text, face, colour)
            written.set_url(address if text == link else None)
            x += lettering.width(text, size)


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
