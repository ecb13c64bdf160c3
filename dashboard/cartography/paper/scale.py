"""Graticule, scale bar and scale of a drawn map, all true to the ground at its middle."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from pyproj import Geod

from dashboard import i18n
from dashboard.cartography.ground.projection import Projection
from dashboard.cartography.look import reach
from dashboard.cartography.look.palette import Palette
from dashboard.cartography.paper import lettering
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.placing import SMALLEST
from dashboard.cartography.paper.structure import MAP
from dashboard.cartography.paper.view import View
from dashboard.dataset.model import Language

LENGTHS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
POINT_M = 0.0254 / 72
_GROUND = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar: length on the ground in km, on paper in points; ``ratio`` is 1 : ratio."""

    km: float
    points: float
    ratio: float


def scale_bar(projection: Projection, view: View) -> Bar:
    """The bar of a map, a round length that takes about a fifth of the frame.

    Its scale is that of the ground (WGS 84 geodesic) at the middle of the frame.
    """
    west, south, east, north = view.bounds
    x, y, reach = (west + east) / 2, (south + north) / 2, (east - west) / 20
    a, b = projection.unproject(x - reach, y), projection.unproject(x + reach, y)
    _, _, ground = _GROUND.inv(*a, *b)
    per_metre = 2 * reach * view.per_metre / float(ground)
    wanted = view.frame[0] * 0.24 / per_metre / 1000
    km = max((length for length in LENGTHS_KM if length <= wanted), default=LENGTHS_KM[0])
    return Bar(km, km * 1000 * per_metre, 1 / (per_metre * POINT_M))


def draw_bar(chart: Chart, bar: Bar, language: Language) -> shapely.Polygon:
    """Draw the bar in the lower left of the map; returns the box that it takes."""
    scale = chart.view.scale
    x, y, height, half = 12 * scale, 14 * scale, 2.4 * scale, bar.points / 2
    palette = chart.palette
    where = shapely.box(x - 7 * scale, y - 9.5 * scale, x + bar.points + 20 * scale, y + 6 * scale)
    left, bottom, right, top = where.bounds
    ground = Rectangle(
        (left, bottom), right - left, top - bottom, facecolor=palette.paper, alpha=0.72, zorder=17
    )
    ground.set_linewidth(0)
    chart.axes.add_artist(ground)
    for n, colour in enumerate((palette.frontier, palette.paper)):
        part = Rectangle((x + n * half, y), half, height, facecolor=colour, zorder=17.1)
        part.set_edgecolor(palette.frontier)
        part.set_linewidth(0.5 * scale)
        part.set_gid(f"scale-bar-{n}")
        chart.axes.add_artist(part)
    face = lettering.face(SMALLEST * scale)
    for at, text in (
        (0.0, "0"),
        (half, i18n.number(bar.km / 2, language)),
        (bar.points, f"{i18n.number(bar.km, language)} km"),
    ):
        lettering.write(
            chart.axes,
            (x + at, y - 6.4 * scale),
            text,
            face,
            palette.ink,
            "center",
            zorder=17.2,
            tag=MAP,
        )
    return where


def draw_graticule(chart: Chart, projection: Projection) -> list[tuple[str, float, float]]:
    """Draw meridians and parallels.

    Returns
    -------
    list of (axis, degrees, position)
        Where a line leaves the frame: ``x`` at its lower edge or ``y`` at its
        left edge, position in points from the lower left corner.
    """
    west, south, east, north = _degrees(projection, chart.view)
    step = reach.degree_step(max(east - west, 1.4 * (north - south)))
    ticks = []
    width, height = chart.view.frame
    lower = shapely.linestrings([(0, 0), (width, 0)])
    left = shapely.linestrings([(0, 0), (0, height)])
    lon = np.arange(np.floor(west / step), np.ceil(east / step) + 1) * step
    lat = np.arange(np.floor(south / step), np.ceil(north / step) + 1) * step
    fine = np.linspace(0, 1, 40)
    for axis, edge, values in (("x", lower, lon), ("y", left, lat)):
        for degrees in values:
            across = south + (north - south) * fine if axis == "x" else west + (east - west) * fine
            points = [(degrees, along_) if axis == "x" else (along_, degrees) for along_ in across]
            line = chart.view.to_paper(projection.project(shapely.linestrings(points)))
            chart.line(line, chart.palette.graticule, 0.6, 8, 0.3)
            ticks += [
                (axis, float(degrees), float(point[0] if axis == "x" else point[1]))
                for point in shapely.get_coordinates(line.intersection(edge))[:1]
            ]
    return ticks


def write_ticks(
    page: Axes,
    ticks: list[tuple[str, float, float]],
    corner: tuple[float, float],
    scale: float,
    palette: Palette,
    language: Language,
) -> None:
    """Degrees outside the frame, whose lower left corner is given in points of the page."""
    x, y = corner
    face = lettering.face(SMALLEST * scale)
    for axis, degrees, position in ticks:
        label = _side(axis, degrees, language)
        if axis == "x":
            at = (x + position, y - 7.2 * scale)
            lettering.write(page, at, label, face, palette.quiet, "center", tag="")
        else:
            at = (x - 3.2 * scale, y + position)
            lettering.write(page, at, label, face, palette.quiet, "center", 90.0, tag="")


def _side(axis: str, degrees: float, language: Language) -> str:
    _ = i18n.translator(language)
    east, west = _("{degrees}° E"), _("{degrees}° W")
    north, south = _("{degrees}° N"), _("{degrees}° S")
    positive, negative = (east, west) if axis == "x" else (north, south)
    form = positive if degrees >= 0 else negative
    return form.format(degrees=i18n.number(abs(degrees), language))


def _degrees(projection: Projection, view: View) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees of what the frame shows."""
    lon, lat = zip(*(projection.unproject(x, y) for x, y in _rim(view)), strict=True)
    return min(lon), min(lat), max(lon), max(lat)


def _rim(view: View) -> Iterator[tuple[float, float]]:
    west, south, east, north = view.bounds
    for t in np.linspace(0, 1, 9):
        x, y = west + t * (east - west), south + t * (north - south)
        yield from ((x, south), (x, north), (west, y), (east, y))
