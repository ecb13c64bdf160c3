"""The table of a page in the structure of a PDF: rows, cells, what a heading is of."""

from collections import defaultdict
from collections.abc import Sequence

from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject

from dashboard.cartography.paper.pdf_objects import dictionary, element
from dashboard.cartography.paper.structure import Cell, Mark

HEADING, CELL = "TH", "TD"
"""Tags of a cell; a heading of row 0 is of its column, another of its row."""


def table(
    writer: PdfWriter, page: PageObject, marks: Sequence[Mark], parent: IndirectObject
) -> tuple[IndirectObject | None, dict[int, IndirectObject]]:
    """Return the table of the marks that have a cell, and the cell of each mark by its number.

    ``None`` without such marks. A cell in which nothing is written is there and empty.
    """
    rows: dict[int, dict[int, list[tuple[Cell, Mark]]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        if mark.cell:
            rows[mark.cell.row][mark.cell.column].append((mark.cell, mark))
    if not rows:
        return None, {}
    columns = max(
        cell.column + cell.span for row in rows.values() for ((cell, _), *_) in row.values()
    )
    outer = element("Table", parent, page)
    whole, lines = writer._add_object(outer), ArrayObject()
    made: dict[int, IndirectObject] = {}
    for row in rows.values():
        inner = element("TR", whole, page)
        line, cells, column = writer._add_object(inner), ArrayObject(), 0
        while column < columns:
            written = row.get(column, [])
            cells.append(writer._add_object(_cell(written, line, page)))
            made |= {mark.number: cells[-1] for _, mark in written}
            column += written[0][0].span if written else 1
        inner[NameObject("/K")] = cells
        lines.append(line)
    outer[NameObject("/K")] = lines
    return whole, made


def _cell(
    written: Sequence[tuple[Cell, Mark]], row: IndirectObject, page: PageObject
) -> DictionaryObject:
    """A cell with the lines that are written in it."""
    if not written:
        return element(CELL, row, page)
    place, mark = written[0]
    cell = element(mark.tag, row, page)
    cell[NameObject("/K")] = ArrayObject(NumberObject(mark.number) for _, mark in written)
    about = dictionary(O=NameObject("/Table"))
    if mark.tag == HEADING:
        about[NameObject("/Scope")] = NameObject("/Row" if place.row else "/Column")
    if place.span > 1:
        about[NameObject("/ColSpan")] = NumberObject(place.span)
    if len(about) > 1:
        cell[NameObject("/A")] = about
    return cell
