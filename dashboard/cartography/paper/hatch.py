"""Patterns of the style table as lines on paper: vector, exact, cut to the area.

A pattern keeps its phase over the whole sheet, as on the screen, so that two
districts under the same paint show a single hatch.
"""

from collections.abc import Mapping

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.look import patterns, style
from dashboard.cartography.look.palette import Crosses, Printed
from dashboard.cartography.look.patterns import Dots, Stroke
from dashboard.dataset.model import Role

TOGETHER = 250
"""So many crosses are drawn as a path: matplotlib snaps to pixels what has up to 1,024 points."""


def path_of(area: BaseGeometry) -> Path:
    """Polygons or lines as a single path, holes wound the other way than their outer rings.

    To a hundredth of a point, which is finer than any printer: with more digits half of a
    file would be digits without effect.
    """
    parts = shapely.get_parts(area)
    rings = shapely.get_rings(parts) if _is_area(area) else parts
    if not len(rings):
        return Path(np.empty((0, 2)))
    vertices = [shapely.get_coordinates(ring) for ring in rings]
    codes = [np.full(len(ring), Path.LINETO, dtype=Path.code_type) for ring in vertices]
    for code in codes:
        code[0] = Path.MOVETO
        if _is_area(area):
            code[-1] = Path.CLOSEPOLY
    return Path(np.round(np.concatenate(vertices), 2), np.concatenate(codes))


def _is_area(geometry: BaseGeometry) -> bool:
    return geometry.geom_type.endswith("Polygon")


def artists(
    area: BaseGeometry, paint: style.Paint, roles: Mapping[str, Role], pixel: float
) -> list[Artist]:
    """Fill and pattern of an area; ``gid`` of each names the paint.

    Parameters
    ----------
    area
        In units of the axes, which are points (1/72 inch) of the paper.
    pixel
        Points that a CSS pixel of the style table takes on the paper.
    """
    shape = shapely.orient_polygons(area)
    fill = PathPatch(path_of(shape), facecolor=roles[paint.role].fill, linewidth=0)
    fill.set_gid(f"fill-{paint.key}")
    artists: list[Artist] = [fill]
    role = roles[paint.role]
    if isinstance(role, Printed) and role.texture:
        crosses = _crosses(shape, role.texture, pixel)
        crosses.set_gid(f"texture-{paint.key}")
        artists.append(crosses)
    for mark in patterns.marks(paint, roles):
        drawn: Artist = (
            _dots(shape, mark, pixel) if isinstance(mark, Dots) else _lines(shape, mark, pixel)
        )
        drawn.set_gid(f"mark-{paint.key}")
        artists.append(drawn)
    return artists


def cut(artist: Artist, area: BaseGeometry, axes_transform: object) -> None:
    """Show an artist only inside an area that is given in units of the axes."""
    artist.set_clip_path(path_of(shapely.orient_polygons(area)), axes_transform)  # type: ignore[arg-type]


def segments(
    bounds: tuple[float, float, float, float], angle: float, period: float
) -> NDArray[np.float64]:
    """Parallel lines that cover a box, as an array of shape (n, 2, 2), x before y.

    Their phase hangs on the origin and not on the box.
    """
    west, south, east, north = bounds
    turn = np.radians(angle)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    corners = np.array([(west, south), (east, south), (east, north), (west, north)])
    u, v = corners @ along, corners @ across
    steps = np.arange(np.floor(v.min() / period), np.ceil(v.max() / period) + 1) * period
    starts = u.min() * along + steps[:, None] * across
    return np.stack([starts, starts + (u.max() - u.min()) * along], axis=1)


def _lines(area: BaseGeometry, stroke: Stroke, pixel: float) -> LineCollection:
    lines = segments(area.bounds, stroke.angle, stroke.period * pixel)
    # Only the lines that meet the area: of two far islands most of the box is empty.
    shapely.prepare(area)
    met = shapely.intersects(area, shapely.linestrings(lines))
    return LineCollection(
        list(lines[met]),
        colors=stroke.colour,
        linewidths=stroke.width * pixel,
        alpha=stroke.opacity if stroke.opacity < 1 else None,
        capstyle="butt",
    )


def _crosses(area: BaseGeometry, crosses: Crosses, pixel: float) -> PathCollection:
    spots = _spots(area, crosses.period * pixel, crosses.arm * pixel)
    turns = np.radians([crosses.turn, crosses.turn + 90.0])
    arms = crosses.arm * pixel * np.column_stack([np.cos(turns), np.sin(turns)])
    # By cross, arm, end of the arm, x and y.
    ends = spots[:, None, None, :] + arms[None, :, None, :] * np.array([-1.0, 1.0])[:, None]
    # Many in a path: matplotlib takes a millisecond for each path of an SVG.
    paths = [_strokes(ends[n : n + TOGETHER]) for n in range(0, len(ends), TOGETHER)]
    return PathCollection(
        paths,
        facecolors="none",
        edgecolors=crosses.colour,
        linewidths=crosses.width * pixel,
        capstyle="butt",
    )


def _strokes(ends: NDArray[np.float64]) -> Path:
    """Lines from one point to another, each for itself; ``ends`` are those points in turn."""
    vertices = ends.reshape(-1, 2)
    codes = np.tile([Path.MOVETO, Path.LINETO], len(vertices) // 2)
    path = Path(vertices, codes)
    # The arm of a cross is so short that matplotlib would leave it out.
    path.should_simplify = False
    return path


def _spots(area: BaseGeometry, period: float, reach: float) -> NDArray[np.float64]:
    """Staggered points within a distance of an area, two in a square of ``period``."""
    west, south, east, north = area.bounds
    columns = np.arange(np.floor(west / period), np.ceil(east / period) + 1) * period
    rows = np.arange(np.floor(south / period), np.ceil(north / period) + 1) * period
    x, y = (grid.ravel() for grid in np.meshgrid(columns, rows))
    spots = np.concatenate([np.column_stack([x, y]), np.column_stack([x, y]) + period / 2])
    shapely.prepare(area)
    near = shapely.dwithin(area, shapely.points(spots), reach)
    inside: NDArray[np.float64] = spots[near]
    return inside


def _dots(area: BaseGeometry, dots: Dots, pixel: float) -> PathPatch:
    spots = _spots(area, dots.period * pixel, dots.radius * pixel)
    circle = Path.unit_circle()
    vertices = spots[:, None, :] + np.asarray(circle.vertices, dtype=float) * (dots.radius * pixel)
    codes = np.tile(np.asarray(circle.codes), len(spots))
    return PathPatch(Path(vertices.reshape(-1, 2), codes), facecolor=dots.colour, linewidth=0)


def polygons(geometry: BaseGeometry) -> MultiPolygon:
    """The areas alone of what cutting left behind."""
    return MultiPolygon([part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)])


def merged(line: BaseGeometry) -> BaseGeometry:
    """Lines joined end to end, so that dashes run on."""
    parts = [part for part in shapely.get_parts(line) if isinstance(part, LineString)]
    return shapely.line_merge(MultiLineString(parts))
