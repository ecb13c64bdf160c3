"""What the export dialog offers."""

from collections.abc import Mapping, Sequence
from typing import TypedDict


class DataKind(TypedDict):
    """``address`` without the suffix; ``held``: it differs between readings; ``kb`` by suffix."""

    id: str
    name: str
    address: str
    held: bool
    kb: Mapping[str, int]


class Film(TypedDict):
    """``days``: the first and the last day of the film of a frozen site, as its language writes
    them; ``subtitles``: the languages that it has them in.
    """

    kinds: Sequence[str]
    by: Sequence[str]
    sizes: Sequence[tuple[int, int]]
    days: Sequence[str]
    subtitles: Sequence[str]


class Sheet(TypedDict):
    """``sizes``: id, name, width and height in mm; ``parts``: id and name of what stands around
    the map; ``figures`` are those of the strips through time; ``earth``: west, south, east, north
    in degrees; ``degrees``: the longest side of a part of the map; ``pixels`` is the most that
    a picture has.
    """

    kinds: Sequence[str]
    figures: Sequence[str]
    kb: Mapping[str, int]
    sizes: Sequence[tuple[str, str, float, float]]
    parts: Sequence[tuple[str, str]]
    mm: tuple[float, float]
    dpi: tuple[int, int]
    earth: tuple[float, float, float, float]
    degrees: float
    pixels: int


class Exports(TypedDict):
    """``base``: what links begin with, empty for the page's own address. ``local``: a pattern of
    the hosts that mean this computer, ``network``: of those that only their network knows.
    ``prose``: the styles that people read.
    """

    citation: str
    base: str
    local: str
    network: str
    styles: Sequence[tuple[str, str]]
    prose: Sequence[str]
    formats: Mapping[str, str]
    data: Sequence[DataKind]
    film: Film
    sheet: Sheet
