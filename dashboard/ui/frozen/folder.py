"""The folder of a frozen site: written beside its place, and put there when it is whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.export.files import unwritable

MARK = "frozen.json"
"""A file that every frozen site has; a folder without it is somebody's own."""


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder to write to, which takes the place of ``target`` when all went well.

    Else it is gone, and what was there before stays.

    Raises
    ------
    ValueError
        When ``target`` is not a folder, or a folder with files that ``freeze`` did not make.
    OSError
        When nothing can be written beside it.
    """
    place = Path(os.path.realpath(target))
    check(place)
    part, old = (place.with_name(f".{place.name}.{end}") for end in ("part", "old"))
    check(old)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if old.exists() and not place.exists():
            # A freeze was killed between the two renames below.
            old.rename(place)
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)
        part.mkdir()
    except OSError as error:
        raise unwritable(target, error) from error
    try:
        yield part
        if place.exists():
            place.rename(old)
        try:
            part.rename(place)
        except BaseException:
            if old.exists():
                old.rename(place)
            raise
    finally:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)


def check(place: Path) -> None:
    """Raise ``ValueError`` for what must not be replaced."""
    if place.exists() and not place.is_dir():
        raise ValueError(f"{place}: this is a file; name a folder for the site")
    if place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file():
        raise ValueError(
            f"{place}: the folder is not empty and no frozen site; name a new or an empty folder"
        )
