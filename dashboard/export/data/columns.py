"""The table of columns: what every exported table has, in every format.

The files, the descriptor of the exports (:func:`descriptor`) and docs/reference/columns.md are
made from it. No name is a keyword of SQL.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.dataset.model import Dataset, Language, Text

Kind = Literal["string", "date", "integer", "number", "boolean", "list"]
"""A ``list`` is an array in JSON and text with ``;`` between the items in all other files."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, type and meaning; with ``texts`` it stands for a column in each language."""

    name: str
    kind: Kind
    about: str
    texts: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The name of the column in a file; ``name_*`` stands for a column in each language."""
        return (f"{self.name}_*" if self.texts else self.name,)


def spread(columns: Sequence[Column], languages: Sequence[Language]) -> tuple[Column, ...]:
    """Return the columns; each that has texts becomes a column for each language."""
    return tuple(
        Column(f"{column.name}_{language}", column.kind, column.about) if column.texts else column
        for column in columns
        for language in (languages if column.texts else languages[:1])
    )


def worded(dataset: Dataset, name: str, text: Text | Sequence[Text]) -> dict[str, Any]:
    """Return the cells of a column with a text, or with a list of texts, for each language.

    A language without words of its own has an empty cell, or an empty item of the list.
    """
    if isinstance(text, Text):
        return {f"{name}_{language}": text.own(language) or None for language in dataset.languages}
    return {
        f"{name}_{language}": [part.own(language) for part in text]
        for language in dataset.languages
    }


def _text(name: str, about: str, kind: Kind = "string") -> Column:
    return Column(name, kind, about, texts=True)


_SOURCES = (
    Column("source_key", "list", "Keys of the sources in sources.bib"),
    _text("source_short", "Short form of each source, in the order of source_key", "list"),
    _text("source_locator", "Page or article in each source, in the order of source_key", "list"),
    _text("note", "What the table remarks on the row"),
)
_LAND = (
    Column("territory_id", "string", "Id of the territory in territories.csv"),
    _text("name", "Name of the territory"),
    Column("region", "string", "Id of its region in regions.csv"),
    _text("region_name", "Name of the region"),
    Column("parent", "string", "Territory that it was cut from, if any"),
    Column(
        "backdrop", "boolean", "Whether sums of areas leave it out: the rest of it lies outside"
    ),
)
_EDGES = (
    Column("border_accuracy", "string", "Worst grade of its boundaries, A to D: see geography.md"),
    Column("area_km2", "number", "Geodesic area on WGS 84 of the polygon in the file"),
)
_VALID = (
    Column("valid_from", "date", "First day on which the whole row is true"),
    Column("valid_to", "date", "First day on which it is no longer true; empty: open"),
)
_EVENT = (
    Column("event_id", "string", "Id in events.csv of the event that began it"),
    _text("event", "Title of that event"),
)
_CERTAINTY = Column("certainty", "string", "How sure the row is: high, medium or low")
_PRECISION = "How the day is known: day, interval, approximate, or disputed between sources"

TERRITORIES: tuple[Column, ...] = (
    *_LAND,
    *_VALID,
    Column("controller", "string", "Id of the holder in polities.csv"),
    _text("controller_name", "Name of the holder"),
    Column("role", "string", "Power of the holder, hence its colour: id in roles.csv"),
    _text("role_name", "Name of the power"),
    Column("status", "string", "Title by which it was held: see data-package.md"),
    Column("second_party", "string", "Polity whose colour is the second one of the hatch"),
    Column("claimants", "list", "Ids of the polities that claimed the land"),
    Column("paint", "string", "Fill on the map: power, weave, pattern, second power"),
    Column("held_from", "date", "First day of the row of control.csv"),
    Column("held_from_edtf", "string", "That day in EDTF, when it is not known to the day"),
    Column("held_from_alt", "date", "The day that other sources give"),
    Column("held_from_precision", "string", _PRECISION),
    Column("held_to", "date", "First day after the row of control.csv; empty: open"),
    Column("held_to_edtf", "string", "That day in EDTF, when it is not known to the day"),
    Column("held_to_alt", "date", "The day that other sources give"),
    _CERTAINTY,
    *_EVENT,
    *_SOURCES,
    *_EDGES,
)
CHANGES: tuple[Column, ...] = (
    Column("day", "date", "Day of the change"),
    Column("day_edtf", "string", "That day in EDTF, when it is not known to the day"),
    Column("day_alt", "date", "The day that other sources give"),
    Column("day_precision", "string", _PRECISION),
    *_LAND,
    Column("from_polity", "string", "Id of the holder before"),
    _text("from_name", "Name of the holder before"),
    Column("from_role", "string", "Power of the holder before"),
    Column("from_status", "string", "Status before"),
    Column("to_polity", "string", "Id of the holder after"),
    _text("to_name", "Name of the holder after"),
    Column("to_role", "string", "Power of the holder after"),
    Column("to_status", "string", "Status after"),
    Column(
        "change",
        "string",
        "power: another power; polity: another polity of the power; status: another status or "
        "second party; empty: only certainty or sources",
    ),
    *_EVENT,
    Column("treaty_id", "list", "Ids of the treaties that say so, in treaties.csv"),
    _text("article", "Article of each treaty, in the order of treaty_id", "list"),
    _CERTAINTY,
    *_SOURCES,
    *_EDGES,
)
CLAIMS: tuple[Column, ...] = (
    *_LAND,
    *_VALID,
    Column("claimant", "string", "Id of the claimant in polities.csv"),
    _text("claimant_name", "Name of the claimant"),
    Column("claimant_role", "string", "Power of the claimant"),
    _CERTAINTY,
    *_EVENT,
    *_SOURCES,
    *_EDGES,
)
TREATIES: tuple[Column, ...] = (
    Column("treaty_id", "string", "Id of the treaty in treaties.csv"),
    _text("treaty", "Name of the treaty"),
    Column("signed", "date", "Day of its signature"),
    Column("signed_edtf", "string", "That day in EDTF, when it is not known to the day"),
    Column("signed_alt", "date", "The day that other sources give"),
    Column("in_force", "date", "First day on which it was in force, where that is known"),
    Column("force", "string", "Whether it came into force: see data-package.md"),
    Column("number", "integer", "Number of the row within the treaty, as on its map"),
    *_LAND,
    Column("outcome", "string", "What the treaty says of the land: see data-package.md"),
    _text("article", "Article that says so"),
    Column("from_polity", "string", "Id of the polity that it names as the holder before"),
    _text("from_name", "Name of that polity"),
    Column("from_role", "string", "Its power"),
    Column("to_polity", "string", "Id of the polity that it gives the land to or confirms in it"),
    _text("to_name", "Name of that polity"),
    Column("to_role", "string", "Its power, hence the colour"),
    _CERTAINTY,
    *_SOURCES,
    *_EDGES,
)
LINES: tuple[Column, ...] = (
    Column("line_id", "string", "Id of the line in geo/lines.geojson"),
    _text("name", "Name of the line"),
    Column("line_kind", "string", "Frontier, treaty line, line of control and others"),
    Column("polity", "string", "Whose army it is, for a row of forces.csv: id in polities.csv"),
    Column("status", "string", "Whether it was in force: see data-package.md"),
    *_VALID,
    Column("treaty_id", "string", "Id of its treaty in treaties.csv"),
    Column("event_id", "string", "Id of its event in events.csv"),
    _CERTAINTY,
    Column("accuracy", "string", "Grade of the drawing, A to D: see geography.md"),
    Column("look", "string", "How the map draws it"),
    _text("basis", "What it is drawn from"),
    *_SOURCES[:-1],
)
EVENTS: tuple[Column, ...] = (
    Column("event_id", "string", "Id of the event in events.csv"),
    Column("day", "date", "Day of the event"),
    Column("day_edtf", "string", "That day in EDTF, when it is not known to the day"),
    Column("day_alt", "date", "The day that other sources give"),
    Column("day_precision", "string", _PRECISION),
    _text("title", "Title of the event"),
    _text("description", "What happened"),
    _text("place", "Where"),
    Column("category", "string", "Kind of event: see data-package.md"),
    Column("tier", "integer", "1: headline; 2: other"),
    Column("territories", "list", "Ids of the territories that it concerns"),
    _CERTAINTY,
    *_SOURCES,
)
AREAS: tuple[Column, ...] = (
    *_VALID,
    Column("role", "string", "Power: id in roles.csv"),
    _text("role_name", "Name of the power"),
    Column("area_km2", "number", "Geodesic area that it held; the backdrop is left out"),
    Column("territories", "integer", "How many territories that is"),
)
PLACES: tuple[Column, ...] = (
    Column("place_id", "string", "Id of the place in geo/places.geojson"),
    _text("name", "Name of the day, or of the first day of the atlas where none is asked for"),
    Column("name_from", "date", "Day from which a place that was renamed has this name"),
    _text("modern", "Name of today, where it is another"),
    Column("other_names", "list", "Other names and spellings, without years"),
    Column("place_kind", "string", "Capital, city, town, village, station or fort"),
    Column("rank", "integer", "1: largest"),
    Column("territory_id", "string", "Id of the territory that it lies in"),
)

ABOUT: tuple[Column, ...] = (
    Column("data_version", "string", "Release number and digest of the data"),
    Column("licence", "string", "Licence of the data"),
    Column("cite_as", "string", "How to cite the data"),
)
"""The last columns of a CSV and FlatGeobuf; the other formats say so once, in their heading."""

TABLES: Mapping[str, tuple[Column, ...]] = {
    "territories": TERRITORIES,
    "changes": CHANGES,
    "claims": CLAIMS,
    "treaties": TREATIES,
    "lines": LINES,
    "events": EVENTS,
    "areas": AREAS,
    "places": PLACES,
}
"""Columns by the table that has them; ``differences`` has those of ``changes``."""


def with_languages(columns: Sequence[Column], codes: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of places with the name of the time in more languages, by ISO 639-1."""
    more = [
        Column(f"name_{code}", "string", f"Name of the time, language {code}") for code in codes
    ]
    at = 1 + next(n for n, column in enumerate(columns) if column.name == "name")
    return (*columns[:at], *more, *columns[at:])


def fields(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the names of the columns as they stand in a file."""
    return tuple(name for column in columns for name in column.names)


def kinds(columns: Sequence[Column]) -> dict[str, Kind]:
    """Return the type of each column by its name in a file."""
    return {name: column.kind for column in columns for name in column.names}


def descriptor(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the Frictionless Table Schema of a CSV of the table."""
    return {"fields": [_field(*column) for column in _described((*columns, *ABOUT))]}


def _described(columns: Sequence[Column]) -> Iterator[tuple[str, Kind, str]]:
    for column in columns:
        for name in column.names:
            yield name, column.kind, column.about


def _field(name: str, kind: Kind, about: str) -> dict[str, str]:
    # Frictionless 1 has arrays as JSON text only; a CSV has them with ; between.
    described = "string" if kind == "list" else kind
    more = "; parts are separated by ;" if kind == "list" else ""
    return {"name": name, "type": described, "description": about + more}
