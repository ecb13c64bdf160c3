"""CSV that every reader opens and no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, also after the separators of other
# countries: a spreadsheet set to Turkish or German splits a comma-separated file at semicolons.
_RUNS = re.compile(r"""(?:^|(?<=[;\t\r\n]))(?=["\s]*[=+\-@＝＋－＠]|[\t\r\n])""")


def cell_text(value: object) -> str:
    """Return a value as a CSV cell that no spreadsheet takes for a formula.

    Text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, at its
    start or after a semicolon, tab or line end, gets an apostrophe there, by which
    spreadsheets know text. Numbers are written as they are, also negative ones;
    ``None`` is an empty cell; items of a list have ``;`` between them.
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = ";".join(map(str, value)) if isinstance(value, list) else str(value)
    return _RUNS.sub("'", text)


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a UTF-8 CSV with a header, RFC 4180 quoting, LF line ends, no byte-order mark."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return content.getvalue().encode()
