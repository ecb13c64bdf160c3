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
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.dataset.dates import edtf_bounds, parse_day

NAMES = ("name:en", "name", "country_name", "cntry_name", "CNTRY_NAME", "NAME")
SHAPES = ("the_geom", "wkt", "WKT", "geometry")
"""Columns in which a table may have its polygons as well-known text."""
AREAS = ("Polygon", "MultiPolygon")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
        _slice(f"{path}, feature {n}", properties, area, notes)
        for n, (properties, area) in enumerate(features, start=1)
    ]
    ways = {_is_cshapes(properties) for properties, _ in features}
    if True in ways:
        notes.append("Ends of CShapes are the last day of a shape; a day is added to each.")
    if False in ways:
        notes.append("Ends of OpenHistoricalMap are taken as the first day without the shape.")
    return read


def _features(path: Path) -> Iterator[tuple[Mapping[str, Any], BaseGeometry]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".csv":
            yield from _rows(path, content)
            return
        for feature in orjson.loads(content)["features"]:
            yield feature["properties"], shape(feature["geometry"])
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: is not UTF-8 text; save it so") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: is not a GeoJSON FeatureCollection ({error})") from error
    except shapely.errors.ShapelyError as error:
        raise ValueError(f"{path}: has a geometry that cannot be read ({error})") from error


def _rows(path: Path, content: str) -> Iterator[tuple[Mapping[str, Any], BaseGeometry]]:
    csv.field_size_limit(2**31 - 1)  # well-known text of a coast is long
    for row in csv.DictReader(io.StringIO(content, newline="")):
        column = next((column_ for column_ in SHAPES if row.get(column_)), None)
        if column is None:
            raise ValueError(f"{path}: has no column {' or '.join(SHAPES)} with well-known text")
        yield (
            {key: value for key, value in row.items() if key != column},
            shapely.from_wkt(row[column]),
        )


def _is_cshapes(properties: Mapping[str, Any]) -> bool:
    return "gwsdate" in properties or "gwsyear" in properties


def _slice(
    place: str, properties: Mapping[str, Any], area: BaseGeometry, notes: list[str]
) -> Slice:
    name = next((str(properties[column]).strip() for column in NAMES if properties.get(column)), "")
    if not name:
        raise ValueError(f"{place}: has no name; give it one of {', '.join(NAMES)}")
    if area.geom_type not in AREAS or area.is_empty:
        raise ValueError(f"{place} ({name}): is not an area; use {' or '.join(AREAS)}")
    if not area.is_valid:
        notes.append(f"{name}: its outline crosses itself; it was made valid.")
        area = shapely.make_valid(area, method="structure", keep_collapsed=False)
    here = f"{place} ({name})"
    start, end, edtf = (
        _cshapes_days(here, properties)
        if _is_cshapes(properties)
        else _osm_days(here, name, properties, notes)
    )
    if end is not None and end <= start:
        raise ValueError(f"{here}: ends on {end}, which is not after its start {start}")
    return Slice(name, start, end, edtf, area)


Days = tuple[date, date | None, str]


def _cshapes_days(place: str, properties: Mapping[str, Any]) -> Days:
    def day(stem: str) -> date:
        parts = [properties.get(f"{stem}{part}") for part in ("year", "month", "day")]
        whole = properties.get(f"{stem}date")
        try:
            return (
                parse_day(str(whole)[:10]) if whole else date(*(int(part or 0) for part in parts))
            )
        except (ValueError, TypeError) as error:
            message = f"{stem}date, or {stem}year, {stem}month and {stem}day, is no day"
            raise ValueError(f"{place}: {message}") from error

    return day("gws"), day("gwe") + timedelta(1), ""


def _osm_days(place: str, name: str, properties: Mapping[str, Any], notes: list[str]) -> Days:
    start_text, end_text = (
        str(properties.get(f"{stem}:edtf") or properties.get(stem) or "").strip()
        for stem in ("start_date", "end_date")
    )
    if not start_text:
        raise ValueError(
            f"{place}: has no start_date; give it a day, as 1848, 1848-02 or 1848-02-15"
        )
    start, end = (_first_day(place, text) if text else None for text in (start_text, end_text))
    assert start is not None
    for what, text, day in (("start", start_text, start), ("end", end_text, end)):
        if text and day and not _DAY.fullmatch(text):
            notes.append(f"{name}: its {what} is {text}, not a day; the first day of it, {day}.")
    return start, end, "" if _DAY.fullmatch(start_text) else start_text


def _first_day(place: str, text: str) -> date:
    """The day, or the first day of what is written in EDTF."""
    try:
        return parse_day(text) if _DAY.fullmatch(text) else edtf_bounds(text)[0]
    except ValueError as error:
        raise ValueError(f"{place}: {text} is neither a day nor EDTF") from error


def range_of(slices: Iterable[Slice]) -> tuple[date, date]:
    """First and last day that the slices speak of; both included."""
    some = list(slices)
    first = min(slice_.start for slice_ in some)
    ends = [slice_.end - timedelta(1) for slice_ in some if slice_.end is not None]
    return first, max([*ends, *(slice_.start for slice_ in some)])
