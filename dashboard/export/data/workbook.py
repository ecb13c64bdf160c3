"""A table as a workbook (XLSX): days are days, numbers numbers, and no text is ever a formula."""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from dashboard.export.data.columns import Kind
from dashboard.export.data.tables import Check, Table, no_check, plain

WIDEST = 48
"""Characters of the widest column; longer text is in the cell but not all in sight."""
# Spreadsheets of today cannot show earlier days as days.
_FIRST_DAY = date(1900, 3, 1)


def as_xlsx(table: Table, check: Check = no_check) -> bytes:
    """Return a workbook with the table and a sheet "About" with its heading and its columns."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    # A workbook has the hour in it; the same rows shall give the same file.
    properties = {"title": table.title, "comments": table.description}
    book.set_properties({**properties, "created": datetime(2000, 1, 1, tzinfo=UTC)})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _fill(book.add_worksheet(table.name), table, (head, day), check)
    _tell(book.add_worksheet("About"), table, head, wrapped)
    book.close()
    return content.getvalue()


def _fill(sheet: Any, table: Table, forms: tuple[Any, Any], check: Check) -> None:
    kinds, (head, day) = table.kinds, forms
    sheet.write_row(0, 0, list(kinds), head)
    for column, (name, kind) in enumerate(kinds.items()):
        check()
        cells = [row[name] for row in table.rows]
        for number, value in enumerate(cells, start=1):
            _write(sheet, number, column, value, kind, day)
        sheet.set_column(column, column, _width([name, *(plain(cell) for cell in cells)]))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(kinds) - 1)


def _write(sheet: Any, row: int, column: int, value: Any, kind: Kind, day: Any) -> None:
    if value is None:
        return
    if kind == "date":
        known = date.fromisoformat(value)
        if known >= _FIRST_DAY:
            sheet.write_datetime(row, column, known, day)
        else:
            sheet.write_string(row, column, value)
    elif kind == "boolean":
        sheet.write_boolean(row, column, value)
    elif kind in ("number", "integer"):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(plain(value)))


def _width(texts: Iterable[object]) -> int:
    return min(max(len(str(text)) for text in texts if text is not None) + 2, WIDEST)


def _tell(sheet: Any, table: Table, head: Any, wrapped: Any) -> None:
    """What the file is, then what each column means."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 90, wrapped)
    rows = [
        ("title", table.title),
        *((name, plain(value)) for name, value in table.heading.items()),
    ]
    for number, (name, value) in enumerate(rows):
        sheet.write_string(number, 0, name, head)
        sheet.write_string(number, 2, str(value))
    start = len(rows) + 1
    sheet.write_row(start, 0, ["column", "type", "meaning"], head)
    described = [(name, column) for column in table.columns for name in column.names]
    for number, (name, column) in enumerate(described, start=start + 1):
        sheet.write_string(number, 0, name)
        sheet.write_string(
            number, 1, "text with ; between" if column.kind == "list" else column.kind
        )
        sheet.write_string(number, 2, column.about)
