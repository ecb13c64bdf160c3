"""The package against its own descriptor, checked by Frictionless."""

import csv
import hashlib
import io
import re
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.dataset.problems import Problem
from dashboard.dataset.reading.descriptor import DESCRIPTOR
from dashboard.dataset.reading.inside import RefusedPathError, file_inside
from dashboard.dataset.reading.layers import is_left_out
from dashboard.dataset.reading.load import Package
from dashboard.dataset.reading.tables import COLUMNS, columns_of

_CURES = {
    "required": "fill the cell",
    "unique": "give each row a value of its own",
    "primary-key": "keep one of the rows or give one another key",
    "foreign-key": "correct the id or add the row it names",
    "type-error": "write it as datapackage.json says",
    "scheme-error": "put the file into the package",
}

_PACKAGE = (
    *("name", "title", "description", "homepage", "version", "created", "keywords", "image"),
    *("licenses", "contributors", "sources"),
)
_RESOURCE = ("name", "path", "title", "description", "mediatype", "encoding")
_SCHEMA = ("fields", "primaryKey", "foreignKeys", "missingValues", "uniqueKeys")
_QUOTING = ("quoteChar", "doubleQuote", "escapeChar")
_DIALECT = ("delimiter", "lineTerminator", "quoteChar", "doubleQuote", "escapeChar", "header")


MOST_CELLS = 200
"""Cells of a row; the widest table has 70 columns in ten languages."""
LONGEST = 50.0
"""Seconds of the processor for all tables; some thirty tables take a few."""
_DELIMITERS = ",\t;|"
"""What Frictionless tries where no dialect says how a table is written."""


def follows_the_descriptor(package: Package) -> Iterator[Problem]:
    """Yield what Frictionless finds: types, constraints, keys and references.

    Notes
    -----
    Frictionless is read here and not at the top because it takes longer to read
    than the whole package does, and the app starts without it.

    It follows every address and path that it is handed and unpacks what is packed, so it is
    handed the tables alone, described by the words below and in objects. Its time grows with
    the square of the cells of a row, so it is handed no row of more than ``MOST_CELLS``.
    """
    if not package.descriptor:
        return
    tables = list(_tables(package))
    wide = [table["path"] for table in tables if _is_wide(package, table)]
    if wide:
        cure = f"keep to {MOST_CELLS} columns, and quote cells that hold a comma"
        rule = f"has a row of more than {MOST_CELLS} cells"
        yield from (Problem(path, None, "", "", rule, cure) for path in wide)
        return
    known = {name: package.descriptor[name] for name in _PACKAGE if name in package.descriptor}
    report = report_on(known | {"resources": tables}, package.folder)
    yield from map(_of_the_descriptor, report.notes)
    for name, place, error in report.errors:
        # A table that refers to a missing table is no fault: the missing table has its own.
        if error["type"] == "scheme-error" and (package.folder / place).exists():
            continue
        yield _translated(package, name, place, error)


@dataclass(frozen=True, slots=True)
class Report:
    """What Frictionless says: of the descriptor in ``notes``, else name, path and error."""

    notes: tuple[str, ...]
    errors: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()


def report_on(described: Mapping[str, Any], folder: Path) -> Report:
    """Return what Frictionless says of tables that a descriptor describes, relative to a folder."""
    import frictionless

    try:
        with frictionless.system.use_context(http_session=_Offline()), _limited():
            source = frictionless.Package.from_descriptor(dict(described), basepath=str(folder))
            report = source.validate()
    except frictionless.FrictionlessException as fault:
        return Report(tuple(str(reason.note) for reason in fault.reasons or [fault.error]))
    except re.error as fault:
        return Report((f"a pattern of a column is no regular expression: {fault}",))
    except _TooLong:
        rule = f"the tables were not checked in {LONGEST:g} seconds of the processor"
        return Report((f"{rule}: a pattern of a column may try too many ways",))
    errors = (
        (task.name, task.place, error.to_dict()) for task in report.tasks for error in task.errors
    )
    return Report(tuple(str(error.note) for error in report.errors), tuple(errors))


class _TooLong(BaseException):
    """Passes the handlers of Frictionless, which take an exception for a fault of a cell."""


@contextmanager
def _limited() -> Iterator[None]:
    """Raise :class:`_TooLong` after ``LONGEST`` seconds of the processor.

    The time of a pattern may double with each character of a cell, and Python's regular
    expressions have no limit but a signal. Only the main thread can have that, and not on Windows.
    """
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _Offline:
    """Stands in for the session with which Frictionless would ask the net."""

    def __getattr__(self, name: str) -> Any:
        raise OSError("a package is checked without the net")


