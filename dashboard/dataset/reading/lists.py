"""Small CSV files beside the tables, whose columns are fixed."""

import csv
from collections.abc import Sequence


def read_list(content: bytes, columns: Sequence[str]) -> list[list[str]]:
    """Return the rows of a list in UTF-8 below its header, whatever their length.

    Raises
    ------
    ValueError
        When its columns are not these, or (``UnicodeDecodeError``, a subclass) it is no UTF-8.
    """
    header, *rows = list(csv.reader(content.decode().splitlines())) or [[]]
    if header != list(columns):
        raise ValueError(f"has not the columns {', '.join(columns)}")
    return rows
