"""Reading the CSV tables of a package: rows with their line numbers and typed cells.

Every reader here reports what it finds to a list of problems and goes on, so that
one pass over a broken package names all its faults.
"""

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Citation, Interval, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.inside import Files, RefusedPathError

_CITED = ("source_key", "source_locator", "source_locator_tr")
_NOTE = ("note_en", "note_tr")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "regions": ("id", "name_en", "name_tr", "rank"),
    "territories": (
        *("id", "name_en", "name_tr", "today_en", "today_tr", "region", "parent", "lat", "lon"),
        *_NOTE,
    ),
    "roles": ("id", "name_en", "name_tr", "fill", "ink", "rank"),
    "polities": (
        *("id", "name_en", "name_tr", "short_en", "short_tr", "role", "weave", "start", "end"),
        *_CITED,
        *_NOTE,
    ),
    "federations": ("member", "federation", "start", "end", "certainty", *_CITED),
    "control": (
        *("territory_id", "start", "end", "controller", "status", "second_party", "certainty"),
        *("start_edtf", "alt_start", "event_id"),
        *_CITED,
        *_NOTE,
    ),
    "claims": (
        *("territory_id", "claimant", "start", "end", "certainty", "event_id"),
        *_CITED,
        *_NOTE,
    ),
    "events": (
        *("id", "date", "date_edtf", "alt_date", "category", "tier", "title_en", "title_tr"),
        *("description_en", "description_tr", "place_en", "place_tr", "lat", "lon"),
        *("territories", "certainty", *_CITED, "in_article", "article_line"),
        *_NOTE,
    ),
    "milestones": ("id", "event_id", "label_en", "label_tr"),
    "people": (
        *("id", "name_en", "name_tr", "other_names", "role_en", "role_tr", "events"),
        *_CITED,
        *_NOTE,
    ),
    "treaties": (
        *("id", "name_en", "name_tr", "short_en", "short_tr", "signed", "signed_edtf"),
        *("alt_signed", "in_force", "force", "parties_en", "parties_tr", "articles_en"),
        *("articles_tr", "event_id", "ended_event_id", "certainty"),
        *_CITED,
        *_NOTE,
    ),
    "outcomes": (
        *("treaty_id", "territory_id", "from", "to", "kind", "article_en", "article_tr"),
        "certainty",
        *_CITED,
        *_NOTE,
    ),
    "article_claims": (
        *("article_line", "kind", "claim_en", "claim_tr", "date_shown", "alt_date"),
        *("territories", *_CITED, "carried_by", "reason_en", "reason_tr"),
    ),
}
"""Columns of each table, in order, as docs/data-package.md fixes them."""

OPTIONAL = frozenset(
    {"federations", "claims", "milestones", "people", "treaties", "outcomes", "article_claims"}
)
"""Tables that a package may leave out; it is then as if they were empty."""

NEEDED = frozenset(
    {"datapackage.json", "sources.bib", "geo/territories.geojson"}
    | {f"{table}.csv" for table in COLUMNS if table not in OPTIONAL}
)
"""Files that every package has."""

MOST_DIGITS = 9
"""Digits of a whole number in a cell."""

