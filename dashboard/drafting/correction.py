"""A reader's correction of a cell: the file that says it, and the files of the package with it.

The file is written by assets/cards/correction.mjs and may come from anybody.
"""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from dashboard.dataset.correctable import KEYS, TIES, is_correctable, is_of_words
from dashboard.dataset.dates import edtf_bounds, parse_day
from dashboard.dataset.model import Dataset
from dashboard.dataset.problems import DatasetError, Problem
from dashboard.dataset.reading.inside import read_inside
from dashboard.dataset.rules.citing import ARTICLE, reference
from dashboard.dataset.schema.check import faults, with_defaults
from dashboard.dataset.schema.correction import CORRECTION, LARGEST
from dashboard.dataset.text import LOCATOR, text_column

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a file says; :data:`~dashboard.dataset.schema.correction.CORRECTION` explains it."""

    atlas: str
    version: str
    file: str
    row: Mapping[str, str]
    field: str
    stands: str
    proposed: str
    source: str
    source_key: str
    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that a correction changes; ``line`` is that of its file."""

    file: str
    line: int
    row: str
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (text or "(empty)" for text in (self.before, self.after))
        row = f" ({self.row})" if self.row else ""
        return f"{self.file} row {self.line}{row}, {self.column}: {before} -> {after}"


def read_correction(path: Path) -> Correction:
    """Return the correction in a file.

    Raises
    ------
    DatasetError
        When the file is no TOML or not of the form of ``CORRECTION``; every fault is listed.
    OSError
        When it cannot be read.
    """
    name = path.name
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _refused(
            name, "", f"has more than {LARGEST:,} bytes", "send a file for each correction"
        )
    try:
        said: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        cure = "download it from a card of the atlas again, or see docs/contributing.md"
        raise _refused(name, "", f"is not TOML in UTF-8 ({error})", cure) from error
    problems = [
        Problem(name, None, fault.column, fault.shown, fault.rule, fault.cure)
        for fault in faults(CORRECTION, said)
    ]
    if problems:
        raise DatasetError(problems)
    correction = Correction(**with_defaults(CORRECTION, said))
    _check(name, correction)
    return correction


def _check(name: str, correction: Correction) -> None:
    if correction.file not in KEYS:
        cure = f"write one of {', '.join(KEYS)}"
        raise _refused(name, "file", "is no file that a card shows", cure, correction.file)
    if not is_correctable(correction.field):
        cure = "choose another field: ids are quoted in links, and a source is added, not changed"
        raise _refused(name, "field", "is not changed by a correction", cure, correction.field)
    if set(correction.row) != set(KEYS[correction.file]):
        cure = f"give {', '.join(KEYS[correction.file])}"
        raise _refused(name, "row", f"does not identify a row of {correction.file}", cure)
    if correction.proposed == correction.stands:
        raise _refused(name, "proposed", "is what stands there", "write what should stand there")
    if correction.file.endswith(".csv") and any(
        ord(letter) < ord(" ") for letter in correction.proposed
    ):
        raise _refused(name, "proposed", "has more than one line", "write it on a single line")


def _refused(file: str, column: str, rule: str, cure: str, value: str = "") -> DatasetError:
    return DatasetError([Problem(file, None, column, value, rule, cure)])


