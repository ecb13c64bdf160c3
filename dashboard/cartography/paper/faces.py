"""The fonts of what is printed, by family, and the letters that they have.

Ours is Noto Sans, cut (:mod:`dashboard.cartography.look.typeface`). A letter that it lacks, as of
Arabic, Greek or Hebrew, is taken from DejaVu Sans, which comes with every matplotlib.
"""

import logging
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontEntry, FontProperties, findfont, fontManager, get_font

from dashboard.cartography.look.typeface import FACES, FAMILY, FOLDER

FURTHER = f"{FAMILY} Further"
"""A name of its own for DejaVu Sans: the machine may have another version of it."""
FAMILIES = (FAMILY, FURTHER)
"""The families of a text, in the order in which they are asked for a letter."""

_OTHERS = Path(mpl.get_data_path()) / "fonts" / "ttf"
# A font of the machine may have the same name, and matplotlib would take the first that it knows.
fontManager.ttflist = [font for font in fontManager.ttflist if font.name not in FAMILIES]
# DejaVu's slanted faces have no Arabic: in italic text those letters stand upright.
fontManager.ttflist += [
    FontEntry(str(_OTHERS / file), name=FURTHER, style=style, weight=weight)
    for file, weight in (("DejaVuSans.ttf", 400), ("DejaVuSans-Bold.ttf", 700))
    for style in ("normal", "italic")
]
for _face in FACES:
    fontManager.addfont(FOLDER / _face.file)
_log = logging.getLogger(__name__)


def file_of(family: str, bold: bool = False, italic: bool = False) -> str:
    """Path of the font file of a family of ``FAMILIES`` in a weight and style."""
    face = FontProperties(
        family=family,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
    )
    return str(findfont(face))


@cache
def letters_of(family: str, bold: bool = False, italic: bool = False) -> frozenset[str]:
    """The characters that a font of a family of ``FAMILIES`` has."""
    return frozenset(map(chr, get_font(file_of(family, bold, italic)).get_charmap()))


def lacking(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of texts that no family has; a box is printed for each of them."""
    known = frozenset().union(*map(letters_of, FAMILIES))
    unknown = frozenset().union(*texts) - known
    return tuple(sorted(one for one in unknown if unicodedata.category(one)[0] not in "CZ"))


def boxes(letters: Iterable[str]) -> str:
    """Say that boxes are printed for letters."""
    named = ", ".join(f"{one} (U+{ord(one):04X})" for one in letters)
    return f"no font of the sheets has these letters, and boxes stand for them: {named}"


@cache
def warn(letters: tuple[str, ...]) -> None:
    """Log that boxes are printed for letters, once a process."""
    _log.warning(boxes(letters))
