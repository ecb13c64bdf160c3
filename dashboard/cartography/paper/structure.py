"""Layers and structure of a file: groups of an SVG, optional content and tags of a PDF.

Matplotlib knows neither. Artists that draw nothing write the marks between those that draw;
:mod:`pdf_structure` and :mod:`svg_structure` then complete the file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

MAP = "Figure"
"""The tag of a map or another picture."""
_LOWER = {"H1": "H2", "H2": "H3"}
_MARK = re.compile(rb"(?m)^/(\w+) <</MCID (\d+)>> BDC$")
_LAYER = re.compile(rb"(?m)^/OC /(\S+) BDC$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table of a page: row and column from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Content of a page with the number and the tag that it has in the stream.

    ``cell`` is where it stands in the table of the page; a cell may have several lines.
    """

    number: int
    tag: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page that has been drawn says of itself: its marks, its layers and their labels.

    ``alternatives`` say what its maps show to those who do not see them, in the order in which
    the maps were drawn. With ``headed`` each map belongs to a heading, else all to the title.
    ``linked`` has for each link of the page the number of the mark with which it is read; without
    it the links are read after all else.
    """

    marks: Sequence[Mark]
    layers: Mapping[str, str]
    alternatives: Sequence[str]
    headed: bool = False
    linked: Sequence[int] = ()


def leaf_of(content: bytes, labels: Mapping[str, str], alternatives: Sequence[str]) -> Leaf:
    """What a page of a book says of itself whose drawn content is all that is left.

    It has no table, and its map belongs to its heading. ``labels`` are those of the layers that it
    may have.
    """
    marks = [Mark(int(number), tag.decode()) for tag, number in _MARK.findall(content)]
    layers = {name: labels[name] for name in map(bytes.decode, _LAYER.findall(content))}
    return Leaf(marks, layers, alternatives, headed=True)


class Paper(Figure):
    """A figure that remembers what was marked when it was drawn; others have no marks.

    ``name`` is what it is called beside the title of the atlas, ``said`` what its pictures show,
    where who draws them knows. A page of a ``book`` has headings below that of the book, and gets
    its structure when it is bound.
    """

    def __init__(self, *args: Any, book: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.book = book
        self.marks: list[Mark] = []
        self.layers: dict[str, str] = {}
        self.name = ""
        self.said: list[str] = []

    def begin(self) -> None:
        """Forget what an earlier drawing marked."""
        self.marks.clear()
        self.layers.clear()

    def leaf(self, alternatives: Sequence[str], headed: bool = False) -> Leaf:
        """What the last drawing marked."""
        return Leaf(tuple(self.marks), dict(self.layers), tuple(alternatives), headed)

    def mark(self, tag: str, cell: Cell | None = None) -> bytes:
        """Note new content with a tag; returns the beginning of its mark."""
        if self.book and tag in _LOWER:
            tag = _LOWER[tag]
        self.marks.append(Mark(len(self.marks), tag, cell))
        return f"/{tag} <</MCID {self.marks[-1].number}>> BDC\n".encode()


def paper_of(artist: Artist) -> Paper | None:
    """The figure of an artist, if its file is to have a structure."""
    figure = artist.get_figure(root=True)
    return figure if isinstance(figure, Paper) else None


def _stream(renderer: Any) -> Any:
    """The content of a page of a PDF, or ``None`` where another kind of file is drawn."""
    file = getattr(renderer, "file", None)
    return file if hasattr(file, "currentstream") else None


def _xml(renderer: Any) -> Any:
    return getattr(renderer, "writer", None)


class Tagged(Text):
    """A line of text with its tag; ``""`` is what no reader needs, as degrees at the frame.

    With ``MAP`` it is a part of what is marked around it.

    A turned line says what it is, as programs read it letter by letter else.
    """

    tag = "P"
    cell: Cell | None = None

    def draw(self, renderer: Any) -> None:
        """Draw the text between its marks."""
        with _marked(self, renderer):
            super().draw(renderer)


@contextmanager
def _marked(text: Tagged, renderer: Any) -> Iterator[None]:
    stream, paper = _stream(renderer), paper_of(text)
    if stream is None or paper is None or not text.get_text():
        yield
        return
    if text.tag == MAP:
        if not text.get_rotation():
            yield
            return
        said = text.get_text().encode("utf-16-be").hex().upper()
        stream.write(f"/Span <</ActualText <FEFF{said}>>> BDC\n".encode())
    elif text.tag:
        stream.write(paper.mark(text.tag, text.cell))
    else:
        stream.write(b"/Artifact BMC\n")
    yield
    stream.write(b"EMC\n")


class Layer(Artist):
    """From here on what is drawn on the axes is of a layer, until the next layer or the end.

    ``name`` is empty for the end.
    """

    def __init__(self, zorder: float, name: str = "", label: str = "", first: bool = False) -> None:
        super().__init__()
        self.set_zorder(zorder)
        self.name, self.label, self.first = name, label, first

    def draw(self, renderer: Any) -> None:
        """Write the end of the layer below and the beginning of this layer."""
        stream, xml, paper = _stream(renderer), _xml(renderer), paper_of(self)
        if paper is None:
            return
        if self.name:
            paper.layers[self.name] = self.label
        if stream is not None:
            if self.first:
                stream.write(paper.mark(MAP))
            else:
                stream.write(b"EMC\n")
            begin = f"/OC /{self.name} BDC\n" if self.name else "EMC\n"
            stream.write(begin.encode())
        if xml is not None:
            if not self.first:
                xml.end("g")
            if self.name:
                label = {"inkscape:groupmode": "layer", "inkscape:label": self.label}
                xml.start("g", {"id": self.name, **label})


class Artifacts(Artist):
    """From here to the next mark what is drawn is no text: rules, swatches, frames."""

    def __init__(self, zorder: float, begins: bool) -> None:
        super().__init__()
        self.set_zorder(zorder)
        self._begins = begins

    def draw(self, renderer: Any) -> None:
        """Write the mark."""
        stream = _stream(renderer)
        if stream is not None and paper_of(self) is not None:
            stream.write(b"/Artifact BMC\n" if self._begins else b"EMC\n")


class Picture(Artifacts):
    """From here to the next mark what is drawn is a picture, as a map is."""

    def draw(self, renderer: Any) -> None:
        """Write the mark."""
        stream, paper = _stream(renderer), paper_of(self)
        if stream is None or paper is None:
            return
        if self._begins:
            stream.write(paper.mark(MAP))
        else:
            stream.write(b"EMC\n")


class Paragraph(Artifacts):
    """From here to the next mark what is drawn is a paragraph of several texts."""

    def draw(self, renderer: Any) -> None:
        """Write the mark."""
        stream, paper = _stream(renderer), paper_of(self)
        if stream is not None and paper is not None:
            stream.write(paper.mark("P") if self._begins else b"EMC\n")


class SvgOnly(Artist):
    """An artist of another that only an SVG has: what a graphics editor selects."""

    def __init__(self, artist: Artist) -> None:
        super().__init__()
        self._artist = artist
        self.set_zorder(artist.get_zorder())

    def draw(self, renderer: Any) -> None:
        """Draw the artist into an SVG alone."""
        paper = paper_of(self)
        if paper is not None and _xml(renderer) is not None:
            self._artist.draw(renderer)


def layers(axes: Axes, names: list[tuple[float, str, str]]) -> None:
    """Part what is drawn on a map into layers: from which zorder on, id, name; in their order."""
    for n, (zorder, name, label) in enumerate(names):
        axes.add_artist(Layer(zorder, name, label, first=n == 0))
    axes.add_artist(Layer(99.0))