class Corrected:
    """The files of a package with a correction: ``files`` by name, ``cells`` that are changed.

    ``is_cited``: whether the row names the source of the correction; not every table has sources.

    Raises
    ------
    DatasetError
        When the package has no such row or field, or something else stands there by now.
    """

    def __init__(self, dataset: Dataset, correction: Correction, name: str) -> None:
        self.dataset, self.correction, self.name = dataset, correction, name
        self.files: dict[str, bytes] = {}
        self.cells: list[Cell] = []
        self._fits()
        self._change(correction.file, dict(correction.row), correction.field)
        self.is_cited = bool(correction.source_key) and self._cite()

    @property
    def is_evidenced(self) -> bool:
        """Whether a work of the package says so; a text may be improved without a work."""
        words = is_of_words(self.correction.field, self.dataset.languages)
        return bool(self.correction.source_key) or words

    def _fits(self) -> None:
        correction, known = self.correction, self.dataset.terms.file_name
        if correction.atlas != known:
            raise self._fault(
                "atlas", "is another atlas", f"this correction is {known}", correction.atlas
            )
        if correction.source_key and correction.source_key not in self.dataset.sources:
            cure = "add the work there, or leave source_key out"
            raise self._fault("source_key", "is not in sources.bib", cure, correction.source_key)
        if correction.source_key and not self.dataset.sources[correction.source_key].is_work:
            cure = "name a work, or leave source_key out"
            raise self._fault("source_key", "is no work to cite", cure, correction.source_key)

    def _fault(self, column: str, rule: str, cure: str, value: str = "") -> DatasetError:
        return _refused(self.name, column, rule, cure, value)

    def _content(self, file: str) -> str:
        """The text of a file of the package, as far as it is corrected; "" of a file left out."""
        content = self.files.get(file)
        if content is None:
            try:
                content = read_inside(self.dataset.folder, file)
            except FileNotFoundError:
                return ""
        return content.decode("utf-8")

    def _change(self, file: str, key: Mapping[str, str], column: str) -> None:
        """Change the cell that the correction is of, and the cell that says the same day."""
        correction = self.correction
        lines = _Lines(file, self._content(file))
        matching = [row for row in lines.rows() if all(row[1].get(k) == v for k, v in key.items())]
        if len(matching) != 1:
            said = ", ".join(f"{name} {value}" for name, value in key.items())
            rule = f"is in {len(matching)} rows of {file} ({said})"
            cure = f"written for the data {correction.version}; find and correct the row by hand"
            raise self._fault("row", rule, cure)
        number, row = matching[0]
        if column not in row:
            cure = f"choose one of {', '.join(filter(is_correctable, row))}"
            raise self._fault("field", f"is no column of {file}", cure, column)
        if row[column] != correction.stands:
            rule = f"is not what stands there now, which is {row[column] or '(empty)'}"
            cure = f"it was written for the data {correction.version}; compare the two by hand"
            raise self._fault("stands", rule, cure, correction.stands or "(empty)")
        self._put(lines, number, row, column, correction.proposed)

    def _follow(self, file: str, row: Row, column: str) -> None:
        """Change what says the same day as a cell that was changed."""
        for tie in TIES.get((file, column), ()) if self.correction.stands else ():
            lines = _Lines(tie.file, self._content(tie.file))
            for number, other in lines.rows():
                same = all(row[here] == other[there] for here, there in tie.by)
                if same and other[tie.column] == self.correction.stands:
                    self._put(lines, number, other, tie.column, self.correction.proposed)

    def _rename(self, before: str, after: str) -> None:
        """Change how statements of the article name a row."""
        lines = _Lines(ARTICLE, self._content(ARTICLE))
        for number, row in lines.rows():
            named = row["carried_by"].split(";")
            if before in named:
                renamed = ";".join(after if name == before else name for name in named)
                self._put(lines, number, row, "carried_by", renamed)

    def _cite(self) -> bool:
        """Add the source to those of the row; whether the table has a column of sources."""
        correction = self.correction
        changed = next(cell for cell in self.cells if cell.file == correction.file)
        lines = _Lines(correction.file, self._content(correction.file))
        number, row = next(entry for entry in lines.rows() if entry[0] == changed.line)
        keys = [key for key in row.get("source_key", "").split(";") if key]
        if "source_key" not in row:
            return False
        if correction.source_key in keys:
            return True
        self._put(lines, number, row, "source_key", ";".join([*keys, correction.source_key]))
        languages = self.dataset.languages
        for language in languages:
            locator = text_column(LOCATOR, language, languages)
            if locator not in row or not (row[locator] or language == languages[0]):
                continue
            # In another language the place is borrowed from the first.
            own = correction.locator if language == languages[0] else ""
            parts = [*row[locator].split(";")[: len(keys)], own] if keys else [own]
            after = ";".join(parts)
            if after != row[locator]:
                self._put(lines, number, row, locator, after)
        return True

    def _put(self, lines: "_Lines", number: int, row: Row, column: str, after: str) -> None:
        shown = ", ".join(row[name] for name in KEYS.get(lines.file, ())[:2])
        was = reference(lines.file, row)
        for name, cell in {column: after, **_without_meaning(row, column, after)}.items():
            self.cells.append(Cell(lines.file, number, shown, name, row[name], cell))
            row[name] = cell
        self.files[lines.file] = lines.with_row(number, row).encode("utf-8")
        if reference(lines.file, row) != was:
            self._rename(was, reference(lines.file, row))
        self._follow(lines.file, row, column)


def _without_meaning(row: Row, column: str, after: str) -> Row:
    """Return the companions of a day that no longer say anything beside it, emptied.

    They are an EDTF text that does not hold the day, and the same day as that of other sources.
    """
    emptied: Row = {}
    companion, other = f"{column}_edtf", f"alt_{column}"
    if row.get(other) and row[other] == after:
        emptied[other] = ""
    if row.get(companion):
        try:
            lower, upper = edtf_bounds(row[companion])
            if not lower <= parse_day(after) <= upper:
                emptied[companion] = ""
        except ValueError:
            # What is no day or no EDTF is refused by the rules of the package.
            return emptied
    return emptied


class _Lines:
    """A table or layer by lines: what is not corrected keeps every byte."""

    def __init__(self, file: str, content: str) -> None:
        self.file = file
        # str.splitlines would also cut at U+0085 and U+2028, which a cell may hold.
        self.lines = list(io.StringIO(content, newline=""))
        self.spans: dict[int, int] = {}
        self.header: list[str] = []
        self.features: dict[int, Any] = {}

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield the line on which each row begins, and its cells."""
        if self.file.endswith(".csv"):
            yield from self._of_table()
        else:
            yield from self._of_layer()

    def _of_table(self) -> Iterator[tuple[int, Row]]:
        reader = csv.reader(iter(self.lines), strict=True)
        self.header = next(reader, [])
        line = reader.line_num + 1
        for cells in reader:
            self.spans[line] = reader.line_num
            yield line, dict(zip(self.header, cells, strict=True))
            line = reader.line_num + 1

    def _of_layer(self) -> Iterator[tuple[int, Row]]:
        for number, line in enumerate(self.lines, start=1):
            if not line.startswith('{"type":"Feature",'):
                continue
            feature = orjson.loads(line.rstrip().rstrip(","))
            self.features[number], self.spans[number] = feature, number
            words = {k: v for k, v in feature["properties"].items() if isinstance(v, str)}
            yield number, {"id": str(feature["id"]), **words}

    def with_row(self, number: int, row: Row) -> str:
        """The whole text with other cells in the row that begins on a line."""
        end = self.spans[number]
        last = self.lines[end - 1]
        if self.features:
            feature = self.features[number]
            feature["properties"] |= {k: v for k, v in row.items() if k != "id"}
            rest = last[len(last.rstrip().rstrip(",")) :]
            written = orjson.dumps(feature).decode("utf-8") + rest
        else:
            out = io.StringIO()
            ending = last[len(last.rstrip("\r\n")) :]
            csv.writer(out, lineterminator=ending).writerow([row[column] for column in self.header])
            written = out.getvalue()
        self.lines[number - 1 : end] = [written, *([""] * (end - number))]
        return "".join(self.lines)
