"""What a file with a correction says; docs/contributing.md explains it to contributors."""

from dashboard.dataset.schema.words import Schema, group, line, text

_UNSEEN = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Control characters, those that reverse text among them, without tab and line feed: what a
correction says is shown on the terminal of whoever reads it, and is to be what it seems."""

LINE = rf"^[^\t\n{_UNSEEN}]*$"

LOCATOR = rf"^[^;\t\n{_UNSEEN}]*$"
"""A place in a source, on one line: a semicolon separates the places of several."""

PLAIN = {
    "pattern": rf"^[^{_UNSEEN}]*$",
}

CORRECTION: Schema = group(
    "A correction of one cell of a data package",
    {
        "atlas": line("Name of the files of the atlas, from its descriptor", pattern=LINE),
        "version": line("Version of the data that the correction was written for", pattern=LINE),
        "file": line("File of the package, as control.csv", pattern=LINE),
        "row": {
            "type": "object",
            "additionalProperties": line(
                "A cell that tells the row from the others", empty=True, pattern=LINE
            ),
            "description": "The cells that identify the row, by column",
        },
        "field": line("Column of the cell", pattern=LINE),
        "stands": text("What stands in the cell, empty if the cell is empty", **PLAIN),
        "proposed": text("What should stand there", **PLAIN),
        "source": text("Work and page that say so, in words", "", **PLAIN),
        "source_key": line("Key of the work in sources.bib, when it is there", "", pattern=LINE),
        "locator": line("Page or article in that work", "", pattern=LOCATOR),
        "reason": text("Anything else that whoever reads the correction should know", "", **PLAIN),
    },
    additionalProperties=False,
)

LARGEST = 65_536
"""Bytes of a file; longer texts than a cell may hold are refused anyway."""
