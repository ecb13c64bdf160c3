"""Faces inside an SVG: of each face the letters that the sheet uses, as WOFF.

Matplotlib writes text of an SVG either as outlines or as text in a font that the
reader must have. The second with the face embedded is both: text, and the same
on every machine.
"""

import base64
from collections import defaultdict
from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.text import Text

from dashboard.cartography.paper.faces import FAMILIES, file_of, letters_of

FEATURES = ["ccmp", "fina", "init", "isol", "kern", "mark", "medi", "mkmk", "rlig"]
"""What joins letters and sets marks, as Arabic needs it."""
_END_OF_ROOT_TAG = b"<defs>"


def embed(svg: bytes, figure: Figure) -> bytes:
    """The SVG of a figure with the faces of its texts."""
    letters: dict[tuple[bool, bool], set[str]] = defaultdict(set)
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            bold, italic = text.get_fontweight() == "bold", text.get_fontstyle() == "italic"
            letters[bold, italic] |= set(text.get_text())
    rules = "".join(
        f"@font-face{{font-family:'{family}';font-weight:{'bold' if bold else 'normal'};"
        f"font-style:{'italic' if italic else 'normal'};"
        f"src:url(data:font/woff;base64,{_woff(family, bold, italic, ''.join(sorted(used)))})}}"
        for (bold, italic), all_used in sorted(letters.items())
        for family, used in _parted(all_used, bold, italic).items()
    )
    # As matplotlib has it elsewhere: a line runs as its first letter does.
    rules += "text{unicode-bidi:plaintext}"
    style = f'<defs><style type="text/css">{rules}</style></defs>'.encode()
    return svg.replace(_END_OF_ROOT_TAG, style + _END_OF_ROOT_TAG, 1)


def _parted(used: set[str], bold: bool, italic: bool) -> dict[str, set[str]]:
    """The letters of a face by the family that has them; those of none are left out."""
    parted, left = {}, used
    for family in FAMILIES:
        own = letters_of(family, bold, italic)
        if left & own:
            parted[family] = left & own
        left = left - own
    return parted


@lru_cache(maxsize=64)
def _woff(family: str, bold: bool, italic: bool, used: str) -> str:
    """Base64 of a WOFF file with some letters of a face, and the forms in which they are joined."""
    options = subset.Options(flavor="woff", hinting=False, layout_features=FEATURES)
    options.drop_tables += ["FFTM"]
    with TTFont(file_of(family, bold, italic), lazy=True, recalcTimestamp=False) as font:
        wanted = subset.Subsetter(options)
        wanted.populate(text=used)
        wanted.subset(font)
        file = BytesIO()
        font.flavor = "woff"
        font.save(file)
    return base64.b64encode(file.getvalue()).decode()
