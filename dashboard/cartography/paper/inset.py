"""Where a close view lies: a small map of the whole in a corner, with the part that is shown."""

import shapely
from matplotlib.artist import Artist
from matplotlib.patches import PathPatch, Rectangle
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.paper import hatch, sheet
from dashboard.cartography.paper.chart import Chart
from dashboard.cartography.paper.view import View

# A view is close when it is narrower than this part of the home view.
CLOSE = 0.6
# Width as a part of that of the map, and the space to its rim in points on A4.
PART, SPACE = 0.17, 6.0
# On a narrower map the inset would cover what it explains, in points.
NARROW = 300.0
# No bend is seen below this, in points.
BEND_PT = 0.25
ZORDER = 17.3


def is_close(chart: Chart) -> bool:
    """Whether a map shows so small a part that its reader may not know where it lies."""
    west, _, east, _ = chart.view.bounds
    home = chart.plate.home
    return east - west < CLOSE * (home[2] - home[0])


def draw(chart: Chart) -> shapely.Polygon | None:
    """Draw the inset in the lower right of a close view; returns the box that it takes."""
    width, _ = chart.view.frame
    if not is_close(chart) or width < NARROW:
        return None
    plate, colours, scale = chart.plate, chart.palette, chart.view.scale
    home = plate.home
    wide = PART * width
    size = wide, wide * (home[3] - home[1]) / (home[2] - home[0])
    left, bottom = width - SPACE * scale - size[0], SPACE * scale
    view = View(sheet.fill_frame(home, size), size, scale)
    box = shapely.box(0, 0, *size)

    def placed(geometry: BaseGeometry) -> BaseGeometry:
        small = view.to_paper(geometry).simplify(BEND_PT).intersection(box)
        return affinity.translate(small, left, bottom)

    own = shapely.union_all([plate.coverage.areas[name] for name in plate.dataset.territories])
    shown = placed(shapely.box(*chart.view.bounds))
    _add(chart, Rectangle((left, bottom), *size, facecolor=colours.sea, linewidth=0), 0)
    for step, (area, colour) in enumerate(
        ((plate.land, colours.land), (own, colours.hairline)), start=1
    ):
        path = hatch.path_of(shapely.orient_polygons(hatch.polygons(placed(area))))
        _add(chart, PathPatch(path, facecolor=colour, linewidth=0), step)
    for step, (line, colour, thick) in enumerate(
        ((affinity.translate(box, left, bottom), colours.frontier, 0.6), (shown, colours.ink, 1.4)),
        start=3,
    ):
        rim = PathPatch(hatch.path_of(line), fill=False, edgecolor=colour)
        rim.set_linewidth(thick * scale)
        rim.set_gid(f"inset-{step}")
        _add(chart, rim, step)
    return affinity.translate(box, left, bottom).buffer(SPACE * scale / 2, join_style="mitre")


def _add(chart: Chart, artist: Artist, step: int) -> None:
    chart.add(artist, ZORDER + step / 100)
