"""A story's handout by order: its id and language in, a PDF out."""

from pathlib import Path

from dashboard.cartography import handout
from dashboard.cartography.plate import build_plate
from dashboard.dataset.model import Dataset, Language
from dashboard.dataset.timeline import Timeline
from dashboard.dataset.validate import open_dataset
from dashboard.export.address import base_address
from dashboard.export.files import kind_of, write_whole

KINDS = ("pdf",)


def lesson(dataset: Dataset, name: str, language: Language, path: str) -> handout.Lesson:
    """Return what is to be printed; ``path`` is that of the page in the language.

    Raises
    ------
    ValueError
        When there is no story ``name``.
    """
    if name not in dataset.stories:
        known = ", ".join(dataset.stories)
        raise ValueError(f"{name[:40]!r} is not a story; there are {known}")
    address = f"{base_address().rstrip('/')}{path}?story={name}"
    return handout.Lesson(dataset.stories[name], language, address)


def write(folder: Path, name: str, output: Path, language: Language, path: str) -> Path:
    """Write the handout of a story to a PDF, whole or not at all; raises as :func:`lesson`."""
    kind_of(output, KINDS)
    dataset = open_dataset(folder)
    ordered = lesson(dataset, name, language, path)
    write_whole(output, handout.pages(build_plate(dataset, Timeline(dataset)), ordered))
    return output
