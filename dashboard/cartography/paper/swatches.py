"""The signs of a legend, drawn as the map draws them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch, Rectangle

from dashboard.cartography.look import style
from dashboard.cartography.look.palette import Palette
from dashboard.cartography.look.style import LineLook
from dashboard.cartography.paper import chart, hatch, signs
from dashboard.cartography.paper.view import PIXEL
from dashboard.dataset.kinds import Pattern

# Points on A4.
SWATCH = (20.0, 9.0)

Drawer = Callable[["Pen", float, float], None]


@dataclass(frozen=True, slots=True)
class Pen:
    """What a row is drawn with: the axes of the page, colours, factor on all sizes."""

    page: Axes
    palette: Palette
    scale: float


def swatch(paint: style.Paint) -> Drawer:
    """A sign filled as the map is."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        width, height = (side * pen.scale for side in SWATCH)
        area = shapely.box(x, y - height / 2, x + width, y + height / 2)
        for artist in hatch.artists(area, paint, pen.palette.roles, PIXEL * pen.scale):
            artist.set_zorder(5)
            pen.page.add_artist(artist)
            hatch.cut(artist, area, pen.page.transData)
        rim = Rectangle((x, y - height / 2), width, height, fill=False, zorder=6)
        rim.set_linewidth(0.5 * pen.scale)
        rim.set_edgecolor(pen.palette.frontier)
        pen.page.add_artist(rim)

    return drawer


def beside(paints: Sequence[style.Paint]) -> Drawer:
    """Signs that are filled as the map is, side by side."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        for n, paint in enumerate(paints):
            swatch(paint)(pen, x + n * (SWATCH[0] + 3.0) * pen.scale, y)

    return drawer


def status(pattern: str) -> Drawer:
    """The pattern of a status alone, over paper: no power has this fill."""
    if pattern == Pattern.RIM:
        return _rimmed

    def drawer(pen: Pen, x: float, y: float) -> None:
        blank = next(iter(pen.palette.roles.values()))
        paper = replace(blank, fill=pen.palette.paper, ink=pen.palette.ink)
        rival = replace(blank, fill=pen.palette.hairline, ink=pen.palette.ink)
        own = replace(pen.palette, roles={"paper": paper, "rival": rival})
        paint = style.Paint("paper", "", pattern, "rival" if pattern == Pattern.HATCH else "")
        swatch(paint)(replace(pen, palette=own), x, y)

    return drawer


def _rimmed(pen: Pen, x: float, y: float) -> None:
    """The rim inside the outline of an autonomous unit."""
    width, height = (side * pen.scale for side in SWATCH)
    look = style.RIM_LOOKS["unit"]
    # Of a rim along an outline the inner half is seen.
    inset = look.width / 4 * PIXEL * pen.scale
    inner = (x + inset, y - height / 2 + inset, width - 2 * inset, height - 2 * inset)
    _box(pen, inner, pen.palette.quiet, look.width / 2 * PIXEL, look.opacity)
    _box(pen, (x, y - height / 2, width, height), pen.palette.frontier, 0.5)


def _box(
    pen: Pen, box: tuple[float, float, float, float], colour: str, width: float, opacity: float = 1
) -> None:
    left, bottom, wide, high = box
    rim = Rectangle((left, bottom), wide, high, fill=False, zorder=6, alpha=opacity)
    rim.set_linewidth(width * pen.scale)
    rim.set_edgecolor(colour)
    pen.page.add_artist(rim)


def plain(pen: Pen, x: float, y: float) -> None:
    """Land without the colour of a power."""
    width, height = (side * pen.scale for side in SWATCH)
    box = (x, y - height / 2, width, height)
    ground = Rectangle(box[:2], width, height, facecolor=pen.palette.land, linewidth=0, zorder=5)
    pen.page.add_artist(ground)
    _box(pen, box, pen.palette.coast, 0.5)


def tint(roles: Sequence[str]) -> Drawer:
    """Land without a fill that has the colour of its power along a frontier, here on the left."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        plain(pen, x, y)
        width, height = (side * pen.scale for side in SWATCH)
        part = width / len(roles)
        for n, role in enumerate(roles):
            for reach in (0.75, 0.5, 0.25):
                band = Rectangle((x + n * part, y - height / 2), part * reach, height, zorder=5.5)
                band.set(facecolor=pen.palette.roles[role].fill, linewidth=0, alpha=0.3)
                pen.page.add_artist(band)

    return drawer


def changed(former: str) -> Drawer:
    """The outline of what changed hands, inside it a band in the colour of its former holder."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        width, height = (side * pen.scale for side in SWATCH)
        look, band = style.OUTLINE_LOOKS["changed"], style.RIM_LOOKS["before"].width / 4
        inset = band / 2 * PIXEL * pen.scale
        inner = (x + inset, y - height / 2 + inset, width - 2 * inset, height - 2 * inset)
        _box(pen, inner, pen.palette.roles[former].fill, band * PIXEL)
        _box(pen, (x, y - height / 2, width, height), pen.palette.frontier, look.width * PIXEL)

    return drawer


def stroke(look: LineLook, colour: str = "") -> Drawer:
    """A line as on the map; ``colour`` is a field of the palette, else that of the look."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        path = hatch.path_of(shapely.linestrings([(x, y), (x + SWATCH[0] * pen.scale, y)]))
        own = str(getattr(pen.palette, colour)) if colour else pen.palette.of_line(look)
        for wide, fill, dash in (
            (look.casing and look.casing + 1.0, pen.palette.hairline, ""),
            (look.casing, pen.palette.paper, ""),
            (look.width, own, look.dash),
        ):
            if wide > 0:
                line = PathPatch(path, fill=False, edgecolor=fill, zorder=5, alpha=look.opacity)
                line.set_linewidth(wide * PIXEL * pen.scale)
                line.set_capstyle("butt")
                if dash:
                    line.set_linestyle((0, chart.dashes(dash, wide)))
                pen.page.add_artist(line)

    return drawer


def stop(kind: str) -> Drawer:
    """The sign of a station or a pass."""
    return _sign(partial(signs.stop, kind))


def claim(role: str) -> Drawer:
    """A dashed line in the dark colour of the power that claims."""
    ((dash, _phase),) = style.claim_dashes(1)
    dashed = replace(style.RIM_LOOKS["claim"], dash=dash, casing=0.0)

    def drawer(pen: Pen, x: float, y: float) -> None:
        stroke(replace(dashed, color=pen.palette.roles[role].ink))(pen, x, y)

    return drawer


def sureness(level: str) -> Drawer:
    """The dots of a certainty."""
    return _sign(partial(signs.certainty, level))


def _sign(patches: Callable[[tuple[float, float], float, Palette], Iterable[Patch]]) -> Drawer:
    """A sign of the map in the middle of the swatch; ``patches`` takes its place and size."""

    def drawer(pen: Pen, x: float, y: float) -> None:
        middle = (x + SWATCH[0] * pen.scale / 2, y)
        for patch in patches(middle, 3.6 * pen.scale, pen.palette):
            patch.set_zorder(5)
            pen.page.add_artist(patch)

    return drawer
