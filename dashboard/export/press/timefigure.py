"""Strips and areas through time by order: parameters in, a file out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.cartography.paper import sheet, timechart
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.screen.strips import orders
from dashboard.dataset.model import Dataset
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export import parameters
from dashboard.export.address import base_address, permalink, prefix
from dashboard.export.files import kind_of, opened
from dashboard.export.press import choices, snapshot

DEFAULTS: Mapping[str, str] = {"size": "", "dpi": "300", "lang": "", "order": "", "bw": ""}
"""What can be asked of a figure, and what it is when nothing is asked.

The size is that of ``SIZES`` then, the order the first of the atlas.
"""
SIZES = {"strips": "210x297", "areas": "a4"}


@dataclass(frozen=True, slots=True)
class Ordered:
    """A figure that can be made; ``suffix`` is one of ``sheet.KINDS``."""

    figure: timechart.Figure
    suffix: str
    dpi: int
    prefix: str

    @property
    def name(self) -> str:
        """A file name of our own words."""
        return f"{self.prefix}-{self.figure.kind}-{self.figure.language}.{self.suffix}"


def parse(
    dataset: Dataset,
    kind: str,
    suffix: str,
    asked: Mapping[str, str],
    base: str = "",
    max_pixels: int = snapshot.MAX_PIXELS,
) -> Ordered:
    """Return the order that ``asked`` describes, what is missing taken from ``DEFAULTS``.

    Raises
    ------
    ValueError
        For a word that is not known or a value out of bounds, with the cure on the same line.
    """
    kind = parameters.choice(kind, choices.FIGURES, "a figure")
    suffix = parameters.choice(suffix, sheet.KINDS, "a kind of file")
    parameters.check_names(asked, DEFAULTS)
    words = {**DEFAULTS, **asked}
    size = sheet.parse_size(words["size"] or SIZES[kind])
    language = parameters.language(words["lang"], dataset)
    known = orders(dataset)
    order = parameters.choice(words["order"] or known[0], known, "an order")
    view = {"view": "strips", "order": "" if order == known[0] else order}
    address = permalink(base, prefix(language, dataset.languages), view)
    grey = parameters.switch("bw", words["bw"])
    figure = timechart.Figure(kind, language, size, address, order, grey)
    dpi = snapshot.parse_dpi(words["dpi"], size, suffix, max_pixels)
    return Ordered(figure, suffix, dpi, dataset.terms.file_name)


def make(dataset: Dataset, timeline: Timeline, ordered: Ordered, check: Check = no_check) -> bytes:
    """Return the file; ``check`` is called between steps and may raise."""
    return timechart.render(dataset, timeline, ordered.figure, (ordered.suffix, ordered.dpi), check)


def write(
    folder: Path, kind: str, output: Path, asked: Mapping[str, str], suffix: str | None = None
) -> Path:
    """Write a figure of a data package to a file, whole or not at all; raises as :func:`parse`."""
    suffix = kind_of(output, sheet.KINDS, suffix)
    with opened(output) as put:
        dataset = open_dataset(folder)
        ordered = parse(dataset, kind, suffix, asked, base_address())
        put(make(dataset, Timeline(dataset), ordered))
    return output
