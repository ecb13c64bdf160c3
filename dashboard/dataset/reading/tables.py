"""Reading the CSV tables of a package: rows with their line numbers and typed cells.

Every reader here reports what it finds to a list of problems and goes on, so that
a single pass over a broken package reports all its faults.
"""

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from dashboard.dataset.dates import parse_day
from dashboard.dataset.model import Citation, Interval, Language, Text
from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.inside import Files, RefusedPathError
from dashboard.dataset.schema.words import LONGEST_TEXT, UNSHOWN
from dashboard.dataset.text import LOCATOR, text_column

_CITED = ("source_key", "source_locator_*")
_DEGREES = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?")
Word = TypeVar("Word", bound=str)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "regions": ("id", "name_*", "rank"),
    "territories": (
        *("id", "name_*", "today_*", "region", "parent", "lat", "lon"),
        "note_*",
    ),
    "roles": ("id", "name_*", "fill", "ink", "rank"),
    "polities": (
        *("id", "name_*", "short_*", "role", "weave", "start", "end"),
        *_CITED,
        "note_*",
    ),
    "federations": ("member", "federation", "start", "end", "certainty", *_CITED),
    "control": (
        *("territory_id", "start", "end", "controller", "status", "second_party", "certainty"),
        *("start_edtf", "alt_start", "event_id"),
        *_CITED,
        "note_*",
    ),
    "readings": (
        *("reading", "territory_id", "start", "end", "controller", "status", "second_party"),
        *("certainty", "event_id"),
        *_CITED,
        "note_*",
    ),
    "claims": (
        *("territory_id", "claimant", "start", "end", "certainty", "event_id"),
        *_CITED,
        "note_*",
    ),
    "events": (
        *("id", "date", "date_edtf", "alt_date", "category", "tier", "title_*"),
        *("description_*", "place_*", "lat", "lon"),
        *("territories", "certainty", *_CITED, "in_article", "article_line"),
        "note_*",
    ),
    "milestones": ("id", "event_id", "label_*"),
    "people": (
        *("id", "name_*", "other_names", "role_*", "events"),
        *_CITED,
        "note_*",
    ),
    "treaties": (
        *("id", "name_*", "short_*", "signed", "signed_edtf"),
        *("alt_signed", "in_force", "force", "parties_*", "articles_*"),
        *("event_id", "ended_event_id", "certainty"),
        *_CITED,
        "note_*",
    ),
    "outcomes": (
        *("treaty_id", "territory_id", "from", "to", "kind", "article_*", "certainty"),
        *_CITED,
        "note_*",
    ),
    "clauses": (
        *("treaty_id", "article_*", "language", "text", "line"),
        *(*_CITED, "note_*"),
    ),
    "article_claims": (
        *("article_line", "kind", "claim_*", "date_shown", "alt_date"),
        *("territories", *_CITED, "carried_by", "reason_*"),
    ),
    "forces": (
        *("id", "kind", "name_*", "polity", "route", "start", "end", "strength_*"),
        *("event_id", "certainty", *_CITED, "note_*"),
    ),
    "figures": (
        *("event_id", "kind", "least", "most", "what_*", "whose_*", "certainty"),
        *(*_CITED, "note_*"),
    ),
    "place_names": (
        *("place_id", "start", "start_edtf", "alt_start", "name_*", "certainty"),
        *(*_CITED, "note_*"),
    ),
}
"""Columns of each table, in order; ``name_*`` stands for a column in each language of the atlas."""

OPTIONAL = frozenset(
    {"federations", "claims", "milestones", "people", "treaties", "outcomes", "article_claims"}
    | {"clauses", "figures", "forces", "place_names", "readings"}
)
"""Tables that a package may leave out; it is then as if they were empty."""

OPTIONAL_COLUMNS = frozenset({("events", "in_article"), ("events", "article_line")})
"""Columns that a package without a source article leaves out."""

NEEDED = frozenset(
    {"datapackage.json", "sources.bib", "geo/territories.geojson"}
    | {f"{table}.csv" for table in COLUMNS if table not in OPTIONAL}
)
"""Files that every package has."""

MOST_DIGITS = 9
"""Digits of a whole number in a cell."""

