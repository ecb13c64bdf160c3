"""Time-sliced polygons as others publish them: a shape that a state had from a day to another.

Two ways to say the days are read. OpenHistoricalMap: ``start_date`` and ``end_date``, a year, a
month or a day, or EDTF in ``start_date:edtf``; an end is the first day it is no longer true.
CShapes: ``gwsdate`` and ``gwedate``, or ``gwsyear``, ``gwsmonth``, ``gwsday`` and the same with
``gwe``; an end is the last day it is true.

References
----------
OpenHistoricalMap Wiki, Tags; G. Schvitz and others, Mapping the International System,
1886-2019: The CShapes 2.0 Dataset, Journal of Conflict Resolution 66 (2022).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.dates import ONE_DAY, edtf_bounds, parse_day
from dashboard.dataset.extents import EARTH
from dashboard.dataset.schema.words import UNLINED
from dashboard.drafting.package import GRID

NAMES = ("name:en", "name", "country_name", "cntry_name", "CNTRY_NAME", "NAME")
SHAPES = ("the_geom", "wkt", "WKT", "geometry")
"""Columns in which a table may have its polygons as well-known text."""
AREAS = ("Polygon", "MultiPolygon")
SEPARATORS = ",;\t"
"""Between the cells of a table: spreadsheets of many countries write semicolons."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BEFORE_1 = re.compile(r"[Yy]?-\d|0000(?!\d)", re.ASCII)
_CSHAPES = re.compile(r"gw[se](date|year|month|day)", re.IGNORECASE)
Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slice:
    """A shape in degrees that a state had from ``start`` up to, but not on, ``end``.

    ``edtf`` is how the start is written where it is not known to the day; ``end`` is ``None``
    where none is said.
    """

    name: str
    start: date
    end: date | None
    edtf: str
    area: BaseGeometry


def read(path: Path, notes: list[str]) -> list[Slice]:
    """Return the slices of a GeoJSON file, or of a CSV table with well-known text.

    What is assumed is added to ``notes``.

    Raises
    ------
    ValueError
        When the file is neither, or a feature has no name, no area or no day that can be read.
    """
    features = list(_features(path))
    if not features:
        raise ValueError(f"{path}: there is no feature in it")
    read = [
        _slice(f"{path}, feature {n}", properties, geometry, notes)
        for n, (properties, geometry) in enumerate(features, start=1)
    ]
    slices = [slice_ for slice_ in read if slice_ is not None]
    if not slices:
        raise ValueError(f"{path}: every shape in it is smaller than a metre")
    ways = {_is_cshapes(properties) for properties, _ in features}
    if True in ways:
        notes.append("Ends of CShapes are the last day of a shape; a day is added to each.")
    if False in ways:
        notes.append("Ends of OpenHistoricalMap are taken as the first day without the shape.")
    return slices


def _features(path: Path) -> Iterator[tuple[Properties, Any]]:
    """Yield properties and geometry of each feature: well-known text, or GeoJSON unread."""
    try:
        content = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".csv":
            yield from _rows(path, content)
            return
        for feature in orjson.loads(content)["features"]:
            yield _in_small_letters(feature.get("properties") or {}), feature.get("geometry")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: is not UTF-8 text; save it so") from error
    except csv.Error as error:
        raise ValueError(f"{path}: is not a CSV table ({error})") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: is not a GeoJSON FeatureCollection ({error})") from error


def _rows(path: Path, content: str) -> Iterator[tuple[Properties, Any]]:
    csv.field_size_limit(2**31 - 1)  # well-known text of a coast is long
    header = content.partition("\n")[0]
    separator = max(SEPARATORS, key=header.count)
    rows = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    column = next((name for name in SHAPES if name in (rows.fieldnames or ())), None)
    for row in rows:
        if column is None:
            raise ValueError(f"{path}: has no column {' or '.join(SHAPES)} with well-known text")
        properties = {key: value for key, value in row.items() if key not in (column, None)}
        yield _in_small_letters(properties), row[column] or ""


def _in_small_letters(properties: Properties) -> Properties:
    """Properties with the columns of CShapes as its second version writes them."""
    return {
        name.lower() if _CSHAPES.fullmatch(name) else name: value
        for name, value in properties.items()
    }


def _is_cshapes(properties: Properties) -> bool:
    """Whether the days are those of CShapes; a table of both ways may leave either empty."""
    has_days = "gwsdate" in properties or "gwsyear" in properties
    return has_days and not properties.get("start_date")


