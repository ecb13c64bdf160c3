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
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.text import Text

from dashboard.cartography.look.typeface import FAMILY
from dashboard.cartography.paper.lettering import face

_END_OF_ROOT_TAG = b"<defs>"


def embed(svg: bytes, figure: Figure) -> bytes:
    """The SVG of a figure with the faces of its texts."""
    letters: dict[tuple[bool, bool], set[str]] = defaultdict(set)
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            bold, italic = text.get_fontweight() == "bold", text.get_fontstyle() == "italic"
            letters[bold, italic] |= set(text.get_text())
    rules = "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{'bold' if bold else 'normal'};"
        f"font-style:{'italic' if italic else 'normal'};"
        f"src:url(data:font/woff;base64,{_woff(bold, italic, ''.join(sorted(used)))})}}"
        for (bold, italic), used in sorted(letters.items())
    )
    style = f'<defs><style type="text/css">{rules}</style></defs>'.encode()
    return svg.replace(_END_OF_ROOT_TAG, style + _END_OF_ROOT_TAG, 1)


@lru_cache(maxsize=64)
def _woff(bold: bool, italic: bool, used: str) -> str:
    """Base64 of a WOFF file with some letters of a face."""
    properties: FontProperties = face(10.0, bold, italic)
    options = subset.Options(flavor="woff", hinting=False, layout_features=["kern", "ccmp", "mark"])
    with TTFont(findfont(properties), lazy=True, recalcTimestamp=False) as font:
        wanted = subset.Subsetter(options)
        wanted.populate(text=used)
        wanted.subset(font)
        file = BytesIO()
        font.flavor = "woff"
        font.save(file)
    return base64.b64encode(file.getvalue()).decode()
