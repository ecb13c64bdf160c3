"""What a file with a correction says; docs/contributing.md explains it to contributors."""

from dashboard.dataset.schema.words import LONGEST_TEXT, Schema, group, line, text

LOCATOR = r"^[^;\u0000-\u001f\u007f-\u009f]*$"
"""A place in a source, on a single line: a semicolon separates the places of several."""

PLAIN = {
    "title": f"text of at most {LONGEST_TEXT:,} characters without control characters",
    "pattern": r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]*$",
}
"""What a text is kept to: it is shown on the terminal of whoever reads the correction."""

CORRECTION: Schema = group(
    "A correction of one cell of a data package",
    {
        "atlas": line("Name of the files of the atlas, from its descriptor"),
        "version": line("Version of the data that the correction was written for"),
        "file": line("File of the package, as control.csv"),
        "row": {
            "type": "object",
            "additionalProperties": line("A cell that tells the row from the others", empty=True),
            "description": "The cells that identify the row, by column",
        },
        "field": line("Column of the cell"),
        "stands": text("What stands in the cell, empty if the cell is empty", **PLAIN),
        "proposed": text("What should stand there", **PLAIN),
        "source": text("Work and page that say so, in words", "", **PLAIN),
        "source_key": line("Key of the work in sources.bib, when it is there", ""),
        "locator": line("Page or article in that work", "", pattern=LOCATOR),
        "reason": text("Anything else that whoever reads the correction should know", "", **PLAIN),
    },
    additionalProperties=False,
)

LARGEST = 65_536
"""Bytes of a file; longer texts than a cell may hold are refused anyway."""
