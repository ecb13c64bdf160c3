"""The typeface of the page and of everything printed: Noto Sans, cut to what is used.

A single table: ``scripts/fonts.py`` cuts the files of ``dashboard/fonts`` by it, the page has its
``@font-face`` rules from it, and the sheets their faces.  docs/decisions/15-typeface.md says why
this face, and how large the files are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "fonts"
FAMILY = "Atlas Sans"
"""Name of the cut files, so that a Noto Sans of the machine is never taken for them."""

ASCENT, DESCENT = 1069, 293
"""Above and below the baseline, in thousandths of the size; the same in every cut."""

CAPITAL = 714
"""Height of a capital letter, in thousandths of the size."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the page: its axes as (lowest, highest), and what it adds to names of files."""

    css: str
    weights: tuple[int, int]
    widths: tuple[int, int]
    suffix: str

    @property
    def width(self) -> int:
        """The width that text is set in, in per cent."""
        return min(WIDTH, self.widths[1])


WIDTH = 92
UPRIGHT = Style("normal", (400, 700), (80, 100), "")
ITALIC = Style("italic", (400, 600), (90, 90), "-italic")
STYLES = (UPRIGHT, ITALIC)


@dataclass(frozen=True, slots=True)
class Subset:
    """Characters that travel in a file of their own, by ``unicode-range``.

    ``source`` is the file of the package without its style, ``slanted`` whether the source has
    italics: where it has none, italic text stands upright. A source with no axes has one weight.
    """

    name: str
    package: str
    source: str
    ranges: str
    slanted: bool = False
    axes: bool = True

    @property
    def styles(self) -> tuple[Style, ...]:
        return STYLES if self.slanted else (UPRIGHT,)

    @property
    def characters(self) -> frozenset[int]:
        """The code points of ``ranges``."""
        return frozenset(_points(self.ranges))

    def file(self, style: Style) -> str:
        """Name of the file with the subset in a style."""
        return f"noto-sans-{self.name}{style.suffix if style in self.styles else ''}.woff2"


def _points(ranges: str) -> Iterator[int]:
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        yield from range(int(first, 16), int(last or first, 16) + 1)


SUBSETS = (
    # Latin-1, the dotless i, dashes, quotes, spaces of numbers, the minus.
    Subset(
        "latin",
        "@fontsource-variable/noto-sans",
        "noto-sans-latin-standard",
        "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+2009, U+2013-2014, "
        "U+2018-201A, U+201C-201E, U+2022, U+2026, U+2032-2033, U+2039-203A, "
        "U+20AC, U+2212",
        slanted=True,
    ),
    # Turkish, Azerbaijani, and what transliterations of the languages of the sources write.
    Subset(
        "latin-ext",
        "@fontsource-variable/noto-sans",
        "noto-sans-latin-ext-standard",
        "U+0100-0103, U+0106-0107, U+010C-010D, U+0111-0113, U+011E-0121, U+012A-012B, U+0130, "
        "U+0141-0144, U+014C-014D, U+015A-015B, U+015E-0161, U+016A-016B, U+0179-017E, U+018F, "
        "U+01E6-01E7, U+0259, U+02B9-02BA, U+02BE-02BF, U+1E0C-1E0D, U+1E24-1E25, U+1E2A-1E2B, "
        "U+1E32-1E33, U+1E62-1E63, U+1E6C-1E6D, U+1E92-1E93",
        slanted=True,
    ),
    Subset(
        "cyrillic",
        "@fontsource-variable/noto-sans",
        "noto-sans-cyrillic-standard",
        "U+0400-045F, U+2116",
    ),
    Subset(
        "georgian",
        "@fontsource-variable/noto-sans-georgian",
        "noto-sans-georgian-georgian-standard",
        "U+10D0-10FF",
    ),
    Subset(
        "armenian",
        "@fontsource-variable/noto-sans-armenian",
        "noto-sans-armenian-armenian-standard",
        "U+0531-0556, U+0559-058A, U+058F",
    ),
    # Signs of the buttons and cards, which Noto Sans itself lacks.
    Subset(
        "signs",
        "@fontsource/noto-sans-math",
        "noto-sans-math-latin-400",
        "U+2190-2193, U+2261, U+22EF, U+2302, U+25B2, U+25B8, U+25BC, U+25BE, U+25C2, U+25CB,"
        " U+25CF-25D0",
        axes=False,
    ),
)

LETTERS = frozenset(map(chr, frozenset().union(*(subset.characters for subset in SUBSETS))))
"""The characters of all subsets."""

PACKAGES = {
    "@fontsource-variable/noto-sans": (
        "5.3.0",
        "e3ZuxzY9AL2psXPZlhwhnYrHUHv6PMoyK9MQ7croF0CUgURLqu9EMjW7q2FgVLwij1tjLsIHQrnwQ8aUcg4BiA==",
    ),
    "@fontsource-variable/noto-sans-georgian": (
        "5.3.0",
        "AXO3BUNUE3Aps4gVtle5bcGH6bQzS0t8xIt4MSeffc2/LHSh4EFI8fL1GcYqCocO1RdBaAKfUUWphqPi/tsU7g==",
    ),
    "@fontsource-variable/noto-sans-armenian": (
        "5.3.0",
        "cNeeH0q7pTLEzRTxRbxTRB/N26J75hReLbxpaKq7H/7sz1wCR0Ww7deXZITFbe+yb8ZgodC4UWbQsL9knKXJQg==",
    ),
    "@fontsource/noto-sans-math": (
        "5.3.0",
        "CzodkZ4R2VC73rqbNbVpiI94fXZJLFEMNBTAM3DFadjAKrjLQ2Fr+s2yM2c5uS+frBZ2IM+LyMo6COhAzV7hCA==",
    ),
}
"""Packages of npm: their version and the SHA-512 of their archive, as npm writes it."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face of the sheets: a weight and width of a style, all subsets in a single file."""

    bold: bool
    italic: bool
    weight: int

    @property
    def style(self) -> Style:
        return ITALIC if self.italic else UPRIGHT

    @property
    def name(self) -> str:
        """What a font calls the face: ``Bold Italic``."""
        words = ["Bold"] * self.bold + ["Italic"] * self.italic
        return " ".join(words) or "Regular"

    @property
    def file(self) -> str:
        return f"noto-sans-{self.name.lower().replace(' ', '-')}.ttf"


FACES = (
    Face(False, False, 400),
    Face(True, False, 700),
    Face(False, True, 400),
    Face(True, True, 600),
)
