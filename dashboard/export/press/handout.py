"""A story's handout by order: its id and language in, a PDF or an editable DOCX out."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter

from dashboard.cartography.paper import deadline, handout
from dashboard.cartography.paper.plate import Plate, build_plate
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.other_readings import as_read
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export.address import base_address, permalink, prefix
from dashboard.export.files import STANDARD_OUTPUT, kind_of, opened
from dashboard.export.press import worksheet


def lesson(dataset: Dataset, name: str, language: Language, reading: str = "") -> handout.Lesson:
    """Return what is to be printed; ``reading`` is empty for the atlas's own.

    Raises
    ------
    ValueError
        When there is no story ``name``, or no such reading.
    """
    as_read(dataset, reading)
    if name not in dataset.stories:
        known = ", ".join(dataset.stories)
        raise ValueError(f"{name[:40]!r} is not a story; there are {known}")
    path = prefix(language, dataset.languages)
    address = permalink(base_address(), path, {"story": name, "reading": reading})
    return handout.Lesson(dataset.stories[name], language, address, reading)


def render(
    plate: Plate, ordered: handout.Lesson, check: deadline.Check = deadline.no_check
) -> bytes:
    """Return the PDF; what its maps have in common, the relief above all, is in it once."""
    writer = PdfWriter(clone_from=BytesIO(handout.pages(plate, ordered, check)))
    # The mask of the relief first, then the relief that names it.
    for _ in range(2):
        check()
        writer.compress_identical_objects(remove_unreferenced=False)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


MAKERS: Mapping[str, Callable[[Plate, handout.Lesson, deadline.Check], bytes]] = {
    "pdf": render,
    "docx": worksheet.document,
}


def write(
    folder: Path, name: str, output: Path, language: Language | None, reading: str = ""
) -> Path:
    """Write the handout of a story to a file, whole or not at all; raises as :func:`lesson`."""
    kind = kind_of(output, tuple(MAKERS), "pdf" if output == STANDARD_OUTPUT else None)
    with opened(output) as put:
        dataset = open_dataset(folder)
        ordered = lesson(dataset, name, language or dataset.languages[0], reading)
        put(MAKERS[kind](build_plate(dataset, Timeline(dataset)), ordered, deadline.no_check))
    return output