_ID = re.compile(r"[a-z0-9][a-z0-9_]*", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


def columns_of(
    table: str, languages: Sequence[Language], whole: bool = True
) -> dict[str, Language | None]:
    """Return the columns of a table in their order, those of texts with their language.

    Unless ``whole``, without those that a package may leave out.
    """
    columns: dict[str, Language | None] = {}
    for name in COLUMNS[table]:
        if not whole and (table, name) in OPTIONAL_COLUMNS:
            continue
        if name.endswith("_*"):
            stem = name.removesuffix("_*")
            columns |= {text_column(stem, language, languages): language for language in languages}
        else:
            columns[name] = None
    return columns


@dataclass(slots=True)
class Row:
    """A row of a table: cells by column and typed readings of them.

    A reading that fails adds a problem and returns a stand-in of the right type;
    ``problems`` then tells that no record may be made of the row.
    """

    table: str
    line: int
    cells: Mapping[str, str]
    languages: Sequence[Language]
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
        if len(value) > LONGEST_TEXT:
            self.fault(column, f"is longer than {LONGEST_TEXT:,} characters", "shorten it")
        return value

    def identifier(self, column: str) -> str:
        value = self.string(column, required=True)
        if value.strip() and not _ID.fullmatch(value):
            self.fault(column, "is not an id", "use only a-z, 0-9 and _, no _ first")
        return value

    def reference(self, column: str) -> str | None:
        """Return an id, or ``None`` for an empty cell."""
        return self.identifier(column) if self.cells[column] else None

    def word(self, column: str, allowed: Sequence[Word]) -> Word:
        """Return the cell; with another word than those allowed the row is refused."""
        value = cast(Word, self.cells[column])
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
        # Python reads 4_1 and the digits of other scripts as numbers as well; others do not.
        degrees = float(value) if _DEGREES.fullmatch(value) else math.nan
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
        """Return the columns ``name_LANGUAGE``; no language has a text that the first lacks."""
        first, *others = self.languages
        words = {first: self.string(f"{name}_{first}", required)}
        for other in others:
            if f"{name}_{other}" in self.cells:
                words[other] = self.string(f"{name}_{other}")
        if not required and not words[first].strip() and any(map(str.strip, words.values())):
            cure = "fill it: readers of languages without the text get it"
            self.fault(f"{name}_{first}", "is empty while another language is filled", cure)
        return Text(words)

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
        """Return the sources of the row, each with its locator by language."""
        keys = self.items("source_key")
        locators: list[dict[Language, str]] = [{} for _ in keys]
        for language in self.languages:
            column = text_column(LOCATOR, language, self.languages)
            cell = self.cells.get(column, "")
            if not cell and language != self.languages[0]:
                continue
            parts = [part.strip() for part in cell.split(";")]
            if len(parts) != max(len(keys), 1):
                self.fault(
                    column,
                    f"has {len(parts)} parts for {len(keys)} source keys",
                    "write a part for each key, separated by ;, a part may be empty",
                )
                return ()
            for locator, part in zip(locators, parts, strict=False):
                locator[language] = part
        return tuple(Citation(key, Text(words)) for key, words in zip(keys, locators, strict=True))


def read_table(
    files: Files, table: str, languages: Sequence[Language], problems: list[Problem]
) -> tuple[Row, ...] | None:
    """Return the rows of ``table.csv`` in file order, or ``None`` if unreadable.

    Faults of the file itself (missing, not UTF-8, a missing or unknown column, a
    row of the wrong length) are added to ``problems``. The columns of all languages but
    the first may be left out, and ``OPTIONAL_COLUMNS``.
    """
    file = f"{table}.csv"
    content = read_text(files, file, problems)
    if content is None:
        return None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        if not _header_is_right(file, header, columns_of(table, languages), languages[0], problems):
            return None
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append(Row(table, line, dict(zip(header, cells, strict=True)), languages))
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
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        rule = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        problems.append(Problem(file, line, "", "", rule, "save the file as UTF-8"))
        return None
    if unshown := UNSHOWN.search(text):
        line = text.count("\n", 0, unshown.start()) + 1
        rule = f"has the control character U+{ord(unshown[0]):04X}"
        problems.append(Problem(file, line, "", "", rule, "remove it"))
    return text


def cure_of_missing(path: str) -> str:
    """Return what to do about a file that the package needs, or lists, and does not have."""
    cure = "put the file into the package"
    return cure if path in NEEDED else f"{cure}, or take its entry out of datapackage.json"


def _header_is_right(
    file: str,
    header: Sequence[str],
    columns: Mapping[str, Language | None],
    first: Language,
    problems: list[Problem],
) -> bool:
    """Report missing, unknown and repeated columns; columns may stand in any order."""
    before = len(problems)
    table = file.removesuffix(".csv")
    needed = (
        column
        for column, language in columns.items()
        if language in (None, first) and (table, column) not in OPTIONAL_COLUMNS
    )
    missing = [column for column in needed if column not in header]
    problems.extend(
        Problem(file, 1, column, "", "the column is missing", "add it") for column in missing
    )
    for column in sorted(set(header) - set(columns)):
        cure = f"the columns are {', '.join(columns)}"
        problems.append(Problem(file, 1, column, "", "the column is unknown", cure))
    if len(set(header)) < len(header):
        problems.append(Problem(file, 1, "", "", "a column stands twice", "keep a single column"))
    return len(problems) == before
