"""A page as a file: words about it, structure and letters as each kind of file has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure
from matplotlib.text import Text

from dashboard.cartography.paper import (
    captions,
    faces,
    pdf_structure,
    svg_fonts,
    svg_structure,
)
from dashboard.cartography.paper.structure import Paper
from dashboard.dataset.model import Dataset, Language


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; ``address`` is that of the same view, empty for none.

    ``said`` says what each picture of the page shows, in the order in which they are drawn.
    """

    title: str
    language: Language
    address: str
    said: Sequence[str] = ()


def save(paper: Paper, dataset: Dataset, about: About, kind: str, dpi: float) -> bytes:
    """Return a page as a file of a kind of ``sheet.KINDS``; to be called while drawing."""
    author = "; ".join(dataset.authors)
    rights = captions.with_address(dataset.licence, about.address)
    metadata: dict[str, dict[str, Any]] = {
        "pdf": {"Title": about.title, "Author": author, "Subject": rights, "CreationDate": None},
        "svg": {"Title": about.title, "Creator": author, "Rights": rights, "Date": None},
        "png": {"Title": about.title, "Author": author, "Copyright": rights},
    }
    file = BytesIO()
    unknown = faces.lacking(text.get_text() for text in paper.findobj(Text))
    if unknown:
        faces.warn(unknown)
    paper.begin()
    # In a PDF the page is the paper: a ground would be content that no reader asks for.
    ground = "none" if kind == "pdf" else "white"
    paper.savefig(file, format=kind, dpi=dpi, metadata=metadata[kind], facecolor=ground)
    content = file.getvalue()
    if kind == "svg":
        return svg_structure.finish(svg_fonts.embed(content, paper))
    if kind == "pdf" and not paper.book:
        return pdf_structure.finish(content, [paper.leaf(about.said)], about.language)
    return content


def forget(paper: Figure) -> None:
    """Free a page that is saved.

    Artists and figure know each other: without this they would stay until a collection of cycles,
    and with them the pixels of the canvas.
    """
    paper.clear()
    paper.set_canvas(FigureCanvasBase(paper))