def _tables(package: Package) -> Iterator[Mapping[str, Any]]:
    """Yield the tables of the package, each described by the words that Frictionless needs."""
    for resource in package.descriptor["resources"]:
        parts = (resource.get(name, {}) for name in ("schema", "dialect"))
        if "schema" not in resource or not all(isinstance(part, dict) for part in parts):
            continue
        if not resource["path"].endswith(".csv"):
            continue
        try:
            file_inside(package.folder, resource["path"])
        except RefusedPathError:
            continue
        except OSError:
            pass  # Frictionless says of a table that is not there what it says of its references.
        table = {name: resource[name] for name in _RESOURCE if name in resource}
        table["schema"] = {
            name: value for name, value in resource["schema"].items() if name in _SCHEMA
        }
        if "dialect" in resource:
            table["dialect"] = {
                name: value for name, value in resource["dialect"].items() if name in _DIALECT
            }
        yield table | {"format": "csv", "scheme": "file"}


def _is_wide(package: Package, table: Mapping[str, Any]) -> bool:
    """Tell whether a row of a table has more than ``MOST_CELLS``, as Frictionless will read it."""
    dialect = table.get("dialect", {})
    delimiters = [dialect["delimiter"]] if "delimiter" in dialect else _DELIMITERS
    options = {name.lower(): dialect[name] for name in _QUOTING if name in dialect}
    try:
        content = package.files.read(table["path"])
        text = content.decode(table.get("encoding", "utf-8"), "replace")
        return any(
            len(row) > MOST_CELLS
            for delimiter in delimiters
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **options)
        )
    except (OSError, RefusedPathError, ValueError, LookupError, TypeError, csv.Error):
        return False  # Frictionless cannot read on either, and says why.


def _of_the_descriptor(note: str) -> Problem:
    cure = "write the descriptor as Frictionless Data Package 1 says"
    return Problem(DESCRIPTOR, None, "", "", f"has a fault ({note})", cure)


def sizes_and_hashes_are_right(package: Package) -> Iterator[Problem]:
    """Yield resources whose file is of another size or SHA-256 than the descriptor says."""
    for number, resource in enumerate(package.descriptor.get("resources", ())):
        try:
            content = package.files.read(resource["path"])
        except (RefusedPathError, OSError):
            continue
        actual = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        for name, value in actual.items():
            listed = resource.get(name, value)
            if listed != value:
                cure = f"write {value}, or leave it out"
                place = f"resources[{number}].{name}"
                yield Problem(DESCRIPTOR, None, place, str(listed), "is not that of the file", cure)


def describes_every_column(package: Package) -> Iterator[Problem]:
    """Yield tables and columns that the descriptor leaves out or names otherwise."""
    described = {
        resource["path"]: _columns(resource.get("schema", {}))
        for resource in package.descriptor.get("resources", ())
    }
    for table in COLUMNS:
        file = f"{table}.csv"
        if package.tables.get(table) == () and is_left_out(
            package.folder, file, package.descriptor
        ):
            continue
        fields = described.get(file, [])
        every = columns_of(table, package.languages)
        usual = columns_of(table, package.languages, whole=False)
        rows = package.tables[table]
        written = rows[0].cells if rows else fields or ()
        # Every language but the first may be left out.
        may_lack = (None, package.languages[0])
        needed = {column for column, of in usual.items() if of in may_lack}
        columns = [column for column in every if column in needed or column in written]
        if package.descriptor and fields is not None and fields != columns:
            rule = f"does not describe {file} with its {len(columns)} columns in their order"
            cure = f"give the resource the fields {', '.join(columns)}"
            yield Problem(DESCRIPTOR, None, "resources", "", rule, cure)


def _columns(schema: object) -> list[object] | None:
    """Return the names of the fields of a schema, in order; ``None`` if it is no object."""
    if not isinstance(schema, dict):
        return None
    fields = schema.get("fields")
    return [
        field.get("name") if isinstance(field, dict) else None
        for field in (fields if isinstance(fields, list) else ())
    ]


def _translated(package: Package, name: str, file: str, error: Mapping[str, Any]) -> Problem:
    """Return a Frictionless error in the words and line numbers of a problem."""
    kind, note = error["type"], " ".join(str(error["note"]).split())
    for constraint in ("required", "unique"):
        if kind == "constraint-error" and f'"{constraint}"' in note:
            kind = constraint
    row = error.get("rowNumber")
    table = package.tables.get(name)
    if row is not None and table is not None and row - 2 < len(table):
        # Frictionless counts rows; a reader of the file counts lines.
        row = table[row - 2].line
    column = error.get("fieldName") or ", ".join(error.get("fieldNames", ()))
    value = str(error.get("cell") or "; ".join(map(str, error.get("fieldCells", ()))))
    rule = f"breaks the schema ({kind}: {note or error['message']})"
    return Problem(file, row, column, value, rule, _CURES.get(kind, "see datapackage.json"))
