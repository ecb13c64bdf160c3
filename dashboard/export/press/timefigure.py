"""Strips, areas and the table of a day by order: parameters in, a file out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.cartography.paper import daytable, sheet, timechart
from dashboard.cartography.paper.deadline import Check, no_check
from dashboard.cartography.paper.figure import Draw, Figure, render
from dashboard.cartography.screen.strips import orders
from dashboard.dataset.model import Dataset
from dashboard.dataset.other_readings import Readings, as_read
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export import parameters
from dashboard.export.address import base_address, permalink, prefix
from dashboard.export.files import kind_of, opened
from dashboard.export.press import choices, snapshot

DEFAULTS: Mapping[str, str] = {
    "size": "",
    "dpi": "300",
    "lang": "",
    "order": "",
    "day": "",
    "reading": "",
    "bw": "",
}
"""What can be asked of a figure, and what it is when nothing is asked.

The size is that of ``SIZES`` then, the order the first of the atlas; ``day`` is that of a table,
which needs one; ``reading`` the id of another reading than the atlas's own.
"""
SIZES = {"strips": "210x297", "areas": "a4", "table": "297x420"}
DRAW: Mapping[str, Draw] = {
    "strips": timechart.draw,
    "areas": timechart.draw,
    "table": daytable.draw,
}


@dataclass(frozen=True, slots=True)
class Ordered:
    """A figure that can be made; ``suffix`` is one of ``sheet.KINDS``."""

    figure: Figure
    suffix: str
    dpi: int
    prefix: str
    reading: str

    @property
    def name(self) -> str:
        """A file name of our own words."""
        figure = self.figure
        day = figure.day.isoformat() if figure.day else ""
        parts = (self.prefix, self.reading, figure.kind, day, figure.language)
        return f"{'-'.join(filter(None, parts))}.{self.suffix}"


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
    day = _day(kind, words, Timeline(dataset))
    reading = as_read(dataset, words["reading"]).reading
    view = {
        "day": day.isoformat() if day else "",
        "view": "table" if day else "strips",
        "order": "" if order == known[0] else order,
        "reading": reading,
    }
    address = permalink(base, prefix(language, dataset.languages), view)
    grey = parameters.switch("bw", words["bw"])
    figure = Figure(kind, language, size, address, order, grey, day)
    dpi = snapshot.parse_dpi(words["dpi"], size, suffix, max_pixels)
    return Ordered(figure, suffix, dpi, dataset.terms.file_name, reading)


def _day(kind: str, words: Mapping[str, str], timeline: Timeline) -> date | None:
    """The day of a table; the other figures have all days, and a table has one order."""
    if kind != "table":
        if words["day"]:
            raise ValueError(f"{kind} are of all days; leave day out")
        return None
    if words["order"]:
        raise ValueError("a table is by region; leave order out")
    if not words["day"]:
        raise ValueError("a table is of a day; write day as YYYY-MM-DD")
    return parameters.day(words["day"], timeline)


def make(timeline: Timeline, ordered: Ordered, check: Check = no_check) -> bytes:
    """Return the file; ``timeline`` is the atlas's own.

    ``check`` is called between steps and may raise.
    """
    draw, written = DRAW[ordered.figure.kind], (ordered.suffix, ordered.dpi)
    line = Readings(timeline).of(ordered.reading)
    return render(draw, line.dataset, line, ordered.figure, written, check)


def write(
    folder: Path, kind: str, output: Path, asked: Mapping[str, str], suffix: str | None = None
) -> Path:
    """Write a figure of a data package to a file, whole or not at all; raises as :func:`parse`."""
    suffix = kind_of(output, sheet.KINDS, suffix)
    with opened(output) as put:
        dataset = open_dataset(folder)
        ordered = parse(dataset, kind, suffix, asked, base_address())
        put(make(Timeline(dataset), ordered))
    return output
