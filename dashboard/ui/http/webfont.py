"""The typeface for the browser: its files, their ``@font-face`` rules, and what stands in for it.

The rules are made from the table of ``cartography/look/typeface.py``. Each fixes its width, so that
text on the page, on a canvas and in a saved picture is set alike without a word about it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import i18n
from dashboard.cartography.look import typeface
from dashboard.cartography.look.typeface import ASCENT, DESCENT, FAMILY, Style
from dashboard.dataset.model import Language

PLACE = "fonts/"
SHEET = f"{PLACE}typeface.css"
TERMS = "OFL.txt"


@dataclass(frozen=True, slots=True)
class StandIn:
    """Fonts of the reader's machine, shown while those of the atlas are missing.

    ``scales`` says, in per cent, at which size the regular, bold and italic face are as wide as
    that of the atlas in running text: ``python scripts/fonts.py measure`` on their files.
    """

    names: tuple[str, ...]
    scales: tuple[float, float, float]
    italic: str = "Italic"

    @property
    def family(self) -> str:
        """Name of the scaled fonts on the page."""
        return f"{FAMILY} as {self.names[0]}"


STAND_INS = (
    # A set of widths each: Windows and macOS, Linux, ChromeOS.
    StandIn(("Arial", "Liberation Sans", "Arimo"), (99.7, 99.8, 92.5)),
    StandIn(("Roboto",), (100.9, 105.3, 96.3)),
    StandIn(("Noto Sans",), (94.0, 94.6, 91.8)),
    StandIn(("DejaVu Sans",), (87.3, 82.9, 81.0), "Oblique"),
)

# From this weight on the bold face of a machine is nearer than its regular face.
BOLD_FROM = 550


def files() -> dict[str, bytes]:
    """Return what the page may ask for, by name: the files, their sheet and their licence."""
    names = [subset.file(style) for subset in typeface.SUBSETS for style in subset.styles]
    files = {PLACE + name: (typeface.FOLDER / name).read_bytes() for name in [*names, TERMS]}
    return files | {SHEET: sheet().encode()}


def preloaded(language: Language) -> list[str]:
    """Return the names of the files that every page in a language needs.

    They are those with a letter of a month, and of digits; the browser asks for the others on
    sight.
    """
    letters = set(map(ord, "".join(["0", *i18n.month_names(language)])))
    return [
        PLACE + subset.file(typeface.UPRIGHT)
        for subset in typeface.SUBSETS
        if letters & subset.characters
    ]


def sheet(folder: str = "") -> str:
    """Return the style sheet: ``--font``, and a rule for each subset, style and stand-in.

    ``folder`` is where the files of the typeface are, seen from the sheet.
    """
    families = [FAMILY, *(stand_in.family for stand_in in STAND_INS)]
    listed = ", ".join(f'"{name}"' for name in families)
    rules = [f":root {{ --font: {listed}, sans-serif; }}", *_own(folder), *_standing_in()]
    return (
        f"/* Noto Sans, cut; SIL Open Font License 1.1: {folder}{TERMS} */\n"
        + "\n".join(rules)
        + "\n"
    )


def _own(folder: str) -> Iterator[str]:
    for subset in typeface.SUBSETS:
        for style in typeface.STYLES:
            yield _rule(
                FAMILY,
                style.css,
                style.weights,
                f'url("{folder}{subset.file(style)}") format("woff2")',
                # The same for all: of two widths a browser takes the nearer, upright or not.
                f"font-stretch: {typeface.WIDTH}%",
                "font-display: swap",
                f"unicode-range: {subset.ranges}",
            )


def _standing_in() -> Iterator[str]:
    low, high = typeface.UPRIGHT.weights
    for stand_in in STAND_INS:
        looks: tuple[tuple[Style, tuple[int, int], str], ...] = (
            (typeface.UPRIGHT, (low, BOLD_FROM - 1), ""),
            (typeface.UPRIGHT, (BOLD_FROM, high), " Bold"),
            (typeface.ITALIC, (low, high), f" {stand_in.italic}"),
        )
        for (style, weights, face), scale in zip(looks, stand_in.scales, strict=True):
            sources = ", ".join(f'local("{name}{face}")' for name in _spelled(stand_in.names, face))
            yield _rule(
                stand_in.family,
                style.css,
                weights,
                sources,
                f"size-adjust: {scale}%",
                f"ascent-override: {ASCENT / scale * 10:.1f}%",
                f"descent-override: {DESCENT / scale * 10:.1f}%",
                "line-gap-override: 0%",
            )


def _spelled(names: tuple[str, ...], face: str) -> Iterator[str]:
    for name in names:
        yield name
        if not face:
            yield f"{name} Regular"


def _rule(family: str, style: str, weights: tuple[int, int], source: str, *more: str) -> str:
    lines = [
        f'font-family: "{family}"',
        f"font-style: {style}",
        f"font-weight: {weights[0]} {weights[1]}",
        f"src: {source}",
        *more,
    ]
    return "@font-face { " + "; ".join(lines) + "; }"
