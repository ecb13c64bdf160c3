"""The table of a page in the structure of a PDF: rows, cells, what a heading is of."""

from collections import defaultdict
from collections.abc import Sequence

from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject

from dashboard.cartography.paper.pdf_objects import dictionary, element
from dashboard.cartography.paper.structure import Mark

HEADING, CELL = "TH", "TD"
"""Tags of a cell; a heading of row 0 is of its column, another of its row."""


def table(
    writer: PdfWriter, page: PageObject, marks: Sequence[Mark], parent: IndirectObject
) -> tuple[IndirectObject | None, dict[int, IndirectObject]]:
    """Return the table of the marks that have a cell, and the cell of each mark by its number.

    ``None`` without such marks. A cell in which nothing is written is there and empty.
    """
    rows: dict[int, dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        if mark.cell:
            rows[mark.cell.row][mark.cell.column].append(mark)
    if not rows:
        return None, {}
    columns = max(max(row) for row in rows.values()) + 1
    outer = element("Table", parent, page)
    whole, lines = writer._add_object(outer), ArrayObject()
    made: dict[int, IndirectObject] = {}
    for number, row in rows.items():
        inner = element("TR", whole, page)
        line, cells = writer._add_object(inner), ArrayObject()
        for column in range(columns):
            written = row.get(column, [])
            cells.append(writer._add_object(_cell(written, number, line, page)))
            made |= {mark.number: cells[-1] for mark in written}
        inner[NameObject("/K")] = cells
        lines.append(line)
    outer[NameObject("/K")] = lines
    return whole, made


def _cell(
    written: Sequence[Mark], number: int, row: IndirectObject, page: PageObject
) -> DictionaryObject:
    """A cell of the row of a number, with the lines that are written in it."""
    cell = element(written[0].tag if written else CELL, row, page)
    if written:
        cell[NameObject("/K")] = ArrayObject(NumberObject(mark.number) for mark in written)
        if written[0].tag == HEADING:
            scope = NameObject("/Row" if number else "/Column")
            cell[NameObject("/A")] = dictionary(O=NameObject("/Table"), Scope=scope)
    return cell