def _slice(place: str, properties: Properties, geometry: Any, notes: list[str]) -> Slice | None:
    """The slice of a feature, ``None`` if it is too small to be drawn."""
    given = (properties.get(column) for column in NAMES)
    words = (str(name) for name in given if isinstance(name, str | int) and name)
    name = next(filter(None, (" ".join(UNLINED.sub(" ", one).split()) for one in words)), "")
    if not name:
        raise ValueError(f"{place}: has no name; give it one of {', '.join(NAMES)}")
    here = f"{place} ({name})"
    area = _area(here, geometry)
    if not area.is_valid:
        notes.append(f"{name}: its outline crosses itself; it was made valid.")
        area = shapely.make_valid(area, method="structure", keep_collapsed=False)
    start, end, edtf = (
        _cshapes_days(here, properties)
        if _is_cshapes(properties)
        else _osm_days(here, name, properties, notes)
    )
    if end is not None and end <= start:
        raise ValueError(f"{here}: ends on {end}, which is not after its start {start}")
    if shapely.set_precision(area, GRID).is_empty:
        notes.append(f"{name}: its shape from {start} is smaller than a metre; it was left out.")
        return None
    return Slice(name, start, end, edtf, area)


def _area(place: str, geometry: Any) -> BaseGeometry:
    """The polygons of GeoJSON or well-known text, in degrees."""
    try:
        area = shapely.from_wkt(geometry) if isinstance(geometry, str) else shape(geometry or {})
    except (
        *(shapely.errors.ShapelyError, ValueError, TypeError),
        *(KeyError, AttributeError, RecursionError),
    ) as error:
        fault = "has a geometry that cannot be read" if geometry else "has no geometry"
        raise ValueError(
            f"{place}: {fault} ({error})" if geometry else f"{place}: {fault}"
        ) from error
    if area.geom_type not in AREAS or area.is_empty:
        raise ValueError(f"{place}: is not an area; use {' or '.join(AREAS)}")
    west, south, east, north = EARTH
    for x, y in shapely.get_coordinates(area).tolist():
        if not (west <= x <= east and south <= y <= north):
            raise ValueError(
                f"{place}: has the position {x:g}, {y:g}, which is not longitude, latitude in "
                "degrees; save it in WGS 84 (EPSG:4326), cut at the 180th meridian"
            )
    return shapely.force_2d(area)


Days = tuple[date, date | None, str]


def _cshapes_days(place: str, properties: Properties) -> Days:
    def day(stem: str) -> date:
        parts = [properties.get(f"{stem}{part}") for part in ("year", "month", "day")]
        try:
            return parse_day(str(properties.get(f"{stem}date") or "")[:10])
        except ValueError:
            pass
        try:
            return date(*(_whole(part) for part in parts))
        except (ValueError, TypeError, OverflowError) as error:
            message = f"{stem}date, or {stem}year, {stem}month and {stem}day, is no day"
            raise ValueError(f"{place}: {message}; write it as 1946-01-31") from error

    last = day("gwe")
    return day("gws"), None if last == date.max else last + ONE_DAY, ""


def _whole(number: object) -> int:
    """A whole number, also as programs write it in a column with gaps: ``1886.0``."""
    return int(str(number).removesuffix(".0"))


def _osm_days(place: str, name: str, properties: Properties, notes: list[str]) -> Days:
    start_text, end_text = (
        str(properties.get(f"{stem}:edtf") or properties.get(stem) or "").strip().removesuffix(".0")
        for stem in ("start_date", "end_date")
    )
    if not start_text:
        raise ValueError(
            f"{place}: has no start_date; give it a day, as 1848, 1848-02 or 1848-02-15"
        )
    start, _ = _bounds(place, start_text)
    if not _DAY.fullmatch(start_text):
        notes.append(_assumed(name, "start", start_text, f"the first day of it, {start}"))
    edtf = "" if _DAY.fullmatch(start_text) else start_text
    if not end_text:
        return start, None, edtf
    end, latest = _bounds(place, end_text)
    if not _DAY.fullmatch(end_text):
        is_too_early = end <= start <= latest < date.max
        end = latest + ONE_DAY if is_too_early else end
        which = "the day after it" if is_too_early else "the first day of it"
        notes.append(_assumed(name, "end", end_text, f"{which}, {end}"))
    return start, end, edtf


def _assumed(name: str, what: str, text: str, day: str) -> str:
    return f"{name}: its {what} is {text}, not a day; {day}."


def _bounds(place: str, text: str) -> tuple[date, date]:
    """First and last day of what is written in EDTF; of a day both are that day."""
    if _BEFORE_1.match(text):
        raise ValueError(
            f"{place}: {text} is before the year 1, where an atlas cannot begin; "
            "leave the shape out, or write a later day"
        )
    try:
        return (parse_day(text),) * 2 if _DAY.fullmatch(text) else edtf_bounds(text)
    except ValueError as error:
        fault = "is open at a side" if ".." in text else "is neither a day nor EDTF"
        raise ValueError(f"{place}: {text} {fault}; write a day, or leave an end out") from error


def range_of(slices: Iterable[Slice]) -> tuple[date, date]:
    """First and last day that the slices speak of; both included, with a day beside each."""
    some = list(slices)
    first = min(slice_.start for slice_ in some)
    ends = [slice_.end - ONE_DAY for slice_ in some if slice_.end is not None]
    last = max([*ends, *(slice_.start for slice_ in some)])
    return max(first, date.min + ONE_DAY), min(last, date.max - ONE_DAY)