_ID = re.compile(r"[a-z0-9_]+", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


@dataclass(slots=True)
class Row:
    """One row of a table: cells by column and typed readings of them.

    A reading that fails adds a problem and returns a stand-in of the right type;
    ``problems`` then tells that no record may be made of the row.
    """

    table: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> str:
        return f"{self.table}.csv"

    def fault(self, column: str, rule: str, cure: str) -> None:
        """Record that the cell of ``column`` breaks ``rule``."""
        value = self.cells.get(column, "")
        self.problems.append(Problem(self.file, self.line, column, value, rule, cure))

    def string(self, column: str, required: bool = False) -> str:
        value = self.cells[column]
        if required and not value.strip():
            self.fault(column, "is empty", f"give the {column}")
        elif value != value.strip():
            self.fault(column, "has blanks at its ends", "remove them")
        return value

    def identifier(self, column: str) -> str:
        value = self.string(column, required=True)
        if value.strip() and not _ID.fullmatch(value):
            self.fault(column, "is not an id", "use only a-z, 0-9 and _")
        return value

    def reference(self, column: str) -> str | None:
        """Return an id, or ``None`` for an empty cell."""
        return self.identifier(column) if self.cells[column] else None

    def word(self, column: str, allowed: Sequence[str]) -> str:
        value = self.cells[column]
        if value not in allowed:
            words = ", ".join(word or "(empty)" for word in allowed)
            self.fault(column, "is not one of the words of this column", f"write one of {words}")
        return value

    def colour(self, column: str) -> str:
        value = self.cells[column]
        if not _COLOUR.fullmatch(value):
            self.fault(column, "is not a colour", "write #rrggbb in lower case")
        return value

    def integer(self, column: str) -> int:
        return self.optional_integer(column, required=True) or 0

    def optional_integer(self, column: str, required: bool = False) -> int | None:
        value = self.cells[column]
        if not value and not required:
            return None
        if not value.isascii() or not value.isdigit():
            self.fault(column, "is not a whole number", "write digits only")
            return 0
        if len(value) > MOST_DIGITS:
            self.fault(column, "is too long a number", f"write at most {MOST_DIGITS} digits")
            return 0
        return int(value)

    def degrees(self, column: str, limit: float) -> float:
        return self.optional_degrees(column, limit, required=True) or 0.0

    def optional_degrees(self, column: str, limit: float, required: bool = False) -> float | None:
        """Return a latitude or longitude in WGS 84 degrees, within ± ``limit``."""
        value = self.cells[column]
        if not value and not required:
            return None
        try:
            degrees = float(value)
        except ValueError:
            degrees = math.nan
        if not abs(degrees) <= limit:
            self.fault(column, "is not a coordinate", f"write degrees from -{limit:g} to {limit:g}")
            return 0.0
        return degrees

    def day(self, column: str) -> date:
        return self.optional_day(column, required=True) or date.min

    def optional_day(self, column: str, required: bool = False) -> date | None:
        value = self.cells[column]
        if not value and not required:
            return None
        try:
            return parse_day(value)
        except ValueError:
            self.fault(
                column, "is not a day", "write a day of the calendar as YYYY-MM-DD, as 2001-02-03"
            )
            return None

    def interval(self) -> Interval:
        """Return the half-open interval of the columns ``start`` and ``end``."""
        before = len(self.problems)
        start, end = self.day("start"), self.optional_day("end")
        if len(self.problems) == before and end is not None and end <= start:
            self.fault(
                "end", f"is not after its start {start}", "ends are exclusive, write a later day"
            )
        return Interval(start, end)

    def text(self, name: str, required: bool = False) -> Text:
        """Return the pair of columns ``name_en`` and ``name_tr``."""
        pair = Text(self.string(f"{name}_en", required), self.string(f"{name}_tr", required))
        if not required and bool(pair.en.strip()) != bool(pair.tr.strip()):
            empty = f"{name}_tr" if pair.en.strip() else f"{name}_en"
            self.fault(empty, "is empty while its other language is filled", "fill both or neither")
        return pair

    def items(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list cell, which are separated by ``;`` without spaces."""
        value = self.cells[column]
        if not value:
            return ()
        parts = tuple(value.split(";"))
        if any(not part or part != part.strip() for part in parts):
            self.fault(
                column, "is not a clean list", "separate items by ; without spaces or empty items"
            )
        elif len(set(parts)) < len(parts):
            self.fault(column, "names an item twice", "name each item once")
        return parts

    def citations(self) -> tuple[Citation, ...]:
        """Return the sources of the row, each with its locator in both languages."""
        keys = self.items("source_key")
        parts = {
            column: [part.strip() for part in self.cells[column].split(";")]
            for column in ("source_locator", "source_locator_tr")
        }
        for column, found in parts.items():
            if len(found) != max(len(keys), 1):
                self.fault(
                    column,
                    f"has {len(found)} parts for {len(keys)} source keys",
                    "write one part a key, separated by ;, a part may be empty",
                )
                return ()
        return tuple(
            Citation(key, Text(en, tr)) for key, en, tr in zip(keys, *parts.values(), strict=False)
        )


def read_table(files: Files, table: str, problems: list[Problem]) -> tuple[Row, ...] | None:
    """Return the rows of ``table.csv`` in file order, or ``None`` if unreadable.

    Faults of the file itself (missing, not UTF-8, a missing or unknown column, a
    row of the wrong length) are added to ``problems``.
    """
    file = f"{table}.csv"
    content = read_text(files, file, problems)
    if content is None:
        return None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        if not _header_is_right(file, header, COLUMNS[table], problems):
            return None
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append(Row(table, line, dict(zip(header, cells, strict=True))))
            else:
                rule = f"the row has {len(cells)} cells for {len(header)} columns"
                cure = "quote cells that hold a comma and fill the rest with commas"
                problems.append(Problem(file, line, "", "", rule, cure))
            # A quoted cell may hold line ends: a row is named by the line it begins on.
            line = reader.line_num + 1
    except csv.Error as error:
        rule = f"the row is not CSV ({error})"
        problems.append(Problem(file, reader.line_num, "", "", rule, "quote as RFC 4180 says"))
    return tuple(rows)


def read_text(files: Files, file: str, problems: list[Problem]) -> str | None:
    """Return the text of a file of the package, or ``None`` with a problem added."""
    try:
        content = files.read(file)
    except RefusedPathError as error:
        problems.append(Problem(file, None, "", "", error.rule, error.cure))
        return None
    except OSError:
        problems.append(Problem(file, None, "", "", "cannot be read", cure_of_missing(file)))
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        cure = "save as UTF-8 without it"
        problems.append(Problem(file, 1, "", "", "begins with a byte-order mark", cure))
        content = content[3:]
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        rule = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        problems.append(Problem(file, line, "", "", rule, "save the file as UTF-8"))
        return None


def cure_of_missing(path: str) -> str:
    """Return what to do about a file that the package needs, or lists, and does not have."""
    cure = "put the file into the package"
    return cure if path in NEEDED else f"{cure}, or take its entry out of datapackage.json"


def _header_is_right(
    file: str, header: Sequence[str], columns: Sequence[str], problems: list[Problem]
) -> bool:
    """Report missing, unknown and repeated columns; columns may stand in any order."""
    before = len(problems)
    missing = [column for column in columns if column not in header]
    problems.extend(Problem(file, 1, one, "", "the column is missing", "add it") for one in missing)
    for column in sorted(set(header) - set(columns)):
        cure = f"the columns are {', '.join(columns)}"
        problems.append(Problem(file, 1, column, "", "the column is unknown", cure))
    if len(set(header)) < len(header):
        problems.append(Problem(file, 1, "", "", "a column stands twice", "keep one"))
    return len(problems) == before
