"""A picture of the boundaries by how sure they are: ``docs/geography.png``."""

from pathlib import Path
from typing import Literal

import numpy as np
import shapely
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from scripts.geography.build import Drawing

# West, south, east, north of the picture in degrees.
FRAME = (36.5, 38.2, 50.6, 46.3)
# Colour, width in points and dashes of a line of each grade; D is dotted.
Dashes = Literal["solid"] | tuple[float, tuple[float, ...]]
Style = tuple[str, float, Dashes]
STYLES: dict[str, Style] = {
    "A": ("#1b5e20", 1.6, "solid"),
    "B": ("#1f4e79", 1.4, "solid"),
    "C": ("#b26a00", 1.2, (0, (6, 2))),
    "D": ("#b3261e", 1.3, (0, (1, 1.6))),
}
MEANING = {"A": "under 1 km", "B": "1-3 km", "C": "3-8 km", "D": "5-15 km, or conjecture"}
_INCHES, _DPI = (13.0, 10.2), 110


def write_picture(path: Path, drawing: Drawing) -> None:
    """Write the boundaries of all territories, coast in grey, styled by grade, as PNG.

    The same drawing gives the same bytes with the same matplotlib.
    """
    figure = Figure(figsize=_INCHES, dpi=_DPI)
    axes = figure.add_axes((0.04, 0.04, 0.94, 0.92))
    west, south, east, north = FRAME
    axes.set(xlim=(west, east), ylim=(south, north), title="Boundaries by accuracy")
    axes.set_aspect(1 / np.cos(np.radians((south + north) / 2)))
    axes.grid(color="#dddddd", linewidth=0.4)
    coast: Style = ("#9aa5b1", 0.8, "solid")
    for kind, style in (("coast", coast), *STYLES.items()):
        axes.add_collection(_collection(_courses(drawing, kind), style))
    for name, shape in drawing.shapes.items():
        inside = shapely.clip_by_rect(shape, *FRAME)
        if not inside.is_empty:
            at = shapely.point_on_surface(inside)
            axes.text(at.x, at.y, name, fontsize=5.5, ha="center", color="#333333", clip_on=True)
    legend = [
        Line2D([], [], color=colour, linewidth=width, linestyle=dashes, label=f"{grade}: {means}")
        for (grade, (colour, width, dashes)), means in zip(
            STYLES.items(), MEANING.values(), strict=True
        )
    ]
    axes.legend(handles=legend, loc="lower left", fontsize=9)
    figure.savefig(path, metadata={"Software": None})


def _courses(drawing: Drawing, kind: str) -> list[shapely.MultiLineString]:
    """Return the coast, or the lines between lands of one grade."""
    if kind == "coast":
        return [line.course for line in drawing.border_lines if line.basis.kind == "coast"]
    inland = (line for line in drawing.border_lines if line.other)
    return [line.course for line in inland if line.basis.accuracy == kind]


def _collection(courses: list[shapely.MultiLineString], style: Style) -> LineCollection:
    colour, width, dashes = style
    parts = [part for course in courses for part in shapely.get_parts(course)]
    paths = [shapely.get_coordinates(part) for part in parts]
    return LineCollection(paths, colors=colour, linewidths=width, linestyles=[dashes])
