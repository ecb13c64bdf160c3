"""What the tests of printed sheets share: days, an order of a sheet, its words."""

from datetime import date

from matplotlib.figure import Figure
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate
from dashboard.export.press import snapshot

DAYS = [
    date(1918, 1, 1),
    date(1918, 9, 20),
    date(1919, 5, 15),
    date(1920, 4, 28),
    date(1920, 12, 3),
    date(1921, 3, 16),
    date(1921, 10, 13),
    date(1936, 12, 31),
]
FRAME = (580.0, 430.0)
"""Width and height of a map on paper, in points."""
SVG = "{http://www.w3.org/2000/svg}"
PUBLIC = "https://atlas.example"
"""A public address of the atlas: addresses of this machine are never cited."""


def order(plate: Plate, day: date = DAYS[4], **asked: str) -> press.Order:
    return snapshot.parse(plate, day.isoformat(), "png", {"dpi": "72", **asked}, PUBLIC).order


def pieces_of(figure: Figure) -> str:
    """All words of a sheet."""
    return " ".join(text.get_text() for axes in figure.axes for text in axes.texts)


PAINTED = {b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ"}
"""Operators of a PDF that leave something on the page."""


def marks_of(page: PageObject, reader: PdfReader, least: int = 21) -> list[int]:
    """Numbers of the tagged content of a page; all that is painted is tagged or an artifact."""
    depth, painted, marked = 0, 0, []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        if operator in PAINTED:
            painted += 1
            assert depth, (operator, operands)
        if operator == b"BDC" and "/MCID" in (operands[1] if operands[1:] else ()):
            marked.append(int(operands[1]["/MCID"]))
    assert depth == 0
    assert painted >= least
    return marked
