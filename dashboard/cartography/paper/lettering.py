"""Letters on paper: fonts that travel with the file, widths, lines, halos.

The faces are those of the typeface of the page (:mod:`dashboard.cartography.look.typeface`):
Latin with Turkish, Cyrillic, Georgian and Armenian letters, whatever the machine has. Letters
that it lacks are of another family, see :mod:`dashboard.cartography.paper.faces`.
"""

import re
from functools import lru_cache

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath, TextToPath
from matplotlib.transforms import Affine2D

from dashboard.cartography.paper.faces import FAMILIES
from dashboard.cartography.paper.structure import Tagged

_MEASURE = TextToPath()


@lru_cache(maxsize=256)
def face(size: float, bold: bool = False, italic: bool = False) -> FontProperties:
    """A face of the families; ``size`` in points."""
    return FontProperties(
        family=list(FAMILIES),
        size=size,
        weight="bold" if bold else "normal",
        style="italic" if italic else "normal",
    )


@lru_cache(maxsize=8192)
def _measured(text: str, bold: bool, italic: bool) -> float:
    width, _, _ = _MEASURE.get_text_width_height_descent(text, face(100.0, bold, italic), False)
    return float(width) / 100.0


def width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Width in points of a line of text of ``size`` points."""
    return _measured(text, bold, italic) * size


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Lines of at most ``room`` points, broken at plain spaces; a longer word stands alone.

    Each word is measured by itself: they come again on other lines and sheets, so that
    most of them have been measured before.
    """
    lines: list[list[str]] = []
    space, end = width(" ", size, bold), 0.0
    for word in re.split(r"[ \n]+", text.strip()):
        wide = width(word, size, bold)
        if lines and end + space + wide <= room:
            lines[-1].append(word)
            end += space + wide
        else:
            lines.append([word])
            end = wide
    return [" ".join(words) for words in lines]


def write(
    axes: Axes,
    xy: tuple[float, float],
    text: str,
    properties: FontProperties,
    colour: str,
    align: str = "left",
    rotation: float = 0.0,
    zorder: float = 30.0,
    tag: str = "P",
) -> Tagged:
    """A line of text with its baseline at ``xy``; it stays text in the file.

    ``tag`` is what it is in a PDF, see :class:`dashboard.cartography.paper.structure.Tagged`.
    """
    written = Tagged(
        *xy,
        text,
        fontproperties=properties,
        color=colour,
        ha=align,
        va="baseline",
        rotation=rotation,
        rotation_mode="anchor",
        zorder=zorder,
        parse_math=False,
        transform=axes.transData,
    )
    written.tag = tag
    written.set_in_layout(False)
    axes.add_artist(written)
    return written


def halo(
    xy: tuple[float, float],
    text: str,
    properties: FontProperties,
    look: tuple[str, float, float],
    rotation: float = 0.0,
) -> Artist:
    """The outline of a line of text, to be drawn below it.

    Matplotlib's own stroke effect would turn the text itself into outlines.

    Parameters
    ----------
    xy
        Start of the baseline in units of the axes, which are points.
    look
        Colour, width in points, opacity.
    """
    colour, line, opacity = look
    outline = TextPath((0, 0), text, prop=properties)
    turned = Affine2D().rotate_deg(rotation).translate(*xy).transform_path(outline)
    return PathPatch(
        turned,
        facecolor=colour,
        edgecolor=colour,
        linewidth=line,
        alpha=opacity,
        joinstyle="round",
    )
