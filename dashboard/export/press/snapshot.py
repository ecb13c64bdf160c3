"""A printed sheet by order: words of the command line or of an address in, a file out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.cartography.ground.projection import Bounds
from dashboard.cartography.look.map_layers import LAYERS, USUAL
from dashboard.cartography.paper import deadline, sheet
from dashboard.cartography.paper import page as press
from dashboard.cartography.paper.plate import Plate, build_plate
from dashboard.dataset.dates import parse_day
from dashboard.dataset.other_readings import as_read
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export import parameters
from dashboard.export.address import base_address, permalink, prefix
from dashboard.export.files import kind_of, opened

DEFAULTS: Mapping[str, str] = {
    "size": "a4",
    "dpi": "300",
    "lang": "",
    "extent": "home",
    "territory": "",
    "layers": "",
    "reading": "",
    "compare": "",
    "bw": "",
    "without": "",
    "treaty": "",
}
"""What can be asked of a sheet, and what it is when nothing is asked; ``bw`` is empty or ``1``.

``compare`` is a day to show beside the first, ``reading`` the id of another reading than the
atlas's own. ``layers`` are ids with commas between;
empty for the usual ones, ``none`` for none. ``without`` are parts of
``sheet.PARTS`` with commas between; empty for those that a sheet of the size has, ``none``
leaves none out. ``treaty`` is the treaty whose terms are shown; the map is that of its land then,
unless an extent is asked for.
"""

MAX_PIXELS = 36_000_000
"""Of a PNG: an A3 sheet at 430 dpi. Above it the picture alone takes 150 MB of memory."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An order that can be carried out; ``kind`` is one of ``print.KINDS``."""

    order: press.Order
    kind: str
    dpi: int
    prefix: str

    @property
    def name(self) -> str:
        """A file name without any text of the request."""
        order = self.order
        days = "-".join(day.isoformat() for day in (order.day, order.other) if day)
        read = f"-{order.reading}" if order.reading else ""
        return f"{self.prefix}{read}-{days}-{order.language}.{self.kind}"


def parse(
    plate: Plate,
    day: str,
    kind: str,
    asked: Mapping[str, str],
    base: str = "",
    max_pixels: int = MAX_PIXELS,
) -> Snapshot:
    """Return the order that ``asked`` describes, what is missing taken from ``DEFAULTS``.

    Raises
    ------
    ValueError
        For a word that is not known or a value out of bounds, with the cure on the same line.
    """
    parameters.choice(kind, sheet.KINDS, "a kind of file")
    parameters.check_names(asked, DEFAULTS)
    words = {**DEFAULTS, **asked}
    treaty = _treaty(plate, words)
    if treaty and "extent" not in asked:
        words["extent"] = treaty
    parsed = parameters.day(day, plate.timeline)
    size = sheet.parse_size(words["size"])
    language = parameters.language(words["lang"], plate.dataset)
    path = prefix(language, plate.dataset.languages)
    territory = parameters.territory(words["territory"], plate.dataset)
    extent = sheet.parse_extent(words["extent"], plate)
    reading = as_read(plate.dataset, words["reading"]).reading
    order = press.Order(
        parsed,
        language,
        size,
        extent,
        permalink(
            base,
            path,
            {
                "day": parsed.isoformat(),
                "territory": territory or "",
                "reading": reading,
                **_more(plate, words, extent),
            },
        ),
        territory,
        parameters.switch("bw", words["bw"]),
        layers=_layers(words["layers"]),
        other=_other(plate, words["compare"], parsed),
        parts=_parts(words["without"], size),
        treaty=treaty,
        reading=reading,
    )
    dpi = parse_dpi(words["dpi"], size, kind, max_pixels)
    return Snapshot(order, kind, dpi, plate.dataset.terms.file_name)


def _more(plate: Plate, words: Mapping[str, str], bounds: Bounds) -> dict[str, str]:
    """The parameters of the page that open the same view; its extents are degrees."""
    layers = "" if _layers(words["layers"]) == USUAL else words["layers"].removeprefix("none")
    extent = extent_parameter(plate, words["extent"], bounds)
    compared = {"view": "compare", "with": words["compare"]} if words["compare"] else {}
    return {"layers": layers, "extent": extent, "treaty": words["treaty"], **compared}


