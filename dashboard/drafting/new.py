"""A small atlas that works, to be changed row by row into your own."""

from datetime import date
from pathlib import Path
from typing import Any

from dashboard.dataset.dates import ONE_DAY
from dashboard.dataset.extents import on_earth
from dashboard.dataset.model import Language
from dashboard.drafting.package import DECIMALS, Box, Draft, Row, check_days, feature, text, write

SMALLEST = 0.001
"""Degrees that a box has at least, about a hundred metres."""


def begin(
    folder: Path,
    title: str,
    first: date,
    last: date,
    box: Box,
    languages: tuple[Language, ...] = ("en",),
) -> None:
    """Write an atlas of two territories, two powers and a change into a new folder.

    Its texts are in the first of ``languages``.

    Raises
    ------
    ValueError
        When the days or the box do not serve.
    FileExistsError
        When there is something in the folder.
    """
    check_days(first, last)
    check_box(box)
    middle = first + (last - first) / 2
    days = sorted({first, date(middle.year, middle.month, middle.day)})
    write(folder, _draft(title, first, last, box, days, languages))


def check_box(box: Box) -> None:
    """Raise ``ValueError`` unless a box is west, south, east, north in degrees."""
    west, south, east, north = box
    if west > east and all(abs(longitude) <= 180 for longitude in (west, east)):
        raise ValueError(
            f"the box goes from {west} to {east}, across the 180th meridian, which an atlas cannot "
            "yet; choose a box on one side of it"
        )
    if not on_earth(box):
        raise ValueError(
            f"{west},{south},{east},{north} is not west,south,east,north in degrees, "
            "as 19.3,60.0,21.0,60.5"
        )
    if min(east - west, north - south) < SMALLEST:
        raise ValueError(f"the box is less than {SMALLEST} degrees wide or high; make it larger")


def _draft(
    title: str,
    first: date,
    last: date,
    box: Box,
    days: list[date],
    languages: tuple[Language, ...],
) -> Draft:
    west, south, east, north = (round(degrees, DECIMALS) for degrees in box)
    middle = round((west + east) / 2, DECIMALS)
    halves = {"west": (west, middle), "east": (middle, east)}
    seats = {name: (sum(ends) / 2, (south + north) / 2) for name, ends in halves.items()}
    seats = {name: (round(x, DECIMALS), round(y, DECIMALS)) for name, (x, y) in seats.items()}
    place = feature("town", {"type": "Point", "coordinates": seats["west"]}, _place())
    return Draft(
        title,
        first,
        last,
        (west, south, east, north),
        _tables(days, seats),
        {
            "geo/territories.geojson": [
                feature(name, _square(ends, south, north), {}) for name, ends in halves.items()
            ],
            "geo/places.geojson": [place],
        },
        _SOURCES,
        {
            "README.md": _README.format(title=title),
            "stories/tour.toml": _story(days[-1], languages[0]),
        },
        languages,
    )


def _square(ends: tuple[float, float], south: float, north: float) -> dict[str, Any]:
    west, east = ends
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _place() -> Row:
    own = {"kind": "town", "rank": 1, "basis": "example", "territory": "west"}
    return {**own, **text("name", "Town"), **text("modern", "")}


def _tables(days: list[date], seats: dict[str, tuple[float, float]]) -> dict[str, list[Row]]:
    general = {"certainty": "low", "source_key": "GK"}
    colours = {"red": ("#cf644c", "#66190d"), "green": ("#6faea5", "#0d4d48")}
    powers = list(enumerate(colours.items(), start=1))
    events = ["beginning", "change"][: len(days)]
    born = max(days[0], date.min + ONE_DAY) - ONE_DAY
    rows: list[Row] = []
    for name in seats:
        # The west changes hands in the middle, the east stays.
        holders = ["red", "green"][: len(days)] if name == "west" else ["green"]
        for n, holder in enumerate(holders):
            end = days[n + 1].isoformat() if n + 1 < len(holders) else ""
            own = {"territory_id": name, "start": days[n], "end": end, "controller": holder}
            rows.append(own | {"status": "de_facto_control", "event_id": events[n], **general})
    return {
        "regions": [{"id": "all", "rank": 1, **text("name", "All")}],
        "territories": [
            {"id": name, "region": "all", "lat": y, "lon": x, **text("name", name.title())}
            for name, (x, y) in seats.items()
        ],
        "roles": [
            {"id": id_, "fill": fill, "ink": ink, "rank": n, **text("name", id_.title())}
            for n, (id_, (fill, ink)) in powers
        ],
        "polities": [
            {"id": id_, "role": id_, "start": born, "source_key": "GK"}
            | {**text("name", f"{id_.title()} state"), **text("short", id_.title())}
            for _, (id_, _colours) in powers
        ],
        "events": [
            {"id": id_, "date": day, "category": "administration", "tier": 1}
            | {**text("title", words), **text("description", f"{words}. Say more here.")}
            | {"territories": "west", **general}
            for id_, day, words in zip(
                events, days, ("How it stood", "The west changes hands"), strict=False
            )
        ],
        "control": rows,
    }


def _story(day: date, language: Language) -> str:
    def words(stem: str, text: str) -> str:
        return f'{stem}.{language} = "{text}"'

    return _STORY.format(
        title=words("title", "A first tour"),
        summary=words("summary", "One stop; add your own."),
        day=day.isoformat(),
        event="beginning",
        stop=words("title", "What to look at"),
        text=words("text", "Say in two sentences what the map shows."),
        question=words("question", "What would you like to be asked?"),
    )


_STORY = """\
# A story for lecture mode: a title, a summary, and a [[stop]] for each picture of the map.
# docs/stories.md has every word that a stop may have.
{title}
{summary}

[[stop]]
# The day of the map, and the events (ids of events.csv) that the text rests on.
day = {day}
events = ["{event}"]
{stop}
{text}
{question}
"""

_SOURCES = """\
% The works that your rows cite: the key after the bracket is what source_key names.
% GK is what you know without a work. A row that rests on it alone is of low certainty:
% replace it, row by row, by works that you have opened. A book looks like this:
%
%   Author1999, title = {...}, author = {Family, Given}, year = {1999}, kind = {scholarly},
%   keywords = {read}, annotation = {what it supports}
%
% kind is scholarly, primary, encyclopaedia, reference, press, popular or wiki;
% keywords is read, excerpt, cited (not seen) or unverified.

@misc{GK,
  title = {General knowledge},
  keywords = {unverified},
  annotation = {Not verified.}
}
"""

_README = """\
# {title}

A data package for the atlas. Every file is a table or a map that you change with a spreadsheet,
a text editor or a GIS; after each change run `python -m dashboard validate` on this folder: it
names file, row and column of each fault, and the cure.

- `datapackage.json`: title, span of days, projection, opening view, licence, your name.
- `roles.csv`: the powers, each a colour of the map. `fill` is the area, `ink` its lines.
- `polities.csv`: who can hold land; `role` says in whose colour.
- `regions.csv`: groups of territories, for lists.
- `territories.csv`: the pieces of land that change hands whole; `lat` and `lon` lie inside.
- `geo/territories.geojson`: their polygons, under the same ids. Neighbours share their edges
  point for point: `python -m dashboard tidy` sees to it after you have drawn.
- `control.csv`: who held each from `start` up to, but not on, `end`. The rows of a territory
  follow each other without a gap; the last has no `end`.
- `events.csv`: what happened; each row of `control.csv` names the event it began with.
- `sources.bib`: the works that rows cite.
- `geo/places.geojson`: towns. `stories/`: lectures. Take them away if you need none.

`docs/data-package.md` of the program says what each column means.
"""