def extent_parameter(plate: Plate, asked: str, bounds: Bounds) -> str:
    """What the page calls the extent of a sheet: degrees, to a hundred metres or so."""
    if asked == DEFAULTS["extent"] or "," in asked:
        return asked.removeprefix(DEFAULTS["extent"])
    return ",".join(f"{degrees:.3f}" for degrees in plate.projection.extent_of(bounds))


def _treaty(plate: Plate, words: Mapping[str, str]) -> str | None:
    treaty = words["treaty"]
    if treaty and treaty not in plate.dataset.treaties:
        raise ValueError(
            f"{treaty[: parameters.LONGEST]!r} is not a treaty; its id is in treaties.csv"
        )
    if treaty and words["compare"]:
        raise ValueError("a sheet shows a treaty or two days; leave treaty or compare out")
    return treaty or None


def _other(plate: Plate, text: str, day: date) -> date | None:
    if not text:
        return None
    other = parameters.day(text, plate.timeline)
    if other == day:
        raise ValueError(f"compare {text}: it is the day of the sheet; write another day")
    return other


def _layers(text: str) -> frozenset[str]:
    if not text:
        return USUAL
    asked = frozenset() if text == "none" else frozenset(text.split(","))
    unknown = sorted(asked - set(LAYERS))
    if unknown:
        raise ValueError(
            f"{unknown[0][:20]!r} is not a layer; write none, or some of {', '.join(LAYERS)} "
            "with commas between"
        )
    return asked


def _parts(text: str, size: sheet.Size) -> frozenset[str]:
    """The parts around the map that are left."""
    if not text:
        return size.parts
    left_out = frozenset() if text == "none" else frozenset(text.split(","))
    unknown = sorted(left_out - set(sheet.PARTS))
    if unknown:
        raise ValueError(
            f"{unknown[0][:20]!r} is no part of a sheet; write none, or some of "
            f"{', '.join(sheet.PARTS)} with commas between"
        )
    return frozenset(sheet.PARTS) - left_out


def parse_dpi(text: str, size: sheet.Size, kind: str, max_pixels: int) -> int:
    """Return the dots per inch of a file; ``ValueError`` for too many pixels of a PNG."""
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise ValueError(f"dpi {text!r}: write a whole number, as 300")
    dpi = int(text)
    if not sheet.MIN_DPI <= dpi <= sheet.MAX_DPI:
        raise ValueError(f"dpi {dpi}: it is {sheet.MIN_DPI} to {sheet.MAX_DPI}")
    pixels = math.prod(round(side / 72 * dpi) for side in size.points)
    if kind == "png" and pixels > max_pixels:
        raise ValueError(
            f"{size.name} at {dpi} dpi is {pixels:,} pixels and at most {max_pixels:,} are drawn; "
            "ask for a smaller size or dpi, or for pdf or svg"
        )
    return dpi


def make(plate: Plate, snapshot: Snapshot, check: deadline.Check = deadline.no_check) -> bytes:
    """Return the file; ``check`` is called between steps and may raise."""
    return press.render(plate, snapshot.order, snapshot.kind, snapshot.dpi, check)


def write(
    folder: Path, day: str, output: Path, asked: Mapping[str, str], kind: str | None = None
) -> Path:
    """Write a sheet of a data package to a file, its kind taken from the suffix.

    The file appears whole or not at all. What can be refused is refused before anything is read.

    Raises
    ------
    DatasetError
        When the data package cannot be read.
    ValueError
        As :func:`parse`.
    OSError
        When the file cannot be written.
    """
    kind = kind_of(output, sheet.KINDS, kind)
    parse_day(day)
    sheet.parse_size(asked.get("size", DEFAULTS["size"]))
    with opened(output) as put:
        put(_drawn(folder, day, kind, asked))
    return output


def _drawn(folder: Path, day: str, kind: str, asked: Mapping[str, str]) -> bytes:
    dataset = open_dataset(folder)
    plate = build_plate(dataset, Timeline(dataset))
    return make(plate, parse(plate, day, kind, asked, base_address()))
